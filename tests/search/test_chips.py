import pytest

from anlaufstelle.search import chips

DISTRICTS = {"Westerholt": "05562020"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tafel in Westerholt", ["place:05562020:Westerholt"]),
        ("Arzt in Essen", ["place:05113000"]),
        ("kein Geld für Essen", []),
        ("wo kann man in der Stadt essen", []),
        ("45699 Kleiderkammer", ["place:05562020"]),
        ("خبز ٤٥٦٩٩", ["place:05562020"]),
        ("خبز \u2066٤٥\u200f٦٩٩\u2069", ["place:05562020"]),
        ("４５６９９ Kleiderkammer", ["place:05562020"]),
        ("٤٥٦٩٩٠", []),
        ("Beratung auf Arabisch", ["language:ar"]),
        ("kostenlos und ohne Termin", ["cost:free", "appointment:none"]),
        ("jetzt offen", ["time:now"]),
        ("heute Abend, abends", ["time:today", "time:evening"]),
        ("Pflege für meine Mutter (82)", ["age:82"]),
        ("mein Sohn ist 14", ["age:14"]),
        ("ücretsiz danışmanlık", ["cost:free"]),
        ("безкоштовна допомога", ["cost:free"]),
        ("kostenlos kostenlos", ["cost:free"]),
    ],
)
def test_conditions_are_read_out_of_the_words(text: str, expected: list[str]) -> None:
    assert [chip.key for chip in chips.read(text, "de", DISTRICTS)] == expected


def test_a_chip_taken_away_stays_away() -> None:
    assert chips.read("Tafel in Westerholt", "de", DISTRICTS, without=("place:05562020:Westerholt",)) == ()


def test_a_chip_knows_its_words() -> None:
    text = "Tafel in Westerholt bitte"
    (chip,) = chips.read(text, "de", DISTRICTS)
    assert text[slice(*chip.span)] == chip.words == "in Westerholt"
