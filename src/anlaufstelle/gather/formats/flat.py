"""Nested JSON as columns, so that a sheet can name `address.city` or `contacts[].phone`."""

from collections.abc import Collection
from typing import Any


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """Nested objects become dotted columns."""
    if not any(isinstance(value, dict) for value in row.values()):
        return row
    columns: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            columns.update((f"{name}.{below}", inner) for below, inner in flat(value).items())
        else:
            columns[name] = value
    return columns


def opened(row: dict[str, Any], whole: Collection[str]) -> dict[str, Any]:
    """Lists of objects become lists by column, except those that a sheet names as a whole."""
    if not any(_objects(value) and name not in whole for name, value in row.items()):
        return row
    columns: dict[str, Any] = {}
    for name, value in row.items():
        if not _objects(value) or name in whole:
            columns[name] = value
            continue
        for one in value:
            for below, inner in opened(flat(one), ()).items():
                listed = columns.setdefault(f"{name}[].{below}", [])
                listed.extend(inner if isinstance(inner, list) else [inner])
    return columns


def _objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
