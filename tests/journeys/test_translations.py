"""A translator works through the list by keyboard; axe looks at every page of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.pipeline import accounts, door
from anlaufstelle.record.model import Translation
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition, everything, id_of, service
from .test_accessible import AXE, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "lange-genug-fuer-alle"


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, tmp_path: Path, settings: object) -> Iterator[Page]:
    """Three texts wait: one about a crisis, one outdated, one missing."""
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    settings.ANLAUFSTELLE_SECOND_STEP = False  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition(languages=("de", "uk", "ar")))
    old = Translation(path="description", language="ar", text="قديم", source_hash="0" * 16)
    door.hand_in(actor=NIGHT, source=SOURCE, received=everything())
    changed = [
        service("food", "Mustertafel", "Tafel", description="Essen für alle.", translations=(old,)),
        service("shelter", "Frauenhaus Musterstadt", "Frauenhaus", description="Wir nehmen Sie auf."),
    ]
    door.hand_in(actor=NIGHT, source=SOURCE, received=changed)
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    context.add_init_script(AXE)
    opened = context.new_page()
    token = accounts.invite(by=accounts.SYSTEM, name="Eva Muster", held=Held("editor", TOWN))
    opened.goto(f"{live_server.url}/desk/einladung/{token}")
    opened.get_by_label("Neues Kennwort").fill(PASSWORD)
    opened.get_by_label("Noch einmal").fill(PASSWORD)
    with opened.expect_navigation():
        opened.keyboard.press("Enter")
    yield opened
    context.close()


def seen(page: Page) -> list[str]:
    return [one for theme in ("light", "dark") for width in (320, 360, 1280) for one in look(page, theme, width)]


def test_a_list_is_worked_through_by_keyboard(page: Page, live_server: LiveServer) -> None:
    weight: list[int] = []
    page.on("response", lambda answer: weight.append(len(answer.body())) if answer.status == 200 else None)
    page.goto(f"{live_server.url}/desk/uebersetzungen?sprache=ar")
    assert sum(weight) <= 150_000
    names = [one.partition("\n")[0] for one in page.locator("[data-item] a").all_inner_texts()]
    assert names == ["Frauenhaus Musterstadt", "Mustertafel", "Musterberatung bei Schulden"]
    assert seen(page) == []
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for number, name in enumerate(("Frauenhaus Musterstadt", "Mustertafel", "Musterberatung bei Schulden")):
        assert name in page.get_by_role("heading", level=1).inner_text()
        assert seen(page) == []
        page.get_by_label("Übersetzung").fill(f"ترجمة {number}")
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.get_by_text("Hier wartet nichts. Danke!").is_visible()
    assert [read.entry(id_of(key)).record.translations[0].text for key in ("shelter", "food", "debts")] == [
        "ترجمة 0", "ترجمة 1", "ترجمة 2"
    ]  # fmt: skip


def test_a_po_file_goes_out_and_comes_back(page: Page, live_server: LiveServer, tmp_path: Path) -> None:
    page.goto(f"{live_server.url}/desk/uebersetzungen?sprache=ar")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Was wartet, als PO-Datei").click()
    path = tmp_path / "ar.po"
    taken.value.save_as(path)
    path.write_text(path.read_text().replace('auf."\nmsgstr ""', 'auf."\nmsgstr "نص"'))
    page.get_by_label("Fertige PO-Datei einlesen").set_input_files(path)
    page.get_by_role("button", name="Einlesen", exact=True).click()
    assert page.get_by_text("1 übernommen und auf der Website").is_visible()
    assert seen(page) == []
