"""The encoder as one signal: there, switched off, and never computed twice."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from anlaufstelle.search import index, meaning
from anlaufstelle.search.find import find
from anlaufstelle.search.index import store, vectors
from anlaufstelle.search.meaning import Encoder

from .entries import entry


def test_meaning_finds_what_no_word_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "1")
    entries = [
        entry("drachen", "Drachenfalten", "Wir falten Drachen aus Papier."),
        entry("chor", "Gesangverein", "Wir singen."),
    ]
    index.rebuild(entries, tmp_path, 1)
    assert [one.source_id for one in find("folding paper kites", home=tmp_path, lang="en").results] == ["drachen"]
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "0")
    assert find("folding paper kites", home=tmp_path, lang="en").results == ()


def test_vectors_of_known_texts_are_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "1")
    entries = [entry("drachen", "Drachenfalten", "Wir falten Drachen aus Papier.")]
    index.rebuild(entries, tmp_path, 1)
    made: list[str] = []
    monkeypatch.setattr(meaning.Encoder, "many", lambda _self, texts: made.extend(texts) or np.zeros((len(texts), 512)))
    index.rebuild(entries, tmp_path, 2)
    assert made == []
    index.put([entry("chor", "Gesangverein")], tmp_path)
    assert made == ["Gesangverein"]


def test_an_entry_written_again_counts_by_its_new_passages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "1")
    index.rebuild([entry("rad", "Fahrradwerkstatt")], tmp_path, 1)
    index.put([entry("rad", "Gesangverein")], tmp_path)
    path = store.current(tmp_path)
    assert path is not None
    passages = vectors.Passages(path)
    model = meaning.encoder()
    assert model is not None
    (similarity,) = passages.similar(model.one("Gesangverein")).nearest(5).values()
    assert similarity == pytest.approx(1.0, abs=0.01)


def test_questions_that_come_together_are_encoded_together_and_mean_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Encoder()
    texts = [f"{word} in der Stadt" for word in ("Wohngeld", "Kita", "Tafel", "Rente", "Sprachkurs", "Hebamme")]
    alone = [model.few([text])[0] for text in texts]
    rounds: list[int] = []
    few = model.few
    monkeypatch.setattr(model, "few", lambda some: rounds.append(len(some)) or few(some))
    with ThreadPoolExecutor(len(texts)) as asking:
        with model._turn:
            answers = [asking.submit(model.one, text) for text in texts]
            while len(model._waiting) < len(texts):
                time.sleep(0.01)
        together = [one.result(60) for one in answers]
    assert rounds == [len(texts)]
    assert [float(one @ other) for one, other in zip(alone, together, strict=True)] == pytest.approx([1.0] * len(texts))


def test_who_waits_for_a_broken_model_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Encoder()
    monkeypatch.setattr(model, "few", lambda some: 1 / 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            model.one("Wohngeld")
    assert not model._waiting
