"""CSV as town halls export it: UTF-8 (with or without mark) or Windows-1252; comma, semicolon, tab or bar.

Every cell stays text, so that a postcode keeps its zero. A row with more cells than the header has a stray delimiter
somewhere, and guessing where would put words into wrong fields; one that stops early is read and told of.
"""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ...errors import Unreadable
from ..sheet import Options
from .refuse import not_text, present, refuse

DELIMITERS = ";,\t|"
ENCODINGS = ("utf-8-sig", "cp1252")
CHUNK = 1 << 20
LONGEST = 16 << 20
"""Characters without a line end."""
SHORT = "row ends early"
"""The column in which a short row is told of: a finding, unless the sheet names it in `ignore`."""
FIELD = 1 << 20
"""Characters of one cell; a lone quotation mark makes the rest of the file one cell."""


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    found = encoding(present(path), options.encoding)
    csv.field_size_limit(FIELD)
    with path.open(encoding=found, newline="") as file:
        head = "".join(islice(file, options.header))
        file.seek(0)
        table = csv.reader(file, delimiter=options.delimiter or _delimiter(head.splitlines()[-1]), strict=True)
        try:
            yield from _rows(path, table, options)
        except csv.Error as error:
            remedy = "look for a lone quotation mark; fetch the whole file again if it ends here"
            raise refuse(path, table.line_num, f"is not CSV ({error})", remedy) from error


def _rows(path: Path, table: Any, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    names: list[str] = []
    heads: list[list[str]] = []
    whole = _ends_with_a_line(path)
    for cells in islice(table, options.header - 1, None):
        if not names:
            heads.append(cells)
            names = columns(below(heads)) if len(heads) == options.header_rows else []
        elif len(cells) == len(names) or (len(cells) > len(names) and not any(cells[len(names) :])):
            yield table.line_num, dict(zip(names, cells, strict=False))
        elif any(cells) and len(cells) < len(names) and whole:
            yield table.line_num, dict(zip(names, cells, strict=False)) | {SHORT: f"{len(cells)} of {len(names)} cells"}
        elif any(cells):
            what = f"has {len(cells)} cells, the header {len(names)}"
            raise refuse(path, table.line_num, what, "fetch the whole file again, or quote the cell with the delimiter")
    if not names:
        raise refuse(path, 1, f"there is no row {options.header} with column names", "set `options: {header: …}`")


def columns(cells: list[str]) -> list[str]:
    """The header's names. An unnamed column gets its number and a name's repetition its count, so that what stands in
    them is still a finding, and a sheet can name them: `Telefon`, `Telefon (2)`."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name, count = cell.strip() or f"column {number}", 1
        while name in names:
            count += 1
            name = f"{cell.strip()} ({count})"
        names.append(name)
    return names


def _ends_with_a_line(path: Path) -> bool:
    """Else a short last row is where the file was cut off."""
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) in b"\r\n"


def below(heads: list[list[str]]) -> list[str]:
    """Names over several rows: a group's name stands before that of each column below it."""
    if len(heads) == 1:
        return heads[0]
    filled = []
    for row in heads[:-1]:
        group, full = "", []
        for cell in row:
            group = cell.strip() or group
            full.append(group)
        filled.append(full)
    parts = zip(*filled, heads[-1], strict=False)
    return [" ".join(dict.fromkeys(one.strip() for one in part if one.strip())) for part in parts]


def encoding(path: Path, stated: str | None) -> str:
    """The stated one, or the first that the whole file can be read in."""
    refusal: Unreadable | None = None
    for name in (stated,) if stated else ENCODINGS:
        try:
            with path.open(encoding=name, newline="") as file:
                open_line = 0
                while chunk := file.read(CHUNK):
                    if "\0" in chunk:
                        raise not_text(path, 1, name)
                    open_line = len(chunk) - end - 1 if (end := chunk.rfind("\n")) >= 0 else open_line + len(chunk)
                    if open_line > LONGEST:
                        raise refuse(path, 1, f"a line has more than {LONGEST >> 20} MiB", "fetch the whole file again")
        except UnicodeDecodeError:
            refusal = not_text(path, _bad_line(path, name), name)
        except LookupError as error:
            raise refuse(path, 1, f"no encoding is called `{name}`", "set `options: {encoding: utf-8}`") from error
        else:
            return name
    assert refusal is not None
    raise refusal


def _bad_line(path: Path, encoding: str) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return 1


def _delimiter(header: str) -> str:
    """The one that cuts the header into most columns."""
    return max(DELIMITERS, key=lambda one: len(next(csv.reader([header], delimiter=one))))
