"""Which labels of a text could make a need sure, told without weighing them all: an index reads millions of clauses.

Never turns down what `Matcher` would score with `least` or more; the bounds follow from its formula. A label scores at
most covered^1.5 x (.6 + .4 explained), nine tenths of that when not all of it is said; what a need's other labels add
is at most .9 of their share; the two join as high + .3 low (1 - high).
"""

from anlaufstelle.vocabulary.needs_index import NOT_WEIGHT, Shelf
from anlaufstelle.vocabulary.needs_reading import Read
from anlaufstelle.vocabulary.needs_words import NOT

COVERED = 0.78
"""No label of which less is said reaches .63, and no need reaches .7 without that (`LEAST`)."""

LEAST, ALONE = 0.7, 0.63
SPREAD = 24
"""Keys of more concepts than this are not told apart: their largest share stands for all."""


class Skim:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._telling: dict[str, list[int]] = {}
        for number, label in enumerate(shelf.labels):
            rest = label.mass
            for key in sorted(label.keys, key=lambda key: -shelf.weight[key]):
                self._telling.setdefault(key, []).append(number)
                rest -= shelf.weight[key]
                if rest < COVERED * label.mass - 1e-9:
                    break
        self._most = {key: max(shares.values(), default=0.0) for key, shares in shelf.share.items()}

    def labels(self, read: Read, least: float) -> set[int] | None:
        """The labels to weigh, {} when none can do; None when all must be weighed."""
        if not read.known:
            return set()
        present: dict[str, int] = {}
        for keys in read.keys:
            for key, _, mask in keys:
                if key in present:
                    return None  # said twice, it counts twice
                present[key] = mask
        together = self._together(read, present)
        most = max(together.values())
        if together[-1] >= ALONE or least < LEAST:
            return None
        if _joined(0.6 + 0.4 * min(1.0, read.known / read.total), most) < least:
            return set()
        found = self._covered(read, present, together, least)
        if most >= ALONE:
            strong = {concept for concept, value in together.items() if value >= ALONE}
            labels, postings = self._shelf.labels, self._shelf.postings
            found.update(number for key in present for number in postings[key] if labels[number].concept in strong)
        return found

    def _together(self, read: Read, present: dict[str, int]) -> dict[int, float]:
        """Per concept the most that its labels together may count; under -1 what holds for every other concept."""
        things = max(0.1, read.total - NOT_WEIGHT * read.negations)
        found: dict[int, float] = {-1: 0.0}
        everywhere = 0.0
        for key in present:
            if key == NOT:
                continue
            weight, shares = self._shelf.weight[key], self._shelf.share.get(key, {})
            if len(shares) > SPREAD:
                everywhere += weight * self._most[key]
                continue
            for concept, share in shares.items():
                found[concept] = found.get(concept, 0.0) + weight * share
        return {concept: 0.9 * min(1.0, (value + everywhere) / things) for concept, value in found.items()}

    def _covered(self, read: Read, present: dict[str, int], together: dict[int, float], least: float) -> set[int]:
        weight, labels = self._shelf.weight, self._shelf.labels
        kept = set()
        for key in present:
            for number in self._telling.get(key, ()):
                label = labels[number]
                covered, mask = 0.0, 0
                for one in label.keys:
                    if one in present:
                        covered += weight[one]
                        mask |= present[one]
                covered /= label.mass
                if covered < COVERED:
                    continue
                high = min(1.0, covered) ** 1.5 * (0.6 + 0.4 * min(1.0, read.weight_of(mask) / read.total))
                support = together.get(label.concept, together[-1])
                if _joined((high if covered > 0.998 else 0.9 * high) * label.factor, support) >= least - 1e-4:
                    kept.add(number)
        return kept


def _joined(one: float, other: float) -> float:
    high, low = max(one, other), min(one, other)
    return high + 0.3 * low * (1 - high)
