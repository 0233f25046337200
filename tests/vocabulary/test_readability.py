"""The Vienna formula: syllables, sentences, and the order in which texts are hard."""

import pytest

from anlaufstelle.vocabulary import readability

PLAIN = "Wir helfen bei Schulden. Die Hilfe ist frei. Sie können ohne Termin kommen. Wir sind am Montag für Sie da."
HARD = (
    "Die Inanspruchnahme der Schuldnerberatungsleistungen setzt grundsätzlich eine vorherige Vereinbarung voraus, "
    "wobei die Berücksichtigung individueller Lebensverhältnisse selbstverständlich gewährleistet bleibt."
)


@pytest.mark.parametrize(
    ("word", "number"),
    [("Haus", 1), ("Schuldnerberatung", 5), ("Feuer", 2), ("See", 1), ("Bäume", 2), ("pst", 1), ("Ei", 1), ("Aue", 2)],
)
def test_syllables_are_counted_by_vowels(word: str, number: int) -> None:
    assert readability.syllables(word) == number


def test_plain_words_are_plain_and_an_office_is_hard() -> None:
    plain, hard = readability.read(PLAIN), readability.read(HARD)
    assert plain and hard
    assert (plain.level, plain.grade, hard.level, hard.grade) == ("plain", 4.0, "hard", 15.0)
    assert hard.long_words == ("Schuldnerberatungsleistungen",)
    assert plain.long_sentences == ()


def test_too_few_words_are_not_judged() -> None:
    assert (readability.read("Hilfe bei Schulden."), readability.read("")) == (None, None)


def test_abbreviations_end_no_sentence_and_lines_do() -> None:
    text = "Hilfe gibt es z. B. bei Dr. Muster und d. h. auch sonst\nMontag bis Freitag\nDienstag ist zu"
    assert [len(readability._words(part)) for part in readability._split(text)] == [13, 3, 3]
