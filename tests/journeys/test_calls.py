"""A volunteer does five calls on a small phone, one tap each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.models import Call
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.pipeline import accounts, door
from anlaufstelle.record.model import Phone, Service, part_id, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition
from .test_accessible import AXE, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "lange-genug-fuer-alle"


@pytest.fixture
def five(tmp_path: Path, settings: object) -> None:
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition())
    received = []
    for number in range(5):
        id = record_id(SOURCE, f"a{number}")
        phone = Phone(id=part_id(id, "phone"), number=f"+49236610000{number}")
        record = Service(id=id, name=f"Musterangebot {number}", phones=(phone,))
        received.append(Received(source=SOURCE, key=f"a{number}", record=record))
    door.hand_in(actor=NIGHT, source=SOURCE, received=received)


def test_five_calls(browser: Browser, live_server: LiveServer, five: Callable[..., None]) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 780})
    context.add_init_script(AXE)
    page = context.new_page()
    token = accounts.invite(by=accounts.SYSTEM, name="Karla Muster", held=Held("caller", TOWN))
    page.goto(f"{live_server.url}/desk/einladung/{token}")
    page.get_by_label("Neues Kennwort").fill(PASSWORD)
    page.get_by_label("Noch einmal").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{live_server.url}/desk/anrufe")
    assert look(page, "light", 360) == []
    outcomes = ("Stimmt", "Stimmt", "Niemand erreicht", "Geändert", "Gibt es nicht mehr")
    for number, outcome in enumerate(outcomes):
        call = page.get_by_role("region", name=f"Musterangebot {number}")
        call.get_by_text("Was Sie sagen können").click()
        assert call.get_by_text("Gibt es das noch?").is_visible()
        if outcome == "Geändert":
            call.get_by_role("textbox").fill("neue Zeiten: Mo 9 bis 12 Uhr")
        with page.expect_navigation():
            call.get_by_role("button", name=outcome).click()
    context.close()
    assert [one.outcome for one in Call.objects.order_by("pk")] == ["right", "right", "nobody", "changed", "gone"]
