import functools
import gc

import pytest

from anlaufstelle.search import spelling
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


def test_nobody_reads_half_the_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    speller, seen = Speller(KNOWN), []
    monkeypatch.setattr(spelling, "_known_sound", lambda word: seen.append(speller._by_sound) or sound(word))
    assert speller.correct("psuchoterapi") == "psychotherapie"
    assert set(seen[: len(KNOWN)]) == {None}


def test_what_was_typed_wrong_is_not_kept() -> None:
    Speller(KNOWN).correct("zwibelkuhen")
    Speller(KNOWN).correct("psuchoterapi")
    caches = [one for one in vars(spelling).values() if isinstance(one, functools._lru_cache_wrapper)]
    keys = {key for one in caches for held in gc.get_referents(one) if isinstance(held, dict) for key in held}
    assert keys.isdisjoint({"zwibelkuhen", "psuchoterapi"})
    assert "psychotherapie" in keys


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
