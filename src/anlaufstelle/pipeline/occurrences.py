"""Opening hours and events, written out 13 months ahead, so that no page ever computes a calendar.

They are written out to the end of a month and again when the next month begins.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.catalogue.shapes import OccurrenceView
from anlaufstelle.errors import BadValue
from anlaufstelle.record import dates
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event, Schedule, Service
from anlaufstelle.vocabulary.hours import Hours

from . import calendar_days, render

MONTHS = 14
"""From the first of a month: on its last day there are still 13 months ahead."""
TOWN = ZoneInfo("Europe/Berlin")
ROWS = 2000
"""Rows per transaction."""
Span = tuple[datetime, datetime]


def refresh(entries: Iterable[str] | None = None) -> int:
    """Writes out anew what changed or began a new month, of these entries or of all. Returns how many entries."""
    first = timezone.localdate().replace(day=1)
    done = 0
    batch: dict[str, tuple[str, list[OccurrenceView]]] = {}
    shown: list[tuple[Entry, list[OccurrenceView]]] = []
    for id, mark, entry in _outdated(entries, first):
        batch[id] = (mark, list(expand(entry, first)))
        shown.append((entry, batch[id][1]))
        if sum(len(rows) for _, rows in batch.values()) >= ROWS or len(batch) >= store.BATCH:
            store.expand(batch, calendar_days.kept(shown))
            done, batch, shown = done + len(batch), {}, []
    if batch:
        store.expand(batch, calendar_days.kept(shown))
    if entries is None:
        store.calendar.choices_anew(timezone.localdate())
    return done + len(batch)


def _outdated(entries: Iterable[str] | None, first: date) -> Iterator[tuple[str, str, Entry]]:
    rows = EntryRow.objects.filter(kind__in=("service", "event"))
    asked = [rows] if entries is None else [rows.filter(pk__in=piece) for piece in ledger.pieces(entries)]
    for some in asked:
        ids = [
            (id, _mark(digest, first))
            for id, digest, expanded in some.order_by("pk").values_list("pk", "digest", "expanded")
            if expanded != _mark(digest, first)
        ]
        for piece in ledger.pieces((id for id, _ in ids), store.BATCH):
            bodies = dict(EntryRow.objects.filter(pk__in=piece).values_list("pk", "body"))
            marks = dict(ids)
            yield from ((id, marks[id], render.decode(bytes(bodies[id]))) for id in piece if id in bodies)


def _mark(digest: str, first: date) -> str:
    """The last part is raised when something else is written for the same entry."""
    return f"{digest[:40]}:{first:%Y-%m}:3"


def expand(entry: Entry, first: date) -> Iterator[OccurrenceView]:
    """From the first of that month on. Only what is published takes place."""
    if entry.state != "published":
        return
    start = datetime.combine(first, time(), TOWN)
    end = start + relativedelta(months=MONTHS)
    if isinstance(entry.record, Event):
        yield from (
            OccurrenceView(entry.id, "event", *span)
            for span in happenings(entry.record, start, end, dates.land_of(entry))
        )
    elif isinstance(entry.record, Service) and (land := dates.land_of(entry)):
        yield from (OccurrenceView(entry.id, "opening", *span) for span in _openings(entry.record, land, start, end))


def _openings(record: Service, land: str, start: datetime, end: datetime) -> list[Span]:
    """Open when any of its schedules says so; touching spans are one."""
    schedules: list[Schedule] = [*record.schedules, *(s for at in record.service_at_locations for s in at.schedules)]
    spans: list[Span] = []
    for schedule in schedules:
        try:
            if schedule.opening_hours:
                spans += Hours.parse(schedule.opening_hours, land).intervals(start, end, sure=True)
        except BadValue:
            continue  # the entry carries the finding of `check`; hours nobody can read are unknown
    merged: list[Span] = []
    for since, until in sorted(spans):
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((since, until))
    return merged


def happenings(event: Event, start: datetime, end: datetime, land: str | None = None) -> list[Span]:
    """Dates of an event between two instants; none without a day to start from."""
    if event.status == "cancelled":
        return []
    try:
        return dates.spans(dates.anchored(event.happening, start.date()), start, end, land)
    except ValueError:
        return []  # the entry carries the finding of `check`; a day nobody can read is no day
