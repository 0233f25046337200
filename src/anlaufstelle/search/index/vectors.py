"""The passages' vectors beside the index: rows in `vectors.f32`, and in `vectors.rows` whose they are.

Rows are only ever appended; of an entry's rows those written last count. A text's vector is made once and then taken
over from index to index by the text's hash.
"""

import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import msgspec
import numpy as np

from anlaufstelle.search.meaning import SIZE, Encoder, readable

VECTORS = "vectors.f32"
ROWS = "vectors.rows"
WAITING = "vectors.waiting"
AT_ONCE = 60_000
"""New texts whose vectors are made while an index is built (six minutes); more are made afterwards."""

OLDEST = 1
"""The writing of vectors made afterwards: whatever was put meanwhile is newer."""

SCAN = 60_000
"""Passages up to which every query looks at all of them (30 million multiplications, 5 ms)."""

ROW = np.dtype([("entry", "V16"), ("text", "V12"), ("block", "<u8")])

Array = np.ndarray[Any, Any]


def text_key(text: str) -> bytes:
    """Of what the encoder reads: where that changes, the vector is made anew."""
    return blake2b(readable(text).encode(), digest_size=12).digest()


class Passages:
    """All vectors of one index folder, mapped into memory and shared by all processes.

    In a town every row's owner is known by name; in a country rows are found by the id's first half, 12 bytes a row.
    """

    def __init__(self, path: Path) -> None:
        self.rows = _read_rows(path)
        self.size = len(self.rows)
        self.matrix: Array = (
            np.asarray(np.memmap(path / VECTORS, dtype=np.float32, mode="r", shape=(self.size, SIZE)))
            if self.size
            else np.empty((0, SIZE), dtype=np.float32)
        )
        self.entries: list[str] = []
        self.owner: Array = np.empty(0, dtype=np.int64)
        self.number: dict[str, int] = {}
        if self.size <= SCAN:
            self.entries, self.owner = _owners(self.rows)
            self.number = {entry: place for place, entry in enumerate(self.entries)}
        else:
            halves = np.ascontiguousarray(self.rows["entry"]).view(">u8")[::2].astype(np.uint64)
            self._order: Array = np.argsort(halves, kind="stable").astype(np.uint32)
            self._sorted: Array = halves[self._order]
            self._owners, self._blocks = self.rows["entry"], self.rows["block"]

    def rows_of(self, entry: str) -> list[int]:
        """Numbers of an entry's rows of the last writing."""
        if self.size <= SCAN:
            return np.flatnonzero(self.owner == self.number.get(entry, -1)).tolist()
        key = bytes.fromhex(entry.replace("-", ""))
        half = np.uint64(int.from_bytes(key[:8], "big"))
        first = last = int(self._sorted.searchsorted(half))
        while last < self.size and self._sorted[last] == half:
            last += 1
        found = [row for row in self._order[first:last].tolist() if self._owners[row].tobytes() == key]
        if len(found) > 1:
            blocks = [int(self._blocks[row]) for row in found]
            found = [row for row, block in zip(found, blocks, strict=True) if block == max(blocks)]
        return found

    def single_rows(self, entries: Sequence[str]) -> tuple[list[str], Array]:
        """Those of the entries that have exactly one row, and these rows; looked up together."""
        keys = np.frombuffer(b"".join(bytes.fromhex(entry.replace("-", "")) for entry in entries), dtype=">u8")
        halves = keys[::2].astype(np.uint64)
        first, last = self._sorted.searchsorted(halves), self._sorted.searchsorted(halves, side="right")
        one = np.flatnonzero(last - first == 1)
        rows = self._order[first[one]]
        owners = np.frombuffer(self._owners[rows].tobytes(), dtype=">u8")
        same = owners[1::2] == keys[1::2][one]
        return [entries[place] for place in one[same].tolist()], rows[same]

    def similar(self, vector: Array, drawn: Array | None = None) -> "Similar":
        return Similar(self, vector, drawn)

    @cached_property
    def by_owner(self) -> tuple[Array | None, Array]:
        """All rows in the order of their entries (None where they are), and where each entry's rows begin."""
        order = np.argsort(self.owner, kind="stable")
        starts = np.searchsorted(self.owner[order], np.arange(len(self.entries) + 1))
        whole = bool((np.diff(order) == 1).all())
        return None if whole else order, starts[starts < self.size]


class Similar:
    """How near each entry's best passage is to one vector: all at once in a town, on demand in a country.

    Likewise to a second one (`drawn`), in the same walk through the rows: reading them is what takes time.
    """

    def __init__(self, passages: Passages, vector: Array, drawn: Array | None = None) -> None:
        self._passages = passages
        self._vectors = vector[:, None] if drawn is None else np.stack([vector, drawn], axis=1)
        self._best: Array | None = None
        if 0 < passages.size <= SCAN:
            order, starts = passages.by_owner
            near = passages.matrix @ self._vectors
            near = near if order is None else near[order]
            self._best = np.maximum.reduceat(near, starts, axis=0)[: len(passages.entries)]

    def of(self, entry: str) -> float:
        return self._of(entry)[0]

    def _of(self, entry: str) -> list[float]:
        rows = self._passages.rows_of(entry)
        found: list[float] = (self._passages.matrix[rows] @ self._vectors).max(axis=0).tolist() if len(rows) else [0.0]
        return found

    def of_all(self, entries: Sequence[str]) -> list[tuple[float, float | None]]:
        """In their order, to both vectors; 0 for whoever has no row."""
        if self._best is not None:
            number = self._passages.number
            near = np.concatenate([self._best, np.zeros((1, self._best.shape[1]), dtype=np.float32)])
            told = near[[number.get(entry, -1) for entry in entries]].tolist()
        elif entries and self._passages.size:
            single, rows = self._passages.single_rows(entries)
            known = dict(zip(single, (self._passages.matrix[rows] @ self._vectors).tolist(), strict=True))
            told = [known[entry] if entry in known else self._of(entry) for entry in entries]
        else:
            told = [[0.0]] * len(entries)
        alone = self._vectors.shape[1] == 1
        return [(one[0], None if alone else one[-1]) for one in told]

    def nearest(self, limit: int) -> dict[str, float]:
        """The entries nearest in meaning, best first; none where scanning everything would take too long."""
        if self._best is None or not len(self._best):
            return {}
        far, entries = -self._best[:, 0], self._passages.entries
        count = min(limit, len(far))
        top = np.argpartition(far, count - 1)[:count]
        top = top[np.argsort(far[top])]
        return {entries[number]: -one for number, one in zip(top.tolist(), far[top].tolist(), strict=True)}


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
    if not count:
        return np.empty(0, dtype=ROW)
    return np.asarray(np.memmap(rows, dtype=ROW, mode="r", shape=(count,)))


class Known:
    """Vectors that an index folder has, by text. Nothing is copied: rows are read when asked for."""

    def __init__(self, path: Path | None) -> None:
        rows = _read_rows(path) if path is not None else np.empty(0, dtype=ROW)
        self._number = {key: place for place, key in enumerate(rows["text"].tolist())}
        size = len(rows)
        self._matrix = np.memmap(path / VECTORS, dtype=np.float32, mode="r", shape=(size, SIZE)) if size else None

    def get(self, key: bytes) -> Array | None:
        number = self._number.get(key)
        return None if number is None or self._matrix is None else self._matrix[number]


Texts = Sequence[tuple[str, str]]


class Collection:
    """The vectors of an index being built: those known are taken over, few new ones made, many left in a list."""

    def __init__(self, path: Path, before: Path | None, model: Encoder | None) -> None:
        self._path, self._model = path, model
        self._known = Known(before if model is not None else None)
        self._new: set[bytes] = set()
        self._left: BinaryIO | None = None

    def add(self, texts: Texts) -> None:
        """(entry, text) pairs, an entry's all at once."""
        if self._model is None:
            return
        self._new.update(key for _, text in texts if self._known.get(key := text_key(text)) is None)
        if len(self._new) <= AT_ONCE:
            append(self._path, texts, self._model, self._known)
            return
        lacking = {entry for entry, text in texts if self._known.get(text_key(text)) is None}
        append(self._path, [one for one in texts if one[0] not in lacking], self._model, self._known)
        self._left = self._left or (self._path / WAITING).open("wb")
        left = (one for one in texts if one[0] in lacking)
        self._left.writelines(msgspec.json.encode(one) + b"\n" for one in left)

    def close(self) -> None:
        if self._left is not None:
            self._left.close()


def waiting(path: Path, size: int = 200) -> Iterator[list[tuple[str, str]]]:
    """What was left and is not done yet, in pieces."""
    if not (path / WAITING).exists():
        return
    done = set(_read_rows(path)["text"].tolist())
    with (path / WAITING).open("rb") as lines:
        pairs = (msgspec.json.decode(line, type=tuple[str, str]) for line in lines)
        todo = (pair for pair in pairs if text_key(pair[1]) not in done)
        while piece := list(islice(todo, size)):
            yield piece


def done(path: Path) -> None:
    (path / WAITING).unlink(missing_ok=True)


def append(
    path: Path, texts: Texts, model: Encoder | None, given: "Known | None" = None, *, block: int | None = None
) -> None:
    """Writes vectors before rows, so that a row never lacks its vector even when the writer dies between."""
    if model is None or not texts:
        return
    given = Known(path) if given is None else given
    listed = [(entry, text, text_key(text)) for entry, text in texts]
    found = {key: given.get(key) for _, _, key in listed}
    missing = {key: text for _, text, key in listed if found[key] is None}
    if missing:
        found |= dict(zip(missing, model.many(list(missing.values())), strict=True))
    matrix = np.stack([found[key] for _, _, key in listed]).astype(np.float32)
    number = time.time_ns() if block is None else block
    rows = np.array([(UUID(entry).bytes, key, number) for entry, _, key in listed], dtype=ROW)
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
