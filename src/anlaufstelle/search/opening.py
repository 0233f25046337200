"""Whether an entry is open at an instant, from the hours on its card; nothing is looked up in tables."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary.hours import BERLIN, Hours

from .document import Card, land_of

EVENING, SATURDAY = "18:00", 5
TIMES = ("now", "evening", "weekend")


def state(card: Card, at: datetime) -> str:
    return state_of(card.hours, land_of(card), at)


def state_of(hours: Iterable[str], land: str, at: datetime) -> str:
    """ "open" when any of the hours say so, "closed" when all do, else "unknown"."""
    states = {_state(text, land, at.replace(second=0, microsecond=0)) for text in hours}
    if "open" in states:
        return "open"
    return "closed" if states == {"closed"} else "unknown"


def now() -> datetime:
    return datetime.now(BERLIN)


class Clock:
    """One minute. `times` tells whether each of TIMES holds for a term of `document.week_of`; None: nobody can tell."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._today = at.astimezone(BERLIN).date()
        self._told: dict[str, Mapping[str, bool | None]] = {}

    def times(self, week: str) -> Mapping[str, bool | None]:
        told = self._told.get(week)
        if told is None:
            told = self._told[week] = self._times(week)
        return told

    def _times(self, week: str) -> Mapping[str, bool | None]:
        land, *texts = week.split(" || ")
        states = {_state(text, land, self.at) for text in texts}
        ahead = [_ahead(text, land, self._today) for text in texts]
        told: dict[str, bool | None] = {"now": True if "open" in states else False if states == {"closed"} else None}
        for name in TIMES[1:]:
            held = any(name in one for one in ahead if one is not None)
            told[name] = True if held else None if None in ahead else False
        return told


@lru_cache(maxsize=4)
def clock(at: datetime) -> Clock:
    """What is known of one minute is kept while it lasts."""
    return Clock(at.replace(second=0, microsecond=0))


@lru_cache(maxsize=20_000)
def _ahead(text: str, land: str, today: date) -> frozenset[str] | None:
    """Whether it opens in the evening or at a weekend within seven days, holidays heeded."""
    try:
        days = Hours.parse(text, land).week(today)
    except BadValue:
        return None
    late = any(end > EVENING or end < start for day in days for start, end in day.spans)
    free = any(day.spans for day in days if day.date.weekday() >= SATURDAY)
    return frozenset((("evening",) if late else ()) + (("weekend",) if free else ()))


@lru_cache(maxsize=20_000)
def _state(text: str, land: str, at: datetime) -> str:
    try:
        return Hours.parse(text, land).state(at)
    except BadValue:
        return "unknown"
