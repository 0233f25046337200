"""All labels' vectors, and which of them lie nearest to a question's: told from their signs first, then exactly.

Reading all 120,000 rows costs a question as much again as its own vector. Along 256 directions a row has as
many signs; those that share most of them with the question are near to it, and these are compared exactly. Of 1,086
sentences two were heard with other numbers than from all rows, and none with other needs.

Of several needs that lie about as near, one has a label close by only because so much was written for it. So every
need also has a straight line between all that is said of it and of all others (a softmax over the encoder's whole
vectors, `tools/label_vectors.py`), and what that finds likely comes nearer. Of 2,500 heard sentences, asked of labels
and lines made without them, the nearest label is the right one's for 54 of 100, the line for 58, both together for 64.
The letters of a sentence say as much again (`letter_groups`).
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from .letter_groups import LetterGroups
from .meaning import SIZE

LOOKED_AT, CONCEPTS, OWN = 1_500, 20, 400
"""`OWN`: how many of a concept's rows are compared that is wanted and not among the nearest."""
TURNS = 2
"""Random rotations: of each, every axis is a direction. Two find what four times as many random directions find."""

SAMPLE = 8
"""How many signs may differ is told from every eighth row."""

AT_ONCE = 4_000

LEAN = 0.6
"""How much nearer a need comes at most that the lines find likely, and how much farther away one that they do not. Of
4,000 unread sentences .2 finds the right need for 60 of 100, .4 for 64, .6 to 1 for 65; a third of OMoS goes from .695
with .4 to .696."""

LIKELY, UNLIKELY = -3.0, -6.0
"""Logarithms: from where on a need comes nearer, and where it is as far as it gets."""

SPELT = 0.9
"""What the letters weigh beside the encoder's vector; between .5 and 1.2 it makes little difference."""

FAR = 0.4
"""How near a need lies that the lines find likely and no row that was looked at names."""

Array = np.ndarray[Any, Any]


class Lines(Struct, frozen=True, eq=False):
    """`weights`: a column a concept, a row a number of the encoder's vectors of length one, the last where it starts.

    A last column without a concept is what is nobody's need.
    """

    concepts: tuple[str, ...]
    weights: Array
    letters: LetterGroups

    def likely(self, vector: Array, text: str) -> Array:
        """Logarithm per concept, and of nobody's need, of how likely it is the one meant; of a vector of any length."""
        vector = vector / max(float(np.linalg.norm(vector)), 1e-6)
        sums = vector @ self.weights[:-1] + self.weights[-1] + SPELT * self.letters.sums(text)
        logs: Array = sums - sums.max()
        logs -= np.log(np.exp(logs).sum())
        return logs


class Labels:
    """Rows in bytes, those of one concept side by side; `projection` leads there from the encoder's own vectors."""

    def __init__(
        self, pairs: Sequence[tuple[str, int]], rows: Array, projection: Array, lines: Lines | None = None
    ) -> None:
        """`pairs`: a concept and the number of one of its rows. The rows stay where they are, which may be a file."""
        self.concepts = sorted({concept for concept, _ in pairs})
        self._place = {concept: place for place, concept in enumerate(self.concepts)}
        of = np.array([self._place[concept] for concept, _ in pairs], dtype=np.int16)
        order = np.argsort(of, kind="stable")
        self._of, self._at, self._rows = of[order], np.array([at for _, at in pairs], dtype=np.int32)[order], rows
        self._starts = np.searchsorted(self._of, np.arange(len(self.concepts) + 1))
        self._projection, self._lines = projection, lines
        self._line = {concept: place for place, concept in enumerate(lines.concepts if lines else ())}
        self._turned = _turns(rows.shape[1])
        self._scale = np.empty(len(of), dtype=np.float32)
        self._signs = np.empty((self._turned.shape[1] // 64, len(of)), dtype=np.uint64)
        for first in range(0, len(of), AT_ONCE):  # never all of them as numbers of four bytes
            lot = slice(first, first + AT_ONCE)
            part = rows[self._at[lot]].astype(np.float32)
            self._scale[lot] = 1 / np.linalg.norm(part, axis=1)
            self._signs[:, lot] = _signs(part @ self._turned).T

    def nearness(
        self, vectors: Array, texts: Sequence[str], wanted: Collection[str] = (), share: float = 1.0
    ) -> dict[str, float]:
        """Per concept how near its nearest label is, -1 to 1 and what the lines add: of the nearest concepts, of those
        `wanted`, and of those that the lines find likely, whose word counts with a `share`.

        Of several texts' rows the nearest counts.
        """
        found: dict[str, float] = {}
        whole = vectors.reshape(-1, SIZE)
        for vector, shorter, text in zip(whole, self.shortened(whole), texts, strict=True):
            for concept, near in self._leaned(self._nearest(shorter, wanted), vector, text, LEAN * share).items():
                if near > found.get(concept, -1.0):
                    found[concept] = near
        return found

    def likely(self, vector: Array, text: str) -> dict[str | None, float]:
        """Per concept how likely it is the one meant, 0 to 1; under None that it is nobody's need. {} without lines."""
        if self._lines is None:
            return {}
        return dict(zip((*self._lines.concepts, None), np.exp(self._lines.likely(vector, text)).tolist(), strict=True))

    def shortened(self, vectors: Array) -> Array:
        """The encoder's vectors among the labels' rows, of length one."""
        shorter: Array = vectors.reshape(-1, SIZE) @ self._projection
        shorter /= np.maximum(np.linalg.norm(shorter, axis=1, keepdims=True), 1e-6)
        return shorter

    def _nearest(self, vector: Array, wanted: Collection[str]) -> dict[str, float]:
        differing = self._differing(vector)
        rows = _least(differing)
        concepts = self._of[rows]
        first = np.flatnonzero(np.diff(concepts, prepend=-1))
        best = np.maximum.reduceat(
            self._exact(self._rows.take(self._at[rows], axis=0), self._scale[rows], vector), first
        )
        there = concepts[first]
        told = {self.concepts[there[one]]: float(best[one]) for one in np.argsort(-best)[:CONCEPTS].tolist()}
        for concept in wanted:
            number = self._place.get(concept)
            if number is not None and concept not in told:
                start, end = self._starts[number : number + 2].tolist()
                of = start + np.argpartition(differing[start:end], min(OWN, end - start - 1))[:OWN]
                told[concept] = float(self._exact(self._rows.take(self._at[of], axis=0), self._scale[of], vector).max())
        return told

    def _leaned(self, told: dict[str, float], vector: Array, text: str, lean: float) -> dict[str, float]:
        if self._lines is None:
            return told
        logs = self._lines.likely(vector, text)[: len(self._lines.concepts)]
        likely = (self._lines.concepts[one] for one in np.flatnonzero(logs > LIKELY).tolist())
        leant = dict.fromkeys(likely, FAR) | told
        for concept in leant:
            if (number := self._line.get(concept)) is not None:
                leant[concept] += lean * (1 - max(float(logs[number]), UNLIKELY) / LIKELY)
        return leant

    def _differing(self, vector: Array) -> Array:
        """How many signs of each row differ from a vector's; in a byte, so the very opposite would be 0."""
        signs = _signs(vector[None] @ self._turned)[0]
        differing: Array = np.bitwise_count(self._signs[0] ^ signs[0])
        for own, asked in zip(self._signs[1:], signs[1:], strict=True):
            differing += np.bitwise_count(own ^ asked)
        return differing

    @staticmethod
    def _exact(rows: Array, scale: Array, vector: Array) -> Array:
        near: Array = (rows.astype(np.float32) @ vector) * scale
        return near


def _least(differing: Array) -> Array:
    """The rows that differ least, in their order."""
    if len(differing) <= LOOKED_AT:
        return np.arange(len(differing))
    many = np.cumsum(np.bincount(differing[::SAMPLE]))
    most = int(np.searchsorted(many, LOOKED_AT // SAMPLE))  # numpy's own number would widen every byte to eight
    return np.flatnonzero(differing <= most)


def _turns(width: int) -> Array:
    dice = np.random.default_rng(1)
    turned = [np.linalg.qr(dice.standard_normal((width, width)))[0] for _ in range(TURNS)]
    return np.concatenate(turned, axis=1).astype(np.float32)


def _signs(numbers: Array) -> Array:
    """One bit each, 64 to a number."""
    return np.packbits(numbers > 0, axis=1).view(np.uint64)
