"""A body on its way to disk: counted while it comes, unpacked in small steps, and cut off at the first excess."""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

from ..errors import NotFetched

STEP = 1 << 16
RATIO = 200
"""A page of repeated table rows packs 40:1, a bomb about 1000:1."""
SMALL = 1 << 20
"""Below this a high ratio does no harm."""


def save(url: str, response: HTTPResponse, path: Path, most: int) -> int:
    """Writes the body as its sender meant it. Raises NotFetched if it is too large, cut short or packed oddly."""
    length = response.length
    if length is not None and length > most:
        raise _too_large(url, most)
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    pieces = _pieces(url, response, length)
    if encoding in ("gzip", "x-gzip"):
        pieces = _unpacked(url, pieces)
    elif encoding != "identity":
        raise NotFetched(f"{url}: is packed as `{encoding}`, which was not asked for. Tell the publisher.")
    written = 0
    with path.open("wb") as file:
        for piece in pieces:
            written += len(piece)
            if written > most:
                raise _too_large(url, most)
            file.write(piece)
    return written


def _too_large(url: str, most: int) -> NotFetched:
    return NotFetched(f"{url}: is larger than {most:,} bytes, the most that is taken. Fetch it by hand if it is right.")


def _pieces(url: str, response: HTTPResponse, length: int | None) -> Iterator[bytes]:
    """As they come. More than the stated length is never read, less is an error."""
    count = 0
    while length is None or count < length:
        piece = response.read1(STEP if length is None else min(STEP, length - count))
        if not piece:
            break
        count += len(piece)
        yield piece
    if length is not None and count < length:
        raise ConnectionError(f"the connection ended after {count:,} of {length:,} bytes")


def _unpacked(url: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    came = gave = 0
    unpack: Any = None
    for piece in pieces:
        came += len(piece)
        left = piece
        while left:
            if unpack is None or unpack.eof:  # several packs may follow each other
                unpack = zlib.decompressobj(wbits=31)
            plain = _step(url, unpack, left)
            gave += len(plain)
            if gave > SMALL and gave > RATIO * came:
                raise NotFetched(f"{url}: unpacks to more than {RATIO} times its size; this is no honest file.")
            yield plain
            left = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
    while unpack is not None and not unpack.eof and (plain := _step(url, unpack, b"")):
        yield plain
    if unpack is None or not unpack.eof:
        raise ConnectionError("the gzip ended before its end")


def _step(url: str, unpack: Any, packed: bytes) -> bytes:
    try:
        return bytes(unpack.decompress(packed, STEP))
    except zlib.error as error:
        raise NotFetched(f"{url}: its gzip is broken ({error}). Try again later or tell the publisher.") from error
