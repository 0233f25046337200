"""Which needs a text could name surely, told without weighing its labels: an index reads millions of clauses.

Never turns down what `Matcher` would score with `least` or more; the bounds follow from its formula: what the best
label of a need says and what all of them together say join as high + .3 low (1 - high), so one of both must be high.
"""

from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from anlaufstelle.vocabulary.needs_concept import Concept
from anlaufstelle.vocabulary.needs_index import NOT_WEIGHT, Label, Shelf
from anlaufstelle.vocabulary.needs_reading import ALIKE, PARTS
from anlaufstelle.vocabulary.needs_token import Key, Token, Tokens
from anlaufstelle.vocabulary.needs_words import NOT

COVERED = 0.76
"""A label of which less is said is never high: .9 x 1.04 x .76^1.5 < .63."""

MARGIN = 1e-6
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Formula:
    """The numbers of `Matcher` that the bounds depend on; `sole_from` is the least a single word must count."""

    together: float
    alone: float
    sole_from: float
    phrase: float
    vague: float
    beside: float


@dataclass(slots=True)
class Said:
    """A text's words. `strong`: per word its place and keys; `present`: per key its place and its word's weight."""

    present: dict[str, tuple[Key, int, float]]
    strong: list[tuple[int, tuple[Key, ...]]]
    weights: list[float]
    total: float
    known: float
    things: float
    negated: int


class Skim:
    def __init__(self, tokens: Tokens, shelf: Shelf, concepts: tuple[Concept, ...], formula: Formula) -> None:
        self._tokens, self._shelf, self._formula = tokens, shelf, formula
        self._vague = [one.general or one.facet == "situation" for one in concepts]
        self._broad = [vague or one.topic is not None for one, vague in zip(concepts, self._vague, strict=True)]
        self._labels: dict[int, set[int]] = {}
        self._single: dict[str, dict[int, float]] = {}
        self._telling: dict[str, list[Label]] = {}
        self._pairs: dict[tuple[str, str], list[Label]] = {}
        for number, label in enumerate(shelf.labels):
            self._labels.setdefault(label.concept, set()).add(number)
            self._shelve(label)

    def _shelve(self, label: Label) -> None:
        """Under what must be said of it before it can be covered enough: its one key, two of them, else one of many."""
        if len(label.keys) == 1:
            known = self._single.setdefault(label.keys[0], {})
            known[label.concept] = max(label.factor, known.get(label.concept, 0.0))
            return
        weight, spare = self._shelf.weight, (1 - COVERED) * label.mass + MARGIN
        needed = sorted((key for key in label.keys if weight[key] > spare), key=lambda k: len(self._shelf.postings[k]))
        if len(needed) > 1:
            self._pairs.setdefault((min(needed[:2]), max(needed[:2])), []).append(label)
            return
        rest = label.mass
        for key in sorted(label.keys, key=lambda key: -weight[key]):
            self._telling.setdefault(key, []).append(label)
            rest -= weight[key]
            if needed or rest < COVERED * label.mass - MARGIN:
                break

    def read(self, text: str) -> list[Token]:
        return self._tokens.of(text)

    def labels(self, tokens: list[Token], least: float, without: frozenset[int] = NOBODY) -> set[int] | None:
        """The labels to weigh, {} when no need but those `without` can be sure; None when all must be weighed."""
        if self._tokens.paired(tokens) or (said := self._said(tokens)) is None:
            return None
        if not said.strong:
            return set()
        high = (1.3 - sqrt(1.69 - 1.2 * least)) / 0.6 - MARGIN
        bounds = self._by_label(said, high)
        for concept in self._by_all(said, high):
            bounds.setdefault(concept, high)
        sure = [concept for concept, bound in bounds.items() if self._most(concept, bound, said) >= least - MARGIN]
        if without.issuperset(sure):
            return set()
        if any(self._broad[concept] for concept in sure):
            return None  # it gives way to needs that are less sure
        return set().union(*(self._labels[concept] for concept in sure))

    def _said(self, tokens: list[Token]) -> Said | None:
        """None when a key is said twice: it counts twice."""
        present: dict[str, tuple[Key, int, float]] = {}
        strong = []
        known = total = 0.0
        weights, negated = [], 0
        for place, (_, keys, weight, *_) in enumerate(tokens):
            weights.append(weight)
            total += weight
            if not keys:
                continue
            known += weight
            for one in keys:
                if one.key in present:
                    return None
                present[one.key] = (one, 1 << place, weight)
            if NOT in present and not negated:
                negated = 1 << place
            else:
                strong.append((1 << place, keys))
        things = max(0.1, total - (NOT_WEIGHT if negated else 0.0))
        return Said(present, strong, weights, total, known, things, negated)

    def _by_label(self, said: Said, high: float) -> dict[int, float]:
        """Needs with a label that may be high, and how high."""
        found: dict[int, float] = {}
        present = said.present
        for key, (one, _, own) in present.items():
            if one.sure != ALIKE:
                explained = own / said.total
                bound = (explained + (1 - explained) * min(1.0, one.weight) * 0.6) * one.sure
                if bound >= high and key in self._single:
                    for concept, factor in self._single[key].items():
                        found[concept] = max(bound * factor, found.get(concept, 0.0))
            for label in self._telling.get(key, ()):
                self._cover(label, said, found)
        if len(present) > 1:
            pairs = self._pairs
            for pair in combinations(sorted(present), 2):
                for label in pairs.get(pair, ()):
                    self._cover(label, said, found)
        return {concept: bound for concept, bound in found.items() if bound >= high}

    def _cover(self, label: Label, said: Said, found: dict[int, float]) -> None:
        mass = own = 0.0
        quality, mask = 1.0, 0
        for key in label.keys:
            if key in said.present:
                one, bit, word = said.present[key]
                mass += one.weight
                quality = min(quality, one.sure)
                if not mask & bit:
                    mask |= bit
                    own += word
        covered = min(1.0, mass / label.mass)
        if covered < COVERED:
            return
        explained = min(1.0, own / said.total)
        score = covered**1.5 * (explained + (1 - explained) * min(1.0, label.mass) * 0.6) * label.factor
        score *= max(quality, PARTS) * self._formula.phrase * (1.0 if covered >= 0.998 else 0.9)
        found[label.concept] = max(min(1.0, score), found.get(label.concept, 0.0))

    def _by_all(self, said: Said, high: float) -> set[int]:
        """Needs of whose labels together enough may be said: those of the words that must be among them."""
        least = high / max(self._formula.together, self._formula.alone) * said.things - MARGIN
        words = [
            (max(one.strength for one in keys) if len(keys) > 1 else keys[0].strength, keys) for _, keys in said.strong
        ]
        spare = sum(strength for strength, _ in words) - least
        if spare < 0:
            return set()
        needed = [keys[0].shares for strength, keys in words if strength > spare and len(keys) == 1]
        found: set[int] = set()
        if needed:
            found.update(needed[0])
            for shares in needed[1:]:
                found.intersection_update(shares)
        else:
            for strength, keys in sorted(words, key=lambda one: -sum(len(key.shares) for key in one[1])):
                spare -= strength
                if spare < 0:
                    found.update(*(one.shares for one in keys))
        return {concept for concept in found if self._together(concept, said)[0] >= high}

    def _together(self, concept: int, said: Said) -> tuple[float, int]:
        """What a need's labels together count, and the places of the words they use."""
        value, mask = 0.0, 0
        for bit, keys in said.strong:
            best = 0.0
            for one in keys:
                if concept in one.shares:
                    mask |= bit
                    best = max(best, one.strength * one.shares[concept])
            value += best
        share = min(1.0, value / said.things)
        if mask.bit_count() > 1:
            return share * self._formula.together, mask
        return (share * self._formula.alone if value > self._formula.sole_from - MARGIN else 0.0), mask

    def _most(self, concept: int, bound: float, said: Said) -> float:
        together, mask = self._together(concept, said)
        mask |= said.negated
        used = sum(weight for place, weight in enumerate(said.weights) if mask >> place & 1)
        label = bound * (1 - self._formula.beside * max(0.0, said.known - used) / said.total)
        high, low = max(label, together), min(label, together)
        return (high + 0.3 * low * (1 - high)) * (self._formula.vague if self._vague[concept] else 1.0)
