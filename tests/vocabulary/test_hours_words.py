from datetime import datetime

import pytest

from anlaufstelle.vocabulary.hours import BERLIN, Hours
from anlaufstelle.vocabulary.hours_words import OpenState, open_state, words


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("osm", "now", "expected"),
    [
        ("Mo-Fr 08:00-12:00,13:00-16:30", "2026-11-23T09:00", "heute bis 12 Uhr"),
        ("Mo-Fr 08:00-12:00,13:00-16:30", "2026-11-23T16:00", "heute bis 16:30 Uhr"),
        ("Mo-Fr 08:00-12:00,13:00-16:30", "2026-11-23T12:30", "ab heute 13 Uhr"),
        ("Mo-Fr 08:00-12:00", "2026-11-23T17:00", "ab morgen 8 Uhr"),
        ("Mo-Fr 09:00-12:00", "2026-11-20T17:00", "öffnet Montag 9 Uhr"),
        ("Th[1] 10:00-12:00", "2026-11-22T17:00", "öffnet am 3. Dezember 10 Uhr"),
        ("Mo-Su 08:00-24:00", "2026-11-22T23:00", "heute bis 24 Uhr"),
        ("Mo-Su 22:00-06:00", "2026-11-22T23:00", "bis morgen 6 Uhr"),
        ("Mo-We 00:00-24:00", "2026-11-23T12:00", "bis Donnerstag 0 Uhr"),
        ("24/7", "2026-12-25T12:00", "rund um die Uhr geöffnet"),
        ("off", "2026-11-22T23:00", "geschlossen"),
        ('Mo-Su 08:00-12:00 "nach Vereinbarung"', "2026-11-22T09:00", "Zeiten nicht sicher, bitte vorher anrufen"),
        ("Mo-Fr 08:00-12:00", "2026-12-25T09:00", "Zeiten nicht sicher, bitte vorher anrufen"),  # silent about holidays
        ("Mo-Fr 08:00-12:00", "2026-12-24T13:00", "öffnet Montag 8 Uhr"),
        (
            'Mo 08:00-12:00; Tu 08:00-12:00 "nur mit Termin"; We 08:00-12:00',
            "2026-11-23T13:00",
            "öffnet Mittwoch 8 Uhr",
        ),
    ],
)
def test_words(osm: str, now: str, expected: str) -> None:
    assert words(open_state(Hours.parse(osm, "NW"), at(now)), at(now)) == expected


def test_the_struct_speaks_no_language() -> None:
    hours = Hours.parse("Mo-Fr 08:00-12:00", "NW")
    assert open_state(hours, at("2026-11-23T09:00")) == OpenState(state="open", until=at("2026-11-23T12:00"))
    assert open_state(hours, at("2026-11-23T13:00")) == OpenState(state="closed", opens=at("2026-11-24T08:00"))


def test_phrases_pass_through_gettext() -> None:
    english = {"heute bis %(time)s": "until %(time)s today", "%(clock)s Uhr": "%(clock)s h"}
    state = OpenState(state="open", until=at("2026-11-23T12:00"))
    assert words(state, at("2026-11-23T09:00"), lambda text: english.get(text, text)) == "until 12 h today"
