"""From an assembled entry to its row: joined with what it refers to, and the standard's nested form beside it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.utils import timezone

from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.record import hsds
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import AnyRecord, Organization
from anlaufstelle.resolve.join import join
from anlaufstelle.resolve.references import references

from . import listing
from .calendar_days import district as quarter
from .inputs import digest

encode = msgspec.json.Encoder(order="deterministic").encode
decode = msgspec.json.Decoder(Entry).decode
decode_record = msgspec.json.Decoder(AnyRecord).decode
Lookup = Callable[[str], Entry | None]


def unjoined(entry: Entry) -> Entry:
    """Only what the entry says itself."""
    return join(msgspec.structs.replace(entry, sequence=0), lambda _: None)


def core(entry: Entry) -> str:
    """The hash by which others see that this entry changed."""
    return digest(unjoined(entry))


def shown(entry: Entry, lookup: Lookup) -> set[str]:
    """Ids of all entries that this one shows: its provider, its places, and the places of its provider."""
    direct = (id for role, id in references(entry.record) if role != "service")
    beyond = (
        place
        for role, id in references(entry.record)
        if role == "organization" and (found := lookup(id)) and isinstance(found.record, Organization)
        for place in found.record.location_ids
    )
    return {*direct, *beyond}


def joined(ids: Iterable[str], cores: Mapping[str, str]) -> str:
    """What the shown entries were like; an entry that does not exist has no core."""
    return digest([(id, cores.get(id, "")) for id in sorted(ids)])


def row(entry: Entry, lookup: Lookup, cores: Mapping[str, str], *, home: str, steward: str, inputs: str) -> EntryRow:
    """`cores` are those of all entries that `shown` may name, and its own where it is known."""
    whole = join(msgspec.structs.replace(entry, sequence=0), lookup, home)
    body = encode(whole)
    now = timezone.now()
    nested = _standard(whole, lookup, now) if whole.state == "published" else {}
    return EntryRow(
        id=whole.id,
        kind=whole.kind,
        state=whole.state,
        name=whole.name[:1000],
        steward=steward,
        ags=whole.ags or "",
        district=(getattr(whole.record, "district", None) or quarter(whole))[:100],
        areas=list(whole.areas),
        needs=list(whole.needs),
        languages=list(whole.languages),
        latitude=whole.point.latitude if whole.point else None,
        longitude=whole.point.longitude if whole.point else None,
        checked_on=whole.checked_on or "",
        changed_at=now,
        modified=listing.modified(nested) or now,
        standard=bool(nested) and not hsds.lacks(whole, nested),
        words=listing.words(whole),
        digest=digest([body.decode(), _unstamped(nested)]),
        core=cores.get(entry.id) or core(entry),
        inputs=inputs,
        joined=joined(shown(whole, lookup), cores),
        body=body,
        hsds=encode(nested) if nested else b"",
    )


def _standard(entry: Entry, lookup: Lookup, now: datetime) -> dict[str, Any]:
    def record(id: str) -> AnyRecord | None:
        found = lookup(id)
        return found.record if found and found.state == "published" else None

    return hsds.write(entry, record, modified=now)


def _unstamped(nested: dict[str, Any]) -> dict[str, Any]:
    """Without the time of the change, which is no change by itself (a date that a source states stays in the body)."""
    return {key: value for key, value in nested.items() if key != "last_modified"}
