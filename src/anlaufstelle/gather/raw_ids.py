"""Ids of a source that are no UUIDs ("143903"), on their way through a reader that does not know its source.

A reader marks them with the object they name; `settled` makes ids of them, which differ from source to source, and
tells the raw keys that they came from.
"""

from typing import Any
from uuid import UUID

from ..record.ids import record_id

MARK = "raw:"
LISTS = ("service_ids", "location_ids")


def raw_id(shape: str, raw: str) -> str:
    """A UUID is kept; else a mark that `settled` reads."""
    try:
        return str(UUID(raw)) if len(raw) == 36 else f"{MARK}{shape}/{raw}"
    except ValueError:
        return f"{MARK}{shape}/{raw}"


def settled(data: Any, source: str, keys: dict[str, str]) -> Any:
    """A document with real ids; `keys` learns the raw key of each."""
    if isinstance(data, list):
        return [settled(one, source, keys) for one in data]
    if not isinstance(data, dict):
        return data
    made: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, str) and (name == "id" or name.endswith("_id")):
            made[name] = _id(value, source, keys)
        elif name in LISTS and isinstance(value, list):
            made[name] = [_id(one, source, keys) if isinstance(one, str) else one for one in value]
        else:
            made[name] = settled(value, source, keys)
    return made


def _id(value: str, source: str, keys: dict[str, str]) -> str:
    if not value.startswith(MARK):
        return value
    raw = value.removeprefix(MARK)
    id = record_id(source, raw)
    keys[id] = raw
    return id
