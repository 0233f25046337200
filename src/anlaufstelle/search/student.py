"""A small student of the encoder, for devices: its file travels with the offline pack, `meaning.js` reads it the same.

It knows the encoder's commonest German pieces of words; a layer over three neighbours, their sum and their greatest
values, and one more layer lead to the encoder's main directions. `tools/distil` teaches it. Here it stands for what a
device answers: packs take their vectors' directions and the labels' codes from it, and tests compare.
"""

import json
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).resolve().parents[1] / "design/static/design/offline/meaning.bin"
AXES = Path(__file__).parent / "data" / "offline_axes.npy"
"""The encoder's 512 numbers onto those that travel; the first ones tell needs apart."""

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
UNKNOWN = -10.0
"""What a letter that no piece knows costs beyond the rarest piece."""

Array = np.ndarray[Any, Any]


class Student:
    def __init__(self, content: bytes, axes: Array) -> None:
        size = int.from_bytes(content[:4], "little")
        head = json.loads(content[4 : 4 + size])
        self.axes = axes
        self.longest, self.telling, self.share = head["longest"], head["telling"], head["share"]
        self._arrays = {one["name"]: _array(content[4 + size :], one) for one in head["arrays"]}
        self._pieces = {piece: place + 1 for place, piece in enumerate(head["pieces"].split("\n"))}
        self._scores = np.cumsum(head["scores"]) / 100
        self._widest = max(map(len, self._pieces))
        self._order = np.array(head["order"])

    def vector(self, text: str) -> Array:
        """Onto `axes`, as long as the encoder's own are there on average."""
        arrays, ids = self._arrays, self.pieces(text)[: self.longest]
        told = arrays["pieces"][ids]
        empty = np.zeros((1, told.shape[1]), dtype=np.float32)
        beside = np.concatenate([np.vstack([empty, told[:-1]]), told, np.vstack([told[1:], empty])], axis=1)
        seen = np.maximum(beside @ arrays["beside"] + arrays["beside_at"][0], 0)
        all_ = np.concatenate([told, seen], axis=1)
        most = all_.max(0) if len(ids) == self.longest else np.maximum(all_.max(0), 0)
        summed = np.concatenate([all_.sum(0) / np.sqrt(len(ids)), most])
        inner = np.maximum(summed @ arrays["inner"] + arrays["inner_at"][0], 0)
        out = summed @ arrays["straight"] + inner @ arrays["out"] + arrays["out_at"][0]
        return np.asarray(out * (self.share / max(float(np.linalg.norm(out)), 1e-9)), dtype=np.float32)

    def pieces(self, text: str) -> list[int]:
        """The likeliest way to cut the text, as the encoder cuts it, from fewer pieces."""
        plain = SPACE + SPACE.join(unicodedata.normalize("NFKC", text).split())
        best, start, piece = [0.0] + [-1e38] * len(plain), [0] * (len(plain) + 1), [0] * (len(plain) + 1)
        lost = float(self._scores.min()) + UNKNOWN
        for at in range(len(plain)):
            for end in range(at + 1, min(len(plain), at + self._widest) + 1):
                known = self._pieces.get(plain[at:end], 0)
                if not known and end > at + 1:
                    continue
                value = best[at] + (float(self._scores[known - 1]) if known else lost)
                if value > best[end]:
                    best[end], start[end], piece[end] = value, at, known
        found, at = [], len(plain)
        while at > 0:
            found.append(piece[at])
            at = start[at]
        return found[::-1]

    def codes(self, rows: Array, owners: Sequence[int]) -> tuple[Array, Array]:
        """Labels' vectors in the telling directions: each owner's middle, and in codes what each row differs by."""
        middles = np.stack([rows[np.equal(owners, one)].mean(0) for one in range(max(owners) + 1)])
        rest = (rows - middles[list(owners)])[:, self._order]
        book = self._book
        found = np.empty((len(rows), len(book)), dtype=np.uint8)
        for part, words in enumerate(book):
            own = rest[:, part * words.shape[1] : (part + 1) * words.shape[1]]
            found[:, part] = np.argmin((words * words).sum(1) - 2 * own @ words.T, axis=1)
        return middles, found

    def decoded(self, middles: Array, codes: Array, owners: Sequence[int]) -> Array:
        rest = np.concatenate([words[codes[:, part]] for part, words in enumerate(self._book)], axis=1)
        rows = middles[list(owners)].copy()
        rows[:, self._order] += rest
        return rows

    @property
    def _book(self) -> Array:
        """Per part of a code 256 short vectors."""
        book = self._arrays["book"]
        return book.reshape(-1, 256, book.shape[1])


def _array(body: bytes, told: dict[str, Any]) -> Array:
    """Rows of small numbers, each row with its own scale in sixteenths of an octave."""
    rows, columns, at = told["rows"], told["columns"], told["at"]
    scales = 2.0 ** (-np.frombuffer(body, np.uint8, rows, at).astype(np.float32) / 16)
    if told["bits"] == 4:
        both = np.frombuffer(body, np.uint8, rows * columns // 2, at + rows)
        numbers = np.stack([both & 15, both >> 4], axis=1).reshape(rows, columns).astype(np.float32) - 8
    else:
        numbers = np.frombuffer(body, np.int8, rows * columns, at + rows).reshape(rows, columns).astype(np.float32)
    return np.asarray(numbers * scales[:, None], dtype=np.float32)


@lru_cache(maxsize=1)
def student() -> Student:
    return Student(FILE.read_bytes(), np.load(AXES).astype(np.float32))
