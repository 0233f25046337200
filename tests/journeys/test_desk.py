"""An editor's first day: from the invitation to an empty inbox, by keyboard; axe looks at every page of the desk."""

import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import Candidate, InboxItem
from anlaufstelle.catalogue.rules import ANYBODY, NIGHT, Held
from anlaufstelle.pipeline import accounts, door, inbox, visitor
from anlaufstelle.record.model import Service, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition, everything, id_of
from .test_accessible import AXE, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "lange-genug-fuer-alle"
PROPOSED = (
    ("food", "email", "tafel@example.org"), ("food", "fees", "nichts"), ("food", "alert", "Im August geschlossen"),
    ("food", "wait_time", "keine"), ("food", "description", "Lebensmittel für alle."), ("debts", "fees", "nichts"),
    ("debts", "description", "Hilfe bei Schulden. Auch bei Mahnungen, ohne Termin."), ("debts", "email", "d@x.example"),
    ("shelter", "email", "haus@example.org"), ("shelter", "wait_time", "Wir nehmen jederzeit auf"),
)  # fmt: skip


@pytest.fixture
def thirty(tmp_path: Path, settings: object) -> None:
    """Reports, proposals, pairs, and what the checks found: thirty in all."""
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_source(SourceFacts(id="zweite", title="Zweite Quelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition())
    door.hand_in(actor=NIGHT, source=SOURCE, received=everything())
    keys = ("debts", "food", "shelter")
    twins = [
        Service(id=record_id("zweite", one), name=f"Noch einmal {one}", url="https://x.example.org") for one in keys
    ]
    again = [Received(source="zweite", key=key, record=one) for key, one in zip(keys, twins, strict=True)]
    door.hand_in(actor=NIGHT, source="zweite", received=again)
    for key in keys:
        Candidate.objects.create(
            left=id_of(key), right=record_id("zweite", key), kind="service", score=0.8, verdict="ask",
            reasons=["ähnlicher Name", "derselbe Ort"],
        )  # fmt: skip
    for key, path, value in PROPOSED:
        seen = getattr(read.entry(id_of(key)).record, path)
        door.decide(actor=ANYBODY, source=SOURCE, key=key, path=path, value=value, seen=seen, why="steht am Aushang")
    for number in range(11):
        key = ("food", "debts", "shelter")[number % 3]
        visitor.tell(("phone", "hours", "gone")[number % 3] + f"\nHinweis {number}", about=read.entry(id_of(key)))
    for number in range(3):
        visitor.tell(f"Zur Website {number}", steward=TOWN)
    inbox.refresh()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, thirty: None) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    context.add_init_script(AXE)
    opened = context.new_page()
    yield opened
    context.close()


def come_in(page: Page, server: LiveServer, held: Held, name: str) -> None:
    token = accounts.invite(by=accounts.SYSTEM, name=name, held=held)
    page.goto(f"{server.url}/desk/einladung/{token}")
    page.get_by_label("Neues Kennwort").fill(PASSWORD)
    page.get_by_label("Noch einmal").fill(PASSWORD)
    page.keyboard.press("Enter")
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code aus der App").fill(pyotp.TOTP(secret).at(int(time.time())))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/eingang")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_thirty_mixed_items_are_cleared_by_keyboard(page: Page, live_server: LiveServer) -> None:
    come_in(page, live_server, Held("editor", TOWN), "Eva Muster")
    weight: list[int] = []
    page.on("response", lambda answer: weight.append(len(answer.body())) if answer.status == 200 else None)
    page.reload()
    assert (page.locator("[data-item]").count(), page.locator("h1 small").inner_text()) == (30, "30")
    assert sum(weight) <= 150_000
    first = page.locator("[data-item] h2").first.inner_text()
    assert first == "Frauenhaus Musterstadt"  # what is wrong with help in a crisis comes before everything else
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    for _ in range(4):
        page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("[...document.querySelectorAll('[data-item]')].indexOf(document.activeElement)") == 3
    press(page, "Enter")
    assert "/desk/eintrag/" in page.url
    page.go_back()
    clear(page, 30)
    assert page.get_by_text("Nichts wartet").is_visible()
    press(page, "u")
    again = page.locator("[data-item]").count()
    assert again >= 1
    clear(page, again)
    assert InboxItem.objects.count() == 0


def clear(page: Page, waiting: int) -> None:
    """One key for each item; some go by themselves, since what was decided mended what they were about."""
    while waiting:
        press(page, "r" if waiting % 3 == 0 else "a")
        left = int(page.locator("h1 small").inner_text())
        assert left < waiting
        waiting = left


def test_the_inbox_can_be_worked_without_a_script(browser: Browser, live_server: LiveServer, thirty: None) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    come_in(page, live_server, Held("editor", TOWN), "Eva Muster")
    page.locator("[data-item]").first.get_by_role("button").first.click()
    assert page.locator("h1 small").inner_text() == "29"
    page.get_by_text("Zuletzt erledigt").click()
    page.get_by_role("button", name="Zurücknehmen").first.click()
    assert page.locator("h1 small").inner_text() == "30"
    context.close()


def test_no_violation_on_any_page_of_the_desk(page: Page, live_server: LiveServer) -> None:
    told: dict[str, list[str]] = {}

    def see(name: str) -> None:
        sizes = ((theme, width) for theme in ("light", "dark") for width in (320, 360, 1280))
        told[name] = [one for theme, width in sizes for one in look(page, theme, width)]

    page.goto(f"{live_server.url}/desk/anmelden")
    see("sign in")
    token = accounts.invite(by=accounts.SYSTEM, name="Otto Muster", held=Held("operator"))
    page.goto(f"{live_server.url}/desk/einladung/{token}")
    see("invitation")
    page.get_by_label("Neues Kennwort").fill(PASSWORD)
    page.get_by_label("Noch einmal").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/code")
    see("code")
    accounts.invite(by=accounts.SYSTEM, name="Wer noch kommt", held=Held("caller", TOWN))
    store.people.give(read.people.user_id("Otto Muster") or 0, Held("editor", TOWN))
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code aus der App").fill(pyotp.TOTP(secret).at(int(time.time())))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/eingang")
    see("inbox")
    entry = f"/desk/eintrag/{id_of('debts')}"
    hours = f"/desk/eintrag/{id_of('food')}/feld?feld=schedules[neu]"
    nowhere = "/desk/eintrag/00000000-0000-0000-0000-000000000000"
    own = ("/desk/konto", "/desk/personen", "/desk/protokoll", "/desk/eintrag?q=Muster")
    for path in (*own, entry, f"{entry}/feld?feld=description", nowhere, hours):
        page.goto(live_server.url + path)
        see(path)
    page.get_by_label("Zeiten").fill("Mo bis Do 9 bis 16 Uhr")
    page.get_by_role("button", name="Woche ansehen").click()
    see("week")
    assert {name: found for name, found in told.items() if found} == {}
    assert len(told) == 13
