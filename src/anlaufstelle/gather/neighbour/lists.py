"""Any HSDS 3 API: its lists of services and organisations to the last page.

The standard knows no tombstones, so the whole list is read each time, and what is no longer on it is gone. A list that
changes while it is read could hide an entry; it is then read again, and refused if it will not hold still.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct

from ...errors import NotFetched, Unreadable
from .feed import Get

LISTS = ("services", "organizations")
"""The first one is demanded of every HSDS API; the other tells of organisations without a service."""
PER_PAGE = 100
MOST_PAGES = 10_000
MOST_BYTES = 256 << 20
"""Of one list: it is held in memory until it is known to be whole."""
TRIES = 3
NONE = (404, 405, 501)


class Listed(Struct):
    """One page of a list, as the standard wraps it. A server that tells neither total nor last page ends with an
    empty one."""

    contents: list[Raw]
    total_items: int | None = None
    total_pages: int | None = None
    last_page: bool | None = None
    empty: bool | None = None


class _Moved(Unreadable):
    """The list changed while it was read."""


BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_decode = msgspec.json.Decoder(Listed).decode


def documents(address: str, folder: Path, get: Get, *, one_by_one: bool = False) -> Iterator[dict[str, Any]]:
    """`one_by_one`: the server's lists show only the head of each entry, which is then asked for at its own address."""
    for name in LISTS:
        for document in map(_item, _list(address, name, folder, get)):
            if not one_by_one:
                yield document
            elif isinstance(id := document.get("id"), str):
                yield _object(f"{address}/{name}/{id}", get(f"{address}/{name}/{id}"))


def _list(address: str, name: str, folder: Path, get: Get) -> list[Raw]:
    kept = folder / f"{name}.pages"
    for number in range(TRIES):
        try:
            found = _pages(f"{address}/{name}", kept, get)
        except _Moved as error:
            kept.unlink(missing_ok=True)
            if number == TRIES - 1:
                raise Unreadable(f"{error} Try again at another time of the day.") from error
        except NotFetched as error:
            if name == LISTS[0] or error.status not in NONE:
                raise
            return []
        else:
            kept.unlink(missing_ok=True)
            return found
    return []


def _pages(address: str, kept: Path, get: Get) -> list[Raw]:
    """All items; the pages of an interrupted visit are taken from `kept`, if the list is still as long."""
    pages = list(_kept(kept))
    while not pages or not _last(pages[-1], len(pages)):
        number = len(pages) + 1
        if number > MOST_PAGES:
            raise Unreadable(f"{address}: more than {MOST_PAGES} pages; the server does not seem to end its list.")
        page = _page(address, number, get)
        if pages and page.total_items != pages[0].total_items:
            raise _Moved(f"{address}: the list changed while it was read.")
        pages.append(page)
        with kept.open("ab") as file:
            file.write(msgspec.json.encode(page) + b"\n")
            size = file.tell()
        if size > MOST_BYTES:
            kept.unlink()
            raise Unreadable(f"{address}: the list has more than {MOST_BYTES >> 20} MiB. Read a smaller part of it.")
    items = [item for page in pages for item in page.contents]
    different = len({str(item.get("id", place)) for place, item in enumerate(map(_item, items))})
    total = pages[0].total_items
    if total is not None and different < total:
        raise _Moved(f"{address}: {total} entries were promised, {different} different ones came.")
    return items


def _item(raw: Raw) -> dict[str, Any]:
    return msgspec.json.decode(raw, type=dict[str, Any])


def _kept(path: Path) -> Iterator[Listed]:
    """A torn last line is a page to ask for again."""
    if path.is_file():
        yield from (_decode(line) for line in path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n"))


def _last(page: Listed, number: int) -> bool:
    if page.last_page is not None:
        return page.last_page or not page.contents
    if page.total_pages is not None:
        return number >= page.total_pages
    return bool(page.empty) or not page.contents


def _page(address: str, number: int, get: Get) -> Listed:
    url = f"{address}?page={number}&per_page={PER_PAGE}&full=true"
    try:
        page = _decode(get(url))
        for item in page.contents:
            _item(item)
    except BROKEN as error:
        raise Unreadable(
            f"{url}: this is no page of an HSDS list ({error}). Check `file` in the fact sheet."
        ) from error
    return page


def _object(url: str, body: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except BROKEN as error:
        raise Unreadable(f"{url}: this is no HSDS object ({error}).") from error
