import pytest

from anlaufstelle.search.compounds import cut, rescue
from anlaufstelle.search.spelling import Speller, sound

KNOWN = (
    "wohngeld",
    "hebamme",
    "psychotherapie",
    "schwangerschaftskonfliktberatung",
    "schulen",
    "tafel",
    "miete",
    "schwanger",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wonngeld", "wohngeld"),
        ("hebame", "hebamme"),
        ("psuchoterapi", "psychotherapie"),
        ("schwangerschaftkonfliktberatung", "schwangerschaftskonfliktberatung"),
        ("meite", "miete"),
        ("schwarzer", None),
        ("schwangre", "schwanger"),
        ("xyzzyqwert", None),
        ("abc", None),
        ("12345", None),
    ],
)
def test_the_one_likely_word(typed: str, meant: str | None) -> None:
    assert Speller(KNOWN).correct(typed) == meant


def test_the_same_sound() -> None:
    assert sound("psuchoterapi") == sound("psychotherapie")


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("integrationskursanmeldung", ("integration", "kurs", "anmeldung")),
        ("fahrradmitnahme", ()),
        ("traumhochzeiten", ()),
        ("fahrrad", ()),
    ],
)
def test_compounds_are_cut_with_known_words_only(word: str, pieces: tuple[str, ...]) -> None:
    known = {"integration", "kurs", "anmeldung", "fahrrad", "raum"}
    assert cut(word, known.__contains__) == pieces


def test_a_word_half_known_is_better_than_none() -> None:
    assert rescue("fahrradmitnahme", {"fahrrad"}.__contains__) == ("fahrrad",)
    assert rescue("traumhochzeiten", {"raum"}.__contains__) == ()
