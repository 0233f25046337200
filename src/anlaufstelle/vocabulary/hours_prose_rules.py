"""From clauses to one OSM expression, in which no rule wipes out another by its place."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from .hours_prose_walk import Clause, Walk
from .hours_prose_words import WEEK

Spans = list[tuple[int, int | None]]
ORDER = (*WEEK, "PH")


class Clash(Exception):
    """Two clauses say different things about one day."""


def expression(done: Walk) -> str:
    """Raises Clash. Every season has its own table of days; days of the month stand behind the days of each week."""
    clauses = done.clauses
    seasons = list(dict.fromkeys(clause.season for clause in clauses))
    rules = [rule for season in seasons for rule in _season(season, [one for one in clauses if one.season == season])]
    _apart(clauses)
    if done.weeks:
        rules = [f"{done.weeks} {rule}" for rule in rules]
    if rules == ["Mo-Su 00:00-24:00"]:
        rules = ["24/7"]
    rules += _school(done)
    rules += ["PH off"] if done.holidays_off else []
    return "; ".join(rules)


def _school(done: Walk) -> list[str]:
    """Of all, or of the days of one clause; those must then not be open at other times too."""
    closed = [clause for clause in done.clauses if clause.school_off]
    if done.school_off or (closed and len(closed) == len(done.clauses)):
        return ["SH off"]
    for clause in closed:
        days = {day for day, _ in clause.days}
        if "PH" in days or any(days & {day for day, _ in other.days} for other in done.clauses if other is not clause):
            raise Clash("which of them not in school holidays")
    return [f"SH {_days([day for day, _ in clause.days])} off" for clause in closed]


def _season(season: str, clauses: list[Clause]) -> Iterator[str]:
    table: dict[str, Spans] = {}
    special: dict[str, dict[int, Spans]] = {}
    for clause in clauses:
        for day, number in clause.days:
            into: dict[Any, Spans] = special.setdefault(day, {}) if number else table
            place = number or day
            if place in into and not into[place] and clause.spans:
                raise Clash("open and closed on one day")
            into[place] = _joined(into.get(place, []), clause.spans) if clause.spans else []
    if table.keys() & special.keys():
        raise Clash("hours of each week and of the month on one day")
    before = f"{season} " if season else ""
    for days, spans in _grouped(table):
        yield f"{before}{days} {_written(spans)}"
    for day, numbers in special.items():
        ordered = sorted(numbers.items(), key=lambda one: (str(one[1]), one[0] < 0, one[0]))
        for spans, group in groupby(ordered, lambda one: one[1]):
            yield f"{before}{day}[{','.join(str(number) for number, _ in group)}] {_written(spans)}"


def _joined(before: Spans, spans: Spans) -> Spans:
    """Times of one day said twice or in two places; a longer one takes in a shorter one said before it."""
    found = list(before)
    for start, end in spans:
        overlapping = [one for one in found if _overlap(one, (start, end))]
        for one in overlapping:
            if end is None or one[1] is None or not (start <= one[0] and one[1] <= end):
                raise Clash("two times overlap")
            found.remove(one)
        found.append((start, end))
    return _touching(sorted(found, key=_first))


def _touching(spans: Spans) -> Spans:
    found: Spans = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _overlap(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return one[0] < (other[1] or 9999) and other[0] < (one[1] or 9999)


def _first(span: tuple[int, int | None]) -> int:
    return span[0]


def _apart(clauses: list[Clause]) -> None:
    """Rules of two seasons, or with and without one, must not speak of one day: the later would wipe out the other."""
    for number, clause in enumerate(clauses):
        for other in clauses[number + 1 :]:
            shared = {day for day, _ in clause.days} & {day for day, _ in other.days}
            if shared and clause.season != other.season and "" in (clause.season, other.season):
                raise Clash("a part of the year and the whole year on one day")


def _grouped(table: dict[str, Spans]) -> Iterator[tuple[str, Spans]]:
    """Days with the same times stand together, in the order of the week; what holds on holidays stands last."""
    groups: list[tuple[list[str], Spans]] = []
    for day in sorted(table, key=ORDER.index):
        for days, spans in groups:
            if spans == table[day]:
                days.append(day)
                break
        else:
            groups.append(([day], table[day]))
    for days, spans in sorted(groups, key=lambda group: "PH" in group[0]):
        yield _days(days), spans


def _days(days: list[str]) -> str:
    """'Mo', 'Tu', 'We', 'Fr' → 'Mo-We,Fr'."""
    runs: list[list[str]] = []
    for day in days:
        if runs and ORDER.index(day) == ORDER.index(runs[-1][-1]) + 1 and day != "PH":
            runs[-1].append(day)
        else:
            runs.append([day])
    written = [[run[0], f"{run[0]},{run[-1]}", f"{run[0]}-{run[-1]}"][min(len(run), 3) - 1] for run in runs]
    return ",".join(written)


def _written(spans: Spans) -> str:
    return ",".join(_clock(start) + ("+" if end is None else f"-{_end(end)}") for start, end in spans) or "off"


def _end(minutes: int) -> str:
    return _clock(minutes - 1440 if minutes > 1440 else minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
