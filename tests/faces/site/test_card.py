"""What a card says of thin records, in words."""

from datetime import UTC, datetime

import pytest

from anlaufstelle.catalogue.shapes import OpenState
from anlaufstelle.faces.site import card
from anlaufstelle.faces.site.facts import distance_words
from anlaufstelle.record.model import hide

from .making import TOWN, entry, phone, place, provider, schedule, source

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)  # a Monday, 12 Uhr in Musterstadt


def test_a_thin_record_still_makes_a_whole_card() -> None:
    told = card.card(entry(of={"sources": (source(url="https://www.24vest.de/x", date="2018"),)}), TOWN, NOON)
    assert (told.name, told.by, told.open, told.what, told.facts) == ("Musterhilfe", "", None, "", [])
    assert (told.checked, told.source) == ("Noch nicht bestätigt", "Quelle: 24vest.de, Stand 2018")
    assert told.action and told.action.href == "tel:+4923660001"


def test_a_checked_record_needs_no_caution() -> None:
    told = card.card(entry(phones=(phone(),), of={"checked_on": "2026-02-27"}), TOWN, NOON)
    assert (told.checked, told.caution) == ("Zuletzt geprüft am 27. Februar 2026", "")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (entry(phones=(phone(),)), "Zeiten nicht bekannt, bitte vorher anrufen."),
        (
            entry(phones=(phone(),), schedules=(schedule(opening_hours="Mo 10:00-12:00"),)),
            "Nummer und Zeiten nicht bestätigt, bitte vorher anrufen.",
        ),
        (entry(url="https://example.org"), "Zeiten nicht bestätigt, bitte vorher nachfragen."),
        (entry("event"), "Termin nicht bestätigt, bitte vorher nachfragen."),
    ],
)
def test_one_sentence_of_caution_stands_beside_the_action(made: object, words: str) -> None:
    assert card.card(made, TOWN, NOON).caution == words  # type: ignore[arg-type]


def test_facts_come_in_the_order_of_a_card() -> None:
    made = entry(
        fees_description="kleiner Betrag",
        appointment="none",
        of={"locations": (place(postal_code="45699", district="Süd"),), "provider": provider()},
    )
    told = card.card(made, TOWN, NOON, distance_m=1234)
    assert [fact.text for fact in told.facts] == [
        "Musterweg 1, 45699 Musterstadt (Süd) (1,2 km Luftlinie)",
        "Kleiner Betrag",
        "Ohne Termin",
    ]
    assert told.by == "Musterverein e. V."


def test_a_confidential_place_is_never_told() -> None:
    told = card.card(entry(of={"locations": (hide(place()),)}), TOWN, NOON)
    assert [fact.text for fact in told.facts] == ["Der Ort bleibt zum Schutz geheim"]


@pytest.mark.parametrize(
    ("state", "confirmed", "words"),
    [
        (OpenState("open", until=datetime(2026, 3, 2, 15, tzinfo=UTC)), True, "Jetzt geöffnet, heute bis 16\u00a0Uhr"),
        (
            OpenState("open", until=datetime(2026, 3, 2, 15, 30, tzinfo=UTC)),
            False,
            "Laut Quelle offen, heute bis 16:30\u00a0Uhr",
        ),
        (OpenState("open", until=datetime(2026, 3, 2, 23, tzinfo=UTC)), True, "Jetzt geöffnet, heute bis 24\u00a0Uhr"),
        (OpenState("open", until=datetime(2026, 3, 9, 23, tzinfo=UTC)), True, "Jetzt geöffnet, rund um die Uhr"),
        (OpenState("closed", opens=datetime(2026, 3, 3, 8, tzinfo=UTC)), True, "Geschlossen, ab morgen 9\u00a0Uhr"),
        (
            OpenState("closed", opens=datetime(2026, 3, 5, 8, tzinfo=UTC)),
            False,
            "Laut Quelle offen ab Donnerstag 9\u00a0Uhr",
        ),
        (
            OpenState("closed", opens=datetime(2026, 3, 16, 8, tzinfo=UTC)),
            True,
            "Geschlossen, ab 16. März 2026 9\u00a0Uhr",
        ),
    ],
)
def test_opening_times_are_words(state: OpenState, confirmed: bool, words: str) -> None:
    made = entry(of={"checked_on": "2026-03-01" if confirmed else None})
    told = card.card(made, TOWN, NOON, state)
    assert told.open and told.open.words == words


def test_unknown_hours_are_silence() -> None:
    assert card.card(entry(), TOWN, NOON, OpenState("unknown")).open is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hilfe bei Schulden. Auch online.", "Hilfe bei Schulden."),
        ("Der Verein e. V. hilft z. B. bei Briefen. Danach mehr.", "Der Verein e. V. hilft z. B. bei Briefen."),
        ("Seit dem 1. Mai 2020 offen. Mehr dazu.", "Seit dem 1. Mai 2020 offen."),
        ("Ohne Punkt", "Ohne Punkt"),
    ],
)
def test_the_first_sentence(text: str, told: str) -> None:
    assert card.first_sentence(text) == told


@pytest.mark.parametrize(
    ("metres", "words"),
    [(12, "50 m"), (64, "60 m"), (333, "350 m"), (949, "950 m"), (1249, "1,2 km"), (12_600, "13 km")],
)
def test_distances_are_rounded_to_what_they_are_worth(metres: int, words: str) -> None:
    assert distance_words(metres) == words
