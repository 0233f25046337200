"""A house where many work: who is there today and in the week, in a reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, get_day_names
from django.urls import reverse
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_town import House
from anlaufstelle.record import slot
from anlaufstelle.record.model import Slot

from .openness import locale
from .slug import slug


@dataclass(frozen=True)
class Line:
    """`when` are clock times, `room` and `carrier` the house's own German words."""

    when: str
    room: str
    name: str
    carrier: str
    weeks: str = ""
    now: bool = False


@dataclass(frozen=True)
class Day:
    name: str
    today: bool
    lines: list[Line]


def named(edition: EditionView, told: str) -> House | None:
    return next((one for one in edition.houses if slug(one.name) == told), None)


def page_of(house: House, name: str = "house", **parts: str) -> str:
    return reverse(f"site:{name}", kwargs={"house": slug(house.name), **parts})


def room_named(house: House, told: str) -> str:
    return next((one.name for one in house.rooms if slug(one.name) == told), "")


def of(house: House, slots: Iterable[Slot]) -> list[Slot]:
    return [one for one in slots if one.house == house.name and slot.complete(one)]


def today(slots: Iterable[Slot], day: date, minute: int) -> list[Line]:
    """Who is there on this day, earliest first; `minute` of the day marks who is there now."""
    return [_line(one, minute) for one in _sorted(slots) if slot.on(one, day)]


def week(slots: Iterable[Slot], day: date) -> list[Day]:
    """The coming seven days' weekdays, Monday first, with everybody whose hours are not over."""
    kept = [one for one in _sorted(slots) if not one.valid_to or one.valid_to >= day.isoformat()]
    names = get_day_names("wide", locale=locale())
    found = []
    for number, code in enumerate(slot.DAYS):
        lines = [_line(one, -1) for one in kept if one.weekday == code]
        if lines:
            found.append(Day(str(names[number]), number == day.weekday(), lines))
    return found


def next_day(slots: Iterable[Slot], day: date) -> str:
    """When somebody is there again, in words; "" where nobody knows."""
    listed = list(slots)
    for step in range(1, 32):
        ahead = day + timedelta(days=step)
        if any(slot.on(one, ahead) for one in listed):
            return str(format_date(ahead, "full", locale=locale()))
    return ""


def _sorted(slots: Iterable[Slot]) -> list[Slot]:
    return sorted(slots, key=lambda one: (slot.minutes(one.opens) or 0, one.room or "", one.name or ""))


def _line(one: Slot, minute: int) -> Line:
    times = _("%(start)s–%(end)s") % {"start": one.opens, "end": one.closes}
    now = (slot.minutes(one.opens) or 0) <= minute < (slot.minutes(one.closes) or 0)
    return Line(times, one.room or "", one.name or "", one.organization_name or "", _weeks(one), now)


def _weeks(one: Slot) -> str:
    if not one.weeks:
        return ""
    counted = [_("letzte") if week == "-1" else f"{week}." for week in one.weeks]
    return _("nur die %s Woche im Monat") % _(", ").join(counted)
