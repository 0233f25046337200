"""Where an entry comes from, in words: its origin, the neighbour who passes it on, the licence that wants naming."""

from datetime import date

import pytest
from django.utils import translation

from anlaufstelle.faces.site.provenance import Proof, confirmations, proofs, source_line
from anlaufstelle.record.entry import Provenance
from anlaufstelle.record.received import Origin

from .making import entry, source

NEAR = {"title": "Anlaufstelle Nebenstadt", "origin": Origin("nebenstadt", "7")}


def test_a_neighbour_is_named_beside_the_origin():
    passed_on = entry(of={"sources": (source(url="https://www.example.org/7", **NEAR),)})
    assert source_line(passed_on) == "Quelle: example.org, über Anlaufstelle Nebenstadt"
    unlinked = entry(of={"sources": (source(**NEAR),)})
    assert source_line(unlinked) == "Quelle: Anlaufstelle Nebenstadt"


def test_an_own_source_is_only_named():
    own = entry(of={"sources": (source(title="Liste Musterstadt", url="https://example.org/", date="2025"),)})
    assert source_line(own) == "Quelle: example.org, Stand 2025"


def test_licences_stand_beside_their_source():
    told = proofs(entry(of={"sources": (source(title="OpenStreetMap", licence="ODbL-1.0"),)}))
    assert told == [Proof("OpenStreetMap", "", "", "ODbL-1.0")]


def confirmed(day: str, *paths: str) -> dict[str, Provenance]:
    return {path: Provenance(record_id="r", date=day, state="verified", line=1) for path in paths}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Zeiten vor 12 Tagen bestätigt"),
        ("de-simple", "Zeiten geprüft: vor 12 Tagen"),
        ("uk", "Години роботи підтверджено: 12 днів тому"),
        ("ar", "تم تأكيد الأوقات: قبل 12 يومًا"),
        ("tr", "Saatler doğrulandı: 12 gün önce"),
        ("en", "Times confirmed 12 days ago"),
    ],
)
def test_each_field_says_how_long_ago_somebody_stood_for_it(language, words):
    told = entry(of={"checked_on": "2026-02-18", "provenance": confirmed("2026-02-18", "schedules")})
    with translation.override(language):
        assert confirmations(told, date(2026, 3, 2)) == [words]


@pytest.mark.parametrize(
    ("needs", "day", "words"),
    [
        (("crisis-help",), "2025-12-02", "Seit mehr als 90 Tagen nicht bestätigt"),
        ((), "2025-12-02", "Telefon vor 3 Monaten bestätigt"),
        ((), "2025-03-01", "Seit mehr als einem Jahr nicht bestätigt"),
    ],
)
def test_what_was_not_confirmed_for_long_is_marked(needs, day, words):
    told = entry(of={"needs": needs, "checked_on": day, "provenance": confirmed(day, "phones")})
    assert confirmations(told, date(2026, 3, 2))[0] == words


def test_what_nobody_confirmed_is_not_said_to_be():
    told = {"phones": Provenance(record_id="r", date="2026-02-18")}
    assert confirmations(entry(of={"provenance": told}), date(2026, 3, 2)) == []
