"""A record as somebody is writing it: what the form starts from, which fields became different, and how it would look.

Every change is a line of its own about the record that states the field, with what the person saw there: so of two who
write at once each loses nothing, and untouched fields never clash.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, rules, store
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadRecord, NotFound
from anlaufstelle.record import paths
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import KINDS, AnyRecord, Kind, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.assemble import assemble
from anlaufstelle.resolve.context import Context, SourceFacts
from anlaufstelle.resolve.decided import value_at
from anlaufstelle.resolve.join import join
from anlaufstelle.resolve.lines import Line, value_hash
from anlaufstelle.vocabulary import area

from . import desk, door, geocoding, publish, render, work
from .inbox_harvest import OWN
from .shelf import Shelf

NOT_YET = 10**15
"""Numbers of lines that are in no ledger."""


class Change(NamedTuple):
    path: str
    value: Any


class Draft(Struct, frozen=True):
    """`record` as a person sees it, each field from the record that states it; `speakers` by field, (source, key)."""

    record: AnyRecord
    speakers: dict[str, tuple[str, str]]
    first: tuple[str, str]

    def speaker(self, path: str) -> tuple[str, str]:
        return self.speakers.get(paths.parse(path)[0].name, self.first)


def of(entry: Entry) -> Draft:
    if not entry.sources:
        raise NotFound("Dieser Eintrag hat keinen Datensatz mehr, über den zu entscheiden wäre.")
    address = {one.record_id: (one.source, one.key) for one in entry.sources}
    speakers = {}
    for path, told in entry.provenance.items():
        if told.record_id in address:
            speakers.setdefault(paths.parse(path)[0].name, address[told.record_id])
    first = (entry.sources[0].source, entry.sources[0].key)
    records = {one: desk.seen(*one) for one in {first, *speakers.values()}}
    stated = {
        name: getattr(records[speakers.get(name, first)], name)
        for name in paths.slots(type(entry.record))
        if name not in ("id", "known_none", "translations", "extra")
    }
    return Draft(replace(records[first], **stated), speakers, first)


def changes(seen: AnyRecord, wanted: AnyRecord) -> list[Change]:
    """As few and as small as they can be told: a part that came, a part that went, a field; a whole list only where
    its order changed."""
    return list(_fields(seen, wanted, ""))


def _fields(old: Any, new: Any, prefix: str) -> Iterator[Change]:
    for name, slot in paths.slots(type(old)).items():
        before, after = getattr(old, name), getattr(new, name)
        if before == after or name in ("id", "known_none", "translations"):
            continue
        if slot.holds == "parts":
            yield from _parts(before, after, f"{prefix}{name}")
        elif slot.holds == "part" and before is not None and after is not None:
            yield from _fields(before, after, f"{prefix}{name}.")
        else:
            yield Change(f"{prefix}{name}", paths.plain(after) if after not in ((), {}) else None)


def _parts(before: tuple[Any, ...], after: tuple[Any, ...], path: str) -> Iterator[Change]:
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    kept = [one.id for one in before if one.id in new]
    if [one.id for one in after] != kept + [one.id for one in after if one.id not in old]:
        yield Change(path, paths.plain(after))
        return
    for id in (one.id for one in before if one.id not in new):
        yield Change(f"{path}[{id}]", None)
    for id in kept:
        yield from _fields(old[id], new[id], f"{path}[{id}].")
    for one in after:
        if one.id not in old:
            yield Change(f"{path}[{one.id}]", paths.plain(one))


def decide(
    *, person: Person, draft: Draft, seen: AnyRecord, made: Sequence[Change], why: str, until: date | None
) -> list[desk.Decided]:  # fmt: skip
    """All of them, published once. `seen` is the record as the form showed it."""
    wanted = [
        door.Wanted(*draft.speaker(path), path=path, value=value, seen=paths.plain(value_at(seen, path)))
        for path, value in made
    ]
    return desk.decide_all(person=person, wanted=wanted, why=why, until=until)


def hide(*, person: Person, draft: Draft, why: str) -> desk.Decided:
    """A place becomes confidential, without an end: one line, and nothing else is written down with it."""
    made = [Change("confidential", True)]
    return decide(person=person, draft=draft, seen=draft.record, made=made, why=why, until=None)[0]


def preview(entry: Entry, draft: Draft, made: Sequence[Change]) -> Entry:
    """The entry as residents would see it; nothing is written."""
    members = work.members([entry.id])[entry.id]
    records = ledger.received(members)
    lines = [line for group in ledger.lines(members).values() for line in group]
    day = timezone.localdate().isoformat()
    for number, (path, value) in enumerate(made):
        source, key = draft.speaker(path)
        target = next(one for one in records.values() if (one.source, one.key) == (source, key))
        lines.append(
            Line(
                number=NOT_YET + number,
                verb="decide",
                source=source,
                key=key,
                path=path,
                value=value,
                seen=value_hash(value_at(target.record, path)),
                on=day,
            )
        )
    return _assembled(sorted(records.values(), key=lambda one: (one.id != entry.id, one.order)), lines)


def _assembled(cluster: Sequence[Received], lines: Sequence[Line]) -> Entry:
    facts = ledger.sources()
    targets = publish.targets(cluster, [lines])
    context = Context(
        today=timezone.localdate(), sources=facts, entry_of=targets.get, point_of=geocoding.point_of
    )  # fmt: skip
    entry = assemble(cluster, lines, context).entry
    shelf = Shelf()
    shelf.fetch_shown([entry])
    own = facts.get(cluster[0].source) or SourceFacts(id="")
    return join(entry, shelf.get, own.area)


def blank(kind: Kind, key: str, steward: str) -> AnyRecord:
    return KINDS[kind](id=record_id(f"{OWN}{steward}", key))


def new_key() -> str:
    return str(uuid4())


def _handed(record: AnyRecord, key: str, steward: str, why: str) -> Received:
    today = timezone.localdate().isoformat()
    return Received(source=f"{OWN}{steward}", key=key, record=record, note=why, source_date=today)


def preview_new(record: AnyRecord, key: str, steward: str) -> Entry:
    return _assembled([_handed(record, key, steward, "")], [])


def add(*, person: Person, record: AnyRecord, key: str, steward: str, why: str) -> str:
    """A new entry in the editors' own source; returns its id."""
    if not (record.name or "").strip() and record.kind != "location":
        raise BadRecord("Ein neuer Eintrag braucht einen Namen.")
    source = f"{OWN}{steward}"
    title = f"Redaktion {area.get(steward).name}" if steward[:1].isdigit() else f"Redaktion {steward}"
    store.keep_source(SourceFacts(id=source, title=title, area=steward, steward=steward, trust=70))
    handed = _handed(record, key, steward, why)
    return door.hand_in(actor=rules.actor(person), source=source, received=[handed])[0]


def listed(kind: str, steward: str, limit: int = 500) -> list[tuple[str, str]]:
    """Entries of one kind that this steward answers for, withheld ones too: id and name."""
    rows = EntryRow.objects.filter(kind=kind, steward=steward).exclude(state="gone").order_by("name", "pk")
    return list(rows.values_list("pk", "name")[:limit])


def places(steward: str, also: Sequence[str], limit: int = 200) -> list[tuple[str, str]]:
    """Places to choose from: id and name or street, those in use first, then those of the steward's area."""
    rows = EntryRow.objects.filter(kind="location").exclude(state="gone").order_by("name", "pk")
    found = [*rows.filter(pk__in=list(also)), *rows.filter(steward=steward)[:limit]]
    named = {row.pk: row.name or _street(render.decode(bytes(row.body)).record) for row in found}
    return sorted(named.items(), key=lambda one: (one[0] not in also, one[1].casefold()))


def _street(place: AnyRecord) -> str:
    told = next((f"{one.address_1 or ''}, {one.city or ''}".strip(", ") for one in getattr(place, "addresses", ())), "")
    return told or "Ort ohne Namen"
