"""On which days an event takes place: its rule without its exceptions, on its own clock.

A weekly 3 p.m. stays 3 p.m. when the clocks change. Nothing here is guessed: a rule that names its days by itself
("every first Thursday") needs no first date, every other rule without one has no dates at all.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr
from msgspec.structs import replace

from anlaufstelle.errors import UnknownPlace
from anlaufstelle.vocabulary import area, hours_holidays
from anlaufstelle.vocabulary.hours import BERLIN

from .entry import Entry
from .happening import Event, Happening
from .model import Opportunity
from .notice import Notice
from .parts import Record

Span = tuple[datetime, datetime]
DAY = len("2026-05-14")
UNCERTAIN = timedelta(days=183)
"""A series nobody has confirmed for so long may have ended without a word."""
MOST_COUNTED = 3000
"""Of a rule that says how often: with more repetitions its end is as good as none."""
HOURS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?(?:\s*(?:–|-|bis)\s*(\d{1,2})(?:[.:](\d\d))?)?\s*Uhr")
PARITY = re.compile(r"\b(un)?gerade\w*\s+(?:Kalender)?wochen?", re.I)
ORDINAL = re.compile(r"[+-]?\d+[A-Z]{2}")
FIXING = {"FREQ", "BYDAY", "INTERVAL", "BYMONTH", "BYMONTHDAY", "WKST", "UNTIL"}


def parts(rule: str) -> dict[str, str]:
    """ "FREQ=WEEKLY;BYDAY=TU" by name."""
    return dict(one.upper().split("=", 1) for one in rule.removeprefix("RRULE:").split(";") if "=" in one)


def land_of(entry: Entry) -> str | None:
    """Whose holidays count: those of the place, else of the area served. Nationwide ones have none."""
    for code in (entry.ags or "", *entry.areas):
        try:
            return area.land(code.partition(":")[0].lstrip("~"))
        except UnknownPlace:
            continue
    return None


def uncertain(entry: Entry, today: date) -> bool:
    """A series that nobody has confirmed for half a year, neither a person here nor its source by a date."""
    if not isinstance(entry.record, Event) or not entry.record.happening.rrule:
        return False
    return max(entry.checked_on or "", entry.source_date or "") < (today - UNCERTAIN).isoformat()


def anchored(when: Happening, since: date) -> Happening:
    """With a first date on or after `since`, where none is stated and the rule names its days by itself."""
    if not when.rrule or (when.dtstart and len(when.dtstart) >= DAY):
        return when
    rule = _fixed(when)
    begin = datetime.combine(_first_of(when.dtstart) or since, time())
    try:
        first = rrulestr(rule, dtstart=begin).after(begin, inc=True) if rule else None
    except ValueError:
        return when  # the entry carries the finding of `check`
    if first is None:
        return when
    start, end = _clock(when.time_text or "")
    if start is None:
        return replace(when, rrule=rule, dtstart=first.date().isoformat())
    until = datetime.combine(first, end).isoformat() if end and end > start else None
    return replace(when, rrule=rule, dtstart=datetime.combine(first, start).isoformat(), dtend=until)


def _fixed(when: Happening) -> str:
    """The rule, if it names its days whatever day it began on; odd and even weeks become weeks of the year."""
    rule = parts(when.rrule or "")
    days = rule.get("BYDAY", "").split(",") if rule.get("BYDAY") else []
    freq, every = rule.get("FREQ"), rule.get("INTERVAL", "1")
    if rule.keys() - FIXING:
        return ""
    if freq == "WEEKLY" and days:
        parity = PARITY.search(when.time_text or "")
        if every == "2" and parity:
            weeks = ",".join(str(week) for week in range(1 if parity[1] else 2, 54, 2))
            return f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={rule['BYDAY']}"
        return (when.rrule or "") if every == "1" else ""
    named = rule.get("BYMONTHDAY") or (days and all(ORDINAL.fullmatch(day) for day in days))
    known = freq == "MONTHLY" or (freq == "YEARLY" and rule.get("BYMONTH"))
    return (when.rrule or "") if named and known and every == "1" else ""


def _clock(words: str) -> tuple[time | None, time | None]:
    found = HOURS.match(words.strip())
    if not found:
        return None, None
    first, minute, last, late = found.groups()
    try:
        start = time(int(first), int(minute or 0))
        return start, time(int(last), int(late or 0)) if last else None
    except ValueError:
        return None, None


def _first_of(stated: str | None) -> date | None:
    """Of a month or a year."""
    if not stated:
        return None
    year, _, month = stated.partition("-")
    return date(int(year), int(month or 1), 1)


def spans(when: Happening, start: datetime, end: datetime, land: str | None = None) -> list[Span]:
    """Whatever touches the time between two instants; none without a day to start from. `land`: whose holidays."""
    if not when.dtstart or len(when.dtstart) < DAY:
        return []
    zone = ZoneInfo(when.timezone)
    long = lasting(when)
    found = _starts(when, _local(start, zone) - long, _local(end, zone), land)
    told = [(one.replace(tzinfo=zone), (one + long).replace(tzinfo=zone)) for one in found]
    return [span for span in told if span[1] >= start and span[0] < end]


def _starts(when: Happening, since: datetime, until: datetime, land: str | None) -> list[datetime]:
    """On the wall clock, earliest first."""
    begin = wall(when.dtstart or "", when.timezone)
    off = pauses(when, land) if when.pauses and land else frozenset[date]()
    found, whole = {begin}, "T" not in (when.dtstart or "")
    if when.rrule:
        found = {one for one in rule(when.rrule, begin, when.timezone, days=whole).between(since, until, inc=True)}
        found = {one for one in found if one.date() not in off}
    found |= {wall(one, when.timezone) for one in when.rdate}
    for out in (*when.exdate, *when.moved):
        found = _without(found, out, when.timezone, whole=whole)
    gone = set(when.exdate)
    found |= {wall(new, when.timezone) for old, new in when.moved.items() if old not in gone}
    return sorted(found)


def _without(found: set[datetime], out: str, zone: str, *, whole: bool) -> set[datetime]:
    """A day takes out all that begins on it."""
    at = wall(out, zone)
    if whole or "T" not in out:
        return {one for one in found if one.date() != at.date()}
    return found - {at}


def pauses(when: Happening, land: str | None) -> frozenset[date]:
    """The days on which it pauses, as far as the holidays of the Land are known."""
    return frozenset[date]().union(*(_pause(kind, land) for kind in when.pauses)) if land else frozenset()


@lru_cache(maxsize=64)
def _pause(kind: str, land: str) -> frozenset[date]:
    if kind == "school-holidays":
        return frozenset(hours_holidays.school(land))
    years = range(2020, 2046)
    return frozenset(day for year in years for day in hours_holidays.public(land, year))


def left_out(when: Happening, land: str | None, until: date) -> list[str]:
    """Its pauses as exceptions every calendar understands, up to that day."""
    if not when.rrule or not when.pauses or not when.dtstart or not land:
        return []
    begin = wall(when.dtstart, when.timezone)
    off = pauses(when, land)
    last = datetime.combine(until, time.max)
    whole = "T" not in when.dtstart
    found = rule(when.rrule, begin, when.timezone, days=whole).between(begin, last, inc=True) if off else []
    stated = [one for one in found if one.date() in off]
    return [one.isoformat() if "T" in when.dtstart else one.date().isoformat() for one in stated]


def wall(stated: str, zone: str) -> datetime:
    """The event's own clock; a day begins at midnight."""
    return _local(datetime.fromisoformat(stated), ZoneInfo(zone))


def town_clock(stated: str, zone: str) -> datetime:
    """What the clock of the town hall shows then."""
    return wall(stated, zone).replace(tzinfo=ZoneInfo(zone)).astimezone(BERLIN).replace(tzinfo=None)


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None) if instant.tzinfo else instant


def stated_length(when: Happening) -> timedelta | None:
    """From start to end on the wall clock, as it is stated: a night shift from 10 to 6 ends at 6, whatever the clocks
    do meanwhile, and an end before the start is told as it is."""
    if not when.dtstart or not when.dtend or len(when.dtend) < DAY:
        return None
    return wall(when.dtend, when.timezone) - wall(when.dtstart, when.timezone)


def lasting(when: Happening) -> timedelta:
    """Never negative; a day without an end is a whole one."""
    length = stated_length(when)
    if length is not None:
        return max(length, timedelta())
    return timedelta(days=1) if when.dtstart and "T" not in when.dtstart else timedelta()


def rule(text: str, begin: datetime, zone: str, *, days: bool = False) -> rrule | rruleset:
    """`UNTIL` may be written in UTC although the start is wall clock; RFC 5545 says so, dateutil refuses it.

    For whole days (`days`) its day counts as it is written, and a `COUNT` below one says nothing: so others read it.
    """
    told = []
    for part in text.removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "COUNT" and value.strip("+-0") and value.startswith("-"):
            continue
        if name.upper() == "UNTIL" and days:
            value = value[:8]
        elif name.upper() == "UNTIL" and value.endswith("Z"):
            until = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=ZoneInfo("UTC"))
            value = _local(until, ZoneInfo(zone)).strftime("%Y%m%dT%H%M%S")
        told.append(f"{name}={value}")
    return rrulestr(";".join(told), dtstart=begin)


def ends(record: Record) -> date | None:
    """The last day it is of use to anybody; None: for good, or nobody can say."""
    try:
        if isinstance(record, Event):
            return last_day(record.happening)
        stated = record.until if isinstance(record, Notice) else record.day if isinstance(record, Opportunity) else None
        return _end_of(stated)
    except ValueError:
        return None  # the entry carries the finding of `check`


def last_day(when: Happening) -> date | None:
    """The last day it can take place on; None: it has no end, or nobody says when it is."""
    further = [wall(one, when.timezone).date() for one in (*when.rdate, *when.moved.values())]
    own = _end_of_rule(when) if when.rrule else _end_of(when.dtend, whole=True) or _end_of(when.dtstart)
    return max([own, *further]) if own else None


def _end_of_rule(when: Happening) -> date | None:
    told = parts(when.rrule or "")
    if "UNTIL" in told:
        return date.fromisoformat(f"{told['UNTIL'][:4]}-{told['UNTIL'][4:6]}-{told['UNTIL'][6:8]}")
    if "COUNT" in told and when.dtstart and len(when.dtstart) >= DAY and int(told["COUNT"]) <= MOST_COUNTED:
        return _last_of(rule(when.rrule or "", wall(when.dtstart, when.timezone), when.timezone))
    return None


def _last_of(found: Iterable[datetime]) -> date | None:
    return max((one.date() for one in found), default=None)


def _end_of(stated: str | None, *, whole: bool = False) -> date | None:
    """The last day a month or a year may mean. `whole`: a day that ends is the first one after it (RFC 5545)."""
    if not stated:
        return None
    if len(stated) >= DAY:
        day = date.fromisoformat(stated[:DAY])
        return day - timedelta(days=1) if whole and "T" not in stated else day
    first = _first_of(stated)
    if first is None or "-" not in stated:
        return first and first.replace(month=12, day=31)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
