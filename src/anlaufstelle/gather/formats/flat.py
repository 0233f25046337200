"""Nested JSON objects as dotted columns, so that a sheet can name `address.city`."""

from typing import Any


def flat(row: dict[str, Any]) -> dict[str, Any]:
    if not any(isinstance(value, dict) for value in row.values()):
        return row
    columns: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            columns.update((f"{name}.{below}", inner) for below, inner in flat(value).items())
        else:
            columns[name] = value
    return columns
