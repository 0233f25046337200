"""Whether a page with hits answers or only sounds like an answer: seven signs on a straight line, fitted, not felt.

`plea` tells from a sentence's vector alone whether it asks for help or for something no service is there for. It is a
straight line, too, between all that labels and heard sentences say and what people otherwise type into a search box
(`tools/silence.yml`). Single phrases that lie near («курс биткоина» to "Kurs") blur; a line through ninety thousand
of them does not. `tools/silence.py` fits both and tells how they do on sets they were not fitted on.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

FILE = Path(__file__).with_name("data") / "silence.json"

Array = np.ndarray[Any, Any]


class Signs(msgspec.Struct, frozen=True):
    """`nobody`: how much likelier the needs' lines (`nearest_labels`) find that nobody's need is meant, a logarithm;
    `strange`: nearness to what is nobody's need; `evidence` and `likeness` of the first hit, the `best` evidence of
    any; `length`: logarithm of the number of words."""

    plea: float
    nobody: float
    strange: float
    evidence: float
    best: float
    likeness: float
    length: float


class Line(msgspec.Struct, frozen=True):
    plea: tuple[float, ...]
    plea_from: float
    signs: Signs
    signs_from: float


def plea(row: Array) -> float | None:
    """Of a vector of length one among the labels' rows; None where nothing was fitted."""
    kept = _kept()
    return None if kept is None else float(row @ kept[1]) + kept[0].plea_from


def speaks(signs: Signs) -> bool:
    kept = _kept()
    return kept is None or weighed(kept[0], signs) > 0


def weighed(line: Line, signs: Signs) -> float:
    pairs = zip(msgspec.structs.astuple(line.signs), msgspec.structs.astuple(signs), strict=True)
    return line.signs_from + sum(weight * sign for weight, sign in pairs)


@lru_cache(maxsize=1)
def _kept() -> tuple[Line, Array] | None:
    if not FILE.exists():
        return None
    line = msgspec.json.decode(FILE.read_bytes(), type=Line)
    return line, np.array(line.plea, dtype=np.float32)
