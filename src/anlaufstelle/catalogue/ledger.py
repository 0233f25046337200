"""The ledgers as the pipeline reads them. No face imports this: what faces may know, `read` tells them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

import msgspec
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.record.received import Origin, Received
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.judge import Judgement as PureJudgement
from anlaufstelle.resolve.lines import Line
from anlaufstelle.resolve.link import Holding
from anlaufstelle.resolve.link import Link as PureLink

from .models import Candidate, DecisionLine, Judgement, Linked, Run, Source, SourceRecord

PIECE = 500
"""Ids per question: far below every database's limit on parameters."""
LINE = ("pk", "verb", "source_id", "key", "path", "value", "seen", "who", "at", "until", "withdraws_id")
_received = msgspec.json.Decoder(Received)


class Version(Struct, frozen=True):
    """The current version of one record, without its body."""

    holding: Holding
    hash: str
    gone: bool


def pieces(ids: Iterable[str], size: int = PIECE) -> Iterator[list[str]]:
    listed = list(ids)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def current() -> "QuerySet[SourceRecord]":
    """The latest sealed version of every record, gone ones included."""
    return _latest(SourceRecord.objects.filter(run__sealed_at__isnull=False))


def _latest(sealed: "QuerySet[SourceRecord]") -> "QuerySet[SourceRecord]":
    return SourceRecord.objects.filter(
        pk__in=sealed.order_by().values("record_id").annotate(last=Max("pk")).values("last")
    )


def _of(ids: list[str]) -> "QuerySet[SourceRecord]":
    return _latest(SourceRecord.objects.filter(run__sealed_at__isnull=False, record_id__in=ids))


def versions(ids: Iterable[str] | None = None) -> Iterator[Version]:
    """Of these records, else of all."""
    columns = (
        "record_id", "source_id", "key", "kind", "place", "origin_source", "origin_key", "hash", "gone",
        "source__publishes",
    )  # fmt: skip
    asked = [current()] if ids is None else [_of(piece) for piece in pieces(ids)]
    for rows in asked:
        for id, source, key, kind, place, born, born_key, hash, gone, publishes in rows.values_list(
            *columns
        ).iterator():
            origin = Origin(born, born_key) if born else None
            holding = Holding(id=id, source=source, key=key, kind=kind, order=place, origin=origin, publishes=publishes)
            yield Version(holding, hash, gone)


def received(ids: Iterable[str]) -> dict[str, Received]:
    """The records themselves, by record id."""
    found: dict[str, Received] = {}
    for piece in pieces(ids):
        found.update(_decoded(_of(piece)))
    return found


def _decoded(rows: "QuerySet[SourceRecord]") -> dict[str, Received]:
    found: dict[str, Received] = {}
    for id, body, place, first_seen, gone in rows.values_list("record_id", "body", "place", "first_seen", "gone"):
        seen = first_seen.astimezone(UTC).isoformat(timespec="seconds")
        found[id] = replace(_received.decode(bytes(body)), order=place, first_seen=seen, gone=gone)
    return found


def last_runs() -> dict[str, datetime]:
    """When each source was last read to the end, by its id."""
    runs = Run.objects.filter(whole=True, sealed_at__isnull=False).order_by()
    return dict(runs.values_list("source_id").annotate(last=Max("sealed_at")))


def at_address(source: str, key: str) -> Received | None:
    """The current record at (source, key), gone or not."""
    rows = SourceRecord.objects.filter(source_id=source, key=key, run__sealed_at__isnull=False).order_by("-pk")
    return next(iter(_decoded(rows[:1]).values()), None)


def hashes(source: str) -> dict[str, str]:
    """What the last sealed runs of a source have left: key to record hash, without what is gone."""
    rows = _latest(SourceRecord.objects.filter(run__sealed_at__isnull=False, source_id=source))
    return dict(rows.filter(gone=False).values_list("key", "hash").iterator())


def lines(ids: Iterable[str] | None = None) -> dict[str, list[Line]]:
    """Ledger 3 by record id, oldest first."""
    asked = [DecisionLine.objects.all()] if ids is None else [
        DecisionLine.objects.filter(record_id__in=piece) for piece in pieces(ids)
    ]  # fmt: skip
    zone = timezone.get_current_timezone()
    found: dict[str, list[Line]] = {}
    for rows in asked:
        for id, told in ((row[0], row[1:]) for row in rows.order_by("pk").values_list("record_id", *LINE).iterator()):
            found.setdefault(id, []).append(_line(told, zone))
    return found


def line(row: DecisionLine) -> Line:
    return _line(tuple(getattr(row, name) for name in LINE), timezone.get_current_timezone())


def _line(told: tuple[Any, ...], zone: tzinfo) -> Line:
    number, verb, source, key, path, value, seen, who, at, until, withdraws = told
    return Line(
        number=number, verb=verb, source=source, key=key, path=path, seen=seen, who=who, until=until,
        value=None if value is None else msgspec.json.decode(value), on=at.astimezone(zone).date().isoformat(),
        withdraws=withdraws,
    )  # fmt: skip


def judgements(ids: Iterable[str] | None = None) -> list[PureJudgement]:
    """Ledger 2: every line, or those about any of these records."""
    asked = [Judgement.objects.all()] if ids is None else [
        Judgement.objects.filter(Q(left__in=piece) | Q(right__in=piece)) for piece in pieces(ids)
    ]  # fmt: skip
    found = {
        pk: PureJudgement(left, right, verdict, pk)
        for rows in asked
        for pk, left, right, verdict in rows.values_list("pk", "left", "right", "verdict").iterator()
    }
    return [found[pk] for pk in sorted(found)]


def neighbours(ids: set[str]) -> set[str]:
    """Records that a judgement, a sure link or an origin ties to any of these, these included."""
    found = set(ids)
    for piece in pieces(ids):
        for left, right in Judgement.objects.filter(Q(left__in=piece) | Q(right__in=piece)).values_list(
            "left", "right"
        ):
            found |= {left, right}
        sure = Candidate.objects.filter(Q(left__in=piece) | Q(right__in=piece), verdict="same")
        found.update(id for pair in sure.values_list("left", "right") for id in pair)
        found |= _echoes(piece)
    return found


def _echoes(ids: list[str]) -> set[str]:
    """What was made from any of these, and what these were made from. A question for each source, not for each record:
    hundreds of proposals may wait about one."""
    made, born = dict[str, set[str]](), dict[str, set[str]]()
    for version in versions(ids):
        own = version.holding
        made.setdefault(own.source, set()).add(own.key)
        if own.origin:
            born.setdefault(own.origin.source, set()).add(own.origin.key)
    sealed = SourceRecord.objects.filter(run__sealed_at__isnull=False)
    asked = [sealed.filter(origin_source=source, origin_key__in=keys) for source, keys in made.items()]
    asked += [sealed.filter(source_id=source, key__in=keys) for source, keys in born.items()]
    return {id for rows in asked for id in rows.values_list("record_id", flat=True)}


def linked_marks() -> dict[str, str]:
    """As which version each record was last compared with all others."""
    return dict(Linked.objects.values_list("pk", "mark").iterator())


def links(ids: Iterable[str] | None = None) -> list[PureLink]:
    """What the rules hold for one thing, of all records or of these."""
    sure = Candidate.objects.filter(verdict="same")
    asked = [sure] if ids is None else [sure.filter(Q(left__in=piece) | Q(right__in=piece)) for piece in pieces(ids)]
    found = {
        (left, right): PureLink(left, right, score, (), "same")
        for rows in asked
        for left, right, score in rows.values_list("left", "right", "score").iterator()
    }
    return list(found.values())


def sources() -> dict[str, SourceFacts]:
    return {row.pk: facts(row) for row in Source.objects.all()}


def facts(row: Source) -> SourceFacts:
    return SourceFacts(
        id=row.pk, title=row.title, licence=row.licence, area=row.area, steward=row.steward, trust=row.trust,
        publishes=row.publishes,
    )  # fmt: skip


def staged_runs() -> list[int]:
    """Runs that were read to their end and do not count yet, oldest first."""
    return list(
        Run.objects.filter(staged_at__isnull=False, sealed_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    )


def last_sealed(source: str) -> datetime | None:
    return Run.objects.filter(source_id=source).aggregate(last=Max("sealed_at"))["last"]
