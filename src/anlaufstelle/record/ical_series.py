"""Events as RFC 5545 with their rules unexpanded: whoever reads the calendar expands the same dates as the source did.

Each event is told on its own clock, in its own zone with the rules of that zone beside it (VTIMEZONE), so that a weekly
3 p.m. stays 3 p.m. when the clocks change. Written line by line: fifty thousand events are told in seconds.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar
from msgspec import Struct

from . import dates
from .ical import CRLF, folded, text
from .model import Event

BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""
"""As the tz database has it since 1996."""
AHEAD = timedelta(days=800)
"""How far a pause is written out as exceptions: no holidays are known beyond."""


class Told(Struct, frozen=True, kw_only=True):
    """What a calendar adds to a record: its page, its place in words, the Land whose holidays hold, its certainty, and
    the number of its last change, by which calendars see that a date was moved."""

    event: Event
    url: str = ""
    place: str = ""
    land: str | None = None
    sure: bool = True
    sequence: int = 0


def calendar(name: str, events: Iterable[Event | Told], stamp: datetime, since: date | None = None) -> bytes:
    """`stamp` is when what is told here was last changed. Events without a day are left out; `since` is the first day
    of those whose rule names its days by itself, New Year's Day unless given."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Anlaufstelle//DE", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    since = since or stamp.date().replace(month=1, day=1)
    zones: dict[str, None] = {}
    body: list[str] = []
    for one in events:
        told = one if isinstance(one, Told) else Told(event=one)
        body += _components(told, stamp, since, zones)
    for zone in zones:
        lines += _zone(zone)
    whole = [*lines, *body, "END:VCALENDAR"]
    return (CRLF.join(folded(line) for line in whole) + CRLF).encode()


def _components(told: Told, stamp: datetime, since: date, zones: dict[str, None]) -> Iterator[str]:
    """The series first, then each occurrence that was moved."""
    when = dates.anchored(told.event.happening, since)
    if not when.dtstart or len(when.dtstart) < dates.DAY:
        return
    if "T" in when.dtstart and when.timezone != "UTC":
        zones.setdefault(when.timezone)
    about = list(_about(told, stamp))
    lasting = dates.stated_length(when)
    yield "BEGIN:VEVENT"
    yield from _when(when.dtstart, lasting, when.timezone)
    if when.rrule:
        yield f"RRULE:{when.rrule.removeprefix('RRULE:')}"
    without = [*when.exdate, *dates.left_out(when, told.land, stamp.date() + AHEAD)]
    for name, stated in (("EXDATE", without), ("RDATE", when.rdate)):
        for one in stated:
            yield _instant(name, one, when.timezone)
    yield from about
    yield "END:VEVENT"
    for old, new in when.moved.items():
        yield "BEGIN:VEVENT"
        yield _instant("RECURRENCE-ID", old, when.timezone)
        yield from _when(new, lasting, when.timezone)
        yield from about
        yield "END:VEVENT"


def _about(told: Told, stamp: datetime) -> Iterator[str]:
    event = told.event
    yield f"UID:{event.id}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if told.sequence:
        yield f"SEQUENCE:{told.sequence}"
    for name, value in (
        ("SUMMARY", event.name),
        ("DESCRIPTION", _words(event)),
        ("LOCATION", told.place or event.place_text),
    ):
        if value:
            yield f"{name}:{text(value)}"
    if told.url or event.url:
        yield f"URL:{told.url or event.url}"
    if event.online_url:
        yield f"CONFERENCE;VALUE=URI:{_uri(event.online_url)}"
    if event.categories:
        yield "CATEGORIES:" + ",".join(text(one) for one in event.categories)
    yield f"STATUS:{(event.status if told.sure else 'tentative').upper()}"


def _words(event: Event) -> str:
    """With the way in from afar: few calendars show what stands in CONFERENCE."""
    way_in = f"Online: {event.online_url}" if event.online_url else ""
    return "\n\n".join(one for one in (event.description, way_in) if one)


def _uri(stated: str) -> str:
    return re.sub(r"\s", "", stated)


def _when(start: str, lasting: timedelta | None, zone: str) -> Iterator[str]:
    yield _instant("DTSTART", start, zone)
    if lasting is not None:
        end = dates.wall(start, zone) + lasting
        yield _instant("DTEND", end.isoformat() if "T" in start else end.date().isoformat(), zone)


def _instant(name: str, stated: str, zone: str) -> str:
    if "T" not in stated:
        return f"{name};VALUE=DATE:{date.fromisoformat(stated):%Y%m%d}"
    at = dates.wall(stated, zone)
    return f"{name}:{at:%Y%m%dT%H%M%SZ}" if zone == "UTC" else f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}"


@lru_cache(maxsize=32)
def _zone(name: str) -> tuple[str, ...]:
    if name == "Europe/Berlin":
        return tuple(BERLIN.split("\n"))
    written = icalendar.Timezone.from_tzinfo(ZoneInfo(name), name).to_ical().decode()
    return tuple(written.replace(f"{CRLF} ", "").strip().split(CRLF))
