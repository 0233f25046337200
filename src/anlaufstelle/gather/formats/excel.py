"""XLSX, XLS and ODS through calamine. Numbers that are whole lose their `.0`; dates become ISO text."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import python_calamine as calamine

from ..sheet import Options
from .csv_table import columns
from .refuse import present, refuse


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        book = calamine.CalamineWorkbook.from_path(str(present(path)))
    except (calamine.CalamineError, OSError) as error:
        raise refuse(path, 1, f"is not a spreadsheet that can be read ({error})", "fetch or export it again") from error
    with book:
        names: list[str] = []
        for line, cells in enumerate(_page(path, book, options.sheet), 1):
            if line < options.header:
                continue
            if not names:
                names = columns(path, line, [str(_cell(cell)) for cell in cells])
            elif any(cell != "" for cell in cells):
                yield line, dict(zip(names, map(_cell, cells), strict=False))
    if not names:
        raise refuse(path, 1, f"there is no row {options.header} with column names", "set `options: {header: …}`")


def _page(path: Path, book: Any, name: str | None) -> Iterator[list[Any]]:
    if name is not None and name not in book.sheet_names:
        pages = ", ".join(book.sheet_names)
        raise refuse(path, 1, f"there is no page `{name}`", f"set `options: {{sheet: …}}` to one of: {pages}")
    page = book.get_sheet_by_name(name) if name else book.get_sheet_by_index(0)
    return iter(page.to_python(skip_empty_area=False))


def _cell(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value
