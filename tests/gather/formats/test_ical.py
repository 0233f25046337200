"""A calendar has the same dates before and after it went through our records, expanded by another library."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest
import recurring_ical_events

from anlaufstelle.errors import Unreadable
from anlaufstelle.record import dates as expansion
from anlaufstelle.record import ical_series
from anlaufstelle.record.received import Received

from ...shared import SHARED, shared
from ..sheets import harvest, sheet

FOLDER = "data/samples/events/ics-test-calendars"
FILES = sorted(path.name for path in (SHARED / FOLDER).glob("*.ics"))
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
TOWN = ZoneInfo("Europe/Berlin")
DIFFERENT = {
    "issue_75_range_parameter.ics": {"changed from here on"},
    "issue_253_additional_recurrence_id.ics": {"change with a rule of its own"},
    "issue_201_test_matrix.ics": {"start and end of two kinds"},
}
"""What differs is told: the finding's column."""
DATED_OTHERWISE = {
    "end_before_start_event.ics": "an end before the start is a finding; shown is the start",
    "issue_132_swapped_start_and_end.ics": "an end before the start is a finding; shown is the start",
    "issue_201_test_matrix.ics": "start and end of two kinds are a finding",
    "same_event_recurring_at_same_time.ics": "what was moved onto another date of its own series is shown once",
}
"""Where the dates our pages show differ from the rival's, and why."""
WITHOUT_EVENTS = {
    "issue_97_simple_journal.ics",
    "issue_97_simple_todo.ics",
    "issue_97_todo_nodtstart.ics",
    "no_events.ics",
}


def gathered(folder: Path, data: bytes):
    keys = {"fields": {}, "expect": {"min": 0, "max_findings": 10_000}}
    return harvest(sheet(folder, data, name="a.ics", **keys))


def again(handed) -> icalendar.Calendar:
    """Record → bytes of the ledger → record → iCal."""
    stored = [msgspec.json.encode(one) for one in handed.values()]
    records = [msgspec.json.decode(one, type=Received).record for one in stored]
    events = [one for one in records if one.kind == "event"]
    return icalendar.Calendar.from_ical(ical_series.calendar("Muster", events, STAMP))


def instant(at: date) -> str:
    if isinstance(at, datetime):
        return (at if at.tzinfo else at.replace(tzinfo=TOWN)).astimezone(UTC).isoformat()
    return at.isoformat()


def begin(at: date) -> str:
    return instant(at if isinstance(at, datetime) else datetime.combine(at, datetime.min.time(), TOWN))


def our_own(handed, years: tuple[int, int]) -> Counter[tuple[str, str, str]]:
    """The same dates as the pages show them, expanded by ourselves."""
    first, last = datetime(years[0] - 1, 12, 30, tzinfo=TOWN), datetime(min(years[1], 9998), 1, 5, tzinfo=TOWN)
    found: Counter[tuple[str, str, str]] = Counter()
    for one in (handed[key].record for key in handed):
        if one.kind == "event":
            for since, until in expansion.spans(one.happening, first, last):
                found[
                    since.astimezone(UTC).isoformat(), until.astimezone(UTC).isoformat(), (one.name or "").strip()
                ] += 1
    return found


def dates(
    calendar: icalendar.Calendar, years: tuple[int, int], *, open_end: bool = False
) -> Counter[tuple[str, str, str]]:
    """With `open_end` days are told as the instants at which they begin and end."""
    span = (date(years[0] - 1, 12, 30), date(min(years[1], 9998), 1, 5))
    if open_end:
        span = tuple(datetime.combine(one, datetime.min.time(), TOWN) for one in span)
    found = recurring_ical_events.of(calendar).between(*span)
    instant_ = begin if open_end else instant
    return Counter((instant_(one.start), instant_(one.end), str(one.get("SUMMARY", "")).strip()) for one in found)


@pytest.mark.parametrize("name", FILES or ["none"])
def test_the_same_dates_before_and_after(tmp_path, name):
    data = (shared(FOLDER) / name).read_bytes()
    report, handed = gathered(tmp_path, data)
    if name in WITHOUT_EVENTS:
        assert handed == {}
        return
    original = icalendar.Calendar.from_ical(data, multiple=True)[0]
    first = min(one["DTSTART"].dt.year for one in original.walk("VEVENT"))
    try:
        expected = dates(original, (first, first + 3))
    except recurring_ical_events.InvalidCalendar:
        assert "bad-rrule" in {one.code for one in report.findings}
        return
    told = again(handed)
    same = dates(told, (first, first + 3)) == expected
    if name not in DATED_OTHERWISE:
        assert our_own(handed, (first, first + 3)) == dates(told, (first, first + 3), open_end=True)
    assert same or {one.path for one in report.findings if one.counts} & DIFFERENT[name]


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{one.strip()}\r\nEND:VEVENT\r\n" for one in events).replace("\n        ", "\r\n")
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


WEEKLY = """UID:1
        SUMMARY:Treff
        DTSTART;TZID=Europe/Berlin:20261012T150000
        DTEND;TZID=Europe/Berlin:20261012T170000
        RRULE:FREQ=WEEKLY;COUNT=5
        EXDATE;TZID=Europe/Berlin:20261019T150000"""


def test_a_series_over_the_end_of_summer_time_with_its_exceptions(tmp_path):
    moved = """UID:1
        SUMMARY:Treff
        RECURRENCE-ID;TZID=Europe/Berlin:20261026T150000
        DTSTART;TZID=Europe/Berlin:20261027T180000
        DTEND;TZID=Europe/Berlin:20261027T200000"""
    other = """UID:1
        SUMMARY:Großer Treff
        RECURRENCE-ID;TZID=Europe/Berlin:20261102T150000
        DTSTART;TZID=Europe/Berlin:20261102T150000
        DTEND;TZID=Europe/Berlin:20261102T190000
        LOCATION:Musterhaus\\, Saal"""
    report, handed = gathered(tmp_path, calendar(WEEKLY, moved, other))
    series, apart = handed["1"].record.happening, handed["1#2026-11-02T15:00:00"].record
    assert (series.dtstart, series.dtend, series.timezone) == (
        "2026-10-12T15:00:00",
        "2026-10-12T17:00:00",
        "Europe/Berlin",
    )
    assert series.exdate == ("2026-10-19T15:00:00", "2026-11-02T15:00:00")
    assert series.moved == {"2026-10-26T15:00:00": "2026-10-27T18:00:00"}
    assert (apart.name, apart.place_text) == ("Großer Treff", "Musterhaus, Saal")
    assert [one for one in report.findings if one.counts] == []
    assert sorted(dates(again(handed), (2026, 2027))) == [
        ("2026-10-12T13:00:00+00:00", "2026-10-12T15:00:00+00:00", "Treff"),
        ("2026-10-27T17:00:00+00:00", "2026-10-27T19:00:00+00:00", "Treff"),
        ("2026-11-02T14:00:00+00:00", "2026-11-02T18:00:00+00:00", "Großer Treff"),
        ("2026-11-09T14:00:00+00:00", "2026-11-09T16:00:00+00:00", "Treff"),
    ]


def test_what_nobody_knows_is_told(tmp_path):
    event = (
        "UID:1\n        SUMMARY:A\n        DTSTART:20260101\n        RRULE:FREQ=WEEKLY;UNTL=2\n        SUBJECT-MATTER:x"
    )
    report, handed = gathered(tmp_path, calendar(event, "UID:2\n        SUMMARY:B"))
    assert {(one.code, one.path) for one in report.findings if one.counts} == {
        ("bad-rrule", "rule"),
        ("unread-column", "subject-matter"),
        ("unread-column", "no start"),
    }
    assert handed["1"].record.extra["rule"] == "FREQ=WEEKLY;UNTL=2"


def test_no_calendar(tmp_path):
    with pytest.raises(Unreadable, match=r"^a\.ics, line 1: .*Remedy: .*Nothing was replaced"):
        gathered(tmp_path, b"<html>")
    with pytest.raises(Unreadable, match=r"is cut off|is no calendar"):
        gathered(tmp_path, calendar(WEEKLY)[:-20])
