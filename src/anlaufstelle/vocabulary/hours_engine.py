"""From checked rules to something that can be asked: `PH` and `SH` become the dates of one Land.

The engine below knows neither the holidays of the Länder nor any school holidays, and takes an open end for "open
until midnight". So holidays are written out as dates, and the time after an open end as unknown.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stub forgets the error

from anlaufstelle.errors import BadValue

from . import hours_holidays as holidays
from .hours_rules import Rule

NEVER = OpeningHours("24/7 off")

_WEEKDAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_WEEKDAYS = rf"{_WEEKDAY}(?:-{_WEEKDAY})?(?:\[[^\]]*\])?"
_OFFSET = r"(?:\s*[+-]\s?\d+ days?)?"
_ITEM = rf"(?:PH|SH|{_WEEKDAYS}){_OFFSET}"
_HOLIDAYS = re.compile(rf"(?<![A-Za-z])(?=[^\s]*\b(?:PH|SH)\b){_ITEM}(?:,{_ITEM})*(?![A-Za-z\[])")
_HOLIDAY = re.compile(r"(PH|SH)\s*(?:([+-])\s?(\d+) days?)?")


def engine(rules: Iterable[Rule], land: str, year: int, *, school_beyond: bool = False) -> OpeningHours:
    """Right for one year, where holidays matter. `school_beyond`: take every day for which no school holidays are on
    record as one of them."""
    lines: list[tuple[bool, str]] = []
    calendar = _Calendar(land, year, school_beyond)
    for rule in rules:
        for place, selector in enumerate(_selectors(rule.selector, calendar)):
            lines += [(adds if place == 0 else rule.adds, line) for adds, line in _lines(rule, selector)]
    if not lines:
        return NEVER
    return parsed("".join((", " if adds else "; ") + line for adds, line in lines)[2:])


def parsed(text: str) -> OpeningHours:
    try:
        return OpeningHours(text)
    except ParserError as problem:
        lines = [line for line in str(problem).splitlines() if line.strip(" |=")]
        raise BadValue(f"no opening hours in OSM syntax: {lines[-1].strip(' =')}") from problem


class _Calendar:
    """A year and the weeks around it, since nights and 'the day before' reach over its edges."""

    def __init__(self, land: str, year: int, school_beyond: bool) -> None:
        self.land, self.year, self.school_beyond = land, year, school_beyond
        self.first, self.last = date(year - 1, 12, 24), date(year + 1, 1, 7)

    def days(self, kind: str) -> set[date]:
        if kind == "PH":
            years = (self.year - 1, self.year, self.year + 1)
            return self._around(day for year in years for day in holidays.public(self.land, year))
        return self._around(holidays.school(self.land)) | (self._beyond() if self.school_beyond else set())

    def _around(self, days: Iterable[date]) -> set[date]:
        return {day for day in days if self.first <= day <= self.last}

    def _beyond(self) -> set[date]:
        known_first, known_last = holidays.school_known(self.land)
        every = (self.first + timedelta(days=count) for count in range((self.last - self.first).days + 1))
        return {day for day in every if not known_first <= day <= known_last}


def _lines(rule: Rule, selector: str) -> list[tuple[bool, str]]:
    """An open end ('16:00-17:00+') is open as far as stated and unknown until midnight."""
    state = {"open": "open", "off": "off", "unknown": "unknown"}[rule.state]
    if not rule.times:
        return [(rule.adds, f"{selector} {state}".strip())]
    sure = [span.rstrip("+") for span in rule.times if "-" in span or span == "24/7"]
    open_ends = [span.rstrip("+")[-5:] + "-24:00" for span in rule.times if span.endswith("+")]
    lines = [(rule.adds, f"{selector} {','.join(sure)} {state}".strip())] if sure else []
    if open_ends and rule.state != "off":
        lines.append((rule.adds or bool(sure), f"{selector} {','.join(open_ends)} unknown".strip()))
    return lines


def _selectors(selector: str, calendar: _Calendar) -> list[str]:
    """The selector itself, or the several it takes once holidays are dates: dates and weekdays cannot share a list."""
    match = _HOLIDAYS.search(selector)
    if match is None:
        return [selector]
    before, after = selector[: match.start()].strip(), selector[match.end() :].strip()
    if re.search(r"\b(?:PH|SH)\b", before + " " + after):
        raise BadValue(f"'{selector}': write the holidays as rules of their own")
    found = []
    items = match[0].split(",")
    if weekdays := [item for item in items if not _HOLIDAY.fullmatch(item)]:
        found.append(f"{before} {','.join(weekdays)}".strip())
    days = _holidays(items, calendar)
    if before or after:
        only = parsed(" ".join(filter(None, (before, after, "00:00-24:00"))))
        days = {day for day in days if only.is_open(datetime(day.year, day.month, day.day, 12))}  # noqa: DTZ001
    if days:
        found.append(",".join(_dates(first, last) for first, last in holidays.runs(days)))
    return found


def _holidays(items: list[str], calendar: _Calendar) -> set[date]:
    days: set[date] = set()
    for item in items:
        if match := _HOLIDAY.fullmatch(item):
            shift = timedelta(days=int((match[2] or "+") + (match[3] or "0")))
            days |= {day + shift for day in calendar.days(match[1])}
    return days


def _dates(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)}-{_day(last)}"


def _day(day: date) -> str:
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]
    return f"{day.year} {month} {day.day:02}"
