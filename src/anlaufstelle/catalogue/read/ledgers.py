"""Questions about what happened: who said what when, and who decided."""

import json
from collections.abc import Iterator

import msgspec
from django.db.models import Count, Max, Q
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.errors import NotFound
from anlaufstelle.record import diff
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Location
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..ledger import facts
from ..models import DecisionLine, EntryRow, Judgement, Member, Source, SourceRecord
from ..shapes import HistoryLine, SourceView

_received = msgspec.json.Decoder(Received)
_entry = msgspec.json.Decoder(Entry)


def history(id: str, *, whole: bool = False) -> list[HistoryLine]:
    """Everything that happened to an entry, oldest first: harvests, decisions, what was taken back, judgements. Of what
    keeps something for members the values are told to whoever decides about it (`whole`)."""
    entry = Member.objects.filter(pk=id).values_list("entry_id", flat=True).first()
    if entry is None:
        raise NotFound(f"There is no entry {id}.")
    members = list(Member.objects.filter(entry_id=entry).values_list("pk", flat=True))
    lines = sorted([*_harvests(members), *_decisions(members), *_judgements(members)], key=lambda line: line.at)
    if hidden(entry) or (not whole and EntryRow.objects.filter(pk=entry).exclude(inside=b"").exists()):
        return [replace(line, value=None, changes=()) for line in lines]
    return lines


def hidden(id: str) -> bool:
    """A place that is hidden now was perhaps not always: then what was said of it may not be told, either."""
    entry = Member.objects.filter(pk=id).values_list("entry_id", flat=True).first()
    body = EntryRow.objects.filter(pk=entry, kind="location").values_list("body", flat=True).first()
    record = _entry.decode(bytes(body)).record if body else None
    return isinstance(record, Location) and record.confidential


def _harvests(members: list[str]) -> Iterator[HistoryLine]:
    rows = SourceRecord.objects.filter(record_id__in=members, run__sealed_at__isnull=False)
    before: dict[str, Received] = {}
    for row in rows.select_related("run").order_by("id"):
        received = _received.decode(bytes(row.body))
        old = before.get(row.record_id)
        before[row.record_id] = received
        yield HistoryLine(
            at=row.run.sealed_at,
            verb="gone" if row.gone else "harvest",
            who=row.run.who,
            source=row.source_id,
            key=row.key,
            record_id=row.record_id,
            why=received.note or "",
            changes=_words(old, received) if old else (),
        )


def _words(old: Received, new: Received) -> tuple[str, ...]:
    if old.record.kind != new.record.kind:
        return ()
    return tuple(change.words for change in diff.diff(old.record, replace(new.record, id=old.record.id)))


def _decisions(members: list[str]) -> Iterator[HistoryLine]:
    rows = list(DecisionLine.objects.filter(record_id__in=members).order_by("id"))
    withdrawn: set[int] = set()
    for row in reversed(rows):
        if row.withdraws_id and row.pk not in withdrawn:
            withdrawn.add(row.withdraws_id)
    today = timezone.localdate()
    for row in rows:
        yield HistoryLine(
            at=row.at,
            verb=row.verb,
            who=row.who,
            source=row.source_id,
            key=row.key,
            record_id=row.record_id,
            path=row.path,
            value=None if row.value is None else json.loads(row.value),
            why=row.why,
            until=row.until,
            line=row.pk,
            withdraws=row.withdraws_id,
            standing=row.pk not in withdrawn and (row.until is None or row.until >= today),
        )


def _judgements(members: list[str]) -> Iterator[HistoryLine]:
    rows = Judgement.objects.filter(Q(left__in=members) | Q(right__in=members)).order_by("id")
    for row in rows:
        yield HistoryLine(
            at=row.at, verb="judge", who=row.who, source="", key="", record_id=row.left, path=row.right,
            value=row.verdict, why=row.why, line=row.pk,
        )  # fmt: skip


def sources() -> list[SourceView]:
    """All sources with the date of their newest sealed run, by title."""
    records = Count("records__key", distinct=True, filter=Q(records__run__sealed_at__isnull=False))
    rows = Source.objects.annotate(last_run=Max("runs__sealed_at"), number=records).order_by("title", "pk")
    return [
        SourceView(
            id=row.pk, title=row.title, publisher=row.publisher, licence=row.licence, url=row.url,
            contact=row.contact, steward=row.steward, trust=row.trust, last_run=row.last_run, records=row.number,
        )
        for row in rows
    ]  # fmt: skip


def source_facts(id: str) -> SourceFacts:
    """As much of a source as the rules ask for."""
    row = Source.objects.filter(pk=id).first()
    if row is None:
        raise NotFound(f"There is no source “{id}”.")
    return facts(row)
