"""A carrier's hours in a room of a house where many work: every week or some weeks of the month, at most one room."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import ClassVar, Literal

from .parts import Kind, Phone, Record, ServiceArea

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class Slot(Record, frozen=True, kw_only=True, omit_defaults=True, tag="slot", tag_field="kind"):
    """`name` is what the carrier does there; `house` and `room` are called as the town's edition calls them. `opens`
    and `closes` are clock times ("09:00"). `weeks`: only these weekdays of a month ("1", "3", "-1" for the last);
    empty for every week. The money and the people stand here, since they change with the hours."""

    kind: ClassVar[Kind] = "slot"
    organization_id: str | None = None
    organization_name: str | None = None
    house: str | None = None
    room: str | None = None
    weekday: Weekday | None = None
    opens: str | None = None
    closes: str | None = None
    weeks: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    funding_source: str | None = None
    funding_until: str | None = None
    volunteers: int | None = None
    location_id: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


def minutes(clock: str | None) -> int | None:
    """Of the day; None for what is no clock time."""
    hour, _, minute = (clock or "").partition(":")
    if not (hour.isdigit() and minute.isdigit() and len(minute) == 2):
        return None
    found = int(hour) * 60 + int(minute)
    return found if found <= 24 * 60 and int(minute) < 60 else None


def complete(slot: Slot) -> bool:
    """Whether one can tell when it is, and where."""
    first, last = minutes(slot.opens), minutes(slot.closes)
    return bool(slot.house and slot.room and slot.weekday) and first is not None and last is not None and first < last


def on(slot: Slot, day: date) -> bool:
    """Whether the carrier is there on that day."""
    if not complete(slot) or DAYS[day.weekday()] != slot.weekday:
        return False
    told = day.isoformat()
    if (slot.valid_from and told < slot.valid_from) or (slot.valid_to and told > slot.valid_to):
        return False
    last = day.day + 7 > monthrange(day.year, day.month)[1]
    return not slot.weeks or str((day.day - 1) // 7 + 1) in slot.weeks or (last and "-1" in slot.weeks)


def overlap(one: Slot, other: Slot) -> bool:
    """The same room at the same hour of the same weekday; whether on the same date says `clashes`."""
    if not (complete(one) and complete(other)):
        return False
    if (one.house, one.room, one.weekday) != (other.house, other.room, other.weekday):
        return False
    first, last = minutes(one.opens) or 0, minutes(one.closes) or 0
    return first < (minutes(other.closes) or 0) and (minutes(other.opens) or 0) < last


AHEAD = 400
"""Days looked at: a clash later than that is found in time."""


def clashes(slots: Iterable[Slot], today: date) -> Iterator[tuple[Slot, Slot, date]]:
    """Every two that are planned into one room at once, and the first day on which they meet."""
    rooms: dict[tuple[str | None, ...], list[Slot]] = {}
    for one in slots:
        rooms.setdefault((one.house, one.room, one.weekday), []).append(one)
    for shared in rooms.values():
        for place, one in enumerate(shared):
            for other in shared[place + 1 :]:
                if overlap(one, other) and (day := _meet(one, other, today)):
                    yield one, other, day


def _meet(one: Slot, other: Slot, today: date) -> date | None:
    first = today + timedelta(days=(DAYS.index(one.weekday or "MO") - today.weekday()) % 7)
    days = (first + timedelta(days=step) for step in range(0, AHEAD, 7))
    return next((day for day in days if on(one, day) and on(other, day)), None)


def hours_a_week(slot: Slot) -> float:
    """On average: a slot on one weekday of each month is a quarter of one every week, near enough."""
    if not complete(slot):
        return 0.0
    length = ((minutes(slot.closes) or 0) - (minutes(slot.opens) or 0)) / 60
    return length * (len(slot.weeks) * 12 / 52 if slot.weeks else 1)
