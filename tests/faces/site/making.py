"""Entries for tests of pages, visibly invented."""

from typing import Any

from anlaufstelle.catalogue.shapes import EditionView, TownContact
from anlaufstelle.record.entry import Entry, Provider
from anlaufstelle.record.model import KINDS, Address, Location, Phone, Schedule, part_id, record_id
from anlaufstelle.record.received import SourceRef

ID = record_id("musterstadt", "one")
TOWN = EditionView(slug="musterstadt", name="Musterstadt", contact=TownContact(name="Rathaus", phone="02366 000-1"))


def entry(kind: str = "service", *, of: dict[str, Any] | None = None, **fields: Any) -> Entry:
    """`of` are the entry's own fields; all others belong to its record."""
    record = KINDS[kind](**{"id": ID, "name": "Musterhilfe", **fields})  # type: ignore[index]
    return Entry(id=ID, record=record, **(of or {}))


def phone(number: str = "+4923660002", **fields: Any) -> Phone:
    return Phone(id=part_id(ID, number), number=number, **fields)


def provider(**fields: Any) -> Provider:
    return Provider(id=record_id("musterstadt", "org"), name="Musterverein e. V.", **fields)


def place(**fields: Any) -> Location:
    address = Address(id=part_id(ID, "address"), **{"address_1": "Musterweg 1", "city": "Musterstadt", **fields})
    return Location(id=part_id(ID, "place"), addresses=(address,))


def schedule(**fields: Any) -> Schedule:
    return Schedule(id=part_id(ID, "schedule"), **fields)


def source(**fields: Any) -> SourceRef:
    return SourceRef(source="musterstadt", key="one", record_id=ID, **fields)
