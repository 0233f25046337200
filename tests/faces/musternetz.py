"""A visibly invented network of towns, to which the invented town of `conftest` belongs."""

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.rules import NIGHT
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_town import Network
from anlaufstelle.pipeline import door
from anlaufstelle.record.model import AnyRecord, Body, Document, Event, Happening, Membership, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from .conftest import TOWN, edition

NET = "net:musternetz"
PAGE = "/musternetz/de/netz"
SECRET = "Nur für Mitglieder"


def id_of(key: str) -> str:
    return record_id("netz", key)


def received(record: AnyRecord, key: str) -> Received:
    return Received(source="netz", key=key, record=record, source_url="https://netz.example.org")


def member(key: str, name: str, ags: str, **fields: str) -> Received:
    return received(Membership(id=id_of(key), name=name, ags=ags, **fields), key)


def body(key: str, name: str, **fields: object) -> Received:
    return received(Body(id=id_of(key), name=name, **fields), key)  # type: ignore[arg-type]


def document(key: str, name: str, **fields: object) -> Received:
    return received(Document(id=id_of(key), name=name, **fields), key)  # type: ignore[arg-type]


def meeting(key: str = "treffen", **fields: object) -> Received:
    when = Happening(rrule="FREQ=MONTHLY;BYDAY=1TH")
    record = Event(id=id_of(key), **{"name": "Mustertreffen", "happening": when, **fields})  # type: ignore[arg-type]
    return received(record, key)


def records() -> list[Received]:
    return [
        member("herten", "Stadt Herten", TOWN, since="2019", terms="Beitrag 100 Euro"),
        member("alt", "Altstadt", "05113000", until="2020"),
        body("beirat", "Musterbeirat", body_type="advisory-board", members=("Eva Muster: Vorsitz", "Max Muster")),
        body("gruppe", "AG Mustergarten", aims=("Gärten für alle",)),
        body("intern", SECRET, audience="members"),
        document(
            "leitfaden",
            "Leitfaden Gärten",
            version="2",
            issued="2025-05",
            licence="CC-BY-4.0",
            url="https://netz.example.org/l.pdf",
        ),
        document("entwurf", SECRET, audience="professionals", text=SECRET),
        meeting(),
    ]


def network(**fields: object) -> EditionView:
    told = {"about": "Musterstädte lernen voneinander.", "terms": "Jede Stadt kann beitreten."}
    told = {**told, "formats": ("Exkursionen",), **fields}  # type: ignore[dict-item]
    return EditionView(
        slug="musternetz",
        name="Musternetz",
        areas=(NET,),
        languages=("de", "ar"),
        network=Network(**told),  # type: ignore[arg-type]
    )


def hand_in(*told: Received) -> None:
    door.hand_in(actor=NIGHT, source="netz", received=list(told))


def found() -> None:
    """The town's edition, the network's and all its records; the town must be there."""
    store.keep_edition(edition())
    settle()


def settle() -> None:
    store.keep_edition(network())
    store.keep_source(SourceFacts(id="netz", title="Musternetz", steward=NET, area=NET, trust=60))
    hand_in(*records())
