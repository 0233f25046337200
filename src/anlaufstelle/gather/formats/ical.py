"""Calendars after RFC 5545: each event a row, a series with its rule, its exceptions and what was moved.

An occurrence that differs from its series in more than its start becomes a row of its own, and the series leaves it
out: what takes place when stays exactly the same. Times are wall clock in the event's own zone.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import x_wr_timezone
from icalendar.prop import vBroken

from ..sheet import Field, Options
from .refuse import capped, present, refuse

LARGEST = 32 << 20
MOST = 100_000
"""Events of one calendar."""
DAY = timedelta(days=1)
PAIR = ("DTSTART", "DTEND", "DURATION")
TOWN = "Europe/Berlin"
"""What a clock without a zone means."""
AGAIN = "export the calendar again, or mend it there"
Row = dict[str, Any]
Instant = date | datetime

FIELDS = {
    column: Field(to=(target,), read=read)
    for column, target, read in (
        ("key", "key", None),
        ("summary", "name", None),
        ("description", "description", None),
        ("start", "happening.dtstart", None),
        ("end", "happening.dtend", None),
        ("zone", "happening.timezone", None),
        ("rule", "happening.rrule", None),
        ("without", "happening.exdate", None),
        ("also", "happening.rdate", None),
        ("moved", "happening.moved", None),
        ("location", "place_text", None),
        ("latitude", "location.latitude", None),
        ("longitude", "location.longitude", None),
        ("url", "url", None),
        ("categories", "categories", None),
        ("organizer", "organization", None),
        ("mail", "email", None),
        ("status", "status", None),
        ("last-modified", "source_date", None),
    )
}
"""How the columns of a calendar are meant; a sheet may say it otherwise."""
IGNORE = {
    name: "technical"
    for name in "dtstamp created sequence transp class priority x-properties recurrence-id uid".split()
} | {
    "attendee": "names of people",
    "attach": "files are not taken along",
    "valarm": "each reader sets alarms",
    "beside": "tasks, journals and busy times are no dates",
}


def read(path: Path, options: Options) -> Iterator[tuple[int, Row]]:
    calendars = _calendars(path)
    lines = _lines(path)
    events = [_whole(event) for calendar in calendars for event in calendar.walk("VEVENT")]
    if len(events) > MOST:
        raise refuse(path, lines[MOST], f"the calendar has more than {MOST:,} events", "ask for a shorter one")
    placed = list(zip(lines, events, strict=False))
    by_uid: dict[str, list[tuple[int, Any]]] = {}
    for line, event in placed:
        by_uid.setdefault(str(event.get("UID") or _nameless(event)), []).append((line, event))
    beside = sorted({one.name for calendar in calendars for one in calendar.subcomponents} - {"VEVENT", "VTIMEZONE"})
    for uid, group in by_uid.items():
        for line, row in _rows(path, uid, group):
            yield line, row | ({"beside": beside} if beside else {})
            beside = []


def _calendars(path: Path) -> list[Any]:
    data = capped(present(path), LARGEST).read_bytes()
    try:
        found = icalendar.Calendar.from_ical(data, multiple=True)
        found = [x_wr_timezone.to_standard(one) for one in found]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise refuse(path, _bad_line(data, error), f"is no calendar ({error})", AGAIN) from error
    if len(re.findall(rb"^BEGIN:", data, re.M | re.I)) != len(re.findall(rb"^END:", data, re.M | re.I)):
        raise refuse(path, data.count(b"\n"), "is cut off: not everything that begins ends", AGAIN)
    if not found or any(one.name != "VCALENDAR" for one in found):
        raise refuse(path, 1, "there is no VCALENDAR in it", AGAIN)
    return list(found)


def _whole(event: Any) -> Any:
    """Without the properties that the library could not read; `errors` tells which."""
    for name in [name for name, value in event.items() if any(isinstance(one, vBroken) for one in _each(value))]:
        del event[name]
    return event


def _bad_line(data: bytes, error: Exception) -> int:
    """The library tells the line in words, or not at all."""
    match = re.search(r"line:? (\d+)|: '(.{5,}?)'", str(error))
    if match and match[1]:
        return int(match[1])
    at = data.find(match[2].encode()) if match else -1
    return data.count(b"\n", 0, at) + 1 if at > 0 else 1


def _lines(path: Path) -> list[int]:
    with path.open("rb") as file:
        return [number for number, line in enumerate(file, 1) if line.strip().upper() == b"BEGIN:VEVENT"]


def _nameless(event: Any) -> str:
    return f"{event.get('DTSTART').to_ical().decode() if 'DTSTART' in event else ''} {event.get('SUMMARY', '')}".strip()


def _rows(path: Path, uid: str, group: list[tuple[int, Any]]) -> Iterator[tuple[int, Row]]:
    masters = [(line, one) for line, one in group if "RECURRENCE-ID" not in one]
    others = [(line, one) for line, one in group if "RECURRENCE-ID" in one]
    newest = max((_number(one) for _, one in masters), default=0)
    for line, event in masters:
        if _number(event) == newest:
            row = _row(uid, event)
            apart = [*_told_apart(event, row, others), *_further(line, event, row)]
            yield line, row
            yield from apart
            others = []
    for line, event in others:
        yield line, _row(f"{uid}#{event['RECURRENCE-ID'].to_ical().decode()}", event)


def _further(line: int, event: Any, row: Row) -> Iterator[tuple[int, Row]]:
    """A second rule, and dates of another length, are rows of their own."""
    rules = [one.to_ical().decode() for one in _each(event.get("RRULE"))]
    for number, rule in enumerate(dict.fromkeys(rules), 1):
        if rule != rules[0]:
            without = [*row["without"], row["start"]]
            yield line, row | {"key": f"{row['key']}#rule{number}", "rule": rule, "without": without, "also": []}
    for begin, end in (
        one for each in _each(event.get("RDATE")) for one in map(_dt, each.dts) if isinstance(one, tuple)
    ):
        start = _iso(begin, row["zone"])
        ends = _iso(begin + end if isinstance(end, timedelta) else end, row["zone"])
        once: Row = {"rule": None, "without": [], "also": []}
        yield line, row | once | {"key": f"{row['key']}#{start}", "start": start, "end": ends}


def _dt(one: Any) -> Any:
    return one.dt


def _number(event: Any) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except ValueError:
        return 0


def _row(key: str, event: Any) -> Row:
    """Everything the event says; what this does not know stands under its own name, for the sheet to find."""
    row: Row = {"key": key}
    known = {"DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "GEO", "ORGANIZER", "CATEGORIES", "STATUS"}
    if "DTSTART" not in event:
        return row | {"summary": str(event.get("SUMMARY", "")), "no start": "nothing says when it takes place"}
    start = _start(event)
    zone = _zone(start)
    row |= {"start": _iso(start, zone), "zone": zone} | _when(event, start, zone)
    if "GEO" in event:
        row["latitude"], row["longitude"] = event["GEO"].latitude, event["GEO"].longitude
    if "ORGANIZER" in event:
        mail = re.sub(r"^mailto:", "", str(_first(event["ORGANIZER"])), flags=re.I)
        row["organizer"] = _first(event["ORGANIZER"]).params.get("CN")
        row |= {"mail": mail} if "@" in mail else {"organizer address": mail}
    row["categories"] = [
        str(cat) for one in _each(event.get("CATEGORIES")) for cat in getattr(one, "cats", [one]) if str(cat)
    ]
    row["status"] = str(event.get("STATUS", "")).casefold()
    for name in set(event) - known:
        value = event[name]
        if name.startswith("X-"):
            row.setdefault("x-properties", []).append(name)
        elif name == "LAST-MODIFIED":
            row["last-modified"] = value.dt.date().isoformat() if hasattr(value, "dt") else str(value)
        else:
            row[name.casefold()] = value.to_ical().decode() if name == "RECURRENCE-ID" else _words(value)
    if event.subcomponents:
        row["valarm"] = len(event.subcomponents)
    if event.errors:
        row["not understood"] = [f"{name}: {error}" for name, error in event.errors]
    return row


def _start(event: Any) -> Instant:
    """A day that ends at an hour begins at midnight."""
    start: Instant = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    if isinstance(end, datetime) and not isinstance(start, datetime):
        return datetime.combine(start, datetime.min.time(), end.tzinfo)
    return start


def _when(event: Any, start: Instant, zone: str) -> Row:
    found: Row = {}
    if (end := _end(event, start, zone)) is not None:
        found["end"] = _iso(end, zone)
    if _odd_pair(event):
        found["start and end of two kinds"] = _words([event[name].to_ical().decode() for name in PAIR if name in event])
    rules = _each(event.get("RRULE"))
    if rules:
        found["rule"] = rules[0].to_ical().decode()
    found["without"] = [_iso(one.dt, zone) for each in _each(event.get("EXDATE")) for one in each.dts]
    also = [one.dt for each in _each(event.get("RDATE")) for one in each.dts]
    found["also"] = [_iso(one, zone) for one in also if isinstance(one, date)]
    return found


def _told_apart(series: Any, row: Row, others: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, Row]]:
    """Puts what was only moved into the series; yields the rest as rows of their own."""
    zone = row.get("zone", TOWN)
    for line, event in others:
        original = _original(series, event, zone)
        if "RRULE" in event:
            row.setdefault("change with a rule of its own", []).append(original)
        if "RANGE" in event["RECURRENCE-ID"].params:
            row.setdefault("changed from here on", []).append(original)
        elif original in row.get("without", ()) and _number(event) < _number(series):
            continue  # a later state of the series has taken it out altogether
        elif _only_moved(series, event, zone):
            row.setdefault("moved", []).append(f"{original}>{_iso(event['DTSTART'].dt, zone)}")
        else:
            row.setdefault("without", []).append(original)
            once: Row = {"rule": None, "without": [], "also": []}
            yield line, _row(f"{row['key']}#{original}", event) | once


def _original(series: Any, event: Any, zone: str) -> str:
    """As the series itself would say it: a day where it has days, its own time of day where only a day is told."""
    old = event["RECURRENCE-ID"].dt
    start = series["DTSTART"].dt if "DTSTART" in series else old
    if not isinstance(start, datetime):
        return str((old.date() if isinstance(old, datetime) else old).isoformat())
    if not isinstance(old, datetime):
        old = datetime.combine(old, _wall(start, zone).time())
    return _iso(old, zone)


def _only_moved(series: Any, event: Any, zone: str) -> bool:
    if "DTSTART" not in event or "DTSTART" not in series:
        return False
    alike = all(str(series.get(name, "")) == str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "STATUS"))
    here, there = event["DTSTART"].dt, series["DTSTART"].dt
    same_kind = isinstance(here, datetime) == isinstance(there, datetime) and _zone(here) == zone
    return alike and same_kind and _lasting(series, there, zone) == _lasting(event, here, zone)


def _end(event: Any, start: Instant, zone: str) -> Instant | None:
    if "DTEND" in event:
        end: Instant = event["DTEND"].dt
        midnight = isinstance(start, datetime) and not isinstance(end, datetime)
        return datetime.combine(end, datetime.min.time()) if midnight else end
    if "DURATION" in event:
        lasting: timedelta = event["DURATION"].dt
        if not isinstance(start, datetime) and lasting % DAY:
            start = datetime.combine(start, datetime.min.time())
        return start + lasting
    return None


def _lasting(event: Any, start: Instant, zone: str) -> timedelta | None:
    end = _end(event, start, zone)
    return None if end is None else _wall(end, zone) - _wall(start, zone)


def _zone(at: Instant) -> str:
    """The IANA name. A zone that only the calendar itself knows has none: then the clock is told in UTC."""
    if not isinstance(at, datetime) or at.tzinfo is None:
        return TOWN
    return getattr(at.tzinfo, "key", None) or "UTC"


def _wall(at: Instant, zone: str) -> datetime:
    if not isinstance(at, datetime):
        return datetime.combine(at, datetime.min.time())
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if at.tzinfo else at


def _iso(at: Instant, zone: str) -> str:
    return _wall(at, zone).isoformat() if isinstance(at, datetime) else at.isoformat()


def _odd_pair(event: Any) -> bool:
    """A day and a clock, or a clock with a zone and one without: the standard does not say what is meant."""
    begin, end = (event[name].dt if name in event else None for name in ("DTSTART", "DTEND"))
    if "DURATION" in event:
        return not isinstance(begin, datetime) and bool(event["DURATION"].dt % DAY)
    if begin is None or end is None:
        return False
    kinds = [(isinstance(one, datetime), isinstance(one, datetime) and one.tzinfo is not None) for one in (begin, end)]
    return kinds[0] != kinds[1]


def _each(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return _each(value)[0]


def _words(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, list) else str(value)
