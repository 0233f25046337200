"""Which need the letters of a sentence speak for: groups of two to five letters within its words, each with a row.

The encoder hears the sense of a sentence and forgets its words; Turkish endings, Arabic roots and Ukrainian it hears
faintly. Groups of letters hear a root in whatever form it stands, with slips and in dialect. A sentence's rows are
added, and a straight line per need reads the sum (a softmax, `tools/letter_lines.py`). Of 4,000 heard sentences that
nothing was made from, the encoder's lines (`nearest_labels`) name the right need first for 57 of 100, letters for 58,
both together for 67; of 16,170 by writers of whom nothing else was known 31, 33 and 40.

A group's row is found by a hash of its letters, so groups share rows and none is written down.
"""

from collections.abc import Iterator
from zlib import crc32

import numpy as np
from msgspec import Struct

from anlaufstelle.vocabulary import words

from . import meaning
from .meaning import Array

SHORTEST, LONGEST = 2, 5
ROWS, WIDTH = 1 << 16, 96


class LetterGroups(Struct, frozen=True, eq=False):
    """`rows` in bytes, one for each hash; `weights`: a column for each need and one for what is none, a row for each
    number of the sum, the last where it starts."""

    rows: Array
    weights: Array

    def sums(self, text: str) -> Array:
        """Per need what its line says of a text, as `nearest_labels.Lines` have them."""
        found = groups(text)
        if not len(found):
            return self.weights[-1]
        whole = self.rows[found].sum(axis=0, dtype=np.int32) / np.sqrt(len(found), dtype=np.float32)
        told: Array = whole.astype(np.float32) @ self.weights[:-1] + self.weights[-1]
        return told


def groups(text: str) -> Array:
    """The rows of a text's groups of letters, each once, in their order; as much of it is read as the encoder reads."""
    read = words.tokens(meaning.readable(text[: meaning.LONGEST]))
    return np.array(
        sorted({crc32(group.encode()) % ROWS for word in read for group in _of(f" {word} ")}), dtype=np.int32
    )


def _of(framed: str) -> Iterator[str]:
    """With a blank before and behind, groups know where a word begins and ends."""
    for length in range(SHORTEST, min(LONGEST, len(framed)) + 1):
        for start in range(len(framed) - length + 1):
            yield framed[start : start + length]
