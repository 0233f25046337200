from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.record.paths import KNOWN_NONE
from anlaufstelle.resolve.lines import Line, standing, value_hash

from ..making import TODAY


def line(number, verb="decide", **fields):
    return Line(number=number, verb=verb, source="musterstadt", key="one", path="name", **fields)


def numbers(lines, today=TODAY):
    return [one.number for one in standing(lines, today)]


def test_undo_is_a_line_and_may_be_undone():
    lines = [line(1), line(2, "withdraw", withdraws=1)]
    assert numbers(lines) == []
    assert numbers([*lines, line(3, "withdraw", withdraws=2)]) == [1]


def test_a_decision_ends_with_its_day():
    lines = [line(1, until=TODAY)]
    assert numbers(lines) == [1]
    assert numbers(lines, TODAY + timedelta(days=1)) == []


def test_not_stated_and_known_to_have_none_differ():
    assert len({value_hash(None), value_hash(KNOWN_NONE), value_hash(""), value_hash(())}) == 4
    assert value_hash(KNOWN_NONE) == value_hash({"known_none": True})


def test_white_space_is_no_change():
    assert value_hash("Mo  bis\nFr") == value_hash("Mo bis Fr")


@given(st.lists(st.none() | st.integers(1, 10), max_size=10))
def test_adding_a_withdrawal_of_the_last_withdrawal_restores_what_stood(withdrawn):
    lines = [
        line(number, "withdraw" if target else "decide", withdraws=target if target and target < number else None)
        for number, target in enumerate(withdrawn, 1)
    ]
    number = len(lines) + 1
    undone = line(number, "withdraw", withdraws=1)
    undone_again = line(number + 1, "withdraw", withdraws=number)
    assert numbers([*lines, undone, undone_again]) == numbers(lines)


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_what_stands_depends_on_the_day_only_through_until(day):
    lines = [line(1), line(2, until=date(2026, 6, 1)), line(3, "verify")]
    assert numbers(lines, day) == ([1, 2, 3] if day <= date(2026, 6, 1) else [1, 3])
