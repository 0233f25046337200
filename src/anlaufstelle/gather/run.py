"""One run of one source: read all, check all, compare with the last run, and only then hand anything on.

Until the expectations of the sheet are met nothing leaves this file: records wait in a temporary file (on disk only
when they are many), so that a broken source can never replace a good harvest.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import msgspec

from ..record import check
from ..record.ids import record_id
from ..record.model import Organization
from ..record.received import Received
from . import build, doubts, formats, limits, rows, standard
from .context import Context
from .fields import plan
from .readers import key as raw_key
from .report import Found, Report
from .shape import rows_of
from .sheet import Sheet, Table

Sink = Callable[[Received], None]
Progress = Callable[[str, int], None]

IN_MEMORY = 32 * 1024 * 1024
EVERY = 250
WIDE = 5
"""Columns of a table in which a row with one value only is odd."""
ORDER = ("organization", "location", "service", "event", "opportunity", "notice", "project",
         "conference", "slot", "membership", "body", "document")  # fmt: skip
"""Tables are read in this order, so that a name can be resolved when it is met."""
ENCODER = msgspec.json.Encoder(order="sorted")
DECODER = msgspec.json.Decoder(Received)


def record_hash(received: Received) -> str:
    """Changes exactly when the record's content, source page, date or note change; never with when it was seen."""
    if received.first_seen or received.last_seen or received.order or received.gone:
        received = msgspec.structs.replace(received, first_seen=None, last_seen=None, order=0, gone=False)
    return _hash(ENCODER.encode(received))


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


class _Harvest:
    """What came of the rows so far. `waiting` holds the new and changed records, one JSON line each."""

    def __init__(self, previous: Mapping[str, str], waiting: IO[bytes]) -> None:
        self.previous = previous
        self.waiting = waiting
        self.counts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.keys: set[str] = set()
        self.parents: dict[str, str] = {}
        self.today = datetime.now(tz=UTC).date()
        self.lines: dict[str, int] = {}
        """By id: a UUID in capitals is another key for the same record."""

    def receive(self, received: Received, context: Context) -> None:
        if received.record.id in self.lines:
            self.twice(context, received.key)
            return
        self.keys.add(received.key)
        self.lines[received.record.id] = context.line
        record = received.record
        self.kinds[record.kind] += 1
        if isinstance(record, Organization):
            context.names.add(record)
            if record.parent_organization_id:
                self.parents[record.id] = record.parent_organization_id
        self.doubt(context, received)
        context.findings.extend(
            Found(
                code=one.code,
                degree=one.degree,
                message=one.message,
                remedy=one.remedy,
                file=context.file,
                line=context.line,
                key=received.key,
                path=one.path,
                value=None if context.confidential else one.value,
                about="record",
            )
            for one in check.check(record)
        )
        data = ENCODER.encode(received)
        before = self.previous.get(received.key)
        outcome = "new" if before is None else "unchanged" if before == _hash(data) else "changed"
        self.counts[outcome] += 1
        if outcome != "unchanged":
            self.waiting.write(data + b"\n")

    def doubt(self, context: Context, received: Received) -> None:
        for path, value in doubts.not_yet(received, self.today):
            remedy = "Correct the year at the source."
            context.key = received.key
            context.signal("day-ahead", "Nothing can have been done on this day yet.", remedy, value=value, path=path)

    def go_in_circles(self, context: Context) -> None:
        for circle in doubts.circles(self.parents):
            what = f"{len(circle)} organisations are each other's parents, this one among them."
            line = self.lines.get(circle[0], 0)
            context.findings.append(
                Found(code="parents-in-a-circle", degree="warning", message=what, file=context.file, line=line,
                      remedy="Take one of the references out at the source.", path="parent_organization_id")
            )  # fmt: skip

    def twice(self, context: Context, key: str) -> None:
        message = (
            f"The key stands already in line {self.lines[record_id(context.sheet.id, key)]}; this one was left out."
        )
        remedy = "Give each row of the source a key of its own."
        context.signal("duplicate-key", message, remedy, value=key, degree="error", path="key")

    def release(self, sink: Sink) -> None:
        self.waiting.seek(0)
        for line in self.waiting:
            sink(DECODER.decode(line))


def run(sheet: Sheet, previous: Mapping[str, str], sink: Sink, *, progress: Progress | None = None) -> Report:
    """Reads the whole source; hands every new or changed record to `sink` only when all expectations hold.

    `previous` maps the keys of the last sealed run to their `record_hash`, without those that were gone by then.
    Raises `Unreadable` or `TooManyFindings` before the sink is called for the first time.
    """
    with SpooledTemporaryFile(max_size=IN_MEMORY) as waiting:
        harvest = _Harvest(previous, waiting)
        context = Context(sheet, harvest.receive)
        read: Counter[str] = Counter()
        for table in sorted(sheet.tables, key=lambda one: ORDER.index(one.kind)):
            read[table.file] += _read(context, harvest, table, progress)
        _dangling(context, harvest)
        harvest.go_in_circles(context)
        ignored = context.close()
        gone = tuple(key for key in previous if key not in harvest.keys)
        report = Report(
            source=sheet.id,
            title=sheet.title,
            read=read.total(),
            new=harvest.counts["new"],
            changed=harvest.counts["changed"],
            unchanged=harvest.counts["unchanged"],
            gone=len(gone),
            records=dict(harvest.kinds),
            gone_keys=gone,
            findings=tuple(context.findings),
            ignored=ignored,
        )
        limits.sheet_holds(sheet, report, read, len(previous))
        harvest.release(sink)
    return report


def _read(context: Context, harvest: _Harvest, table: Table, progress: Progress | None) -> int:
    """Reads one table; returns how many rows became records."""
    context.begin(table)
    path = context.sheet.file(table)
    found = _told(context, formats.reader(path, table.format)(path, table.options), progress)
    taken = standard.read(context, found) if table.standard else _rows(context, harvest, table, rows_of(context, found))
    limits.damaged(context, taken)
    limits.table_holds(context, table, taken)
    return taken


def _told(context: Context, found: formats.Rows, progress: Progress | None) -> formats.Rows:
    number = 0
    context.line = 1
    for number, (line, row) in enumerate(found, 1):
        yield line, row
        if progress and number % EVERY == 0:
            progress(context.file, number)
    if progress:
        progress(context.file, number)


def _rows(context: Context, harvest: _Harvest, table: Table, found: formats.Rows) -> int:
    taken = 0
    steps = plan(context.sheet, table)
    for line, row in found:
        raw = row.get(steps.key)
        key = None if raw is None or not str(raw).strip() else raw_key(context, raw)
        context.turn(line, row, key)
        if key is None:
            remedy = "Give the row a key of its own that never changes."
            context.signal(
                "missing-key", "The row has no key and was left out.", remedy, degree="error", path=steps.key
            )
        elif context.id in harvest.lines:
            harvest.twice(context, key)
        else:
            _lonely(context, row, key)
            rows.read(context, steps)
            build.finish(context, key)
            taken += 1
    return taken


def _lonely(context: Context, row: dict[str, Any], key: str) -> None:
    """A line below the table, such as "Angaben ohne Gewähr", would be published as somebody who helps."""
    own = row.keys() - context.table.join.keys()
    stated = [name for name in own if row[name] is not None and str(row[name]).strip()]
    if len(stated) == 1 and len(row) >= WIDE:
        told = "Nothing but this stands in the row."
        remedy = "If it is no entry, leave it out with `where`, or take it out at the source."
        context.signal("lonely-row", told, remedy, value=row[stated[0]], path=stated[0])


def _dangling(context: Context, harvest: _Harvest) -> None:
    for found, (file, line, key) in context.references.items():
        if found not in harvest.lines:
            context.findings.append(
                Found(
                    code="dangling-reference",
                    degree="warning",
                    message=f"Refers to `{key}`, which the source does not have.",
                    remedy="Correct the reference at the source, or add the missing record.",
                    file=file,
                    line=line,
                    value=key,
                )
            )
