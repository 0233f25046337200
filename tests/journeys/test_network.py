"""A network's pages with all they may hold, in a language from each side: nothing an axe finds, nothing too wide."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import store
from anlaufstelle.record.model import Project
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..faces import musternetz
from ..faces.conftest import SOURCE, TOWN, edition, hand_in
from ..faces.conftest import id_of as town_id
from ..faces.musternetz import document, id_of
from .matrix import in_language
from .test_accessible import AXE, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TEXT = "Wer einen Mustergarten anlegt, braucht zuerst die Zusage der Nachbarschaft. Alles andere kommt danach. " * 3


@pytest.fixture
def pages(tmp_path: Path, settings: object) -> list[str]:
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    musternetz.found()
    store.keep_edition(edition(languages=("de", "ar")))
    garden = Project(
        id=town_id("garten"), name="Mustergarten Herten", funding_line="Musterprogramm", email="garten@example.org"
    )
    hand_in([Received(source=SOURCE, key="garten", record=garden, source_url="https://verein.example.org")])
    musternetz.hand_in(
        document("alt", "Leitfaden Gärten", version="1", issued="2020"),
        document(
            "leitfaden", "Leitfaden Gärten", version="2", issued="2025-05", licence="CC-BY-4.0", text=TEXT,
            description="Wie ein Garten im Quartier gelingt.", url="https://netz.example.org/l.pdf",
            replaces_id=id_of("alt"), body_id=id_of("gruppe"),
        ),
    )  # fmt: skip
    return [
        "/musternetz/de/netz",
        f"/musternetz/de/netz/gruppe/{id_of('gruppe')}",
        f"/musternetz/de/netz/gruppe/{id_of('beirat')}",
        "/musternetz/de/netz/bibliothek?q=Nachbarschaft",
        f"/musternetz/de/netz/bibliothek/{id_of('leitfaden')}",
        "/musternetz/de/netz/projekte?q=Mustergarten",
        "/de/projekte",
    ]


def test_no_violation_on_any_page_of_a_network(browser: Browser, live_server: LiveServer, pages: list[str]) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    page = context.new_page()
    found = {}
    for path in pages:
        for language, theme, width in (("de", "light", 320), ("de", "dark", 1280), ("ar", "light", 360)):
            address = in_language(f"{live_server.url}{path}", language)
            assert page.goto(address).status == 200, address  # type: ignore[union-attr]
            found[path, language] = look(page, theme, width)
    context.close()
    assert {where: told for where, told in found.items() if told} == {}
