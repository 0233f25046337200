"""Records, judgements and decisions become an entry: a pure function of one cluster.

What the entry shows of others (provider, places) is left to `join`, so that a change elsewhere costs no assembling.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.record import check
from anlaufstelle.record.entry import Entry, EntryState
from anlaufstelle.record.model import AnyRecord, Notice
from anlaufstelle.record.received import Origin, Received, SourceRef

from . import derive
from .context import Context
from .decided import Spoken
from .lines import Line, standing
from .merge import Merged, merge
from .outward import outward, quoting
from .references import Reference, references, rewrite


class Assembled(Struct, frozen=True):
    """`references` are what the entry's link rows remember, those that lead nowhere yet included. `inside` is the whole
    record, where the entry tells less of it (`outward`)."""

    entry: Entry
    references: tuple[Reference, ...]
    inside: AnyRecord | None = None


def assemble(cluster: Sequence[Received], decisions: Iterable[Line], context: Context) -> Assembled:
    """`cluster` is earliest received first and gives the entry its id; gone records are part of it."""
    merged = merge(cluster[0].id, cluster, standing(decisions, context.today), context)
    found = tuple(Reference(role, id, context.entry_of(id)) for role, id in references(merged.record))
    record = derive.placed(rewrite(merged.record, context.entry_of), merged.provenance, context.point_of)
    public = outward(record)
    findings = tuple(quoting(one, public is not record) for one in check.check(record))
    needs, situations = derive.concepts(record)
    entry = Entry(
        id=record.id,
        record=public,
        state=_state(merged, record, context.today, blocked=check.blocking(findings)),
        needs=needs,
        situations=situations,
        areas=derive.areas(record),
        languages=derive.languages(record),
        checked_on=_checked_on(merged.speakers),
        source_date=merged.speakers[0].received.source_date,
        home=told.areas if (told := merged.speakers[0].received.told) else None,
        sources=tuple(_sources([one.received for one in merged.speakers], context)),
        provenance=merged.provenance,
        findings=findings,
    )
    return Assembled(entry, found, None if public is record else record)


def _state(merged: Merged, record: AnyRecord, today: date, *, blocked: bool) -> EntryState:
    """A notice leaves by itself after its last day; before its first one it waits. What is only for professionals or
    members is shown nowhere, in no search and no export: every face here speaks to everybody."""
    over = isinstance(record, Notice) and bool(record.until) and str(record.until) < today.isoformat()
    if merged.gone or over:
        return "gone"
    if isinstance(record, Notice) and str(record.since or "") > today.isoformat():
        return "withheld"
    inside = getattr(record, "audience", "everyone") != "everyone"
    return "withheld" if blocked or inside else "published"


def _checked_on(speakers: Iterable[Spoken]) -> str | None:
    """The last day a person decided or verified anything that still holds."""
    days = [mark.on for one in speakers for mark in one.marks.values() if mark.state != "review"]
    return max(days, default=None)


def _sources(speakers: Sequence[Received], context: Context) -> Iterator[SourceRef]:
    """Every record that speaks here, then who else speaks for it at a neighbour's, unless that one is heard here."""
    yield from (_source_ref(one, context) for one in speakers)
    for one in speakers:
        others = {address for other in speakers if other is not one for address in _addresses(other)}
        for ref in one.told.sources if one.told else ():
            if others.isdisjoint(_addresses(ref)):
                yield _passed_on(ref, one, context)


def _addresses(one: Received | SourceRef) -> Iterator[Origin]:
    """Where a record is held and where it was born."""
    yield Origin(one.source, one.key)
    if one.origin:
        yield one.origin


def _passed_on(ref: SourceRef, by: Received, context: Context) -> SourceRef:
    own = _source_ref(by, context)
    return replace(ref, source=own.source, key=own.key, title=own.title, received=own.received,
                   origin=ref.origin or Origin(ref.source, ref.key))  # fmt: skip


def _source_ref(received: Received, context: Context) -> SourceRef:
    facts = context.facts(received.source)
    return SourceRef(
        source=received.source,
        key=received.key,
        record_id=received.id,
        title=facts.title or None,
        url=received.source_url,
        date=received.source_date,
        licence=received.licence or facts.licence or None,
        received=received.first_seen[:10] if received.first_seen else None,
        origin=received.origin,
    )
