"""Two carriers are planned into one room at once, and both see it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.catalogue.shapes_town import House, Room
from anlaufstelle.pipeline import accounts, door
from anlaufstelle.record.model import Organization, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition
from .test_accessible import AXE, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "lange-genug-fuer-alle"
CARRIERS = ("Musterverein e. V.", "Zweiter Musterträger")


@pytest.fixture
def house(tmp_path: Path, settings: object) -> None:
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition(houses=(House(name="Musterhaus", rooms=(Room(name="Saal"),)),)))
    received = [
        Received(source=SOURCE, key=name, record=Organization(id=record_id(SOURCE, name), name=name))
        for name in CARRIERS
    ]
    door.hand_in(actor=NIGHT, source=SOURCE, received=received)


def planned(browser: Browser, address: str, name: str, opens: str, closes: str) -> Page:
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 780})
    context.add_init_script(AXE)
    page = context.new_page()
    token = accounts.invite(
        by=accounts.SYSTEM, name=f"Team {name}", held=Held("provider", TOWN, record_id(SOURCE, name))
    )
    page.goto(f"{address}/desk/einladung/{token}")
    page.get_by_label("Neues Kennwort").fill(PASSWORD)
    page.get_by_label("Noch einmal").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.get_by_role("link", name="Haus").click()
    page.get_by_label("Wochentag").select_option("MO")
    page.get_by_label("Von", exact=True).fill(opens)
    page.get_by_label("Bis", exact=True).fill(closes)
    page.get_by_label("Was Sie dort tun").fill("Sprechzeit")
    with page.expect_navigation():
        page.get_by_role("button", name="Eintragen").click()
    return page


def test_both_see_it(browser: Browser, live_server: LiveServer, house: Callable[..., None]) -> None:
    first = planned(browser, live_server.url, CARRIERS[0], "09:00", "12:00")
    assert not first.get_by_text("Doppelt belegt").is_visible()
    second = planned(browser, live_server.url, CARRIERS[1], "11:00", "13:00")
    first.reload()
    for page in (first, second):
        told = page.get_by_role("status").filter(has_text="Doppelt belegt")
        assert [name in told.inner_text() for name in CARRIERS] == [True, True]
        assert look(page, "light", 360) == []
    second.goto(f"{live_server.url}/de/haus")
    second.get_by_role("heading", name="Montag").wait_for()
    assert look(second, "light", 360) == []
    second.goto(f"{live_server.url}/de/haus/musterhaus/heute")
    assert look(second, "light", 1280) == []
    first.context.close()
    second.context.close()
