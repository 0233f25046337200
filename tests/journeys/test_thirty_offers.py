"""An organisation with thirty offers: confirmed in two taps on a small phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.rules import NIGHT
from anlaufstelle.pipeline import door, tickets
from anlaufstelle.record.model import Organization, Phone, Service, part_id, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition, id_of
from .test_accessible import AXE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def offer(number: int) -> Received:
    id = record_id(SOURCE, f"a{number}")
    phone = Phone(id=part_id(id, "phone"), number=f"+492366100{number:03}")
    record = Service(id=id, name=f"Musterangebot {number}", organization_id=id_of("verein"), phones=(phone,))
    return Received(source=SOURCE, key=f"a{number}", record=record)


@pytest.fixture
def links(tmp_path: Path, settings: object) -> str:
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition())
    verein = Organization(id=id_of("verein"), name="Musterverein e. V.")
    received = [Received(source=SOURCE, key="verein", record=verein), *(offer(number) for number in range(30))]
    door.hand_in(actor=NIGHT, source=SOURCE, received=received)
    token, kept = tickets.make("answer", id_of("verein"))
    store.asking.add_tickets([kept])
    return token


@pytest.fixture
def small(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 780})
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def test_thirty_offers_in_two_taps(small: Page, live_server: LiveServer, links: str) -> None:
    weight: list[int] = []
    small.on("response", lambda answer: weight.append(len(answer.body())) if answer.status == 200 else None)
    small.goto(f"{live_server.url}/anbieter/{links}/stimmt")
    assert sum(weight) <= 150_000
    button = small.get_by_role("button", name="Ja, das stimmt alles")
    box = button.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 780  # nobody has to scroll past thirty offers
    button.click()
    assert "30 Angebote sind bestätigt" in small.get_by_role("status").inner_text()
    assert None not in {one.checked_on for one in read.provider_services(id_of("verein"))}
