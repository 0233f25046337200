from pathlib import Path

from anlaufstelle.search.complete import complete


def test_needs_before_names_before_places(home: Path) -> None:
    kinds = [one.kind for one in complete("Schuld", home=home)]
    assert kinds == sorted(kinds, key=["need", "name", "place"].index)
    assert "Schuldnerberatung Musterstadt" in [one.caption for one in complete("Schuldnerb", home=home)]


def test_places_and_other_languages(home: Path) -> None:
    assert "05562020" in [one.value for one in complete("Herten", home=home)]
    assert [one.kind for one in complete("борг", home=home, lang="uk")][:1] == ["need"]


def test_one_letter_completes_nothing(home: Path) -> None:
    assert complete("S", home=home) == ()
