"""Events as RFC 5545 with their rules unexpanded: whoever reads the calendar expands the same dates as the source did.

Each event is told on its own clock, in its own zone, so that a weekly 3 p.m. stays 3 p.m. when the clocks change.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from .model import Event, Happening

Instant = date | datetime
FULL = len("2026-05-14")
"""Of a start: a month alone is no day a calendar could show."""


def calendar(name: str, events: Iterable[Event], stamp: datetime) -> bytes:
    """`stamp` is when what is told here was last changed. Events without a day are left out."""
    found = icalendar.Calendar()
    for key, value in (("prodid", "-//Anlaufstelle//DE"), ("version", "2.0"), ("x-wr-calname", name)):
        found.add(key, value)
    for event in events:
        for part in components(event, stamp):
            found.add_component(part)
    return bytes(found.to_ical())


def components(event: Event, stamp: datetime) -> list[icalendar.Event]:
    """The series first, then each occurrence that was moved."""
    when = event.happening
    if not when.dtstart or len(when.dtstart) < FULL:
        return []
    start = _instant(when.dtstart, when.timezone)
    lasting = _lasting(when, start)
    series = _component(event, stamp, start, lasting)
    if when.rrule:
        series.add("rrule", icalendar.vRecur.from_ical(when.rrule))
    for name, dates in (("exdate", when.exdate), ("rdate", when.rdate)):
        for one in dates:
            series.add(name, [_instant(one, when.timezone)])
    moved = []
    for old, new in when.moved.items():
        part = _component(event, stamp, _instant(new, when.timezone), lasting)
        part.add("recurrence-id", _instant(old, when.timezone))
        moved.append(part)
    return [series, *moved]


def _component(event: Event, stamp: datetime, start: Instant, lasting: timedelta | None) -> icalendar.Event:
    found = icalendar.Event()
    found.add("uid", event.id)
    found.add("dtstamp", stamp)
    found.add("dtstart", start)
    if lasting is not None:
        found.add("dtend", _later(start, lasting))
    for name, value in (
        ("summary", event.name),
        ("description", event.description),
        ("location", event.place_text),
        ("url", event.url),
        ("status", event.status.upper()),
    ):
        if value:
            found.add(name, value)
    if event.categories:
        found.add("categories", list(event.categories))
    return found


def _instant(stated: str, zone: str) -> Instant:
    if "T" not in stated:
        return date.fromisoformat(stated)
    return datetime.fromisoformat(stated).replace(tzinfo=ZoneInfo(zone))


def _wall(at: Instant) -> datetime:
    return at.replace(tzinfo=None) if isinstance(at, datetime) else datetime.combine(at, datetime.min.time())


def _lasting(when: Happening, start: Instant) -> timedelta | None:
    """On the wall clock: a night shift from 10 to 6 ends at 6, whatever the clocks do meanwhile."""
    if not when.dtend or len(when.dtend) < FULL:
        return None
    return _wall(_instant(when.dtend, when.timezone)) - _wall(start)


def _later(start: Instant, lasting: timedelta) -> Instant:
    if isinstance(start, datetime):
        return (_wall(start) + lasting).replace(tzinfo=start.tzinfo)
    return start + lasting
