"""What a file says about itself: its pages, where its header stands, how it is written, where its lists are."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ...errors import Unreadable
from .. import formats
from ..formats import csv_table, excel, json_way
from ..formats.flat import flat, opened
from ..sheet import Options
from .words import meant

HEAD = 30
"""Rows in which the column names are looked for."""
MOST = 5000
"""Rows that are looked at."""
ENCODINGS = ("utf-16", "cp850")
"""Tried after those a reader finds out by itself."""


class Seen(Struct):
    """One table as a reader will give it. `cells` are the stated values of each column."""

    options: Options
    rows: list[dict[str, Any]]
    page: str | None = None

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(name for row in self.rows for name in row))

    def cells(self, column: str) -> list[Any]:
        found = (row.get(column) for row in self.rows)
        return [one for one in found if one not in (None, "", [], {}) and str(one).strip()]


def look(path: Path) -> list[Seen]:
    """Every table in the file that has rows, pages of words left out. Raises `Unreadable` where a reader would."""
    kind = formats.SUFFIXES.get(path.suffix.lower())
    if kind == "excel":
        found = [_seen(path, _page_options(path, page)) for page in excel.pages(path)]
        widest = max((len(one.columns) for one in found), default=0)
        return [one for one in found if one.rows and len(one.columns) >= min(2, widest)]
    if kind == "csv":
        return _some(_seen(path, _csv_options(path)))
    if kind == "json":
        return _some(_seen(path, _json_options(path)))
    return _some(_seen(path, Options()))


def _some(seen: Seen | None) -> list[Seen]:
    return [seen] if seen and seen.rows else []


def _seen(path: Path, options: Options) -> Seen:
    read = formats.reader(path, None)(path, options)
    return Seen(options=options, rows=[opened(row, ()) for _, row in islice(read, MOST)], page=options.sheet)


def _page_options(path: Path, page: str) -> Options:
    rows = [[str(cell).strip() for cell in row] for row in excel.head(path, page, HEAD)]
    header = _header(rows)
    return Options(sheet=page, header=header, header_rows=2 if _grouped(rows[header - 1 : header + 1]) else 1)


def _grouped(heads: list[list[str]]) -> bool:
    """Whether the second row has the names, and the first only what they have in common."""
    if len(heads) < 2 or not _is_head(heads[1]):
        return False
    above, below = ([cell for cell in row if cell] for row in heads)
    return len(set(above)) < len(heads[0]) and len(below) >= len(set(above)) and sum(map(bool, map(meant, below))) >= 2


def _csv_options(path: Path) -> Options:
    encoding, stated = _encoding(path)
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = list(islice(file, 200))
    delimiter = max(csv_table.DELIMITERS, key=lambda one: _agreement(lines, one))
    rows = list(islice(csv.reader(lines, delimiter=delimiter), HEAD))
    return Options(encoding=stated, delimiter=delimiter, header=_header(rows))


def _encoding(path: Path) -> tuple[str, str | None]:
    """The encoding, and whether a sheet must say it."""
    try:
        return csv_table.encoding(path, None), None
    except Unreadable:
        for one in ENCODINGS:
            try:
                return csv_table.encoding(path, one), one
            except Unreadable:
                continue
        raise


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many rows have the same number of cells, more than one."""
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
    width, count = max(
        ((width, count) for width, count in widths.items() if width > 1), key=lambda one: one[1], default=(0, 0)
    )
    return count, width


def _header(rows: list[list[str]]) -> int:
    """Of the rows that are as wide as most and hold names, not numbers, the one with most names that a directory's
    columns bear, else the first; counted from one."""
    widths = Counter(sum(1 for cell in row if cell.strip()) for row in rows)
    usual = max((width for width, count in widths.items() if count >= 2 and width > 1), default=max(widths, default=1))
    heads = [
        (-sum(1 for cell in row if meant(cell)), number)
        for number, row in enumerate(rows, 1)
        if sum(1 for cell in row if cell.strip()) >= max(1, usual * 0.6) and _is_head(row)
    ]
    return min(heads)[1] if heads else 1


def _is_head(row: Sequence[str]) -> bool:
    stated = [cell.strip() for cell in row if cell.strip()]
    title = len({*stated}) * 2 < len(stated)  # a merged cell says the same in all of its places
    return (
        bool(stated)
        and not title
        and all(len(cell) < 80 and not cell.replace(".", "").isdigit() and "@" not in cell for cell in stated)
    )


def _json_options(path: Path) -> Options:
    """The list whose objects are called most like those of a directory."""
    try:
        data = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, OSError):
        return Options()  # the reader tells what is wrong with it
    ways = dict(sorted(_ways(data, ""), key=lambda one: one[1]))
    best = max(ways, key=lambda way: ways[way], default="")
    return Options(items=best or None)


def _ways(data: Any, way: str) -> Iterator[tuple[str, int]]:
    if isinstance(data, list):
        objects = [one for one in data if isinstance(one, dict)]
        if objects:
            yield way, sum(sum(1 for name in flat(one) if meant(name)) + 1 for one in objects[:500])
            inner = Counter(name for one in objects[:50] for name, value in one.items() if _list_of_objects(value))
            for name in inner:
                below = [item for one in objects for item in one.get(name) or ()]
                yield from ((f"{way}[].{name}".lstrip("."), score) for _, score in _ways(below, "") if way)
    elif isinstance(data, dict):
        lists = [value for value in data.values() if _list_of_objects(value)]
        if len(lists) > 1 and len(lists) == len(data):
            joined = [item for one in lists for item in one]
            yield from ((f"{way}.{json_way.NAME}".lstrip("."), score + 1) for _, score in _ways(joined, ""))
            return
        for name, value in data.items():
            if isinstance(value, dict | list):
                yield from _ways(value, f"{way}.{name}".lstrip("."))


def _list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
