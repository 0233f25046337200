"""OpenStreetMap: an extract (`.osm.pbf`, `.osm`, packed or not) through osmium, or an answer of the Overpass API.

Only what `osm_tags` calls help is taken; a house or a relation stands at its middle.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ...errors import Unreadable
from ..sheet import Options
from . import json_array
from .osm_tags import is_help, row
from .refuse import capped, present, refuse

Rows = Iterator[tuple[int, dict[str, Any]]]
Point = tuple[float, float]
LARGEST = 512 << 20
"""Bytes of an extract: the places of all its nodes are held in memory. A Kreis has about 20 MB."""
CUT = "fetch the extract again; it seems to be cut off or is none"


class Remark(Struct):
    """Overpass tells here, and only here, that it gave up half-way."""

    remark: str = ""


def read(path: Path, options: Options) -> Rows:
    with present(path).open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    return _overpass(path) if start.startswith((b"{", b"[")) else _extract(path)


def _overpass(path: Path) -> Rows:
    elements = json_array.objects(path, "elements")
    first = next(elements, None)  # the document is known to be JSON from here on
    told = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), type=Remark)
    if "error" in told.remark.lower():
        raise refuse(path, 1, f"Overpass gave up ({told.remark.strip()[:200]})", "ask again for a smaller area")
    if first is not None:
        yield from _elements(path, first)
    for one in elements:
        yield from _elements(path, one)


def _elements(path: Path, found: tuple[int, dict[str, Any]]) -> Rows:
    line, element = found
    kind, number, tags = element.get("type"), element.get("id"), element.get("tags")
    if not isinstance(tags, dict) or not is_help(tags):
        return
    if not isinstance(kind, str) or not isinstance(number, int):
        raise refuse(path, line, "an element has no type or no number", "ask Overpass for `out center;`")
    where = element if "lat" in element else element.get("center")
    point = (where.get("lat"), where.get("lon")) if isinstance(where, dict) else None
    words = {str(key): str(value) for key, value in tags.items()}
    yield line, row(kind, number, words, point if point and None not in point else None)  # type: ignore[arg-type]


def _extract(path: Path) -> Rows:
    capped(path, LARGEST)
    try:
        import osmium  # slow import: an extra that only towns with an extract install
    except ImportError as error:
        remedy = "install it with `pip install anlaufstelle[osm]`, or take an answer of Overpass"
        raise refuse(path, 1, "extracts of OpenStreetMap need osmium", remedy) from error
    try:
        reader = osmium.FileProcessor(str(path)).with_locations()
        for place, one in enumerate(reader, 1):
            if not isinstance(one, osmium.osm.Node | osmium.osm.Way | osmium.osm.Relation) or one.deleted:
                continue
            if is_help(tags := {tag.k: tag.v for tag in one.tags}):
                yield place, row(type(one).__name__.lower(), one.id, tags, _middle(one))
    except (RuntimeError, UnicodeDecodeError, ValueError) as error:
        raise refuse(path, 1, f"is no extract of OpenStreetMap that can be read ({error})", CUT) from error
    except OSError as error:
        raise Unreadable(f"{path.name}: cannot be opened ({error.strerror}).") from error


def _middle(one: Any) -> Point | None:
    """A relation has no point of its own here; its address has to do."""
    if one.is_node():
        return (one.lat, one.lon) if one.location.valid() else None
    if not one.is_way():
        return None
    points = {(node.lat, node.lon) for node in one.nodes if node.location.valid()}
    if not points:
        return None
    return (
        round(sum(lat for lat, _ in points) / len(points), 7),
        round(sum(lon for _, lon in points) / len(points), 7),
    )
