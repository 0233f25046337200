"""Reading briefly turns down nothing that weighing everything would have found."""

import pytest

from anlaufstelle.vocabulary import needs
from anlaufstelle.vocabulary.needs_skim import Skim

LEAST = 0.7
TEXTS = [
    *(label for concept in list(needs.load())[::6] for label in concept.said("de")[:4]),
    "Beratung bei Schulden und Hilfe mit dem Vermieter, wenn der Strom abgestellt wurde",
    "Kinder und Jugendliche spielen Fußball",
    "kein Geld für Essen, kein Geld für Miete",
    "Rat für Schwangere",
    "Musterweg 3 in Musterstadt",
    "Kita Platz für mein Kind",
    "Familien mit wenig Geld",
    "Schulden Schulden Schulden",
    "Mutter Vater Oma eltern",
]


@pytest.fixture(scope="module")
def matcher() -> object:
    needs.surely("warm", "de", LEAST)
    return needs.matcher()


def test_nothing_sure_is_turned_down(matcher: object, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = [needs.surely(text, "de", LEAST) for text in TEXTS]
    monkeypatch.setattr(Skim, "labels", lambda self, tokens, least, without: None)
    assert brief == [needs.surely(text, "de", LEAST) for text in TEXTS]


def test_a_language_nobody_wrote_labels_in_is_read_in_all() -> None:
    assert needs.surely("Schuldnerberatung", "xx", LEAST)[0][0] == "debt-advice"
