"""Lines that people can write in a table, taken apart; and what is wrong with them said in words."""

import pytest

from anlaufstelle.record.check import check
from anlaufstelle.record.ids import record_id
from anlaufstelle.record.model import Conference, Project
from anlaufstelle.record.project import split, state

ID = record_id("musterstadt", "garten")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Musterbäckerei: Brot für den Treff", ("Musterbäckerei", "Brot für den Treff")),
        ("Musterverein e. V.", ("Musterverein e. V.", "")),
        ("Amt: Stelle 5: Rat", ("Amt", "Stelle 5: Rat")),
    ],
)
def test_a_line_is_taken_apart_at_its_first_colon(line, told) -> None:
    assert split(line) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("erledigt: Bank am Mustermarkt", ("erledigt", "Bank am Mustermarkt")),
        ("offen: Licht im Park", ("offen", "Licht im Park")),
        ("Uhrzeit: immer 18 Uhr", ("offen", "Uhrzeit: immer 18 Uhr")),
        ("Licht im Park", ("offen", "Licht im Park")),
    ],
)
def test_a_decision_without_a_state_is_open(line, told) -> None:
    assert state(line) == told


def codes(record) -> set[tuple[str, str, str]]:
    return {(one.code, one.degree, one.path) for one in check(record)}


def test_a_picture_needs_words_and_a_place_of_our_own() -> None:
    record = Project(
        id=ID, name="Mustergarten", starts="bald", pictures=("/medien/a.jpg", "https://x.example.org/b.jpg: Ein Beet")
    )
    assert codes(record) == {
        ("picture-without-words", "warning", "pictures"),
        ("picture-from-elsewhere", "warning", "pictures"),
        ("date-unreadable", "error", "starts"),
    }


def test_a_conference_without_quarter_or_day_is_said_to_be_nowhere() -> None:
    assert codes(Conference(id=ID, name="Stadtteilkonferenz", day="2027-03-04", district="Musterdorf")) == set()
    assert {path for _, _, path in codes(Conference(id=ID, name="Stadtteilkonferenz"))} == {"district", "day"}
