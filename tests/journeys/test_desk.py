"""An editor's first day: from the invitation to an empty inbox, by keyboard; axe looks at every page of the desk."""

import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from django.utils import timezone
from msgspec.structs import replace
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import Candidate, InboxItem, Letter
from anlaufstelle.catalogue.rules import ANYBODY, NIGHT, Held
from anlaufstelle.catalogue.shapes import Tried
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


def newly() -> list[Received]:
    """One changed, and five that nobody can reach: new records, and findings that are one matter."""
    changed = Service(id=record_id("zweite", "food"), name="Noch einmal food", url="https://neu.example.org")
    bare = [Service(id=record_id("zweite", f"b{n}"), name=f"Ohne Kontakt {n}") for n in range(5)]
    told = [Received(source="zweite", key=f"b{n}", record=one) for n, one in enumerate(bare)]
    return [Received(source="zweite", key="food", record=changed), *told]


@pytest.fixture
def thirty(tmp_path: Path, settings: object) -> None:
    """Of every kind that waits, thirty and some in all; five of one matter twice."""
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_source(SourceFacts(id="zweite", title="Zweite Quelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition())
    own = [replace(one, record=replace(one.record, email="post@verein.example.org")) if one.key == "verein" else one
           for one in everything()]  # fmt: skip
    door.hand_in(actor=NIGHT, source=SOURCE, received=own)
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
    door.hand_in(actor=NIGHT, source="zweite", received=newly())
    Letter.objects.create(
        batch="1", message_id="<1@example.org>", organization=id_of("verein"), address="post@verein.example.org",
        subject="x", state="bounced", made_at=timezone.now(),
    )  # fmt: skip
    store.asking.add_signal(id_of("food"), "web", "dead-link", timezone.localdate())
    store.add_attempt(SOURCE, timezone.now(), Tried(status=2, why="Keine Antwort"))
    for number in range(6):
        key = ("food", "debts", "shelter")[number % 3]
        visitor.tell(("phone", "hours", "gone")[number % 3] + f"\nHinweis {number}", about=read.entry(id_of(key)))
    visitor.tell("Zur Website", steward=TOWN)
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
    assert waiting(page) >= 30 > page.locator("[data-item]").count()  # what is one matter is one
    kinds = set(InboxItem.objects.values_list("kind", flat=True))
    assert kinds == {"visitor", "proposal", "link", "finding", "source", "bounce", "dead-link", "changed", "new"}
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
    several_at_once(page)
    clear(page)
    assert page.get_by_text("Nichts wartet").is_visible()
    press(page, "u")
    assert waiting(page) >= 1
    clear(page)
    assert InboxItem.objects.count() == 0


def waiting(page: Page) -> int:
    return int(page.locator("h1 small").inner_text())


def several_at_once(page: Page) -> None:
    """Two are chosen, looked at, done, and taken back: all by keys."""
    before = waiting(page)
    for key in ("x", "j", "x"):
        page.keyboard.press(key)
    press(page, "v")
    assert page.locator(".desk-plan li").count() == 2
    press(page, "Enter")
    assert waiting(page) <= before - 2
    press(page, "u")
    assert waiting(page) == before


def clear(page: Page) -> None:
    """One key for each item; some go by themselves, since what was decided mended what they were about. Of what is one
    matter all go at once, once it was looked at."""
    left = waiting(page)
    while left:
        press(page, "r" if left % 3 == 0 else "a")
        if "/mehrere" in page.url:
            press(page, "Enter")
        now = waiting(page)
        assert now < left
        left = now


def test_two_editors_who_decide_one_field_at_once_lose_nothing_and_both_are_told(
    browser: Browser, live_server: LiveServer, thirty: None
) -> None:
    eva, otto = (browser.new_context().new_page() for _ in range(2))
    for one, name in ((eva, "Eva Muster"), (otto, "Otto Muster")):
        come_in(one, live_server, Held("editor", TOWN), name)
        one.goto(f"{live_server.url}/desk/eintrag/{id_of('food')}/bearbeiten")
        one.get_by_label("Wartezeit").fill(f"{name.partition(' ')[0]} sagt: keine")
        one.get_by_label("Grund").fill("angerufen")
    for one in (eva, otto):
        with one.expect_navigation():
            one.get_by_role("button", name="Entscheiden").click()
    assert eva.get_by_text("schon auf der Website zu sehen").is_visible()
    assert otto.get_by_text("Eva Muster").first.is_visible() and "nicht verloren" in otto.inner_text("main")
    assert getattr(read.entry(id_of("food")).record, "wait_time", "") == "Eva sagt: keine"
    for one in (eva, otto):
        one.goto(f"{live_server.url}/desk/eingang")
    assert "Otto Muster möchte „Otto sagt: keine“" in eva.inner_text("main")
    assert "Otto sagt: keine" in otto.inner_text("main")
    for one in (eva, otto):
        one.context.close()


def test_a_point_is_set_by_click_and_by_arrow_keys_on_a_telephone(page: Page, live_server: LiveServer) -> None:
    come_in(page, live_server, Held("editor", TOWN), "Eva Muster")
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{live_server.url}/desk/eintrag/{id_of('house')}/bearbeiten")
    page.locator("[data-pin]").click(position={"x": 150, "y": 150})
    north, east = (page.get_by_label(name) for name in ("Geografische Breite", "Geografische Länge"))
    before = float(north.input_value()), float(east.input_value())
    assert (51.5 < before[0] < 51.7, 7.0 < before[1] < 7.3) == (True, True)
    page.get_by_role("button", name="Mit Pfeiltasten verschieben").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    after = float(north.input_value()), float(east.input_value())
    assert round((after[0] - before[0]) * 111_320) == 10
    assert round((after[1] - before[1]) * 111_320 * 0.621) == 100
    page.get_by_label("Grund").fill("vor Ort gesehen")
    with page.expect_navigation():
        page.get_by_role("button", name="Entscheiden").click()
    place = read.entry(id_of("house")).record
    assert (getattr(place, "latitude", 0), getattr(place, "precision", "")) == (after[0], "address")


def test_the_inbox_can_be_worked_without_a_script(browser: Browser, live_server: LiveServer, thirty: None) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    come_in(page, live_server, Held("editor", TOWN), "Eva Muster")
    before = waiting(page)
    page.locator("[data-item]").first.get_by_role("button").first.click()
    assert waiting(page) == before - 1
    page.get_by_text("Zuletzt erledigt").click()
    page.get_by_role("button", name="Zurücknehmen").first.click()
    assert waiting(page) == before
    context.close()


def test_no_violation_on_any_page_of_the_desk(page: Page, live_server: LiveServer) -> None:
    told: dict[str, list[str]] = {}

    def see(name: str) -> None:
        assert len(page.content()) < 100_000  # with the look and the script below 150 kB
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
    house = f"/desk/eintrag/{id_of('house')}/bearbeiten"
    forms = (f"{entry}/bearbeiten", house, "/desk/eintrag/neu?art=service&alle=1", f"{entry}/verlauf")
    own = ("/desk/konto", "/desk/personen", "/desk/protokoll", "/desk/eintrag?q=Muster")
    for path in (
        *own,
        *forms,
        "/desk/eingang?gruppe=finding:contact-missing",
        entry,
        f"{entry}/feld?feld=description",
        nowhere,
        hours,
    ):
        page.goto(live_server.url + path)
        see(path)
    page.get_by_label("Zeiten").fill("Mo bis Do 9 bis 16 Uhr")
    page.get_by_role("button", name="Woche ansehen").click()
    see("week")
    page.goto(f"{live_server.url}{entry}/bearbeiten")
    for name in ("Telefon", "Ort des Angebots", "Sprache", "Zeiten"):
        page.get_by_role("button", name=f"{name} hinzufügen").first.click()
    page.get_by_label("Öffnungszeit").last.fill("jede zweite Woche Mo 9-12 Uhr")
    page.get_by_role("button", name="Zeiten und Anzeigen auffrischen").click()
    see("form with parts")
    page.goto(f"{live_server.url}/desk/eingang")
    page.get_by_role("button", name="Alle: Stimmt so").first.click()
    see("bulk")
    assert {name: found for name, found in told.items() if found} == {}
    assert len(told) == 20
