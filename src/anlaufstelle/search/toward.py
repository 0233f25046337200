"""The need that was understood stands in for the sentence's own vector when entries are put in order.

How somebody words it says little about which of three advice centres for debts suits best, and every typo moves it. So
the vector is drawn to the middle of what German labels and sentences say of the need, as far as the need is sure.
Measured on 992 lay sentences: the figures stay, and a device, whose encoder is a small one, orders alike more often.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from anlaufstelle.vocabulary import needs

from . import label_meaning

LANGUAGE = "de"
SURE_ENOUGH, MOST, BESIDE = 0.42, 2, 0.2
"""From when on a need draws, how many do at most, and how far the second may lie behind the first."""

Array = np.ndarray[Any, Any]


def drawn(vector: Array, understood: Sequence[tuple[str, float]]) -> Array | None:
    """`understood`: needs, surest first. None where none is sure enough to draw."""
    asked = [(middles().get(need), sure) for need, sure in understood[:MOST] if sure >= SURE_ENOUGH]
    near = [sure * middle for middle, sure in asked if middle is not None and sure >= asked[0][1] - BESIDE]
    if not near:
        return None
    middle, sure = np.sum(near, axis=0), min(1.0, asked[0][1])
    found: Array = (1 - sure) * vector + sure * middle / np.linalg.norm(middle)
    return found.astype(np.float32)


def said() -> list[tuple[str, str]]:
    """(need, text) of all that German labels and sentences say, a need's own side by side."""
    thesaurus = needs.load()
    found = {one.id: [*one.said(LANGUAGE), *one.understood.get(LANGUAGE, ())] for one in thesaurus}
    for need, texts in label_meaning.sentences(LANGUAGE).items():
        found.get(need, []).extend(texts)
    return list(dict.fromkeys((need, text) for need, texts in found.items() for text in texts))


@lru_cache(maxsize=1)
def middles() -> dict[str, Array]:
    """Per need a vector of length one; {} where no labels' vectors were shipped."""
    kept = label_meaning.load_file()
    if kept is None:
        return {}
    rows: dict[str, list[Array]] = {}
    for need, row in kept.known(said()):
        rows.setdefault(need, []).append(row.astype(np.float32) / np.linalg.norm(row.astype(np.float32)))
    return {need: _unit(kept.projection @ np.mean(of, axis=0)) for need, of in rows.items()}


def _unit(vector: Array) -> Array:
    found: Array = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return found
