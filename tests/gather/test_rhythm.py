from datetime import date

import pytest

from anlaufstelle.gather import rhythm

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("words", "days", "due"),
    [
        (None, 0, True),
        ("daily", 0, False),
        ("daily", 1, True),
        ("täglich", 1, True),
        ("weekly", 6, False),
        ("weekly", 7, True),
        ("monthly", 29, False),
        ("monthly", 30, True),
        ("yearly", 364, False),
        ("yearly", 365, True),
        ("once", 4000, False),
        ("FREQ=WEEKLY;BYDAY=WE", 1, False),
        ("FREQ=WEEKLY;BYDAY=WE", 2, True),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=1", 28, False),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=1", 29, True),
        ("wie es gerade passt", 0, True),
        ("FREQ=SECONDLY", 0, True),
        ("FREQ=WEEKLY;BYDAY=XX", 0, True),
    ],
)
def test_due(words, days, due):
    assert rhythm.due(words, MONDAY, date.fromordinal(MONDAY.toordinal() + days)) is due


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (None, True),
        ("Weekly", True),
        ("jährlich", True),
        ("FREQ=DAILY;INTERVAL=3", True),
        ("FREQ=SECONDLY", False),
        ("FREQ=WEEKLY;BYDAY=XX", False),
        ("einmalig zusammengestellt", False),
    ],
)
def test_understood(words, known):
    assert rhythm.understood(words) is known
