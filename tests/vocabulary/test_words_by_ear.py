"""German words as people write them who hear them."""

import pytest

from anlaufstelle.vocabulary import words_by_ear

GERMAN = [
    "Pflegegrad",
    "Wohngeld",
    "Behörde",
    "Kleiderkammer",
    "Migrationsberatung",
    "Vermieter",
    "Pflegekasse",
    "arbeitslos",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("пфлегеград", "Pflegegrad"),
        ("вонгельд", "Wohngeld"),
        ("вонгельду", "Wohngeld"),
        ("бехёрде", "Behörde"),
        ("бегорде", "Behörde"),
        ("клайдеркаммер", "Kleiderkammer"),
        ("кляйдеркамер", "Kleiderkammer"),
        ("мігратіонсбератунг", "Migrationsberatung"),
        ("миграционсбератунг", "Migrationsberatung"),
        ("фермитер", "Vermieter"),
        ("вермітер", "Vermieter"),
        ("пфлегекассу", "Pflegekasse"),
        ("арбайтслос", "arbeitslos"),
    ],
)
def test_heard_in_one_language_and_written_in_another(typed: str, meant: str) -> None:
    known = words_by_ear.table(GERMAN)
    assert next(known[sound] for sound in words_by_ear.said(typed) if sound in known) == meant


@pytest.mark.parametrize("typed", ["квартира", "допомога", "варення", "майстер", "лікарня"])
def test_words_of_their_own_are_no_german(typed: str) -> None:
    known = words_by_ear.table([*GERMAN, "Fahren", "Meister"])
    assert not [known[sound] for sound in words_by_ear.said(typed) if sound in known]


def test_short_words_are_too_many_to_tell_apart() -> None:
    assert words_by_ear.table(["Amt", "Bank", "Paten"]) == {}
