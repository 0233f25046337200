"""Entries to finished tokens, in as many processes as there are cores once there are enough of them.

Beyond a town's number needs are read out of texts briefly (`implied`): a country cannot afford seven languages for
every clause. What all processes must know is read before they part; what travels is bytes: who gives entries as the
JSON they are kept in spares the first process reading and writing them.
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

from anlaufstelle.errors import BadRecord
from anlaufstelle.record.entry import Entry
from anlaufstelle.search.document import document
from anlaufstelle.search.implied import briefly

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


Given = Entry | bytes
"""An entry, or its JSON."""

UNSEARCHED = ("location", "conference", "slot", "membership")
"""What nobody looks for by itself."""

_out = msgspec.msgpack.Encoder()
_read_in = msgspec.msgpack.Decoder(Read)
_json = msgspec.json.Encoder()
_entry_in = msgspec.json.Decoder(Entry)


def analysed(entries: Iterable[Given], *, passages: bool, book: WordBook) -> Iterator[Read]:
    """In the order given, only what is published and searched; with `passages` the texts for the encoder come along."""
    batches = _batches(entries)
    first = list(islice(batches, ALONE // BATCH))
    following = next(batches, None)
    book.open()
    if following is None:
        yield from (remembering(_searched(batch), book, passages=passages) for batch in first)
        return
    every = chain(first, (following,), batches)
    if _cores() > 1:
        remembering(_searched(first[0])[:1], book, passages=passages, brief=True)
        yield from _by_all(every, passages, _cores(), book)
    else:
        yield from (remembering(_searched(batch), book, passages=passages, brief=True) for batch in every)


def _by_all(batches: Iterable[list[Given]], passages: bool, processes: int, book: WordBook) -> Iterator[Read]:
    """What lives when they part lives on: counting it again and again would cost a tenth of the time."""
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(processes, gc.set_threshold, SELDOM) as pool:
            under_way: deque[AsyncResult[bytes]] = deque()
            for batch in batches:
                under_way.append(pool.apply_async(_in_other, (_written(batch), passages, book.path.parent)))
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
        made = document(entry, implied=told, passages=passages)
        collector.add(made.words)
        prepared.append(prepare(made))
    return Read(prepared, collector.words())


def remembering(entries: list[Entry], book: WordBook, *, passages: bool, brief: bool = False) -> Read:
    """With the words that others took apart meanwhile, and for them."""
    book.look()
    made = read(entries, passages=passages, brief=brief)
    book.add()
    return made


def _in_other(entries: list[Given], passages: bool, folder: Path) -> bytes:
    made = remembering(_searched(entries), beside(folder), passages=passages, brief=True)
    return _out.encode(made)


def _written(entries: Iterable[Given]) -> list[bytes]:
    return [one if isinstance(one, bytes) else _json.encode(one) for one in entries]


def _searched(entries: Iterable[Given]) -> list[Entry]:
    every = (_entry(one) if isinstance(one, bytes) else one for one in entries)
    return [entry for entry in every if entry.state == "published" and entry.kind not in UNSEARCHED]


def _entry(written: bytes) -> Entry:
    try:
        return _entry_in.decode(written)
    except msgspec.MsgspecError as error:
        beginning = written[:80].decode(errors="replace")
        raise BadRecord(
            f"The entry that begins with {beginning} cannot be read: {error}. `night --from assemble` writes it anew."
        ) from error


def _batches(entries: Iterable[Given]) -> Iterator[list[Given]]:
    iterator = iter(entries)
    return iter(partial(_next, iterator), [])


def _next(iterator: Iterator[Given]) -> list[Given]:
    return list(islice(iterator, BATCH))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
