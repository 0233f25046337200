"""Very many new texts wait for their vectors until the index is in use; they are made once, and stale ones lose."""

from pathlib import Path

import numpy as np
import pytest

from anlaufstelle.search import index
from anlaufstelle.search.index import store, vectors

from .entries import town as entries


class Lengths:
    """An encoder anybody can compute: a text's letters in the first number."""

    asked: list[str]

    def __init__(self) -> None:
        self.asked = []

    def many(self, texts: list[str]) -> np.ndarray:  # type: ignore[type-arg]
        self.asked += texts
        made = np.zeros((len(texts), vectors.SIZE), dtype=np.float32)
        made[:, 0] = [len(text) for text in texts]
        return made


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> Lengths:
    made = Lengths()
    monkeypatch.setattr(store, "encoder", lambda: made)
    return made


def test_texts_left_over_are_made_afterwards_and_only_once(
    tmp_path: Path, encoder: Lengths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "AT_ONCE", 0)
    index.rebuild(entries(), tmp_path, 1)
    assert encoder.asked == []
    made = index.embed(tmp_path)
    assert made == len(encoder.asked) > 0
    assert index.embed(tmp_path) == 0
    index.rebuild(entries(), tmp_path, 2)
    assert (index.embed(tmp_path), len(encoder.asked)) == (0, made)


def test_a_country_finds_the_same_rows_as_a_town(
    tmp_path: Path, encoder: Lengths, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.rebuild(entries(), tmp_path, 1)
    path = store.current(tmp_path)
    assert path is not None
    asked = np.eye(1, vectors.SIZE, dtype=np.float32)[0]
    town = vectors.Passages(path)
    listed = [*town.entries[::-1], "99999999-9999-4999-8999-999999999999"]
    near, two = town.similar(asked).of_all(listed), town.similar(asked, -asked).of_all(listed)
    assert (near[-1], two[-1]) == ((0.0, None), (0.0, 0.0))
    assert (
        [first for first, _ in two] == [first for first, _ in near] == [town.similar(asked).of(one) for one in listed]
    )
    monkeypatch.setattr(vectors, "SCAN", -1)
    country = vectors.Passages(path)
    assert country.similar(asked).of_all(listed) == near
    assert country.similar(asked, -asked).of_all(listed) == two


def test_of_an_entry_written_again_only_the_last_rows_count(tmp_path: Path, encoder: Lengths) -> None:
    """Its rows then lie behind those of others."""
    index.rebuild(entries(), tmp_path, 1)
    path = store.current(tmp_path)
    assert path is not None
    asked = np.eye(1, vectors.SIZE, dtype=np.float32)[0]
    first = vectors.Passages(path).entries[0]
    before = vectors.Passages(path).similar(asked).of_all(vectors.Passages(path).entries[1:])
    vectors.append(path, [(first, "x" * 900), (first, "x" * 9)], encoder)  # type: ignore[arg-type]
    again = vectors.Passages(path)
    assert again.similar(asked).of_all([first]) == [(900.0, None)]
    assert again.similar(asked).of_all(again.entries[1:]) == before
