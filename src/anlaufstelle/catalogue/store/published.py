"""Writing what was computed. An entry's row, links and change number stand or fall in one transaction."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.resolve.references import Reference

from ..models import Change, EntryRow, Link, Member, Occurrence, Offer, Tag
from ..shapes import OccurrenceView
from ..shapes_calendar import Kept
from . import calendar
from .ledgers import advance, await_turn
from .rows import insert, mark, upsert

BATCH = 100
"""Entries per transaction: about 40 ms on a laptop's SQLite, measured by tests/catalogue/test_store.py."""
SEQUENCE = "change"


class Written(Struct, frozen=True):
    """An entry's row as it shall stand, what it refers to, and where the standard's lists show it."""

    row: EntryRow
    references: tuple[Reference, ...]
    tags: tuple[Tag, ...] = ()
    offers: tuple[Offer, ...] = ()


def put(batch: Sequence[Written]) -> tuple[int, int]:
    """One transaction. Returns how many of the entries now say something new to the public, and how many went."""
    with transaction.atomic():
        await_turn(SEQUENCE)
        ids = [one.row.pk for one in batch]
        columns = ("pk", "state", "digest", "hsds", "modified", "sequence", "changed_at", "expanded")
        old = {row[0]: row[1:] for row in EntryRow.objects.filter(pk__in=ids).values_list(*columns)}
        ops: dict[str, str] = {}
        for one in batch:
            state, digest, hsds, modified, one.row.sequence, one.row.changed_at, one.row.expanded = old.get(
                one.row.pk, ("", "", b"", None, 0, one.row.changed_at, "")
            )
            if op := _op(one.row, state, digest):
                ops[one.row.pk] = op
            elif hsds and modified and one.row.state == "published":
                # nothing new but the time of writing: whoever mirrors us byte by byte need not hear of it
                one.row.hsds, one.row.modified = hsds, modified
        _number([one.row for one in batch], ops)
        upsert(EntryRow, [one.row for one in batch])
        Link.objects.filter(entry_id__in=ids).delete()
        links = ((one.row.pk, to.record_id, to.target or "", to.role) for one in batch for to in one.references)
        insert(Link, ("entry_id", "record_id", "target_id", "role"), links)
        _list(batch, ids)
    gone = sum(op == "drop" for op in ops.values())
    return len(ops) - gone, gone


def _list(batch: Sequence[Written], ids: Sequence[str]) -> None:
    """A source may give one id to two offers: the first keeps it."""
    Tag.objects.filter(entry_id__in=ids).delete()
    tags = ((tag.entry_id, tag.link_type, tag.word, tag.term_id) for one in batch for tag in one.tags)
    insert(Tag, ("entry_id", "link_type", "word", "term_id"), tags)
    Offer.objects.filter(entry_id__in=ids).delete()
    Offer.objects.bulk_create((offer for one in batch for offer in one.offers), ignore_conflicts=True)


def _op(row: EntryRow, state: str, digest: str) -> str | None:
    if row.state == "published":
        return None if (state, digest) == ("published", row.digest) else "put"
    return "drop" if state == "published" else None


def _number(rows: Iterable[EntryRow], ops: Mapping[str, str]) -> None:
    if not ops:
        return
    now = timezone.now()
    sequence = advance(SEQUENCE, len(ops)) - len(ops)
    changes = []
    for row in rows:
        if row.pk in ops:
            sequence += 1
            row.sequence, row.changed_at = sequence, now
            changes.append((sequence, row.pk, ops[row.pk], connection.ops.adapt_datetimefield_value(now)))
    insert(Change, ("sequence", "entry_id", "op", "at"), changes)


def drop(ids: Sequence[str]) -> int:
    """One transaction: these entries no longer stand by themselves (their records speak for others now)."""
    with transaction.atomic():
        await_turn(SEQUENCE)
        public = list(
            EntryRow.objects.filter(pk__in=ids, state="published").order_by("pk").values_list("pk", flat=True)
        )
        rows = [EntryRow(pk=id) for id in public]
        _number(rows, dict.fromkeys(public, "drop"))
        for listed in (Link, Tag, Offer):
            listed.objects.filter(entry_id__in=ids).delete()
        Occurrence.objects.filter(entry_id__in=ids).delete()
        calendar.forget(ids)
        EntryRow.objects.filter(pk__in=ids).delete()
    return len(public)


def assign(entry_of: Mapping[str, str]) -> None:
    """Says which entry each record speaks for from now on."""
    pairs = sorted(entry_of.items())  # in one order for everybody, so that nobody waits for each other
    for start in range(0, len(pairs), 500):
        Member.objects.bulk_create(
            (Member(record_id=id, entry_id=entry) for id, entry in pairs[start : start + 500]),
            update_conflicts=True,
            unique_fields=["record_id"],
            update_fields=["entry_id"],
        )


def expand(batch: Mapping[str, tuple[str, Sequence[OccurrenceView]]], events: Iterable[Kept] = ()) -> None:
    """One transaction: replaces the occurrences of these entries, and the days of the events among them, and notes
    what they were made from. An entry that was written again meanwhile is left to whoever did that."""
    adapt = connection.ops.adapt_datetimefield_value
    with transaction.atomic():
        await_turn(SEQUENCE)
        digests = dict(EntryRow.objects.filter(pk__in=list(batch)).values_list("pk", "digest"))
        batch = {id: made for id, made in batch.items() if id in digests and made[0].startswith(digests[id][:40])}
        rows = [
            (one.entry_id, one.kind, adapt(one.start), adapt(one.end)) for _, spans in batch.values() for one in spans
        ]
        Occurrence.objects.filter(entry_id__in=list(batch)).delete()
        insert(Occurrence, ("entry_id", "kind", "start", "end"), rows)
        calendar.forget(batch)
        calendar.keep(one for one in events if one.id in batch)
        mark(EntryRow, "expanded", {id: made_from for id, (made_from, _) in batch.items()})
