"""The passages' vectors beside the index: rows in `vectors.f32`, and in `vectors.rows` whose they are.

Rows are only ever appended; of an entry's rows those written last count. A text's vector is made once and then taken
over from index to index by the text's hash.
"""

import time
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from anlaufstelle.search.document import Document
from anlaufstelle.search.meaning import SIZE, Encoder

VECTORS = "vectors.f32"
ROWS = "vectors.rows"
SCAN = 60_000
"""Passages up to which every query looks at all of them (30 million multiplications, 5 ms)."""

ROW = np.dtype([("entry", "V16"), ("text", "V12"), ("block", "<u8")])

Array = np.ndarray[Any, Any]


def text_key(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=12).digest()


class Passages:
    """All vectors of one index folder, mapped into memory and shared by all processes."""

    def __init__(self, path: Path) -> None:
        rows = _read_rows(path)
        self.size = len(rows)
        self._order: Array | None = None
        self._sorted: Array = np.empty(0, dtype=np.int64)
        self.texts: list[bytes] = rows["text"].tolist()
        self.matrix: Array = (
            np.memmap(path / VECTORS, dtype=np.float32, mode="r", shape=(self.size, SIZE))
            if self.size
            else np.empty((0, SIZE), dtype=np.float32)
        )
        self.entries, self.owner = _owners(rows)
        self.number = {entry: place for place, entry in enumerate(self.entries)}

    def rows_of(self, number: int) -> Array:
        """Row numbers of one entry; rows of one writing stand together."""
        if self._order is None:
            self._order = np.argsort(self.owner, kind="stable")
            self._sorted = self.owner[self._order]
        first, last = np.searchsorted(self._sorted, [number, number + 1])
        return self._order[first:last]

    def similar(self, vector: Array) -> "Similar":
        return Similar(self, vector)


class Similar:
    """How near each entry's best passage is to one vector: all at once in a town, on demand in a country."""

    def __init__(self, passages: Passages, vector: Array) -> None:
        self._passages, self._vector = passages, vector
        self._best: Array | None = None
        if passages.size <= SCAN:
            best = np.full(len(passages.entries) + 1, -1.0, dtype=np.float32)
            np.maximum.at(best, passages.owner, passages.matrix @ vector)
            self._best = best[:-1]

    def of(self, entry: str) -> float:
        number = self._passages.number.get(entry)
        if number is None:
            return 0.0
        if self._best is not None:
            return float(self._best[number])
        rows = self._passages.rows_of(number)
        return float((self._passages.matrix[rows] @ self._vector).max()) if len(rows) else 0.0

    def nearest(self, limit: int) -> dict[str, float]:
        """The entries nearest in meaning, best first; none where scanning everything would take too long."""
        if self._best is None or not len(self._best):
            return {}
        count = min(limit, len(self._best))
        top = np.argpartition(-self._best, count - 1)[:count]
        return {
            self._passages.entries[number]: float(self._best[number]) for number in top[np.argsort(-self._best[top])]
        }


def _owners(rows: Array) -> tuple[list[str], Array]:
    """Entry ids, and per row the number of its entry; rows of an older writing point past the end."""
    latest: dict[bytes, int] = {}
    keys: list[bytes] = rows["entry"].tolist()
    blocks: list[int] = rows["block"].tolist()
    for key, block in zip(keys, blocks, strict=True):
        latest[key] = max(block, latest.get(key, 0))
    number = {key: place for place, key in enumerate(latest)}
    owner = [number[key] if latest[key] == block else len(number) for key, block in zip(keys, blocks, strict=True)]
    return [str(UUID(bytes=key)) for key in number], np.array(owner, dtype=np.int64)


def _read_rows(path: Path) -> Array:
    rows, vectors = path / ROWS, path / VECTORS
    if not rows.exists() or not vectors.exists():
        return np.empty(0, dtype=ROW)
    count = min(rows.stat().st_size // ROW.itemsize, vectors.stat().st_size // (4 * SIZE))
    return np.fromfile(rows, dtype=ROW, count=count)


def known(path: Path | None) -> dict[bytes, Array]:
    """Vectors of the former index by text, so that none is made twice."""
    if path is None:
        return {}
    passages = Passages(path)
    return dict(zip(passages.texts, passages.matrix, strict=True))


def append(
    path: Path, documents: Iterable[Document], model: Encoder | None, given: Mapping[bytes, Array] | None = None
) -> None:
    """Writes vectors before rows, so that a row never lacks its vector even when the writer dies between."""
    if model is None:
        return
    given = known(path) if given is None else given
    block = time.time_ns()
    listed = [(document.card.id, text, text_key(text)) for document in documents for text in document.passages]
    missing = {key: text for _, text, key in listed if key not in given}
    made = dict(zip(missing, model.many(list(missing.values())), strict=True)) if missing else {}
    if not listed:
        return
    matrix = np.stack([given[key] if key in given else made[key] for _, _, key in listed]).astype(np.float32)
    rows = np.array([(UUID(entry).bytes, key, block) for entry, _, key in listed], dtype=ROW)
    _align(path)
    with (path / VECTORS).open("ab") as file:
        file.write(matrix.tobytes())
    with (path / ROWS).open("ab") as file:
        file.write(rows.tobytes())


def _align(path: Path) -> None:
    """Cuts off what a killed writer left behind, so that row n stays vector n."""
    count = len(_read_rows(path))
    for name, size in ((VECTORS, 4 * SIZE), (ROWS, ROW.itemsize)):
        if (path / name).exists():
            with (path / name).open("r+b") as file:
                file.truncate(count * size)
