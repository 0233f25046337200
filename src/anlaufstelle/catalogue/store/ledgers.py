"""Adding to the ledgers. A run's rows count from its seal on; whatever an interrupted run left behind never counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import uuid5

import msgspec
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.errors import BadRecord, OutOfDate
from anlaufstelle.record.model import NAMESPACE, Location, hide, record_id
from anlaufstelle.record.received import Origin, Received
from anlaufstelle.resolve.context import SourceFacts

from ..models import Change, Counter, DecisionLine, Judgement, Run, Source, SourceRecord

SLICE = 500
"""Rows deleted in one transaction."""
PLACE = "place"
INBOX = "inbox"
"""Numbers nothing: whoever has its turn writes the inbox about a few entries."""
Address = tuple[str, str]
"""Source and key."""
NOBODY: Mapping[str, Address] = {}
_json = msgspec.json.Encoder(order="deterministic")


def keep_source(facts: SourceFacts, **about: str) -> None:
    """Writes what a sheet says of its source; `about` are publisher, url, contact, language."""
    values = {**msgspec.structs.asdict(facts), **about}
    Source.objects.update_or_create(pk=values.pop("id"), defaults=values)


def hold(source: str) -> None:
    """Until the transaction ends nobody else decides about this source: of two who saw the same value, one is late.

    SQLite needs no lock here, since its write transactions follow one another anyway.
    """
    Source.objects.select_for_update().filter(pk=source).first()


def open_run(source: str, *, who: str, whole: bool) -> int:
    """A number to stage under. Clears away what interrupted runs of this source left; a hand-in leaves harvests be."""
    for run in Run.objects.filter(source_id=source, whole=whole, sealed_at__isnull=True):
        discard(run.pk)
    return Run.objects.create(source_id=source, who=who, whole=whole, started_at=timezone.now()).pk


def discard(run: int) -> None:
    """In slices, since a broken run may have left many rows."""
    while ids := list(SourceRecord.objects.filter(run_id=run).values_list("pk", flat=True)[:SLICE]):
        SourceRecord.objects.filter(pk__in=ids).delete()
    Run.objects.filter(pk=run, sealed_at__isnull=True).delete()


def stage(run: int, batch: Sequence[tuple[Received, str]]) -> None:
    """One transaction. Each record comes with its hash; a record whose id is another's gets one of its own."""
    number = Run.objects.only("source_id", "started_at").get(pk=run)
    with transaction.atomic():
        place = advance(PLACE, len(batch)) - len(batch)  # from here on nobody else stages: ids are given one by one
        before = _before(number.source_id, [received.key for received, _ in batch])
        owners, born = _owners(id for received, _ in batch for id in _ids(received))
        rows = []
        for offset, (received, hash) in enumerate(batch, 1):
            old = before.get(received.key)
            own = identified(hidden(received), old.record_id if old else None, owners, born)
            owners.setdefault(own.id, (own.source, own.key))
            rows.append(_row(number, own, hash, old, place + offset))
        SourceRecord.objects.bulk_create(rows)


def _row(run: Run, received: Received, hash: str, old: SourceRecord | None, place: int) -> SourceRecord:
    origin = received.origin
    return SourceRecord(
        run=run,
        source_id=run.source_id,
        key=received.key,
        record_id=received.id,
        kind=received.record.kind,
        hash=hash,
        gone=received.gone,
        place=old.place if old else place,
        first_seen=old.first_seen if old else run.started_at,
        origin_source=origin.source if origin else "",
        origin_key=origin.key if origin else "",
        body=_json.encode(received),
    )


def _before(source: str, keys: Iterable[str]) -> dict[str, SourceRecord]:
    rows = SourceRecord.objects.filter(source_id=source, key__in=list(keys), run__sealed_at__isnull=False)
    return {row.key: row for row in rows.order_by("pk").only("key", "record_id", "place", "first_seen")}


def _owners(ids: Iterable[str]) -> tuple[dict[str, Address], dict[str, Address]]:
    """Who was sealed with an id first keeps it; before that, who was staged with it first: a night stages all sources
    before it seals any. Beside the owners, by id: where their record was born, if it says so."""
    columns = ("record_id", "source_id", "key", "origin_source", "origin_key", "run__sealed_at", "pk")
    rows = SourceRecord.objects.filter(record_id__in=list(ids)).values_list(*columns)
    ordered = sorted(rows, key=lambda row: (row[5] is None, row[6]), reverse=True)
    return {row[0]: (row[1], row[2]) for row in ordered}, {row[0]: (row[3], row[4]) for row in ordered}


def identified(
    received: Received, known: str | None, owners: Mapping[str, Address], born: Mapping[str, Address] = NOBODY
) -> Received:
    """`received` under the id it has in the ledger: for ever the first it got (`known`), and never another record's.

    A UUID that another source gave first is kept as the record's origin, so that an echo is recognised and nothing is
    taken over; unless that other one says itself (`born`) that it only passes on ours. An id that we derived ourselves
    proves nothing about who was first, and an id that the record merely carries is not asked for.
    """
    address = (received.source, received.key)
    stated = _ids(received)[0]
    owner = owners.get(stated, address)
    origin = received.origin
    if owner[0] != received.source and stated == received.key.lower() and born.get(stated) != address:
        origin = origin or Origin(*owner)
    id = known or next((id for id in _ids(received) if owners.get(id, address) == address), None)
    if id is None:
        raise BadRecord(f"Every id for {received.source}/{received.key} is another record's. Give it another key.")
    if id == received.id and origin is received.origin:
        return received
    return replace(received, record=replace(received.record, id=id), origin=origin)


def hidden(received: Received) -> Received:
    """Not even the ledger keeps where a confidential place is."""
    if isinstance(received.record, Location) and received.record.confidential:
        return replace(received, record=hide(received.record))
    return received


def _ids(received: Received) -> tuple[str, str, str]:
    """The ids a record may get, in this order; the last one only where somebody else has guessed the others."""
    own = f"{received.source}\n{received.key}"
    return record_id(received.source, received.key), str(uuid5(NAMESPACE, own)), str(uuid5(NAMESPACE, f"{own}\nagain"))


def staged(run: int, gone: Iterable[str], report: dict[str, Any]) -> None:
    """Everything was read: adds a tombstone for each key that is gone, then marks the run as ready to be sealed."""
    number = Run.objects.get(pk=run)
    keys = list(gone)
    for start in range(0, len(keys), SLICE // 2):
        _bury(number, keys[start : start + SLICE // 2])
    Run.objects.filter(pk=run).update(staged_at=timezone.now(), report=report)


def _bury(run: Run, keys: list[str]) -> None:
    last = (
        SourceRecord.objects.filter(source_id=run.source_id, key__in=keys, run__sealed_at__isnull=False)
        .order_by()
        .values("record_id")
        .annotate(last=Max("pk"))
        .values("last")
    )
    rows = list(SourceRecord.objects.filter(pk__in=last))
    for row in rows:
        row.pk, row.run_id, row.gone, row.hash = None, run.pk, True, ""
    SourceRecord.objects.bulk_create(rows)


def seal(run: int) -> datetime:
    """The one row update that makes a run count."""
    now = timezone.now()
    if not Run.objects.filter(pk=run, staged_at__isnull=False, sealed_at__isnull=True).update(sealed_at=now):
        raise OutOfDate(
            f"Run {run} cannot be sealed: it is not staged, sealed already, or another run cleared it away."
        )
    return now


def add_judgement(*, left: str, right: str, verdict: str, who: str, why: str) -> int:
    left, right = sorted((left, right))
    row = Judgement.objects.create(left=left, right=right, verdict=verdict, who=who, why=why, at=timezone.now())
    return row.pk


def add_line(  # noqa: PLR0913 - a line has that many columns, each named by the caller
    *,
    verb: str,
    target: Received,
    path: str,
    value: Any = None,
    seen: str = "",
    who: str,
    why: str,
    until: date | None = None,
    withdraws: int | None = None,
) -> int:
    row = DecisionLine.objects.create(
        verb=verb,
        source_id=target.source,
        key=target.key,
        record_id=target.id,
        path=path,
        value=_json.encode(value).decode() if verb == "decide" else None,
        seen=seen,
        who=who,
        why=why,
        until=until,
        at=timezone.now(),
        withdraws_id=withdraws,
    )
    return row.pk


def advance(counter: str, by: int) -> int:
    """The counter's new value; only inside a transaction, which then holds the counter's row until it commits.

    A counter that was lost goes on after the highest number it gave: what came earlier has to stay earlier.
    """
    Counter.objects.get_or_create(pk=counter, defaults={"value": lambda: _highest(counter)})
    Counter.objects.filter(pk=counter).update(value=F("value") + by)
    return Counter.objects.values_list("value", flat=True).get(pk=counter)


def _highest(counter: str) -> int:
    if counter == INBOX:
        return 0
    rows = SourceRecord.objects.aggregate(last=Max("place")) if counter == PLACE else Change.objects.aggregate(
        last=Max("sequence")
    )  # fmt: skip
    return rows["last"] or 0


@contextmanager
def turn(counter: str) -> Iterator[None]:
    """A transaction for what is read and written from it in one piece: nobody else numbers there until it ends."""
    with transaction.atomic():
        await_turn(counter)
        yield


def await_turn(counter: str) -> None:
    """Until the transaction ends nobody else writes what this counter numbers: what was read before writing stays true,
    and two who write the same rows in another order do not block each other. SQLite does so by itself."""
    if Counter.objects.select_for_update().filter(pk=counter).first() is None:
        advance(counter, 0)
