"""XLSX, XLS and ODS through calamine. Numbers that are whole lose their `.0`; dates become ISO text.

A merged cell says the same in all of its places: its value stands in each of them.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from ..sheet import Options
from . import archive
from .csv_table import below, columns
from .refuse import capped, present, refuse

LARGEST = 128 << 20
"""Bytes of the file as it comes."""


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    with _book(path) as book:
        names: list[str] = []
        heads: list[list[str]] = []
        for line, cells in enumerate(_page(path, book, options.sheet), 1):
            if line < options.header:
                continue
            if len(heads) < options.header_rows:
                heads.append([str(_cell(cell)) for cell in cells])
                names = columns(below(heads)) if len(heads) == options.header_rows else []
            elif any(cell != "" for cell in cells):
                yield line, dict(zip(names, map(_cell, cells), strict=False))
    if not names:
        raise refuse(path, 1, f"there is no row {options.header} with column names", "set `options: {header: …}`")


def pages(path: Path) -> list[str]:
    """The names of all pages that hold anything."""
    with _book(path) as book:
        return [name for name in book.sheet_names if book.get_sheet_by_name(name).height]


def head(path: Path, page: str, most: int) -> list[list[Any]]:
    """The first rows of a page, header or not."""
    with _book(path) as book:
        return [[_cell(cell) for cell in row] for row in islice(_page(path, book, page), most)]


def _book(path: Path) -> Any:
    capped(present(path), LARGEST)
    if zipfile.is_zipfile(path) or path.suffix.lower() != ".xls":
        archive.harmless(path)
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except (calamine.CalamineError, OSError) as error:
        raise refuse(path, 1, f"is not a spreadsheet that can be read ({error})", "fetch or export it again") from error


def _page(path: Path, book: Any, name: str | None) -> Iterator[list[Any]]:
    if name is not None and name not in book.sheet_names:
        pages = ", ".join(book.sheet_names)
        raise refuse(path, 1, f"there is no page `{name}`", f"set `options: {{sheet: …}}` to one of: {pages}")
    try:
        page = book.get_sheet_by_name(name) if name else book.get_sheet_by_index(0)
        rows = page.to_python(skip_empty_area=False)
    except calamine.CalamineError as error:
        raise refuse(path, 1, f"its page cannot be read ({error})", "fetch or export it again") from error
    for (top, left), (bottom, right) in page.merged_cell_ranges or ():
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return iter(rows)


def _cell(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value
