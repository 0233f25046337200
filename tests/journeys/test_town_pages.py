"""Every page of the residents' site is looked at, also those for which the shipped data have nothing."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read, store
from anlaufstelle.pipeline import tickets

from ..faces import musternetz
from ..faces.conftest import id_of
from ..faces.doors import HERE
from ..faces.musternetz import NET, PAGE
from . import full_town
from .matrix import EVERY, LANGUAGES, in_language
from .test_accessible import AXE
from .test_html_is_valid import nu_errors
from .walking import Form, Walk
from .watching import LISTENER

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HOUSE, LIBRARY, LETTER = "/de/haus/musterhaus", f"{PAGE}/bibliothek", f"{PAGE}/rundbrief"
NOWHERE = "/de/angebot/00000000-0000-0000-0000-000000000000"
FOOD, SHELTER = (f"/de/angebot/{id_of(key)}" for key in ("food", "shelter"))
CONTACT = f"/de/mitmachen/{id_of('beete')}/kontakt"
READER = "eva@muster.example.org"
SEEN: dict[str, tuple[str | Form, ...]] = {
    "topic": ("/de/thema/debt",),
    "verdict": (f"{FOOD}/stimmt", (f"{FOOD}/stimmt", {"wort": "ja"})),
    "events-archive": ("/de/termine/archiv",),
    "board-sheet": ("/de/pinnwand/aushang",),
    "notice": (f"/de/pinnwand/{id_of('zettel')}",),
    "opportunity": (f"/de/mitmachen/{id_of('beete')}",),
    "helping-about": (CONTACT, (CONTACT, {"antwort": ""}), (CONTACT, {"antwort": "otto@example.org"})),
    "embed": ("/de/einbetten", "/de/einbetten?q=Schulden"),
    "saved_sheet": (f"/de/merkliste/blatt?ids={id_of('food')},{id_of('debts')}",),
    "plain": ("/de/leichte-sprache",),
    "signing": ("/de/gebaerdensprache",),
    "house": (HOUSE,),
    "house-screen": (f"{HOUSE}/heute",),
    "house-door": (f"{HOUSE}/tuer/saal",),
    "kiosk-house": ("/de/kiosk/haus/musterhaus",),
    "project": (f"/de/projekte/{id_of('garten')}",),
    "conference": (f"/de/stadtteilkonferenz/{id_of('alt')}",),
    "body": (f"{PAGE}/gruppe/{musternetz.id_of('gruppe')}",),
    "document": (f"{LIBRARY}/{musternetz.id_of('leitfaden')}",),
    "newsletter": (LETTER, (LETTER, {"adresse": "x"}), (LETTER, {"adresse": "mia@muster.example.org"})),
}
FULLER: tuple[str | Form, ...] = (
    *("/de/", SHELTER, NOWHERE, (f"{FOOD}/stimmt", {"wort": "nein"})),
    *(("/de/rueckmeldung", {"text": ""}), ("/de/rueckmeldung", {"text": "Zu klein"})),
    *("/de/termine/aushang", f"/de/termine/{id_of('tanz')}", "/de/pinnwand"),
    *("/de/barrierefreiheit", "/de/impressum", "/de/datenschutz", "/de/ueber"),
    *("/de/haus", "/de/haus/zweites-haus", f"{HOUSE}/tuer/raum-2"),
    *("/de/quartier", "/de/quartier/musterdorf-sued", "/de/quartier/leerdorf", "/de/projekte"),
    *(f"/de/stadtteilkonferenz/{id_of('neu')}", f"{PAGE}/gruppe/{musternetz.id_of('vorstand')}"),
    *(PAGE, LIBRARY, f"{LIBRARY}?q=Nachbarschaft", f"{LIBRARY}?q=Quastenflosser"),
    *(("/de/suche?q=Trommelgruppe", {"hier": HERE}), ("/de/suche?q=Trommelgruppe&umkreis=2", {"hier": HERE})),
    *(f"{LIBRARY}/{musternetz.id_of('erste')}", f"{PAGE}/projekte", f"{PAGE}/projekte?q=Garten"),
    *(f"/musternetz/de/termine/{musternetz.id_of('treffen')}", "/musternetz/de/termine"),
    "/musternetz/de/termine?ansicht=monat",
)
"""Pages the matrix looks at as well, with all that the shipped data lack; and some in another state."""
BY_LINK = {"newsletter-join": "join", "newsletter-leave": "leave"}
ELSEWHERE = {"slot", "membership", "kiosk-end", "saved_cards", "offline-pack", "offline-worker"}
"""They lead to another page, or give a file or a part of a page, and have none of their own."""
OUTSIDE = ("/", "/api/")
"""Pages in no town's language."""


def test_every_address_of_the_site_is_looked_at(pages: dict[str, str]) -> None:
    """Here, or on the real data in the matrix."""
    names = {one for one in get_resolver("anlaufstelle.faces.site.urls").reverse_dict if isinstance(one, str)}
    paths = (urlsplit(address).path.removeprefix("/ag-soziale-stadt-nrw") for address in pages.values())
    assert names == {found for path in paths if (found := name_of(path))} | set(SEEN) | set(BY_LINK) | ELSEWHERE


def name_of(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, settings: object) -> Iterator[Page]:
    full_town.fill(tmp_path, settings)
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(AXE)
    context.add_init_script(LISTENER)
    yield context.new_page()
    context.close()


def spoken(one: str | Form, language: str) -> str | Form:
    return in_language(one, language) if isinstance(one, str) else (in_language(one[0], language), one[1])


def links() -> tuple[str | Form, ...]:
    """Those of a newsletter's mails: looked at, and done. Agreeing comes before ending."""
    id = store.newsletter.add(NET, READER)
    made = {what: tickets.make(purpose, id) for what, purpose in (("zustimmen", "join"), ("abmelden", "leave"))}  # type: ignore[arg-type]
    store.asking.add_tickets([kept for _, kept in made.values()])
    paths = [f"{LETTER}/{token}/{what}" for what, (token, _) in made.items()]
    return (*(form for path in paths for form in (path, (path, {}))), f"{LETTER}/nichts/abmelden")


@EVERY
def test_the_site(opened: Page, live_server: LiveServer, tmp_path: Path, every: bool) -> None:
    files = tmp_path / "pages"
    files.mkdir()
    seen, at = Walk(opened, every, files), live_server.url
    seen.visit(at, OUTSIDE)
    for one in (*(one for paths in SEEN.values() for one in paths), *(FULLER if every else ()), *links()):
        turn = len(seen.found)
        for language in LANGUAGES if every else (LANGUAGES[turn % len(LANGUAGES)],):
            seen.visit(at, (spoken(one, language),))
    assert seen.told() == {}
    assert read.newsletter.with_address(READER) == []
    assert not every or nu_errors(sorted(files.iterdir())) == []
