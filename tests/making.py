"""Records for tests, visibly invented. Every default can be overridden by name."""

from datetime import date
from typing import Any

from anlaufstelle.record.model import KINDS, Phone, part_id, record_id
from anlaufstelle.record.received import Origin, Received
from anlaufstelle.resolve.context import Context, SourceFacts
from anlaufstelle.resolve.link import Holding

TODAY = date(2026, 3, 2)
TOWN = "05562020"


def received(key: str = "one", source: str = "musterstadt", *, kind: str = "service", **fields: Any) -> Received:
    """Fields that `Received` has go there (`source_date`, `origin`, `gone`, `order`), all others into the record."""
    own = {name: fields.pop(name) for name in list(fields) if name in Received.__struct_fields__}
    id = fields.pop("id", None) or record_id(source, key)
    record = KINDS[kind](**{"id": id, "name": f"Angebot {key}", **fields})  # type: ignore[index]
    return Received(source=source, key=key, record=record, **own)


def phone(owner: str, number: str = "+4923660000", **fields: Any) -> Phone:
    return Phone(id=part_id(owner, "phones/phone"), number=number, **fields)


def holding(id: str, source: str = "a", order: int = 0, *, origin: Origin | None = None, **fields: Any) -> Holding:
    return Holding(
        id=id, source=source, key=fields.pop("key", id), kind="service", order=order, origin=origin, **fields
    )


def context(**sources: dict[str, Any]) -> Context:
    """Sources by name with their facts; every record speaks for the entry of its own id."""
    facts = {id: SourceFacts(id=id, **{"title": id, "area": TOWN, **about}) for id, about in sources.items()}
    return Context(today=TODAY, sources=facts, entry_of=lambda id: id)
