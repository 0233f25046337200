"""Every page of the desk and of a provider's link, looked at: the list is held against the addresses themselves."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.catalogue.shapes_town import HelpDesk, House, Room
from anlaufstelle.faces.provider import urls as provider
from anlaufstelle.pipeline import accounts, door, helping, tickets
from anlaufstelle.pipeline.helping import Said
from anlaufstelle.record.model import Happening, Organization, Service
from anlaufstelle.record.received import Received

from ..faces import musternetz
from ..faces.conftest import SOURCE, TOWN, edition, hand_in, id_of
from ..faces.desk.test_access import patterns
from ..faces.musternetz import NET
from . import desk_town
from .matrix import EVERY, LANGUAGES
from .test_accessible import AXE
from .test_html_is_valid import nu_errors
from .walking import Form, Walk
from .watching import LISTENER

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DEBTS, FOOD, HOUSE = (f"/desk/eintrag/{id_of(key)}" for key in ("debts", "food", "house"))
NOWHERE = "/desk/eintrag/00000000-0000-0000-0000-000000000000"
SOON = str(timezone.localdate() + timedelta(days=3))
MEETING = f"/desk/netz/termin/{musternetz.id_of('lang')}"
PRESENT, TODAY = f"/desk/netz/teilnahme/{musternetz.id_of('lang')}", str(timezone.localdate())
FIRST = f"{SOON}T10:00:00"
NOTE = {"steward": TOWN, "title": "Musterflohmarkt", "text": "Wer macht mit?", "until": SOON}
SLOT = {
    "gebiet": TOWN, "raum": "Musterhaus|Saal", "weekday": "MO", "opens": "09:00", "closes": "12:00",
    "name": "Sprechzeit", "organization_name": "Musterverein e. V.",
}  # fmt: skip
SEEN: dict[str, tuple[str | Form, ...]] = {
    "inbox-listed": ("/desk/eingang", "/desk/eingang?gruppe=finding:contact-missing"),
    "bulk-preview": (("/desk/eingang/mehrere", {"gruppe": "finding:contact-missing", "tun": "annehmen"}),),
    "entry-find": ("/desk/eintrag", "/desk/eintrag?q=Muster"),
    "entry-shown": (DEBTS, FOOD, NOWHERE),
    "edit-new": ("/desk/eintrag/neu?art=service&alle=1", "/desk/eintrag/neu?art=location"),
    "edit-edit": (f"{DEBTS}/bearbeiten", f"{HOUSE}/bearbeiten", (f"{DEBTS}/bearbeiten", {"tun": "entscheiden"})),
    "history-fields": (f"{FOOD}/verlauf",),
    "field-decide": (
        f"{DEBTS}/feld?feld=description",
        f"{FOOD}/feld?feld=schedules[neu]",
        (f"{FOOD}/feld?feld=schedules[neu]", {"hours": "Mo bis Do 9 bis 16 Uhr", "tun": "woche"}),
    ),
    "advice-listed": ("/desk/auskunft", "/desk/auskunft?q=Schulden"),
    "calls-listed": ("/desk/anrufe",),
    "letters-listed": ("/desk/briefe",),
    "letters-written": (("/desk/briefe/drucken", {}), ("/desk/briefe/drucken", {"wahl": id_of("carrier")})),
    "helping-listed": ("/desk/mitmachen",),
    "board-listed": (("/desk/pinnwand", {"title": "x"}), ("/desk/pinnwand", NOTE)),
    "house-plan": (("/desk/haus", {"opens": "12:00", "closes": "09:00"}), ("/desk/haus", SLOT)),
    "house-picture": ("/desk/haus/bild",),
    "translations-listed": ("/desk/uebersetzungen?sprache=ar", "/desk/uebersetzungen?sprache=uk&art=missing"),
    "translations-one": (f"/desk/uebersetzungen/{id_of('debts')}?feld=description&sprache=ar",),
    "translations-bring": (("/desk/uebersetzungen/po/einlesen", {"sprache": "ar"}),),
    "network-home": ("/desk/netz",),
    "network-subscribe": (("/desk/netz/kalender", {"netz": NET, "tun": "einrichten"}),),
    "network-move": (f"{MEETING}?von={FIRST}", (MEETING, {"von": FIRST, "tag": "", "grund": "x"})),
    "attendance-listed": (PRESENT, (PRESENT, {"name": "", "day": "x"}), (PRESENT, {"name": "Mia", "day": TODAY})),
    "attendance-paper": (),
    "people-listed": ("/desk/personen",),
    "people-invite": (
        ("/desk/personen/einladen", {"name": "Neue Person", "role": "caller", "area": TOWN}),
        ("/desk/personen/einladen", {"name": "", "role": "caller", "area": "x"}),
    ),
    "people-deeds": ("/desk/protokoll",),
    "account-mine": ("/desk/konto",),
}
COMING_IN = {"sign_in-ask", "sign_in-invited", "sign_in-code"}
ELSEWHERE = {
    "inbox-start", "openid-start", "openid-back", "translations-export", "account-leave", "account-end", "inbox-handle",
    "inbox-take_back", "bulk-handle", "bulk-take_back", "field-withdraw", "advice-hint", "advice-unhint", "calls-told",
    "helping-answer", "board-take_down", "attendance-remove", "people-take",
}  # fmt: skip
"""They lead to another page or give a file, and have none of their own."""
LINKED: dict[str, tuple[str | Form, ...]] = {
    "right": ("stimmt", ("stimmt", {})),
    "change": ("aendern",),
    "gone": ("gibt-es-nicht-mehr", ("gibt-es-nicht-mehr", {})),
    "offer": (f"angebot/{id_of('debts')}", (f"angebot/{id_of('debts')}", {"hours": "Mo 9-12", "phone": "x"})),
    "new": ("neu", ("neu", {"name": "Neues", "hours": "Mo bis Do 9 bis 12 Uhr", "description": "Hilfe"})),
    "notice": ("aushang", ("aushang", {"title": ""})),
    "stop": ("abmelden",),
}


def test_every_address_of_desk_and_link_is_looked_at() -> None:
    """The back room's are, in `test_backroom`."""
    desk = {name for name in patterns() if not name.startswith("admin:")}
    assert desk == set(SEEN) | COMING_IN | ELSEWHERE
    assert {one.name for one in provider.urlpatterns} == set(LINKED)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, settings: object) -> Iterator[Page]:
    """The content policy holds: axe and what asks the page come by the browser's own door."""
    desk_town.fill(tmp_path, settings)
    house = House(name="Musterhaus", rooms=(Room(name="Saal"),))
    store.keep_edition(edition(languages=LANGUAGES, houses=(house,), helping=HelpDesk(name="Musteragentur")))
    without_mail = Organization(id=id_of("carrier"), name="Musterträger ohne E-Mail")
    offer = Service(id=id_of("by-post"), name="Angebot auf Papier", organization_id=without_mail.id)
    hand_in(
        [Received(source=SOURCE, key=key, record=one) for key, one in (("carrier", without_mail), ("by-post", offer))]
    )
    context = browser.new_context()
    context.add_init_script(AXE)
    context.add_init_script(LISTENER)
    yield context.new_page()
    context.close()


@pytest.fixture
def walk(open_page: Page, tmp_path: Path) -> Callable[[bool], Walk]:
    files = tmp_path / "pages"
    files.mkdir()
    return lambda every: Walk(open_page, every, files)


@EVERY
def test_the_desk(walk: Callable[[bool], Walk], live_server: LiveServer, every: bool) -> None:
    seen, at = walk(every), live_server.url
    page = seen.page
    seen.visit(at, ("/desk/anmelden", ("/desk/anmelden", {"name": "x", "password": "y"})))
    token = accounts.invite(by=accounts.SYSTEM, name="Otto Muster", held=Held("operator"))
    seen.visit(at, (f"/desk/einladung/{token}", "/desk/einladung/gibt-es-nicht"))
    desk_town.come_in(page, live_server, Held("operator"), "Otto Muster", meanwhile=lambda: seen.see("code"))
    accounts.invite(by=accounts.SYSTEM, name="Wer noch kommt", held=Held("caller", TOWN))
    store.people.give(read.people.user_id("Otto Muster") or 0, Held("editor", TOWN))
    store.people.give(read.people.user_id("Otto Muster") or 0, Held("editor", NET))
    musternetz.settle()
    when = Happening(dtstart=f"{SOON}T10:00:00", rrule="FREQ=MONTHLY")
    link = {"attendance": "hybrid", "online_url": "https://konferenz.example.org/raum", "online_for": "members"}
    door.hand_in(actor=NIGHT, source="netz", received=[musternetz.meeting("lang", happening=when, **link)])
    helping.tell(Said(reply="otto@example.org", text="Ich höre gern zu."), read.edition("herten"))
    for paths in SEEN.values():
        page.goto(f"{at}/desk/konto")  # a form needs a page it was sent from
        seen.visit(at, paths)
    page.goto(f"{at}/desk/briefe")
    page.get_by_label("Musterträger ohne E-Mail").check()  # written to already, above: nobody is proposed twice
    page.get_by_role("button", name="Briefe erzeugen").click()
    page.get_by_role("article", name="Brief an Musterträger ohne E-Mail").wait_for()
    page.goto(f"{at}{PRESENT}")
    seen.visit(at, (page.locator("a[href$=bescheinigung]").get_attribute("href", timeout=3000) or "",))
    page.goto(f"{at}{DEBTS}/bearbeiten")
    for name in ("Telefon", "Ort des Angebots", "Sprache", "Zeiten"):
        page.get_by_role("button", name=f"{name} hinzufügen").first.click()
    page.get_by_label("Öffnungszeit").last.fill("jede zweite Woche Mo 9-12 Uhr")
    page.get_by_role("button", name="Zeiten und Anzeigen auffrischen").click()
    seen.see("form with parts")
    assert seen.told() == {}
    assert not every or nu_errors(sorted(seen.files.iterdir())) == []


def in_tongue(one: tuple[str, str | Form], language: str) -> tuple[str, tuple[str | Form, ...]]:
    at, page = one
    asked = f"?sprache={language}"
    return at, (page + asked if isinstance(page, str) else (page[0] + asked, page[1]),)


@EVERY
def test_a_providers_link(walk: Callable[[bool], Walk], live_server: LiveServer, every: bool) -> None:
    made = {purpose: tickets.make(purpose, id_of("verein")) for purpose in ("answer", "stop")}
    store.asking.add_tickets([kept for _, kept in made.values()])
    seen, at = walk(every), f"{live_server.url}/anbieter"
    for name, paths in LINKED.items():
        token = made["stop" if name == "stop" else "answer"][0]
        for one in ((f"{at}/{token}/", path) for path in paths):
            turn = len(seen.found)
            for language in LANGUAGES if every else (LANGUAGES[turn % len(LANGUAGES)],):
                seen.visit(*in_tongue(one, language))
    seen.visit(at, ("/nichts/stimmt?sprache=ar",))
    assert seen.told() == {}
    assert not every or nu_errors(sorted(seen.files.iterdir())) == []
