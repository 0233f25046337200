"""The change feed of another Anlaufstelle. Every page taken is added to a journal; the journal makes the mirror again.

A torn last page (a crash while writing) is forgotten and asked for once more.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from ...errors import NotFetched, Unreadable
from ..mirror import Change, Mirror, Page, follow, read
from .beside import written

Get = Callable[[str], bytes]
"""Fetches an address. Raises NotFetched, with the server's `status` where it answered."""

GONE = 410
MOST_BYTES = 256 << 20
"""Of what a neighbour tells: it is held in memory. A town of 100,000 entries has about half."""
PIECE = 100
"""Changes asked for at once: a page stays well below what a polite fetch takes."""


def documents(address: str, folder: Path, get: Get) -> Iterator[dict[str, Any]]:
    """Everything the neighbour publishes now. Raises Unreadable before the first of them."""
    journal = _Journal(folder / "feed.journal")
    mirror = journal.mirror

    def fetch(since: int) -> bytes | None:
        try:
            journal.page = get(f"{address}?since={since}&limit={PIECE}")
        except NotFetched as error:
            if error.status == GONE:
                return None
            raise
        return journal.page

    mirror = follow(mirror, fetch, kept=journal.keep)
    journal.shorten(mirror)
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    return (decode(mirror.documents[id]) for id in sorted(mirror.documents))


class _Journal:
    """Pages one after the other, each behind its length."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.page = b""
        self.mirror = Mirror()
        for page in self._pages():
            self.mirror.take(read(page))

    def _pages(self) -> Iterator[bytes]:
        """The whole ones; what lies behind the last of them is cut off."""
        whole = 0
        if not self.path.is_file():
            return
        with self.path.open("r+b") as file:
            while (head := file.readline(12)).endswith(b"\n") and head.strip().isdigit():
                page = file.read(int(head))
                if len(page) < int(head):
                    break
                yield page
                whole = file.tell()
            file.truncate(whole)

    def keep(self, mirror: Mirror) -> None:
        if mirror is not self.mirror:  # the neighbour began anew, so does the journal
            self.path.unlink(missing_ok=True)
            self.mirror = mirror
        with self.path.open("ab") as file:
            file.write(_framed(self.page))
            size = file.tell()
        if size > MOST_BYTES:
            self.path.unlink()
            raise Unreadable(f"{self.path.parent.name}: the neighbour tells of more than {MOST_BYTES >> 20} MiB.")

    def shorten(self, mirror: Mirror) -> None:
        """One page that says it all, once the history is much longer than what it led to."""
        held = sum(len(body) for body in mirror.documents.values())
        if self.path.is_file() and self.path.stat().st_size > 2 * held + (1 << 16):
            changes = tuple(
                Change(sequence=mirror.sequence, op="put", id=id, document=msgspec.Raw(body))
                for id, body in mirror.documents.items()
            )
            page = Page(feed=mirror.feed, since=0, sequence=mirror.sequence, more=False, changes=changes)
            written(self.path, [_framed(msgspec.json.encode(page))])


def _framed(page: bytes) -> bytes:
    return b"%d\n%s" % (len(page), page)
