"""When a carrier is there, and when two are in one room at once."""

from datetime import date

import pytest

from anlaufstelle.record.check import check
from anlaufstelle.record.ids import record_id
from anlaufstelle.record.model import Slot
from anlaufstelle.record.slot import clashes, complete, hours_a_week, minutes, on

MONDAY = date(2027, 3, 1)


def at(key: str = "a", **fields: object) -> Slot:
    told = {"house": "Musterhaus", "room": "Raum 1", "weekday": "MO", "opens": "09:00", "closes": "12:00", **fields}
    return Slot(id=record_id("haus", key), name=key, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("clock", "told"),
    [("09:05", 545), ("24:00", 1440), ("24:01", None), ("9", None), ("9:5", None), ("x:00", None), (None, None)],
)
def test_clock_times(clock, told) -> None:
    assert minutes(clock) == told


@pytest.mark.parametrize(
    ("slot", "days"),
    [
        (at(), [1, 8, 15, 22, 29]),
        (at(weeks=("1", "3")), [1, 15]),
        (at(weeks=("-1",)), [29]),
        (at(weeks=("5",)), [29]),
        (at(valid_from="2027-03-08", valid_to="2027-03-22"), [8, 15, 22]),
        (at(closes="09:00"), []),
        (at(room=None), []),
    ],
)
def test_on_which_days(slot, days) -> None:
    assert [day for day in range(1, 32) if on(slot, date(2027, 3, day))] == days


@pytest.mark.parametrize(
    ("other", "day"),
    [
        (at("b", opens="11:59", closes="13:00"), date(2027, 3, 1)),
        (at("b", opens="12:00", closes="13:00"), None),
        (at("b", room="Raum 2"), None),
        (at("b", house="Anderes Haus"), None),
        (at("b", weekday="TU"), None),
        (at("b", weeks=("2",)), date(2027, 3, 8)),
        (at("b", valid_to="2027-02-28"), None),
        (at("b", valid_from="2027-05-01"), date(2027, 5, 3)),
        (at("b", opens="früh"), None),
    ],
)
def test_two_in_one_room(other, day) -> None:
    assert [(one.name, two.name, first) for one, two, first in clashes([at(), other], MONDAY)] == (
        [("a", "b", day)] if day else []
    )


def test_weeks_that_never_meet_do_not_clash() -> None:
    assert list(clashes([at(weeks=("1",)), at("b", weeks=("2",))], MONDAY)) == []


def test_hours() -> None:
    assert hours_a_week(at()) == 3
    assert round(hours_a_week(at(weeks=("1",))), 2) == 0.69
    assert (hours_a_week(at(opens="x")), complete(at(opens="x"))) == (0, False)


def test_what_nobody_can_read_is_not_shown() -> None:
    assert [(one.code, one.degree) for one in check(at(opens="x"))] == [("slot-incomplete", "blocking")]
    assert check(at()) == ()
