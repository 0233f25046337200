"""Showing what was written: entries assembled anew, the index and the inbox after them.

Should the process die before, the next night finds the difference and shows it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from . import follow, inbox, settle, work
from .publish import publish

_waiting: ContextVar[dict[bool, list[str]] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Verbs inside are written one by one and shown all at once, when the last is done: a file of two hundred
    decisions costs one index and not two hundred. Whatever was written is shown, also when a later one fails."""
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[bool, list[str]] = {True: [], False: []}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        for moved, records in waiting.items():
            if records:
                republish(list(dict.fromkeys(records)), moved=moved)


def republish(records: Sequence[str], *, moved: bool = False) -> None:
    """Entries of these records anew, in the index and the inbox too. With `moved`, records may speak for other entries
    than before, and whoever refers to them has to know."""
    if (waiting := _waiting.get()) is not None:
        waiting[moved].extend(records)
        return
    touched: set[str] = set()
    if moved:
        settled = settle.settle(records)
        touched = settled.touched | work.referring({*settled.moved, *records})
    entries = sorted(touched | set(work.entries_of(records)))
    publish(entries)
    follow.follow()
    inbox.refresh([*records, *entries])
