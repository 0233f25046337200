"""Reading briefly turns down nothing that weighing everything would have found."""

import pytest

from anlaufstelle.vocabulary import needs
from anlaufstelle.vocabulary.needs_sieve import Possible, Sieve

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
    "wer hilft mir",
    "kein",
    "",
]


def _surely(texts: list[str], lang: str = "de", without: tuple[str, ...] = ()) -> list[list[tuple[str, float]]]:
    return needs.surely([(text, without) for text in texts], lang, LEAST)


def _everything(sieve: Sieve, texts: list[tuple[str, frozenset[int]]], least: float) -> list[Possible]:
    return [Possible(" ".join(form for form, _ in sieve._tokens.of(text)), None, []) for text, _ in texts]


@pytest.mark.parametrize("lang", ["de", "en", "tr"])
def test_nothing_sure_is_turned_down(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    brief = _surely(TEXTS, lang)
    monkeypatch.setattr(Sieve, "possible", _everything)
    assert brief == _surely(TEXTS, lang)


def test_texts_are_read_alike_alone_and_among_others() -> None:
    together = _surely(TEXTS * 20)
    assert together == _surely(TEXTS) * 20
    assert [_surely([text])[0] for text in TEXTS] == together[: len(TEXTS)]


def test_a_need_known_anyway_is_not_looked_for() -> None:
    ((need, _),) = _surely(["Schuldnerberatung"])[0]
    assert _surely(["Schuldnerberatung"], without=(need,)) == [[]]


def test_a_language_nobody_wrote_labels_in_is_read_in_all() -> None:
    assert _surely(["Schuldnerberatung"], "xx")[0][0][0] == "debt-advice"
