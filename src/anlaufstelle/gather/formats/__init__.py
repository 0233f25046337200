"""One file per format. Each reader yields (line, row) and raises `Unreadable` with file, line and remedy."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ...errors import BadSheet
from ..sheet import Options
from . import csv_table, excel, hsds, hsds_csv, ical, json_array, jsonl, osm, page, schema_org, xzufi

Rows = Iterator[tuple[int, dict[str, Any]]]
Reader = Callable[[Path, Options], Rows]

READERS: dict[str, Reader] = {
    "jsonl": jsonl.read,
    "json": json_array.read,
    "csv": csv_table.read,
    "excel": excel.read,
    "geojson": json_array.geo,
    "ical": ical.read,
    "schema-org": schema_org.read,
    "page": page.read,
    "hsds": hsds.read,
    "hsds-csv": hsds_csv.read,
    "hsds-api": hsds.read,
    "osm": osm.read,
    "xzufi": xzufi.read,
}

SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".geojson": "geojson",
    ".pbf": "osm",
    ".osm": "osm",
    ".ics": "ical",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xls": "excel",
    ".ods": "excel",
}


def reader(path: Path, name: str | None) -> Reader:
    """By the sheet's `format`, else by the file's ending."""
    found = READERS.get(name or SUFFIXES.get(path.suffix.lower(), ""))
    if found is None:
        raise BadSheet(f"{path.name}: no format `{name or path.suffix}`. Set `format` to one of: {', '.join(READERS)}.")
    return found
