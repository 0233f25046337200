"""What a record refers to. Inside a source's record references are record ids; inside an entry, entry ids."""

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.record.model import AnyRecord, Service

SINGLE = {
    "organization_id": "organization",
    "parent_organization_id": "parent",
    "location_id": "location",
    "replaces_id": "replaces",
    "body_id": "body",
}
MANY = {"service_ids": "service", "location_ids": "location"}


class Reference(Struct, frozen=True):
    """`target` is the entry that the record `record_id` speaks for; None while nobody has received such a record."""

    role: str
    record_id: str
    target: str | None = None


def references(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """(role, record id) of everything the record refers to, each once."""
    return iter(dict.fromkeys(_all(record)))


def _all(record: AnyRecord) -> Iterator[tuple[str, str]]:
    for field, role in SINGLE.items():
        if target := getattr(record, field, None):
            yield role, target
    for field, role in MANY.items():
        for target in getattr(record, field, ()):
            yield role, target
    if isinstance(record, Service):
        for part in record.service_at_locations:
            if part.location_id:
                yield "location", part.location_id


def rewrite(record: AnyRecord, entry_of: Callable[[str], str | None]) -> AnyRecord:
    """The record with entry ids for record ids; what leads nowhere is left out (the link table remembers it)."""
    changes: dict[str, object] = {}
    for field in SINGLE:
        if target := getattr(record, field, None):
            changes[field] = entry_of(target)
    for field in MANY:
        if targets := getattr(record, field, ()):
            changes[field] = tuple(dict.fromkeys(found for one in targets if (found := entry_of(one))))
    if isinstance(record, Service):
        changes["service_at_locations"] = tuple(
            replace(part, location_id=entry_of(part.location_id)) if part.location_id else part
            for part in record.service_at_locations
        )
    return replace(record, **changes)
