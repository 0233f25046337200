"""One JSON document with a list of objects: at its top, or at the dotted path `options.items`."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw

from ..sheet import Options
from . import json_way
from .flat import flat
from .refuse import capped, not_text, present, refuse

MALFORMED = "fetch the whole file again, or mend it there"
CHUNK = 1 << 20
LARGEST = 256 << 20
"""Bytes of one document: it is held in memory whole. Larger sources come as JSON lines."""


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    data = _document(path)
    way = json_way.steps(options.items)
    for items, outside in json_way.lists(path, data, way):
        for line, row in _rows(path, data, items):
            yield line, flat(row) | outside


def geo(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    """GeoJSON is a JSON document whose rows are its features."""
    return read(path, options if options.items else msgspec.structs.replace(options, items="features"))


def objects(path: Path, items: str | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """As nested as they are."""
    data = _document(path)
    yield from _rows(path, data, _items(path, data, items))


def _document(path: Path) -> bytes:
    """The whole of it, known to be JSON: a truncated file must not yield its beginning."""
    data = capped(present(path), LARGEST).read_bytes().removeprefix(b"\xef\xbb\xbf")
    _is_text(path, data)
    try:
        msgspec.json.decode(data, type=Raw)  # looked through, and nothing made of it
    except msgspec.DecodeError as error:
        raise refuse(path, _line(data, str(error)), f"is not JSON ({error})", MALFORMED) from error
    except RecursionError as error:
        raise refuse(path, 1, "is nested too deeply", MALFORMED) from error
    return data


def _is_text(path: Path, data: bytes) -> None:
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), CHUNK):
            decoder.decode(data[start : start + CHUNK], start + CHUNK >= len(data))
    except UnicodeDecodeError as error:
        raise not_text(path, data.count(b"\n", 0, start + error.start) + 1, "utf-8") from error


def _line(data: bytes, message: str) -> int:
    """msgspec tells the byte; without one the document ended too early."""
    digits = message.rpartition("byte ")[2].rstrip(")")
    return data.count(b"\n", 0, int(digits) if digits.isdigit() else len(data)) + 1


def _items(path: Path, data: bytes, way: str | None) -> list[Raw]:
    here: bytes | Raw = data
    try:
        for step in way.split(".") if way else ():
            here = msgspec.json.decode(here, type=dict[str, Raw])[step]
        return msgspec.json.decode(here, type=list[Raw])
    except (msgspec.ValidationError, KeyError) as error:
        where = f"`{way}`" if way else "the top"
        raise refuse(path, 1, f"there is no list at {where}", "set `options: {items: path.to.list}`") from error


def _rows(path: Path, data: bytes, items: list[Raw]) -> Iterator[tuple[int, dict[str, Any]]]:
    line, position = 1, 0
    for item in items:
        text = bytes(item)
        start = data.find(text, position)
        line += data.count(b"\n", position, start)
        position = start
        try:
            yield line, msgspec.json.decode(text, type=dict[str, Any])
        except msgspec.ValidationError as error:
            raise refuse(path, line, "is not a JSON object", "make every item of the list an object {…}") from error
