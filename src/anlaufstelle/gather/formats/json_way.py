"""The way to the lists inside a JSON document, and what stands beside them.

`a.b` leads to one list; `a[].b` through every object of a list; `*` through every value of an object. Scalars met on
the way belong to every row below them, as `^.name`; a list beside the way would be lost, so it belongs to them as well.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw

from .flat import flat
from .refuse import refuse

OUTSIDE = "^."
NAME = "*"
REMEDY = "set `options: {items: path.to.list}`"
Step = tuple[str, bool]
"""A name, and whether each object of the list there is gone through."""


def steps(way: str | None) -> list[Step]:
    return [(one.removesuffix("[]"), one.endswith("[]")) for one in way.split(".")] if way else []


def lists(path: Path, here: bytes | Raw, way: list[Step]) -> Iterator[tuple[list[Raw], dict[str, Any]]]:
    yield from _lists(path, here, way, {}, "")


def _lists(
    path: Path, here: bytes | Raw, way: list[Step], outside: dict[str, Any], been: str
) -> Iterator[tuple[list[Raw], dict[str, Any]]]:
    if not way:
        yield _listed(path, here, been), outside
        return
    (name, each), *below = way
    found = _object(path, here, been)
    if name != NAME and name not in found:
        raise refuse(path, 1, f"there is no list at `{_way(been, name)}`", REMEDY)
    beside = {key: value for key, value in found.items() if key != name} if name != NAME else {}
    outside = outside | _told(beside)
    for key, value in found.items() if name == NAME else [(name, found[name])]:
        named = outside | {NAME: key} if name == NAME else outside
        if each:
            for one in _listed(path, value, _way(been, name)):
                yield from _lists(path, one, below, named, _way(been, f"{name}[]"))
        else:
            yield from _lists(path, value, below, named, _way(been, key))


def _told(beside: dict[str, Raw]) -> dict[str, Any]:
    values = {name: msgspec.json.decode(value) for name, value in beside.items()}
    return {f"{OUTSIDE}{name}": value for name, value in flat(values).items()}


def _object(path: Path, here: bytes | Raw, been: str) -> dict[str, Raw]:
    try:
        return msgspec.json.decode(here, type=dict[str, Raw])
    except msgspec.ValidationError as error:
        raise refuse(path, 1, f"there is no object at {_where(been)}", REMEDY) from error


def _listed(path: Path, here: bytes | Raw, been: str) -> list[Raw]:
    try:
        return msgspec.json.decode(here, type=list[Raw])
    except msgspec.ValidationError as error:
        raise refuse(path, 1, f"there is no list at {_where(been)}", REMEDY) from error


def _way(been: str, name: str) -> str:
    return f"{been}.{name}" if been else name


def _where(been: str) -> str:
    return f"`{been}`" if been else "the top"
