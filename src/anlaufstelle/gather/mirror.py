"""Follows a neighbour's change feed: what this holds in the end is exactly what the neighbour publishes.

The only rule: keep `documents`, `feed` and `sequence` together. A page may be taken twice, and a reader may stop
anywhere between two pages; one that lost its last pages just asks for them again.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct, field

from anlaufstelle.errors import Unreadable

Fetch = Callable[[int], bytes | None]
"""Asks for the page after a number. None: the neighbour says that it never had that number (410)."""


class Change(Struct, frozen=True):
    sequence: int
    op: str
    id: str
    kind: str | None = None
    document: msgspec.Raw = msgspec.Raw()
    moved_to: str | None = None


class Page(Struct, frozen=True):
    """`more`: there was more to tell when this was written."""

    feed: str
    since: int
    sequence: int
    more: bool
    changes: tuple[Change, ...]


class Mirror(Struct):
    """`documents` by id, byte for byte as published; `moved` maps ids that were merged to where they went."""

    documents: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    sequence: int = 0
    feed: str = ""

    def take(self, page: Page) -> None:
        """Raises Unreadable, and takes nothing, if the page does not continue what is here."""
        if page.since > self.sequence:
            raise Unreadable(f"The page begins after change {page.since}, but only {self.sequence} is known.")
        if self.feed not in ("", page.feed):
            raise Unreadable("The page is of another feed; begin again with an empty mirror.")
        self.feed = page.feed
        for change in page.changes:
            if change.op == "put":
                self.documents[change.id] = bytes(change.document)
                self.moved.pop(change.id, None)
            else:
                self.documents.pop(change.id, None)
                if change.moved_to:
                    self.moved[change.id] = change.moved_to
        self.sequence = max(self.sequence, page.sequence)


_page = msgspec.json.Decoder(Page)


def read(body: bytes) -> Page:
    """The documents inside are decoded too: one that cannot be must not be kept."""
    try:
        msgspec.json.decode(body)
        return _page.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"This is no page of a change feed: {error}") from error


def follow(mirror: Mirror, fetch: Fetch, *, kept: Callable[[Mirror], Any] = lambda _: None) -> Mirror:
    """Asks until nothing is left, and calls `kept` after every page taken. Returns the mirror to go on with.

    It is a new one where the neighbour began a new feed: then everything is read again.
    """
    while True:
        body = fetch(mirror.sequence)
        page = read(body) if body is not None else None
        if page is None or mirror.feed not in ("", page.feed):
            if mirror.sequence == 0 and page is None:
                raise Unreadable("The neighbour refuses to tell its changes from the beginning.")
            mirror = Mirror()
            continue
        mirror.take(page)
        kept(mirror)
        if not page.more:
            return mirror
