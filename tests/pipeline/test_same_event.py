"""One event in a carrier's calendar and in the town's is one entry, and two events stay two."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from anlaufstelle.catalogue import read
from anlaufstelle.gather import source
from anlaufstelle.pipeline import night
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event

from .town import TOWN

pytestmark = pytest.mark.django_db(transaction=True)


def vevent(key: str, name: str, start: str, *more: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{key}@example.org", "DTSTAMP:20270101T000000Z", f"SUMMARY:{name}",
                        start, *more, "END:VEVENT"])  # fmt: skip


def calendar(folder: Path, id: str, *events: str) -> Any:
    place = folder / id
    place.mkdir()
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Muster//DE"]
    (place / "a.ics").write_text("\r\n".join([*head, *events, "END:VCALENDAR", ""]), encoding="utf-8", newline="")
    told = {"id": id, "title": f"Kalender {id}", "area": [TOWN], "steward": TOWN, "file": "a.ics", "fields": {}}
    (place / f"{id}.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return source.load(place / f"{id}.yml")


@pytest.fixture
def both(tmp_path: Path) -> Callable[[list[str], list[str]], list[Entry]]:
    def gathered(carrier: list[str], town: list[str]) -> list[Entry]:
        report = night.night([calendar(tmp_path, "traeger", *carrier), calendar(tmp_path, "stadt", *town)])
        assert report.failed == {}
        return list(read.stream(kind="event"))

    return gathered


def sources(entries: list[Entry]) -> list[list[str]]:
    return sorted(sorted(one.source for one in entry.sources) for entry in entries)


ONE = [["stadt", "traeger"]]
HERE = "DTSTART;TZID=Europe/Berlin:20270612T190000"


def test_the_same_evening_told_twice_is_one_entry(both: Callable[..., list[Entry]]) -> None:
    (entry,) = both(
        [vevent("1", "Sommerfest im Mustergarten", HERE, "DESCRIPTION:Mit Musik.", "LOCATION:Musterweg 1")],
        [vevent("abc", "Sommerfest im Mustergarten!", "DTSTART:20270612T170000Z", "URL:https://fest.example.org")],
    )
    assert sources([entry]) == ONE
    assert isinstance(entry.record, Event)
    assert (entry.record.description, entry.record.url) == ("Mit Musik.", "https://fest.example.org")


def test_a_night_that_is_another_day_elsewhere_is_the_same(both: Callable[..., list[Entry]]) -> None:
    late = vevent("1", "Lange Nacht der Muster", "DTSTART;TZID=Europe/Berlin:20270613T003000")
    assert sources(both([late], [vevent("x", "Lange Nacht der Muster", "DTSTART:20270612T223000Z")])) == ONE


def test_a_series_that_one_of_them_has_told_for_longer_is_the_same(both: Callable[..., list[Entry]]) -> None:
    def weekly(key: str, since: str) -> str:
        return vevent(key, "Sprachcafé Musterstadt", f"DTSTART;TZID=Europe/Berlin:{since}T160000", "RRULE:FREQ=WEEKLY")

    assert sources(both([weekly("1", "20260907")], [weekly("x", "20270104")])) == ONE


def test_two_carriers_with_one_hour_of_the_week_are_asked(both: Callable[..., list[Entry]]) -> None:
    def weekly(key: str, since: str, whose: str) -> str:
        start = f"DTSTART;TZID=Europe/Berlin:{since}T100000"
        return vevent(
            key, "Krabbelgruppe", start, "RRULE:FREQ=WEEKLY", f"ORGANIZER;CN={whose}:mailto:{key}@example.org"
        )

    found = both([weekly("1", "20260907", "Musterverein")], [weekly("x", "20270104", "Beispielkreis")])
    assert sources(found) == [["stadt"], ["traeger"]]
    assert len(read.open_candidates(kind="event")) == 1


@pytest.mark.parametrize(
    "other",
    [
        vevent("x", "Sprachcafé Musterstadt", "DTSTART;TZID=Europe/Berlin:20270105T160000", "RRULE:FREQ=WEEKLY"),
        vevent("x", "Sprachcafé Musterstadt", "DTSTART;TZID=Europe/Berlin:20270104T100000", "RRULE:FREQ=WEEKLY"),
        vevent("x", "Schachabend Musterstadt", "DTSTART;TZID=Europe/Berlin:20260907T160000", "RRULE:FREQ=WEEKLY"),
    ],
    ids=["another weekday", "another hour", "another name"],
)
def test_two_series_stay_two(both: Callable[..., list[Entry]], other: str) -> None:
    series = vevent("1", "Sprachcafé Musterstadt", "DTSTART;TZID=Europe/Berlin:20260907T160000", "RRULE:FREQ=WEEKLY")
    assert sources(both([series], [other])) == [["stadt"], ["traeger"]]
