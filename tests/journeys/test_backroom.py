"""The operator's back room in a real browser: the site's content policy holds whole, axe finds nothing."""

import re
import time
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import models, store
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.catalogue.shapes import Tried
from anlaufstelle.pipeline import accounts, door
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition, everything
from ..faces.desk.test_access import patterns
from ..faces.put_back import put_back
from .matrix import EVERY, WIDTHS
from .test_accessible import AXE, look
from .watching import watched

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "lange-genug-fuer-alle"
LISTS = (
    "konten", "rollen", "einladungen", "protokoll", "ausgaben", "quellen", "laeufe", "versuche", "nachtschritte",
    "briefe",
)  # fmt: skip


@pytest.fixture
def busy(tmp_path: Path, settings: object) -> None:
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    put_back(tmp_path, _busy)
    for name, role in (("Olga Muster", "operator"), ("Eva Muster", "editor")):
        token = accounts.invite(by=accounts.SYSTEM, name=name, held=Held(role, "" if role == "operator" else TOWN))  # type: ignore[arg-type]
        accounts.accept(token=token, password=PASSWORD)


def _busy() -> None:
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition())
    door.hand_in(actor=NIGHT, source=SOURCE, received=everything())
    for ago, status in ((3, 0), (2, 0), (1, 2)):
        told = Tried(status=status, why="Die Adresse antwortet nicht." * status, records=470)
        store.add_attempt(SOURCE, timezone.now() - timedelta(days=ago), told)
    store.begin_stage("gather")
    for number in range(120):
        models.Letter.objects.create(
            batch=f"b{number}", message_id=f"m{number}", organization="o", address=f"haus{number}@example.org",
            subject="Stimmt noch alles?", state="waiting", made_at=timezone.now() - timedelta(days=number),
        )  # fmt: skip


def test_every_table_is_looked_at() -> None:
    lists = [one for one in patterns().values() if (one.name or "").endswith("_changelist")]
    assert {str(one.pattern).removesuffix("/") for one in lists} == set(LISTS)


def sign_in(page: Page, at: str) -> None:
    """As a person does it, second step included; the address that was asked for leads there first."""
    page.goto(f"{at}/desk/betrieb/")
    assert page.url == f"{at}/desk/anmelden"
    page.locator("[name=name]").fill("Olga Muster")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").click()
    secret = accounts.secret(get_user_model().objects.get(username="Olga Muster").pk)
    page.locator("[name=code]").fill(pyotp.TOTP(secret).at(int(time.time())))
    page.locator("main button").click()
    page.get_by_role("link", name="Betrieb", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Betrieb")


def first_row(page: Page) -> str:
    return page.locator("#result_list tbody th a").first.get_attribute("href") or ""


def test_the_content_policy_refuses_nothing(browser: Browser, live_server: LiveServer, busy: None) -> None:
    with watched(browser) as (page, refused):
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.on("request", lambda asked: failed.append(asked.url) if live_server.url not in asked.url else None)
        sign_in(page, live_server.url)
        for word in LISTS:
            answer = page.goto(f"{live_server.url}/desk/betrieb/{word}/")
            assert answer is not None
            assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
            page.goto(live_server.url + first_row(page))
        assert (refused, [one for one in failed if not one.startswith("data:")]) == ([], [])


@EVERY
def test_no_violation_and_nothing_cut_off(browser: Browser, live_server: LiveServer, busy: None, every: bool) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(AXE)
    page = context.new_page()
    sign_in(page, live_server.url)
    told: dict[str, list[str]] = {}

    def see(name: str) -> None:
        widths = WIDTHS if every else [WIDTHS[len(told) % len(WIDTHS)]]
        told[name] = [one for width in widths for one in look(page, "light", width)]

    see("index")
    for word in LISTS:
        page.goto(f"{live_server.url}/desk/betrieb/{word}/")
        see(word)
        page.goto(live_server.url + first_row(page))
        see(f"{word}: one")
    context.close()
    assert {word: found for word, found in told.items() if found} == {}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_operator_ends_a_lost_session(browser: Browser, live_server: LiveServer, busy: None, script: bool) -> None:
    """On a telephone, by search, a tick and one button."""
    eva = get_user_model().objects.get(username="Eva Muster")
    models.Sitting.objects.create(user=eva, session="verloren", at=timezone.now(), browser="Firefox")
    with watched(browser, script=script) as (page, refused):
        sign_in(page, live_server.url)
        page.goto(f"{live_server.url}/desk/betrieb/konten/")
        page.get_by_label("Suchen").fill("Eva")
        page.get_by_label("Suchen").press("Enter")
        expect(page.locator("#result_list tbody tr")).to_have_count(1)
        page.locator(".action-select").check()
        page.locator("select[name=action]").select_option(label="Alle Sitzungen beenden")
        page.get_by_role("button", name="Ausführen").click()
        expect(page.get_by_role("status")).to_have_text("1 Sitzungen beendet.")
        assert not models.Sitting.objects.filter(user=eva).exists()
        page.get_by_role("link", name="Protokoll").last.click()
        expect(page.locator("#result_list tbody tr").first).to_contain_text(
            re.compile("Sitzungen beendet.*Eva Muster: 1")
        )
        assert refused == []
