"""Entries to finished tokens, in as many processes as there are cores once there are enough of them.

Beyond a town's number needs are read out of texts briefly (`implied`): a country cannot afford seven languages for
every clause. What all processes must know is read before they part; what travels is bytes.
"""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from multiprocessing.pool import AsyncResult
from pathlib import Path

import msgspec

from anlaufstelle.record.entry import Entry
from anlaufstelle.search.document import document
from anlaufstelle.search.implied import briefly
from anlaufstelle.search.labels import labels_of

from . import lexicon
from .schema import Prepared, prepare
from .wordbook import WordBook, beside

ALONE = 5_000
"""Entries read by one process and in all languages; starting others pays only beyond."""

BATCH = 500
AHEAD = 3
"""Batches under way per process."""

SELDOM = (100_000, 50, 100)
"""How often who only reads and forgets looks for rings of objects that nobody holds: there are hardly any."""


class Read(msgspec.Struct, frozen=True, array_like=True, gc=False):
    prepared: list[Prepared]
    words: list[lexicon.Known]


_out = msgspec.msgpack.Encoder()
_entries_in = msgspec.msgpack.Decoder(list[Entry])
_read_in = msgspec.msgpack.Decoder(Read)


def analysed(entries: Iterable[Entry], *, passages: bool, book: WordBook) -> Iterator[Read]:
    """In the order given; with `passages` the texts for the encoder come along."""
    batches = _batches(entries)
    first = list(islice(batches, ALONE // BATCH))
    following = next(batches, None)
    book.open()
    if following is None:
        yield from (remembering(batch, book, passages=passages) for batch in first)
        return
    every = chain(first, (following,), batches)
    if _cores() > 1:
        remembering(first[0][:1], book, passages=passages, brief=True)
        yield from _by_all(every, passages, _cores(), book)
    else:
        yield from (remembering(batch, book, passages=passages, brief=True) for batch in every)


def _by_all(batches: Iterable[list[Entry]], passages: bool, processes: int, book: WordBook) -> Iterator[Read]:
    """What lives when they part lives on: counting it again and again would cost a tenth of the time."""
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(processes, gc.set_threshold, SELDOM) as pool:
            under_way: deque[AsyncResult[bytes]] = deque()
            for batch in batches:
                under_way.append(pool.apply_async(_in_other, (_out.encode(batch), passages, book.path.parent)))
                if len(under_way) >= AHEAD * processes:
                    yield _read_in.decode(under_way.popleft().get())
            while under_way:
                yield _read_in.decode(under_way.popleft().get())
    finally:
        gc.unfreeze()


def read(entries: Iterable[Entry], *, passages: bool, brief: bool = False) -> Read:
    collector = lexicon.Collector()
    prepared = []
    listed = list(entries)
    implied = briefly(listed) if brief else [None] * len(listed)
    for entry, told in zip(listed, implied, strict=True):
        made = document(entry, labels_of(entry), implied=told, passages=passages)
        collector.add(made.words)
        prepared.append(prepare(made))
    return Read(prepared, collector.words())


def remembering(entries: list[Entry], book: WordBook, *, passages: bool, brief: bool = False) -> Read:
    """With the words that others took apart meanwhile, and for them."""
    book.look()
    made = read(entries, passages=passages, brief=brief)
    book.add()
    return made


def _in_other(entries: bytes, passages: bool, folder: Path) -> bytes:
    made = remembering(_entries_in.decode(entries), beside(folder), passages=passages, brief=True)
    return _out.encode(made)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    iterator = iter(entries)
    return iter(partial(_next, iterator), [])


def _next(iterator: Iterator[Entry]) -> list[Entry]:
    return list(islice(iterator, BATCH))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
