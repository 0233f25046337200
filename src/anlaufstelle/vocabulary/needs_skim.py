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
from anlaufstelle.vocabulary.needs_token import Token, Tokens
from anlaufstelle.vocabulary.needs_words import NOT

COVERED = 0.76
"""A label of which less is said is never high: .9 x 1.04 x .76^1.5 < .63."""

MARGIN = 1e-6


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
    """A text's words. `strong`: per word its place and, per key, who uses it and how much that counts for them.

    `present`: per key its weight, sureness, place and the weight of its word.
    """

    present: dict[str, tuple[float, float, int, float]]
    strong: list[tuple[int, list[tuple[dict[int, float], float]]]]
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

    def labels(self, text: str, least: float) -> set[int] | None:
        """The labels to weigh, {} when none can do; None when all must be weighed."""
        tokens = self._tokens.of(text)
        if tokens is None:
            return None
        said = self._said(tokens)
        if said is None:
            return None
        if not said.strong:
            return set()
        high = (1.3 - sqrt(1.69 - 1.2 * least)) / 0.6 - MARGIN if least < 1 else 1.0 - MARGIN
        bounds = self._by_label(said, high)
        for concept in self._by_all(said, high):
            bounds.setdefault(concept, high)
        found: set[int] = set()
        for concept, bound in bounds.items():
            if self._most(concept, bound, said) >= least - MARGIN:
                if self._broad[concept]:
                    return None  # it gives way to needs that are less sure
                found |= self._labels[concept]
        return found

    def _said(self, tokens: list[Token]) -> Said | None:
        """None when a key is said twice: it counts twice."""
        weight, share = self._shelf.weight, self._shelf.share
        said = Said({}, [], [], 0.0, 0.0, 0.0, 0)
        negations = 0
        for place, token in enumerate(tokens):
            said.weights.append(token.weight)
            said.total += token.weight
            if not token.keys:
                continue
            said.known += token.weight
            strong = []
            for key, sure in token.keys:
                if key in said.present:
                    return None
                own = weight[key]
                said.present[key] = (own, sure, 1 << place, token.weight)
                if key == NOT:
                    said.negated |= 1 << place
                    negations += 1
                else:
                    strong.append((share[key], own * sure))
            if strong:
                said.strong.append((1 << place, strong))
        said.things = max(0.1, said.total - NOT_WEIGHT * negations)
        return said

    def _by_label(self, said: Said, high: float) -> dict[int, float]:
        """Needs with a label that may be high, and how high."""
        found: dict[int, float] = {}
        present = said.present
        for key, (mass, sure, _, own) in present.items():
            if key in self._single and sure != ALIKE:
                explained = own / said.total
                bound = (explained + (1 - explained) * min(1.0, mass) * 0.6) * sure
                if bound >= high:
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
                weight, sure, bit, word = said.present[key]
                mass += weight
                quality = min(quality, sure)
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
        ordered = sorted(said.strong, key=lambda one: -sum(len(shares) for shares, _ in one[1]))
        strength = [max(own for _, own in keys) for _, keys in ordered]
        if sum(strength) < least:
            return set()
        found: set[int] = set()
        spared = 0.0
        for (_, keys), own in zip(ordered, strength, strict=True):
            spared += own
            if spared >= least:
                for shares, _ in keys:
                    found.update(shares)
        return {concept for concept in found if self._together(concept, said)[0] >= high}

    def _together(self, concept: int, said: Said) -> tuple[float, int]:
        """What a need's labels together count, and the places of the words they use."""
        value, mask = 0.0, 0
        for bit, keys in said.strong:
            best = 0.0
            for shares, own in keys:
                if concept in shares:
                    mask |= bit
                    best = max(best, own * shares[concept])
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
