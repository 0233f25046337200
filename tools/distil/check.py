"""Whether a student may take another's place: both beside the encoder, on sentences that neither has learnt from."""

from typing import Any

import numpy as np
from msgspec import Struct

from anlaufstelle.search.label_meaning import Labels
from anlaufstelle.search.student import Student
from anlaufstelle.vocabulary import needs

from .book import shipped

Array = np.ndarray[Any, Any]


class Measured(Struct, frozen=True):
    """`cosine` counts in all of the encoder's directions, so that students with fewer of their own compare fairly."""

    cosine: float
    telling: float
    agreement: float

    def __str__(self) -> str:
        return (
            f"cosine {self.cosine:.4f} (among the telling directions {self.telling:.4f}), "
            f"the same nearest need as the encoder in {self.agreement:.3f}"
        )


def measured(one: Student, texts: list[str], vectors: Array) -> Measured:
    own = np.array([one.vector(text) for text in texts])
    aimed, labels = vectors @ one.axes, _labels()
    whole = own @ one.axes.T
    same = [_nearest(labels, mine) == _nearest(labels, theirs) for mine, theirs in zip(whole, vectors, strict=True)]
    telling = slice(0, one.telling)
    return Measured(_cosine(whole, vectors), _cosine(own[:, telling], aimed[:, telling]), float(np.mean(same)))


def _cosine(one: Array, other: Array) -> float:
    long = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return float(np.mean((one * other).sum(1) / np.maximum(long, 1e-9)))


def _nearest(labels: Labels, vector: Array) -> str:
    near = labels.nearness(vector, ("",))
    return max(near, key=lambda need: near[need])


def _labels() -> Labels:
    """Without the sentences that are only heard: the held ones are among those and would find themselves."""
    kept = shipped()
    said = kept.known((one.id, text) for one in needs.load() for text in one.said("de"))
    pairs = [(need, place) for place, (need, _) in enumerate(said)]
    return Labels(pairs, np.stack([row for _, row in said]), kept.projection)
