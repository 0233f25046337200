"""Opening hours: one OSM expression, evaluated with the holidays of one Land in German time.

Inside, everything is wall-clock time; aware datetimes exist only at the door. In the hour that autumn repeats the
wall clock stands still at its end, so that `state` and `intervals` never contradict each other.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from opening_hours import OpeningHours
from opening_hours import State as EngineState

from anlaufstelle.errors import BadValue

from . import hours_holidays as holidays
from . import hours_rules as rules
from .hours_engine import engine
from .hours_rules import is_appointment_only

__all__ = ["BERLIN", "Day", "Hours", "State", "is_appointment_only"]

State = Literal["open", "closed", "unknown"]
BERLIN = ZoneInfo("Europe/Berlin")
HORIZON = timedelta(days=400)
"""13 months: as far as calendars reach, and as far as the next change is looked for."""

_DAY = timedelta(days=1)


class Day(Struct, frozen=True, kw_only=True):
    """One line of the week's table. `spans` are "HH:MM" pairs; one that passes midnight stands on the day it begins.

    `holiday` is the public holiday's German name. `uncertain`: part of the day depends on something nobody has stated
    (school holidays too far ahead, an open end, a holiday the rule does not mention).
    """

    date: date
    spans: tuple[tuple[str, str], ...] = ()
    holiday: str | None = None
    uncertain: bool = False


class Hours:
    """Made by `parse` only, and shared: equal expressions of one Land are one object."""

    __slots__ = ("_engines", "_holidays", "_public", "_rules", "_school", "land")

    def __init__(self, checked: tuple[rules.Rule, ...], land: str) -> None:
        self.land = land
        self._rules = checked
        words = {word for rule in checked for word in rule.selector.replace(",", " ").split()}
        self._school = "SH" in words
        self._holidays = self._school or "PH" in words
        self._public = "PH" in words or any(rule.holds_on_sundays for rule in checked)
        self._engines: dict[tuple[int, bool], OpeningHours] = {}
        self._engine(datetime.now(BERLIN).year, False)  # what cannot be evaluated is refused now, not on a page

    @staticmethod
    def parse(osm: str, land: str) -> "Hours":
        """`land` as in "NW". Raises BadValue for what has no sure meaning: '||', a bare comment, days without times."""
        return _parse(osm, land)

    def normal(self) -> str:
        """The same hours in tidy OSM syntax: what may be stored and sent to others."""
        return rules.written(self._rules)

    def state(self, at: datetime) -> State:
        wall = _wall(at)
        state = _word(self._engine(wall.year, False).state(wall)[0])
        if self._is_beyond(wall, wall) and state != _word(self._engine(wall.year, True).state(wall)[0]):
            return "unknown"
        return state

    def next_change(self, at: datetime) -> datetime | None:
        """None when nothing changes within 13 months, as with '24/7'."""
        for reach in (timedelta(days=8), timedelta(days=62), HORIZON):
            end = at + reach
            first = next(iter(self._stretches(at, end)))
            if first[1] < end:
                return first[1]
        return None

    def intervals(self, start: datetime, end: datetime, *, sure: bool = False) -> list[tuple[datetime, datetime]]:
        """The open times between two instants, clipped to them; `sure` leaves out what begins on a `doubtful` day."""
        return [
            (begin, stop)
            for begin, stop, state in self._stretches(start, end)
            if state == "open" and not (sure and self.doubtful(begin.date()))
        ]

    def week(self, monday: date) -> tuple[Day, ...]:
        """Seven days from the day given."""
        start = datetime.combine(monday, time())
        stretches = self._walls(start - _DAY, start + 8 * _DAY)
        return tuple(self._day(monday + count * _DAY, stretches) for count in range(7))

    def doubtful(self, day: date) -> bool:
        """A public holiday in a rule that says nothing of holidays: the standard reads 'open', life mostly does not."""
        return not self._public and day in holidays.public(self.land, day.year)

    def __repr__(self) -> str:
        return f"Hours({self.normal()!r}, {self.land!r})"

    def _day(self, day: date, stretches: list[tuple[datetime, datetime, State]]) -> Day:
        midnight = datetime.combine(day, time())
        spans, unknown = [], False
        for start, end, state in stretches:
            if start >= midnight + _DAY or end <= midnight:
                continue
            unknown = unknown or state == "unknown"
            overnight = end - start < _DAY and end.time() <= time(12)
            if state == "open" and not (overnight and start < midnight):
                last = end if overnight else min(end, midnight + _DAY)
                spans.append((f"{max(start, midnight):%H:%M}", "24:00" if last == midnight + _DAY else f"{last:%H:%M}"))
        holiday = holidays.public(self.land, day.year).get(day)
        uncertain = unknown or (bool(spans) and self.doubtful(day))
        return Day(date=day, spans=tuple(spans), holiday=holiday, uncertain=uncertain)

    def _engine(self, year: int, school_beyond: bool) -> OpeningHours:
        key = (year if self._holidays else 2000, school_beyond)
        if key not in self._engines:
            self._engines[key] = engine(self._rules, self.land, key[0], school_beyond=school_beyond)
        return self._engines[key]

    def _is_beyond(self, start: datetime, end: datetime) -> bool:
        if not self._school:
            return False
        first, last = holidays.school_known(self.land)
        return start.date() < first or end.date() > last

    def _stretches(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, State]]:
        """Neighbours differ in state; the first begins at `start`, the last ends at `end`."""
        held: tuple[datetime, datetime, State] | None = None
        for wall_start, wall_end, state in self._walls(_wall(start), _wall(end) + timedelta(minutes=1)):
            begin, stop = max(_instant(wall_start), start), min(_instant(wall_end), end)
            if begin >= stop:
                continue
            if held and held[2] == state:
                held = (held[0], stop, state)
            else:
                if held:
                    yield held
                held = (begin, stop, state)
        yield (held[0], end, held[2]) if held else (start, end, self.state(start))

    def _walls(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime, State]]:
        found: list[tuple[datetime, datetime, State]] = []
        while start < end:  # an engine is right for one year
            stop = min(end, datetime(start.year + 1, 1, 1)) if self._holidays else end  # noqa: DTZ001 (wall-clock time)
            found += _merged(self._slice(start, stop))
            start = stop
        return _merged(found)

    def _slice(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime, State]]:
        known = _intervals(self._engine(start.year, False), start, end)
        if not self._is_beyond(start, end):
            return known
        return _compared(known, _intervals(self._engine(start.year, True), start, end))


@lru_cache(maxsize=8192)
def _parse(osm: str, land: str) -> Hours:
    checked = rules.read(osm)
    try:
        return Hours(checked, holidays.check_land(land))
    except BadValue as problem:
        raise BadValue(f"'{osm}': {problem}") from problem


def _intervals(hours: OpeningHours, start: datetime, end: datetime) -> list[tuple[datetime, datetime, State]]:
    return [(one[0], one[1], _word(one[2])) for one in hours.intervals(start, end)]


def _merged(stretches: list[tuple[datetime, datetime, State]]) -> list[tuple[datetime, datetime, State]]:
    """The engine also parts stretches of one state whose comments differ."""
    merged: list[tuple[datetime, datetime, State]] = []
    for start, end, state in stretches:
        if merged and merged[-1][2] == state:
            merged[-1] = (merged[-1][0], end, state)
        else:
            merged.append((start, end, state))
    return merged


def _compared(
    left: list[tuple[datetime, datetime, State]], right: list[tuple[datetime, datetime, State]]
) -> list[tuple[datetime, datetime, State]]:
    """Known where both agree; both cover the same time."""
    found: list[tuple[datetime, datetime, State]] = []
    one = other = 0
    start = left[0][0] if left else None
    while start is not None and one < len(left) and other < len(right):
        end = min(left[one][1], right[other][1])
        found.append((start, end, left[one][2] if left[one][2] == right[other][2] else "unknown"))
        one, other = one + (left[one][1] == end), other + (right[other][1] == end)
        start = end
    return found


def _word(state: EngineState) -> State:
    return "open" if state == EngineState.OPEN else "closed" if state == EngineState.CLOSED else "unknown"


def _wall(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    local = at.astimezone(BERLIN)
    wall = local.replace(tzinfo=None)
    return wall.replace(minute=59, second=59, microsecond=999999, fold=0) if local.fold else wall


def _instant(wall: datetime) -> datetime:
    """Times that spring skips become the moment the clock jumps."""
    local = wall.replace(tzinfo=BERLIN)
    real = local.astimezone(UTC).astimezone(BERLIN)
    return local if real.replace(tzinfo=None) == wall else real.replace(minute=0, second=0, microsecond=0)
