"""Opening hours in OSM syntax as the standard's RRULE fields, where a week says it all; else nothing.

Holidays, seasons, nights and comments cannot be said there without saying something false. Times carry no offset:
the standard only knows a fixed one, which is wrong for half the year in Germany; they are local times.
"""

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*"
_SPANS = rf"{_TIME}-(?:{_TIME}|24:00)(?:,{_TIME}-(?:{_TIME}|24:00))*"
_RULE = re.compile(rf"(?P<days>{_DAYS})? ?(?P<spans>{_SPANS})")
_NTH = re.compile(rf"(?P<day>{_DAY})\[(?P<turns>-?[1-5](?:,-?[1-5])*)\] (?P<spans>{_SPANS})")


class Pattern(Struct, frozen=True):
    """One RRULE with one pair of times: "24 hours" ends at 23:59, as the standard's practice is."""

    freq: str
    byday: str
    opens_at: str
    closes_at: str


def patterns(opening_hours: str) -> tuple[Pattern, ...]:
    """All that together say the same as `opening_hours`; () where that cannot be."""
    if opening_hours == "24/7":
        return (Pattern("WEEKLY", _byday(DAYS), "00:00", "23:59"),)
    if found := _NTH.fullmatch(opening_hours):
        byday = ",".join(f"{turn}{found['day'][:2].upper()}" for turn in found["turns"].split(","))
        return _ordered([Pattern("MONTHLY", byday, *span) for span in _spans(found["spans"])])
    week = _week(opening_hours)
    spans = dict.fromkeys(span for day in DAYS for span in week.get(day, ()))
    return _ordered(
        [Pattern("WEEKLY", _byday(day for day in DAYS if span in week.get(day, ())), *span) for span in spans]
    )


def _week(opening_hours: str) -> dict[str, list[tuple[str, str]]]:
    """By day. A later rule replaces an earlier one for its days, as OSM has it; {} if any rule is of another kind."""
    week: dict[str, list[tuple[str, str]]] = {}
    for rule in opening_hours.split(";"):
        found = _RULE.fullmatch(rule.strip())
        if found is None:
            return {}
        for day in _days(found["days"]):
            week[day] = _spans(found["spans"])
    return week


def _days(stated: str | None) -> list[str]:
    days: list[str] = []
    for part in (stated or "Mo-Su").split(","):
        first, _, last = part.partition("-")
        start, length = DAYS.index(first), (DAYS.index(last or first) - DAYS.index(first)) % 7 + 1
        days += [DAYS[(start + step) % 7] for step in range(length)]
    return days


def _spans(stated: str) -> list[tuple[str, str]]:
    pairs = (span.split("-") for span in stated.split(","))
    return [(opens, "23:59" if closes == "24:00" else closes) for opens, closes in pairs]


def _ordered(found: list[Pattern]) -> tuple[Pattern, ...]:
    """Nothing, if any span ends on the next day: the standard has no word for that."""
    return () if any(one.closes_at <= one.opens_at for one in found) else tuple(found)


def _byday(days: Iterable[str]) -> str:
    return ",".join(day.upper() for day in days)
