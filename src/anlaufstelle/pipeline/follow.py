"""The one follower of the change sequence: it alone writes the search index, and every other process only reads it.

How far it has come, and in which feed, stands in a file that is taken away while it works. If it is killed the file
is missing, and the next follower builds the index anew instead of trusting a half-applied one; so it does when the
catalogue was made anew or restored, even if that came to the same number.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from anlaufstelle.catalogue import ledger, read, store
from anlaufstelle.search import index

Progress = Callable[[int], None]
REBUILD = 500
"""From this many changes on, building anew is faster than single puts, and leaves a tidier index."""


def follow(*, progress: Progress | None = None) -> int:
    """Brings the index up to the last change; returns how many entries were put or dropped. Waits for its turn."""
    home = Path(settings.ANLAUFSTELLE_HOME)
    with _turn(home) as mark:
        feed = read.feed()
        reached = _reached(mark, feed) if index.exists(home) else None
        sequence = read.sequence()
        if reached == sequence:
            return 0
        ops = {} if reached is None else {id: op for _, id, op in read.since(reached, limit=REBUILD)}
        mark.unlink(missing_ok=True)
        if reached is None or reached > sequence or len(ops) >= REBUILD or _hides(ops):
            done = index.rebuild(read.bodies(without=index.UNSEARCHED), home, sequence, progress=progress)
        else:
            done = _apply(ops, home, progress)
        mark.write_text(f"{sequence} {feed}", encoding="utf-8")
        return done


def _hides(ops: dict[str, str]) -> bool:
    """Whether something that changed has a confidential place. A put leaves the words of before in the index's files,
    and among those it suggests; only building anew rids of them."""
    changed = read.entries(id for id, op in ops.items() if op == "put")
    return any(place.confidential for entry in changed for place in entry.locations)


def embed(*, progress: Progress | None = None) -> int:
    """Makes the vectors that a large rebuild left for later, while everybody searches and writes on."""
    return index.embed(Path(settings.ANLAUFSTELLE_HOME), progress=progress)


def _apply(ops: dict[str, str], home: Path, progress: Progress | None) -> int:
    dropped = [id for id, op in ops.items() if op == "drop"]
    if dropped:
        index.drop(dropped, home)
    for ids in ledger.pieces((id for id, op in ops.items() if op == "put"), store.BATCH):
        index.put([entry for entry in read.entries(ids) if entry.kind not in index.UNSEARCHED], home)
        if progress:
            progress(len(ids))
    return len(ops)


def _reached(mark: Path, feed: str) -> int | None:
    sequence, _, followed = mark.read_text(encoding="utf-8").partition(" ") if mark.exists() else ("", "", "")
    return int(sequence) if sequence and followed == feed else None


@contextmanager
def _turn(home: Path) -> Iterator[Path]:
    """Yields the file that says how far the index has come; the lock ends with the process, however it ends."""
    folder = home / "index"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "follower.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / "followed"
