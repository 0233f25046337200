"""Fits what groups of letters say of each need (`search/letter_groups.py`): rows and lines together, by Adam.

Rows of a lot that no text of it names stay as they are, so a round over eighty thousand texts takes seconds.
"""

from typing import Any, NamedTuple

import numpy as np

from anlaufstelle.search import letter_groups
from anlaufstelle.search.letter_groups import ROWS, WIDTH, LetterGroups

Array = np.ndarray[Any, Any]

LOUD = 3.0
"""What a sum of rows weighs; 1.5 and 6 find as much."""
ROUNDS, LOT, RATE, LEAST, SLOWER = 6, 512, 0.02, 1e-4, 0.25
"""`SLOWER`: the lines turn slower than the rows. Three rounds find one in 100 less, twelve as much."""
FADING, SQUARES = 0.9, 0.999


class Adam:
    """One table and how its numbers moved so far."""

    def __init__(self, table: Array) -> None:
        self.table, self.steps = table, 0
        self.mean, self.square = np.zeros_like(table), np.zeros_like(table)

    def step(self, slope: Array, rate: float, of: Any = slice(None)) -> None:
        """Moves the rows `of` the table; the others stay, and so does what is known of them."""
        self.steps += 1
        mean = self.mean[of] = FADING * self.mean[of] + (1 - FADING) * slope
        square = self.square[of] = SQUARES * self.square[of] + (1 - SQUARES) * slope * slope
        unbiased = mean / (1 - FADING**self.steps)
        self.table[of] -= rate * unbiased / (np.sqrt(square / (1 - SQUARES**self.steps)) + 1e-8)


class Groups(NamedTuple):
    """All texts' groups of letters, one after the other; `starts` says where each text's begin."""

    rows: Array
    starts: Array

    def of(self, lot: Array) -> tuple[Array, Array]:
        """(rows, which text of the lot each is of)."""
        many = self.starts[lot + 1] - self.starts[lot]
        texts = np.repeat(np.arange(len(lot)), many)
        within = np.arange(len(texts)) - np.repeat(np.cumsum(many) - many, many)
        return self.rows[np.repeat(self.starts[lot], many) + within], texts


def groups_of(texts: list[str]) -> Groups:
    each = [letter_groups.groups(text) for text in texts]
    return Groups(np.concatenate(each), np.cumsum([0, *map(len, each)]))


def fitted(groups: Groups, of: Array, weight: Array, kept: Array) -> LetterGroups:
    """`of`: which need each text is of, `weight` what a text counts, `kept` the texts to learn from."""
    dice = np.random.default_rng(1)
    rows = Adam(dice.normal(0, 0.05, (ROWS, WIDTH)).astype(np.float32))
    lines = Adam(dice.uniform(-0.1, 0.1, (WIDTH + 1, int(of.max()) + 1)).astype(np.float32))
    kept = kept[groups.starts[kept + 1] > groups.starts[kept]]
    lots = [lot for _ in range(ROUNDS) for lot in np.array_split(dice.permutation(kept), len(kept) // LOT)]
    for step, lot in enumerate(lots):
        named, texts = groups.of(lot)
        share = (LOUD / np.sqrt(np.bincount(texts))).astype(np.float32)
        sums = np.add.reduceat(rows.table[named], np.flatnonzero(np.diff(texts, prepend=-1))) * share[:, None]
        whole = np.c_[sums, np.ones(len(lot), dtype=np.float32)]
        slopes = beside(whole @ lines.table, of[lot]) * (weight[lot, None] / len(lot))
        rate = RATE * (1 - step / len(lots)) + LEAST
        places, slope = _together(named, texts, (slopes @ lines.table[:-1].T) * share[:, None])
        lines.step(whole.T @ slopes, rate * SLOWER)
        rows.step(slope, rate, places)
    return _in_bytes(rows.table, lines.table)


def _together(named: Array, texts: Array, slopes: Array) -> tuple[Array, Array]:
    """Each row that is named, and the sum of the slopes of the texts that name it."""
    order = np.argsort(named, kind="stable")
    first = np.flatnonzero(np.diff(named[order], prepend=-1))
    return named[order][first], np.add.reduceat(slopes[texts[order]], first)


def beside(sums: Array, right: Array) -> Array:
    """How far what each sum finds likely lies beside what is right."""
    likely = np.exp(sums - sums.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    likely[np.arange(len(right)), right] -= 1
    return likely


def _in_bytes(rows: Array, lines: Array) -> LetterGroups:
    """Each column is stretched to the range of a byte, and its line shrunk by as much."""
    stretch = 127 / np.quantile(np.abs(rows), 0.9999, axis=0)
    small = np.clip(np.round(rows * stretch), -127, 127).astype(np.int8)
    weights = lines.copy()
    weights[:-1] *= (LOUD / stretch)[:, None]
    return LetterGroups(small, weights)
