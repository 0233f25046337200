"""What an organisation has with us, and its answers about that: right, changed, gone, new. All of it through the door.

What is right is verified in the organisation's name. A change waits for the steward's editors, unless they trust it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, read, store
from anlaufstelle.catalogue.models import SourceRecord
from anlaufstelle.catalogue.read.asking import trusted
from anlaufstelle.catalogue.rules_asked import Asked
from anlaufstelle.errors import NotFound, OutOfDate
from anlaufstelle.record import paths
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import AnyRecord, Event, Location, Service, part_id, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.decided import spoken, value_at
from anlaufstelle.resolve.lines import standing, value_hash

from . import door, showing, visitor

PROVIDER = "provider"
CONFIRMED = (
    "phones", "email", "url", "website", "schedules", "service_at_locations", "happening", "addresses",
    "fees_description", "free", "cost_options", "appointment", "languages", "eligibility_description", "description",
)  # fmt: skip
"""What “stimmt noch” stands for, as far as it is stated and shown."""


class Holder(Struct, frozen=True):
    """An organisation, what it offers, and its places as far as they are no secret."""

    organization: Entry
    offers: tuple[Entry, ...]
    places: tuple[Entry, ...]

    def offer(self, id: str) -> Entry | None:
        return next((one for one in self.offers if one.id == id), None)


class Change(Struct, frozen=True):
    """A path of the record that speaks for it, the new value, and how long it holds."""

    path: str
    value: object
    until: date | None = None


class Told(Struct, frozen=True, kw_only=True):
    """How many values stand now, how many wait for an editor, and which somebody else changed meanwhile."""

    decided: int = 0
    proposed: int = 0
    clashes: tuple[str, ...] = ()


def holder(organization: str) -> Holder | None:
    """None when the organisation is no longer shown."""
    id = read.resolve_id(organization)
    try:
        own = read.entry(id or "")
    except NotFound:
        return None
    offers = tuple(read.provider_services(own.id))
    places = {place.id for one in offers for place in one.locations if not place.confidential}
    return Holder(own, offers, tuple(read.entries(sorted(places))))


def speaking(held: Holder, who: str) -> Asked:
    """The organisation's own voice: it reaches its records and no others."""
    entries = (held.organization, *held.offers, *held.places)
    return Asked(
        who=who,
        addresses=frozenset((one.source, one.key) for entry in entries for one in entry.sources),
        trusted=trusted(held.organization.id),
    )


def confirm(actor: Asked, entries: Iterable[Entry], places: Sequence[Entry], why: str) -> int:
    """That all which is shown of them is right; returns how many values now stand confirmed. Said twice by the same
    voice on the same day it counts once."""
    wanted = {one.id: one for one in entries}
    shown = {place.id for one in wanted.values() for place in one.locations}
    wanted |= {one.id: one for one in places if one.id in shown}
    known = _records(ref for one in wanted.values() for ref in _refs(one))
    said = _said_today(known, actor.who)
    seen = [told for one in wanted.values() for told in _seen(one, known) if told not in said]
    return len(door.confirm(actor=actor, values=seen, why=why)) if seen else 0


def gone(actor: Asked, entry: Entry, why: str) -> Told:
    """It ended. What has no state of its own is told to the editors in words."""
    value = {Service: "defunct", Event: "cancelled"}.get(type(entry.record))
    if value is None:
        visitor.tell(f"gone\n{actor.who}: {why}", about=entry)
        return Told(proposed=1)
    return change(actor, entry, [Change("status", value)], why)


def change(actor: Asked, entry: Entry, changes: Iterable[Change], why: str) -> Told:
    """Each value as a line of its own, beside the record that speaks for it now. Sent twice it counts once."""
    with showing.together():
        return _changed(actor, entry, changes, why)


def _changed(actor: Asked, entry: Entry, changes: Iterable[Change], why: str) -> Told:
    known = _records(_refs(entry))
    decided, proposed, clashes = 0, 0, []
    for one in changes:
        received, record = known[_speaker(entry, one.path)]
        if not actor.trusted and _proposed(actor, received, record, one):
            proposed += 1
            continue
        note = f"{why} (bis {one.until:%d.%m.%Y})" if one.until else why
        try:
            done = door.decide(
                actor=actor, source=received.source, key=received.key, path=one.path, value=one.value,
                seen=paths.plain(value_at(record, one.path)), why=note, until=one.until,
            )  # fmt: skip
        except OutOfDate:
            clashes.append(one.path)
            continue
        decided, proposed = decided + bool(done.line), proposed + bool(done.proposal)
    return Told(decided=decided, proposed=proposed, clashes=tuple(clashes))


def _proposed(actor: Asked, received: Received, record: AnyRecord, change: Change) -> bool:
    """Whether this voice has said the very same already."""
    rows = SourceRecord.objects.filter(
        source_id=door.PROPOSAL, origin_source=received.source, origin_key=received.key, run__who=actor.who
    )  # fmt: skip
    wanted = value_hash(value_at(paths.set(record, change.path, change.value), change.path))
    until = change.until.isoformat() if change.until else None
    return any(
        (one.note or "").startswith(f"{change.path}: ")
        and one.until == until
        and value_hash(value_at(one.record, change.path)) == wanted
        for one in ledger.received(rows.values_list("record_id", flat=True)).values()
    )


def add(actor: Asked, held: Holder, name: str, changes: Iterable[Change], why: str) -> str:
    """A new offer; returns its record id. It is shown at once only where the organisation is trusted. Sent twice it is
    one: its key is what it says."""
    said = list(changes)
    town = steward(held)
    source = f"{PROVIDER}-{town}" if actor.trusted else door.PROPOSAL
    store.keep_source(
        SourceFacts(id=source, title="Angaben der Anbieter", steward=town, area=town, trust=60)
        if actor.trusted
        else SourceFacts(id=source, title="Vorschläge", steward="DE", trust=0, publishes=False)
    )
    key = part_id(held.organization.id, f"new/{value_hash([name, *(_words(one) for one in said)])}")
    if known := ledger.at_address(source, key):
        return known.id
    record: AnyRecord = Service(
        id=record_id(source, key),
        name=name,
        organization_id=held.organization.record.id,
        organization_name=held.organization.name,
    )
    for one in said:
        record = paths.set(record, one.path, one.value)
    handed = Received(source=source, key=key, record=record, note=why, source_date=timezone.localdate().isoformat())
    asked = replace(actor, sources=frozenset({source}))
    return door.hand_in(actor=asked, source=source, received=[handed])[0]


def _words(change: Change) -> list[Any]:
    """Without the ids of parts, which are new with every form."""
    return [change.path.partition("[")[0], _bare(paths.plain(change.value)), str(change.until or "")]


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if name != "id"}
    return [_bare(one) for one in value] if isinstance(value, list | tuple) else value


def steward(held: Holder) -> str:
    return next((facts.steward for facts in _sources(held) if facts.steward), "DE")


def _sources(held: Holder) -> list[SourceFacts]:
    known = ledger.sources()
    return [known[one.source] for one in held.organization.sources if one.source in known]


def _refs(entry: Entry) -> list[str]:
    return [one.record_id for one in entry.sources]


def _records(ids: Iterable[str]) -> dict[str, tuple[Received, AnyRecord]]:
    """As received, and as a person sees them."""
    found = ledger.received(list(ids))
    lines = ledger.lines(found)
    today = timezone.localdate()
    return {id: (one, spoken(one, standing(lines.get(id, ()), today)).record) for id, one in found.items()}


def _speaker(entry: Entry, path: str) -> str:
    """Whose record states the field the path is in; the first source's, where nobody states it yet."""
    top = paths.parse(path)[0].name
    for told, origin in entry.provenance.items():
        if paths.parse(told)[0].name == top:
            return origin.record_id
    return entry.sources[0].record_id


def _seen(entry: Entry, known: dict[str, tuple[Received, AnyRecord]]) -> Iterable[door.Seen]:
    if isinstance(entry.record, Location) and entry.record.confidential:
        return
    for name in CONFIRMED:
        if getattr(entry.record, name, None):
            received, record = known[_speaker(entry, name)]
            yield door.Seen(received.source, received.key, name, value_hash(value_at(record, name)))


def _said_today(ids: Iterable[str], who: str) -> set[door.Seen]:
    """What this voice confirmed today already."""
    today = timezone.localdate().isoformat()
    return {
        door.Seen(one.source, one.key, one.path, one.seen)
        for lines in ledger.lines(ids).values()
        for one in lines
        if (one.verb, one.who, one.on) == ("verify", who, today)
    }
