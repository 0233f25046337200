"""Opening hours and events, written out 13 months ahead, so that no page ever computes a calendar.

They are written out to the end of a month and again when the next month begins.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from django.utils import timezone

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.catalogue.shapes import OccurrenceView
from anlaufstelle.errors import BadValue, UnknownPlace
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event, Happening, Schedule, Service
from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.hours import Hours

from . import render

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
    for id, mark, entry in _outdated(entries, first):
        batch[id] = (mark, list(expand(entry, first)))
        if sum(len(rows) for _, rows in batch.values()) >= ROWS or len(batch) >= store.BATCH:
            store.expand(batch)
            done, batch = done + len(batch), {}
    if batch:
        store.expand(batch)
    return done + len(batch)


def _outdated(entries: Iterable[str] | None, first: date) -> Iterator[tuple[str, str, Entry]]:
    rows = EntryRow.objects.filter(kind__in=("service", "event"))
    asked = [rows] if entries is None else [rows.filter(pk__in=piece) for piece in ledger.pieces(entries)]
    for some in asked:
        ids = [
            (id, f"{digest[:40]}:{first:%Y-%m}")
            for id, digest, expanded in some.order_by("pk").values_list("pk", "digest", "expanded")
            if expanded != f"{digest[:40]}:{first:%Y-%m}"
        ]
        for piece in ledger.pieces((id for id, _ in ids), store.BATCH):
            bodies = dict(EntryRow.objects.filter(pk__in=piece).values_list("pk", "body"))
            marks = dict(ids)
            yield from ((id, marks[id], render.decode(bytes(bodies[id]))) for id in piece if id in bodies)


def expand(entry: Entry, first: date) -> Iterator[OccurrenceView]:
    """From the first of that month on. Only what is published takes place."""
    if entry.state != "published":
        return
    start = datetime.combine(first, time(), TOWN)
    end = start + relativedelta(months=MONTHS)
    if isinstance(entry.record, Event):
        yield from (OccurrenceView(entry.id, "event", *span) for span in happenings(entry.record, start, end))
    elif isinstance(entry.record, Service) and (land := _land(entry)):
        yield from (OccurrenceView(entry.id, "opening", *span) for span in _openings(entry.record, land, start, end))


def _land(entry: Entry) -> str | None:
    """Whose holidays count: those of the place, else of the area served. Nationwide hours have none."""
    for code in (entry.ags or "", *entry.areas):
        try:
            return area.land(code.partition(":")[0].lstrip("~"))
        except UnknownPlace:
            continue
    return None


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


def happenings(event: Event, start: datetime, end: datetime) -> list[Span]:
    """Dates of an event between two instants; none without a day to start from."""
    when = event.happening
    if event.status == "cancelled" or not when.dtstart or len(when.dtstart) < len("2025-05-14"):
        return []
    zone = ZoneInfo(when.timezone)
    begin = datetime.fromisoformat(when.dtstart)
    lasting = _lasting(when, begin, zone)
    starts = _starts(when, begin, zone, start - lasting, end)
    spans = [(one, (one.replace(tzinfo=None) + lasting).replace(tzinfo=zone)) for one in starts]
    return sorted(span for span in spans if span[1] >= start and span[0] < end)


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    """Wall clock of the event: a weekly 3 p.m. stays 3 p.m. when the clocks change."""
    return instant.astimezone(zone).replace(tzinfo=None) if instant.tzinfo else instant


def _lasting(when: Happening, begin: datetime, zone: ZoneInfo) -> timedelta:
    if when.dtend and len(when.dtend) >= len("2025-05-14"):
        return max(_local(datetime.fromisoformat(when.dtend), zone) - _local(begin, zone), timedelta())
    return timedelta(days=1) if when.dtstart and "T" not in when.dtstart else timedelta()


def _starts(when: Happening, begin: datetime, zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    begin = _local(begin, zone)
    found = [begin]
    if when.rrule:
        rule = _rule(when.rrule, begin, zone)
        found = list(rule.between(_local(start, zone), _local(end, zone), inc=True))
    found += [one for day in when.rdate if (one := _local(datetime.fromisoformat(day), zone)) not in found]
    without = {day[:10] for day in when.exdate}
    moved = {old[:10]: new for old, new in when.moved.items()}
    kept = (one for one in found if one.date().isoformat() not in without)
    final = (
        _local(datetime.fromisoformat(moved[one.date().isoformat()]), zone) if one.date().isoformat() in moved else one
        for one in kept
    )
    return [one.replace(tzinfo=zone) for one in final]


def _rule(text: str, begin: datetime, zone: ZoneInfo) -> "rrulestr":
    """`UNTIL` may be written in UTC although the start is wall clock; RFC 5545 says so, dateutil refuses it."""
    parts = []
    for part in text.removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL" and value.endswith("Z"):
            until = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=ZoneInfo("UTC"))
            value = _local(until, zone).strftime("%Y%m%dT%H%M%S")
        parts.append(f"{name}={value}")
    return rrulestr(";".join(parts), dtstart=begin)
