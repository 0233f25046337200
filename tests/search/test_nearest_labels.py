"""The nearest of many rows, told from their signs, against all of them compared."""

import numpy as np
import pytest

from anlaufstelle.search import nearest_labels
from anlaufstelle.search.letter_groups import ROWS, LetterGroups
from anlaufstelle.search.meaning import SIZE
from anlaufstelle.search.nearest_labels import FAR, LEAN, LIKELY, Labels, Lines

WIDTH, CONCEPTS, EACH = 128, 40, 100


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    """Forty clouds of a hundred rows, in bytes."""
    dice = np.random.default_rng(5)
    middles = np.repeat(dice.standard_normal((CONCEPTS, WIDTH)), EACH, axis=0)
    clouds = middles + 0.8 * dice.standard_normal(middles.shape)
    made: np.ndarray = np.round(clouds * (127 / np.abs(clouds).max(axis=1, keepdims=True))).astype(np.int8)
    return made


@pytest.fixture(scope="module")
def labels(rows: np.ndarray) -> Labels:
    pairs = [(f"concept-{number // EACH:02}", number) for number in range(len(rows))]
    return Labels(pairs[::-1], rows, np.eye(SIZE, WIDTH, dtype=np.float32))


def all_compared(rows: np.ndarray, vector: np.ndarray) -> dict[str, float]:
    near = rows.astype(np.float32) @ vector[:WIDTH] / np.linalg.norm(rows.astype(np.float32), axis=1)
    near /= np.linalg.norm(vector[:WIDTH])
    return {f"concept-{one:02}": float(near[one * EACH : (one + 1) * EACH].max()) for one in range(CONCEPTS)}


def test_the_nearest_are_those_of_all_rows(rows: np.ndarray, labels: Labels) -> None:
    dice = np.random.default_rng(6)
    for row in rows[::211]:
        vector = np.zeros(SIZE, dtype=np.float32)
        vector[:WIDTH] = row + 30 * dice.standard_normal(WIDTH)
        every = all_compared(rows, vector)
        told = labels.nearness(vector, [""], ["concept-07", "unheard-of"])
        nearest = sorted(every, key=lambda one: -every[one])[0]
        assert max(told, key=lambda one: told[one]) == nearest
        assert told[nearest] == pytest.approx(every[nearest], abs=1e-5)
        assert "concept-07" in told
        assert [one for one in told if told[one] > every[one] + 1e-5] == []
        assert len(told) <= nearest_labels.CONCEPTS + 1


def test_of_several_vectors_the_nearest_counts(rows: np.ndarray, labels: Labels) -> None:
    both = np.zeros((2, SIZE), dtype=np.float32)
    both[:, :WIDTH] = rows[0], rows[-1]
    told = labels.nearness(both, ["", ""])
    assert [round(told["concept-00"], 4), round(told["concept-39"], 4)] == [1.0, 1.0]


def test_few_rows_are_all_looked_at() -> None:
    few = Labels([("a", 0)], np.arange(-64, 64, dtype=np.int8)[None], np.eye(SIZE, WIDTH, dtype=np.float32))
    assert list(few.nearness(np.ones(SIZE, dtype=np.float32), [""])) == ["a"]


def test_what_the_lines_find_likely_comes_nearer_and_all_else_moves_away() -> None:
    rows = np.stack([np.full(WIDTH, 9, dtype=np.int8), np.repeat(np.int8([9, -9]), WIDTH // 2)])
    weights = np.zeros((SIZE + 1, 4), dtype=np.float32)
    weights[-1] = 0, 20, 20, -20
    asked, axes = np.ones(SIZE, dtype=np.float32), np.eye(SIZE, WIDTH, dtype=np.float32)
    silent = LetterGroups(np.zeros((ROWS, 1), dtype=np.int8), np.zeros((2, 4), dtype=np.float32))
    told = Labels([("a", 0), ("b", 1)], rows, axes, Lines(("a", "b", "unheard-of"), weights, silent)).nearness(
        asked, ["x"], ["b"]
    )
    half = np.log(0.5)
    assert told == pytest.approx(
        {"a": 1 - LEAN, "b": LEAN * (1 - half / LIKELY), "unheard-of": FAR + LEAN * (1 - half / LIKELY)}, abs=1e-5
    )
    assert Labels([("a", 0), ("b", 1)], rows, axes).nearness(asked, ["x"], ["b"]) == pytest.approx(
        {"a": 1.0, "b": 0.0}, abs=1e-5
    )
