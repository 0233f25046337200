"""Which needs each of many texts could name surely, told for hundreds of texts at once: an index reads millions.

Never turns down what `Matcher` would score with `least` or more. The bounds follow from its formula: what the best
label of a need says and what all of them together say join as high + .3 low (1 - high). First a label is taken to be
said whole, out of all words that its need knows; then those of the needs left over are looked at one by one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from anlaufstelle.vocabulary.needs_concept import Concept
from anlaufstelle.vocabulary.needs_index import NOT_WEIGHT, Shelf
from anlaufstelle.vocabulary.needs_reading import ALIKE, PARTS
from anlaufstelle.vocabulary.needs_token import BEFORE_E, BEGINS, ENDING, GOES_ON, SWALLOWS, Tokens
from anlaufstelle.vocabulary.needs_words import NOT

MARGIN = 1e-6
AT_ONCE = 500
"""Texts: so many times all needs still fit into a core's own memory."""

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Formula:
    """The numbers of `Matcher` that the bounds depend on."""

    together: float
    alone: float
    alone_from: float
    phrase: float
    vague: float
    beside: float
    gives_way: float


@dataclass(slots=True)
class Possible:
    """Needs a text may name surely, None where everything must be weighed; `form` is it as labels are compared.

    `beside`: what else must be weighed with them, since it may explain their words or make them give way.
    """

    form: str
    sure: list[int] | None
    beside: list[int]


@dataclass(frozen=True, slots=True)
class Said:
    """Tokens of many texts, `of` which text each is; per text the weights of its words."""

    token: Array
    of: Array
    weight: Array
    total: Array
    known: Array
    negated: Array
    things: Array


@dataclass(slots=True)
class Cells:
    """Pairs of a text and a need it says anything of; `at` is text times needs plus need.

    `together` is what all labels say, `used` the weight of the words; `most`: how sure the need can be.
    """

    at: Array
    text: Array
    need: Array
    together: Array
    used: Array
    mass: Array

    def those(self, which: Array) -> "Cells":
        listed = (self.at, self.text, self.need, self.together, self.used, self.mass)
        return Cells(*(one[which] for one in listed))


class Rows:
    """Lists of rows, one list for each number, as one array."""

    def __init__(self, width: int) -> None:
        self._rows = np.empty((0, width))
        self._first = np.zeros(1, dtype=np.int64)

    def add(self, lists: Sequence[Sequence[tuple[float, ...]]]) -> None:
        ends = self._first[-1] + np.cumsum([len(one) for one in lists], dtype=np.int64)
        self._first = np.concatenate([self._first, ends])
        rows = np.array([row for one in lists for row in one], dtype=np.float64)
        self._rows = np.concatenate([self._rows, rows.reshape(-1, self._rows.shape[1])])

    def of(self, numbers: Array) -> tuple[Array, Array]:
        """The rows of all these numbers, and of which of them each is (its place)."""
        sizes = self._first[numbers + 1] - self._first[numbers]
        places = np.repeat(self._first[numbers] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        return self._rows[places].T, np.repeat(np.arange(len(numbers)), sizes)


class Sieve:
    def __init__(
        self, tokens: Tokens, shelf: Shelf, concepts: tuple[Concept, ...], formula: Formula, longest: int
    ) -> None:
        vague = [one.general or one.facet == "situation" for one in concepts]
        self._tokens, self._formula, self._longest, self._size = tokens, formula, longest, len(concepts)
        self._factor = np.where(vague, formula.vague, 1.0)
        self._broad = np.array([one.topic is not None for one in concepts]) | np.array(vague)
        self._single, self._needs, self._keys, self._postings = np.empty((0, 5)), Rows(3), Rows(2), Rows(1)
        self._number = {key: number for number, key in enumerate(shelf.postings)}
        self._postings.add([[(label,) for label in labels] for labels in shelf.postings.values()])
        self._weight = np.array([shelf.weight[key] for key in shelf.postings])
        self._label = np.array(
            [(one.concept, one.mass, one.factor, len(one.keys), NOT in one.keys) for one in shelf.labels]
        ).reshape(-1, 5)

    def possible(self, texts: Sequence[tuple[str, frozenset[int]]], least: float) -> list[Possible]:
        """`texts` come with the needs that nobody asks for."""
        found: list[Possible] = []
        for first in range(0, len(texts), AT_ONCE):
            found += self._possible(texts[first : first + AT_ONCE], least)
        return found

    def _possible(self, texts: Sequence[tuple[str, frozenset[int]]], least: float) -> list[Possible]:
        numbers: list[int] = []
        sizes: list[int] = []
        found: list[Possible] = []
        for text, _ in texts:
            known = self._tokens.of(text)
            row = [token for _, tokens in known for token in tokens]
            del row[self._longest :]
            numbers += row
            sizes.append(len(row))
            found.append(Possible(" ".join([form for form, _ in known if form]), [], []))
        if not numbers:
            return found
        self._learn()
        said = self._said(np.array(numbers), np.repeat(np.arange(len(texts)), sizes), len(texts))
        wanted = np.ones(len(texts) * self._size, dtype=bool)
        wanted[[place * self._size + one for place, (_, without) in enumerate(texts) for one in without]] = False
        self._sort_out(found, said, wanted, least - MARGIN)
        for place, number, likely in self._maybe_paired(said, np.cumsum(sizes) - sizes):
            one = found[number]
            if one.sure is not None and self._tokens.paired(one.form.split(" "), place, likely=likely):
                one.sure = None
        return found

    def _sort_out(self, found: list[Possible], said: Said, wanted: Array, least: float) -> None:
        every = self._cells(said)
        most = self._most(every, self._whole(every, said), said)
        likely = every.those((most >= least) & wanted[every.at])
        likely = likely.those(self._most(likely, self._by_label(likely, said), said) >= least)
        for text, need in zip(likely.text.tolist(), likely.need.tolist(), strict=True):
            found[text].sure.append(need)
        weighed, yielding = np.zeros((2, len(found)), dtype=bool)
        weighed[likely.text] = True
        yielding[likely.text[self._broad[likely.need]]] = True
        rivals = yielding[every.text] & (most >= self._formula.gives_way - MARGIN)
        beside = every.those(weighed[every.text] & (most >= least) | rivals)
        for text, need in zip(beside.text.tolist(), beside.need.tolist(), strict=True):
            found[text].beside.append(need)

    def _learn(self) -> None:
        """Makes arrays of the tokens met since the last time."""
        new = self._tokens.since(len(self._single))
        if new:
            single = [(one.weight, one.negates, one.known, one.before, one.after) for one in new]
            self._single = np.concatenate([self._single, np.array(single, dtype=np.float64)])
            self._needs.add([one.needs for one in new])
            self._keys.add([list(self._numbered(one.keys)) for one in new])

    def _numbered(self, keys: Iterable[tuple[str, float]]) -> Iterable[tuple[int, float]]:
        return ((self._number[key], sure) for key, sure in keys if key != NOT)

    def _said(self, token: Array, of: Array, count: int) -> Said:
        weight, negates, known = self._single[token, :3].T
        total = np.bincount(of, weight, count)
        things = np.maximum(total - NOT_WEIGHT * np.bincount(of, negates, count), 0.1)
        known, negated = np.bincount(of, weight * known, count), np.bincount(of, weight * negates, count)
        return Said(token, of, weight, total, known, negated, things)

    def _cells(self, said: Said) -> Cells:
        (need, value, mass), place = self._needs.of(said.token)
        cell = said.of[place] * self._size + need.astype(np.int64)
        at, row = self._numbered_anew(cell, len(said.total))
        times = np.bincount(row)
        text, need = np.divmod(at, self._size)
        used = np.bincount(row, said.weight[place]) + said.negated[text]
        value = np.bincount(row, value)
        one = self._formula
        many = np.where(times > 1, one.together, np.where(value > one.alone_from - MARGIN, one.alone, 0.0))
        together = np.minimum(value / said.things[text], 1.0) * many
        return Cells(at, text, need, together, used, np.bincount(row, mass) + said.negated[text])

    def _numbered_anew(self, cells: Array, texts: int) -> tuple[Array, Array]:
        """Those that occur, in order, and for each given one its place among them: a text names few of all needs."""
        there = np.zeros(texts * self._size, dtype=bool)
        there[cells] = True
        at = np.flatnonzero(there)
        row = np.empty(len(there), dtype=np.int32)
        row[at] = np.arange(len(at), dtype=np.int32)
        return at, row[cells]

    def _whole(self, cells: Cells, said: Said) -> Array:
        explained = np.minimum(cells.used / said.total[cells.text], 1.0)
        score = (explained + (1 - explained) * np.minimum(cells.mass, 1.0) * 0.6) * self._formula.phrase
        return np.minimum(score, 1.0)

    def _by_label(self, cells: Cells, said: Said) -> Array:
        """What the best label of each cell can score at most."""
        row = np.full(len(said.total) * self._size, -1, dtype=np.int32)
        row[cells.at] = np.arange(len(cells.at), dtype=np.int32)
        asked = np.zeros(len(said.total), dtype=bool)
        asked[cells.text] = True
        token = np.flatnonzero(asked[said.of])
        (key, sure), place = self._keys.of(said.token[token])
        (label,), hit = self._postings.of(key.astype(np.int64))
        number = label.astype(np.int64)
        place = token[place[hit]]
        cell = row[said.of[place] * self._size + self._label[number, 0].astype(np.int64)]
        kept = (cell >= 0) & ((sure[hit] != ALIKE) | (self._label[number, 3] > 1))
        cell, number, place, hit = cell[kept], number[kept], place[kept], hit[kept]
        pairs, pair = np.unique(cell.astype(np.int64) * len(self._label) + number, return_inverse=True)
        cell, number = np.divmod(pairs, len(self._label))
        text = cells.text[cell]
        _, whole, factor, keys, negates = self._label[number].T
        mass = np.bincount(pair, self._weight[key[hit].astype(np.int64)], len(pairs)) + negates * said.negated[text]
        used = np.bincount(pair, said.weight[place], len(pairs)) + negates * said.negated[text]
        quality = np.ones(len(pairs))
        np.minimum.at(quality, pair, np.maximum(sure[hit], PARTS))
        covered = np.minimum(mass / whole, 1.0)
        explained = np.minimum(used / said.total[text], 1.0)
        score = covered**1.5 * (explained + (1 - explained) * np.minimum(whole, 1.0) * 0.6) * factor * quality
        score *= np.where(covered < 0.998, 0.9, 1.0) * np.where(keys > 1, self._formula.phrase, 1.0)
        best = np.zeros(len(cells.at))
        np.maximum.at(best, cell, np.minimum(score, 1.0))
        return best

    def _most(self, cells: Cells, label: Array, said: Said) -> Array:
        beside = np.maximum(said.known[cells.text] - cells.used, 0.0) / said.total[cells.text]
        label = label * (1 - self._formula.beside * beside)
        high, low = np.maximum(label, cells.together), np.minimum(label, cells.together)
        most: Array = (high + 0.3 * low * (1 - high)) * self._factor[cells.need]
        return most

    def _maybe_paired(self, said: Said, first: Array) -> Iterable[tuple[int, int, bool]]:
        """Places of words in their texts, and whether both sides could be one or only the left one begins a key."""
        before, after = self._single[said.token, 3:].astype(np.int64).T
        left, right = after[:-1], before[1:]
        both = ((left & BEGINS > 0) & (right & ENDING > 0)) | ((left & SWALLOWS > 0) & (right & BEFORE_E > 0))
        same = said.of[1:] == said.of[:-1]
        found = np.flatnonzero(same & (both | (left & GOES_ON > 0)))
        text = said.of[found]
        return zip((found - first[text]).tolist(), text.tolist(), both[found].tolist(), strict=True)
