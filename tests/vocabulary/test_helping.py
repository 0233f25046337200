"""What a place to volunteer says of itself in its own words, and nothing beyond."""

import pytest

from anlaufstelle.vocabulary.helping import Traits, traits


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Lesepatenschaft. Kindern vorlesen, einmal im Monat.", Traits(
            doing=frozenset({"teach"}), people=frozenset({"children"}), time="regular")),
        ("Nach einer Schulung schwerkranke Menschen begleiten.", Traits(
            doing=frozenset({"listen"}), people=frozenset({"ill"}), training=True)),
        ("Am Telefon zuhören, ohne Vorkenntnisse.", Traits(
            doing=frozenset({"listen"}), training=False, home=True)),
        ("Spenden werden montags angenommen.", Traits(doing=frozenset({"give"}))),
        ("Aktionstag: Beete jäten", Traits(time="once")),
        ("Musterverein", Traits()),
    ],
)  # fmt: skip
def test_words_tell(words: str, told: Traits) -> None:
    assert traits(words) == told
