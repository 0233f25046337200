"""Spoiled calendars: a clear word with line and remedy, nothing handed on."""

import pytest

from anlaufstelle.errors import TooManyFindings, Unreadable
from anlaufstelle.gather.run import record_hash, run

from . import spoiled as s
from .sheets import harvest, sheet

WAYS = {
    "cut": lambda: s.ics()[: len(s.ics()) * 2 // 3],
    "cut in a line": lambda: s.ics()[:-25],
    "empty": lambda: b"",
    "a web page instead": lambda: b"<!doctype html><title>404</title>",
    "noise": lambda: bytes(range(256)) * 64,
    "another encoding": lambda: s.ics().decode().encode("utf-16"),
    "wrong dates": lambda: s.ics().replace(b"20261012T150000Z", b"am Montag"),
    "impossible rules": lambda: s.ics(extra="RRULE:FREQ=SOMETIMES\r\n"),
    "one id for all": lambda: s.ics(s.ROWS[:1] * 40),
    "far too few": lambda: s.ics(s.ROWS[:3]),
    "destroyed letters": lambda: s.ics(s.spoiled_rows(name="MÃ¶glich")),
    "an end before the beginning": lambda: s.ics(extra="DTEND:20200101T100000Z\r\n"),
}


@pytest.mark.parametrize("way", WAYS)
def test_is_refused(tmp_path, way):
    expect = {"min": 20, "max_findings": 5}
    good = sheet(tmp_path, s.ics(), name="a.ics", fields={}, expect=expect)
    _, before = harvest(good)
    assert len(before) == 40
    (tmp_path / "a.ics").write_bytes(WAYS[way]())
    handed = []
    with pytest.raises((Unreadable, TooManyFindings)) as caught:
        run(good, {key: record_hash(one) for key, one in before.items()}, handed.append)
    assert handed == []
    assert (
        "a.ics" in str(caught.value) and "Remedy: " in str(caught.value) and "Nothing was replaced" in str(caught.value)
    )


def test_a_calendar_beyond_its_cap_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("anlaufstelle.gather.formats.ical.LARGEST", 1000)
    with pytest.raises(Unreadable, match="the file has"):
        harvest(sheet(tmp_path, s.ics(), name="a.ics", fields={}))
    monkeypatch.undo()
    monkeypatch.setattr("anlaufstelle.gather.formats.ical.MOST", 10)
    with pytest.raises(Unreadable, match="more than 10 events"):
        harvest(sheet(tmp_path, s.ics(), name="a.ics", fields={}))
