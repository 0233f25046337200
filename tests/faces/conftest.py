"""A small, visibly invented town with real tables and a real index."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.test import Client

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.rules import NIGHT
from anlaufstelle.catalogue.shapes import EditionView, TownContact
from anlaufstelle.pipeline import door
from anlaufstelle.record.model import (
    Address,
    Event,
    Happening,
    Location,
    Opportunity,
    Organization,
    Phone,
    Service,
    ServiceArea,
    ServiceAtLocation,
    hide,
    part_id,
    record_id,
)
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from .put_back import put_back

SOURCE = "musterstadt"
TOWN = "05562020"
"""Herten's key, since a town must exist; everything else here is invented."""


def id_of(key: str) -> str:
    return record_id(SOURCE, key)


def service(key: str, name: str, *categories: str, **fields: object) -> Received:
    id = id_of(key)
    record = Service(
        id=id,
        name=name,
        categories=categories,
        organization_id=id_of("verein"),
        service_areas=(ServiceArea(id=part_id(id, "area"), name="Stadt Herten", areas=(TOWN,)),),
        **fields,  # type: ignore[arg-type]
    )
    return Received(
        source=SOURCE, key=key, record=record, source_url="https://zeitung.example.org/x", source_date="2018"
    )


def place(key: str, *, confidential: bool = False) -> Received:
    id = id_of(key)
    address = Address(id=part_id(id, "address"), address_1="Musterweg 1", city="Herten", postal_code="45699")
    open_place = Location(id=id, name="Musterhaus", addresses=(address,), ags=TOWN)
    return Received(source=SOURCE, key=key, record=hide(open_place) if confidential else open_place)


def everything() -> list[Received]:
    verein = Organization(id=id_of("verein"), name="Musterverein e. V.", website="https://verein.example.org")
    debts = id_of("debts")
    phone = Phone(id=part_id(debts, "phone"), number="+4923660002")
    at_house = ServiceAtLocation(id=part_id(debts, "house"), location_id=id_of("house"))
    at_shelter = ServiceAtLocation(id=part_id(id_of("shelter"), "secret"), location_id=id_of("secret"))
    return [
        Received(source=SOURCE, key="verein", record=verein, source_url="https://verein.example.org"),
        place("house"),
        place("secret", confidential=True),
        service(
            "debts",
            "Musterberatung bei Schulden",
            "Schuldnerberatung",
            description="Hilfe bei Schulden. Auch bei Mahnungen & Pfändung.",
            phones=(phone,),
            service_at_locations=(at_house,),
        ),
        service("shelter", "Frauenhaus Musterstadt", "Frauenhaus", "Gewaltschutz", service_at_locations=(at_shelter,)),
        service("food", "Mustertafel", "Tafel", "Lebensmittel", url="https://tafel.example.org"),
        Received(
            source=SOURCE,
            key="cafe",
            record=Event(
                id=id_of("cafe"),
                name="Mustercafé",
                happening=Happening(rrule="FREQ=WEEKLY;BYDAY=TH", time_text="15 Uhr"),
            ),
        ),
        Received(source=SOURCE, key="help", record=Opportunity(id=id_of("help"), name="Vorlesen", city="Herten")),
    ]


def hand_in(received: Sequence[Received]) -> None:
    door.hand_in(actor=NIGHT, source=SOURCE, received=received)


def edition(slug: str = "herten", **fields: object) -> EditionView:
    contact = TownContact(name="Rathaus Musterstadt", phone="02366 0001")
    return EditionView(slug=slug, name="Musterstadt", areas=(TOWN,), contact=contact, **fields)  # type: ignore[arg-type]


@pytest.fixture
def town(db: None, tmp_path: Path, settings: object) -> Callable[..., None]:
    """The invented town, indexed in a folder of its own; call it to hand in more."""
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    put_back(tmp_path, _musterstadt)
    return hand_in


@pytest.fixture
def standing(db: None, tmp_path: Path, settings: object) -> Callable[[Callable[[], None]], Client]:
    """In place of `town`, never beside it, where many tests begin with more: both are put back together."""
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]

    def stand(further: Callable[[], None]) -> Client:
        put_back(tmp_path, _musterstadt, further)
        return Client(HTTP_HOST="localhost")

    return stand


def _musterstadt() -> None:
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition())
    hand_in(everything())


@pytest.fixture
def visitor(town: Callable[..., None]) -> Client:
    return Client(HTTP_HOST="localhost")
