"""What a sheet names by address, brought to disk before its run: whatever fails here fails before anything is read.

After this every table of the sheet names a file. A neighbour's interface has pages of its own and is not brought here.
"""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from ..errors import NotFetched
from . import fetch
from .fetch import Fetched
from .sheet import Sheet, Table

OWN_PAGES = ("hsds-api",)
ACCEPT = {
    "json": "application/json, */*;q=0.5",
    "hsds": "application/json, */*;q=0.5",
    "jsonl": "application/x-ndjson, application/json;q=0.9, */*;q=0.5",
    "csv": "text/csv, */*;q=0.5",
    "ical": "text/calendar, */*;q=0.5",
}


def is_address(file: str) -> bool:
    return "://" in file


def obtained(sheet: Sheet, get: Callable[..., Fetched] = fetch.get) -> Sheet:
    """Raises NotFetched or Unreadable; the last sealed harvest then stands as it was."""
    return replace(sheet, tables=tuple(_brought(sheet, table, get) for table in sheet.tables))


def _brought(sheet: Sheet, table: Table, get: Callable[..., Fetched]) -> Table:
    if table.format in OWN_PAGES or not is_address(table.file):
        return table
    try:
        got = get(table.file, accept=ACCEPT.get(table.format or ""))
    except NotFetched as error:
        told = NotFetched(f"{sheet.id}: {error} Nothing was replaced.")
        told.status = error.status
        raise told from error
    assert got.path is not None  # only a caller's own etag is answered without a body
    return replace(table, file=str(Path(got.path).resolve()))
