"""The neutral page a quick exit leads to: a plain calendar that says nothing about where somebody was."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton, get_day_names
from django.utils.translation import get_language

from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.hours_holidays import public

CLEARED = '"cache", "cookies", "storage"'
FARTHEST_YEARS = 5


@dataclass(frozen=True)
class Day:
    number: int
    today: bool
    name: str
    """Of a public holiday, else ""."""


@dataclass(frozen=True, kw_only=True)
class Month:
    """`weeks` are rows from Monday to Sunday, None outside the month."""

    caption: str
    weekdays: list[tuple[str, str]]
    weeks: list[list[Day | None]]
    holidays: list[tuple[str, str]]
    before: str
    after: str


def month_of(stated: str, today: date) -> date:
    """The first day of "2026-11"; of this month where that is no month or too far away."""
    try:
        asked = date.fromisoformat(f"{stated}-01")
    except ValueError:
        return today.replace(day=1)
    return asked if abs(asked.year - today.year) <= FARTHEST_YEARS else today.replace(day=1)


def month(first: date, today: date, ags: str) -> Month:
    spoken = _locale()
    free = public(area.land(ags), first.year)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    rows = calendar.Calendar().monthdayscalendar(first.year, first.month)
    short, wide = get_day_names("short", locale=spoken), get_day_names("wide", locale=spoken)
    return Month(
        caption=str(format_skeleton("yMMMM", first, locale=spoken)),
        weekdays=[(str(short[day]).rstrip("."), str(wide[day])) for day in range(7)],
        weeks=[[_day(first, number, today, free) for number in row] for row in rows],
        holidays=[
            (format_date(day, "long", locale=spoken), name) for day, name in free.items() if first <= day <= last
        ],
        before=(first - timedelta(days=1)).strftime("%Y-%m"),
        after=(last + timedelta(days=1)).strftime("%Y-%m"),
    )


def _day(first: date, number: int, today: date, free: dict[date, str]) -> Day | None:
    if number == 0:
        return None
    day = first.replace(day=number)
    return Day(number, day == today, free.get(day, ""))


def _locale() -> str:
    return (get_language() or "de").split("-", maxsplit=1)[0]
