"""Events as the calendar's pages show them: a line for each date, days under each other, a month as a table."""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from babel.dates import format_date, format_skeleton, get_day_names
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlaufstelle.catalogue.shapes_calendar import DayCount, DayView, EventName
from anlaufstelle.record import dates
from anlaufstelle.record.entry import Entry, Point
from anlaufstelle.record.model import Event
from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.hours_holidays import public

from . import card, facts, map_svg, openness, when
from .slug import address, addresses

IN_A_CELL = 3
"""Events named in a day of the month; the day itself has all of them."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One date of one event. `marks` are short words that decide whether somebody goes; `doubt`: it may not take
    place."""

    url: str
    name: str
    hours: str
    by: str
    place: str
    marks: list[str]
    doubt: str = ""
    point: Point | None = None
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Day:
    title: str
    iso: str
    lines: list[Line]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`others` tells how many more there are than are named."""

    number: int
    href: str
    label: str
    today: bool
    over: bool
    holiday: str
    total: int
    named: list[tuple[str, str, str]]
    others: str


@dataclass(frozen=True, kw_only=True)
class Month:
    caption: str
    weekdays: list[tuple[str, str]]
    weeks: list[list[Cell | None]]


def day_title(day: date, today: date) -> str:
    """ "Heute, Sonntag, 22. November 2026"."""
    told = format_date(day, "full", locale=openness.locale())
    near = {0: _("Heute"), 1: _("Morgen")}.get((day - today).days)
    return f"{near}{_(', ')}{told}" if near else told


def hours(start: datetime, end: datetime) -> str:
    """On the town's clock: "15 Uhr bis 17 Uhr", "ganztägig", and with its last day where it takes several."""
    begin, until = timezone.localtime(start), timezone.localtime(end)
    if begin.time() == time() and until.time() == time() and until > begin:
        last = until.date() - timedelta(days=1)
        return _("ganztägig") if last <= begin.date() else _("bis %s") % short_day(last)
    if until <= begin:
        return openness.clock(begin)
    told = _("%(start)s bis %(end)s") % {"start": openness.clock(begin), "end": openness.clock(until)}
    return told if until - begin < timedelta(hours=24) else f"{told}{_(', ')}{short_day(until.date())}"


def short_day(day: date) -> str:
    """ "22. November", in the reader's own words and order."""
    return str(format_skeleton("MMMMd", day, locale=openness.locale()))


def line(entry: Entry, today: date, span: DayView | None = None, page_of: Callable[[Entry], str] = address) -> Line:
    """Without a date the event's own words say when."""
    return Line(
        url=page_of(entry),
        name=entry.name,
        hours=_hours(entry, span) if span else when.words(entry),
        by=card.by(entry),
        place=_where(entry),
        marks=marks(entry),
        doubt=doubt(entry, today),
        point=map_svg.exact(entry),
    )


def _hours(entry: Entry, span: DayView) -> str:
    """A series of which only the weekday is stated is not said to last all day."""
    told = entry.record.happening if isinstance(entry.record, Event) else None
    return hours(span.start, span.end) if told and (told.dtstart or told.time_text) else ""


def _where(entry: Entry) -> str:
    """The event's own words tell more than a town's name."""
    where, own = facts.place(entry), getattr(entry.record, "place_text", None) or ""
    exact = where and (where.icon == "lock" or any(a.address_1 for one in entry.locations for a in one.addresses))
    if where and (exact or not own):
        return "" if where.icon == "globe" else where.text
    return own


def marks(entry: Entry) -> list[str]:
    record = entry.record
    if not isinstance(record, Event):
        return []
    told = [
        _("Kostenlos") if record.free else "",
        {"online": _("Online"), "hybrid": _("Vor Ort und online")}.get(record.attendance or "", ""),
        _("Mit Kinderbetreuung") if record.child_care else "",
        _("Rollstuhlgerecht") if record.wheelchair == "yes" else "",
        _(", ").join(name for one in record.languages if (name := facts.language_name(one))),
    ]
    return [one for one in told if one]


def doubt(entry: Entry, today: date) -> str:
    record = entry.record
    if isinstance(record, Event) and record.status == "cancelled":
        return _("Abgesagt")
    uncertain = dates.uncertain(entry, today) or (isinstance(record, Event) and record.status == "tentative")
    return _("Ungewiss, bitte vorher nachfragen") if uncertain else ""


def days(spans: Iterable[DayView], entries: Mapping[str, Entry], today: date) -> list[Day]:
    """Each day with its dates; an entry that has gone meanwhile is left out."""
    found: dict[date, list[Line]] = {}
    page_of = addresses()
    shown = (one for one in spans if one.entry_id in entries)
    for number, one in enumerate(shown, 1):
        found.setdefault(one.day, []).append(replace(line(entries[one.entry_id], today, one, page_of), number=number))
    return [Day(title=day_title(day, today), iso=day.isoformat(), lines=lines) for day, lines in found.items()]


def month(
    first: date,
    today: date,
    counted: Sequence[DayCount],
    names: Mapping[str, EventName],
    ags: str,
    href: str,
) -> Month:
    """`href` is the address of a day, with its date to come."""
    spoken = openness.locale()
    known = {one.day: one for one in counted}
    free = public(area.land(ags), first.year) if ags else {}
    short, wide = get_day_names("short", locale=spoken), get_day_names("wide", locale=spoken)
    rows = calendar.Calendar().monthdatescalendar(first.year, first.month)
    page_of = addresses()
    links = {id: (facts.shorten(one.name, 60), page_of(one)) for id, one in names.items()}
    return Month(
        caption=str(format_skeleton("yMMMM", first, locale=spoken)),
        weekdays=[(str(short[day]).rstrip("."), str(wide[day])) for day in range(7)],
        weeks=[
            [_cell(day, today, known.get(day), links, free.get(day, ""), href) if day.month == first.month else None
             for day in row]
            for row in rows
        ],
    )  # fmt: skip


def _cell(
    day: date,
    today: date,
    counted: DayCount | None,
    links: Mapping[str, tuple[str, str]],
    holiday: str,
    href: str,
) -> Cell:
    total = counted.total if counted else 0
    shown = [one for one in counted.first if one.entry_id in links] if counted else []
    more = total - len(shown)
    told = ngettext("%(day)s: %(n)s Termin", "%(day)s: %(n)s Termine", total)
    return Cell(
        number=day.day,
        href=f"{href}{day.isoformat()}",
        label=told % {"day": format_date(day, "long", locale=openness.locale()), "n": total},
        today=day == today,
        over=day < today,
        holiday=holiday,
        total=total,
        named=[(_clock(one), *links[one.entry_id]) for one in shown],
        others=ngettext("%(n)s weiterer", "%(n)s weitere", more) % {"n": more} if more > 0 else "",
    )


def _clock(one: DayView) -> str:
    begin = timezone.localtime(one.start)
    return "" if begin.time() == time() else f"{begin:%H:%M}"
