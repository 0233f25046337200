"""A column a day, and clock times beside a date."""

import pytest

from anlaufstelle.gather.happen import settled
from anlaufstelle.gather.html_text import marked, plain
from anlaufstelle.gather.week import stretches

from .sheets import harvest, sheet

FIELDS = {"id": "key", "name": "name"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("07:30-12:00;13:00-16:00", "07:30-12:00,13:00-16:00"),
        ("8-12 und 14.00 – 16.30 Uhr", "08:00-12:00,14:00-16:30"),
        ("von 9 bis 12 Uhr", "09:00-12:00"),
        ("08:00:00-12:00:00", "08:00-12:00"),
        ("18:00-24:00", "18:00-24:00"),
        ("ab 18 Uhr", None),
        ("16-9", None),
        ("9-12, nachmittags nach Vereinbarung", None),
    ],
)
def test_hours_of_one_day(words, expected):
    assert stretches(words) == expected


def test_the_days_make_a_week(tmp_path):
    fields = FIELDS | {"Mo": "schedules.mo", "Di": "schedules.tu", "Mi": "schedules.we", "Do": "schedules.th"}
    rows = [
        {"id": 1, "name": "A", "Mo": "8-12", "Di": "geschlossen", "Mi": "8-12", "Do": "nach Vereinbarung"},
        {"id": 2, "name": "B", "Mo": "abends", "Di": "9-10"},
    ]
    report, handed = harvest(sheet(tmp_path, rows, fields=fields))
    first, second = handed["1"].record, handed["2"].record
    assert first.schedules[0].opening_hours == "Mo,We 08:00-12:00; Tu off"
    assert (first.appointment, first.schedules[0].notes) == ("required", "Do: nach Vereinbarung")
    assert (second.schedules[0].opening_hours, second.schedules[0].description) == ("Tu 09:00-10:00", "Mo: abends")
    assert second.extra == {"Mo": "abends"}
    assert [(one.code, one.key) for one in report.findings if one.counts] == [("bad-hours", "2")]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (
            {"dtstart": "2026-05-04", "times": ("14:00-18:00 Uhr", "14:00", "18:00")},
            {"dtstart": "2026-05-04T14:00:00", "dtend": "2026-05-04T18:00:00"},
        ),
        (
            {"dtstart": "2026-05-04", "times": ("20:00-02:00", "20:00", "02:00")},
            {"dtstart": "2026-05-04T20:00:00", "dtend": "2026-05-05T02:00:00"},
        ),
        (
            {"dtstart": "2026-05-04", "last_day": "2026-05-06", "times": ("11:00-18:00", "11:00", "18:00")},
            {"dtstart": "2026-05-04", "time_text": "11:00-18:00", "dtend": "2026-05-07"},
        ),
        ({"last_day": "2026-05-04", "times": ("ganztägig",)}, {"dtstart": "2026-05-04", "time_text": "ganztägig"}),
        ({"dtstart": "2026-05", "times": ("14:00", "14:00")}, {"dtstart": "2026-05", "time_text": "14:00"}),
    ],
)
def test_day_and_clock_become_one(stated, expected):
    assert settled(stated) == expected


def test_html_becomes_words():
    html = "<p>Beratung &amp; Hilfe<br>Mo&nbsp;9</p><ul><li>A</li><li><a href='https://example.org'>B</a></li></ul>"
    assert plain(html) == "Beratung & Hilfe\nMo 9\n– A\n– B (https://example.org)"
    assert marked("a<br>b") and marked("A &amp; B") and not marked("a < b & c > d")
