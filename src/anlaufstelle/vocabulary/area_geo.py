"""Where places are: which municipality holds a point, who borders on whom, how far apart two addresses are.

Borders are simplified to about 200 m and kept on disk; only the few shapes a question touches are read.
"""

import math
from functools import lru_cache
from typing import Protocol

from . import area_shapes
from .area_data import Place, places, successors
from .area_find import current, get

EARTH_M = 6_371_008.8
PRECISE = ("address", "street")
Coordinates = list[list[list[tuple[float, float]]]]


class Located(Protocol):
    """Anything with a point, such as `record.entry.Point`."""

    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...
    @property
    def precision(self) -> str | None: ...


def metres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(min(1.0, h)))


def precise(point: Located) -> bool:
    return point.precision in PRECISE


def distance_m(a: Located, b: Located) -> int | None:
    """None unless both points are known to the street: the middle of a town says nothing about a walk."""
    if not precise(a) or not precise(b):
        return None
    return round(metres(a.latitude, a.longitude, b.latitude, b.longitude))


def contains(latitude: float, longitude: float) -> str | None:
    """Code of the municipality around a point, None outside Germany and at sea."""
    x, y = longitude * area_shapes.SCALE, latitude * area_shapes.SCALE
    for code in area_shapes.covering(x, y):
        found = _shape(code)
        if found is not None and area_shapes.holds(found, x, y):
            return now if (now := current(code)) in places() else None
    return None


def polygon(ags: str) -> Coordinates:
    """GeoJSON MultiPolygon coordinates; [] for what has no border of its own here (Regierungsbezirk, DE)."""
    return [
        [[(x / area_shapes.SCALE, y / area_shapes.SCALE) for x, y in (*ring, ring[0])] for ring in rings]
        for code in _drawn_as(current(ags))
        for rings in _shape(code) or []
    ]


def neighbours(ags: str) -> tuple[str, ...]:
    """Places of the same level that share a border."""
    ags = current(ags)
    drawn = _drawn_as(ags)
    own = {point for code in drawn for rings in _shape(code) or [] for ring in rings for point in ring}
    found = set()
    for code in drawn:
        shape = _shape(code)
        for other in area_shapes.touching(area_shapes.box(shape), len(code)) if shape else ():
            theirs = _shape(other) or []
            if other not in drawn and any(point in own for rings in theirs for ring in rings for point in ring):
                found.add(current(other))
    return tuple(sorted(found - {ags}))


def near(ags: str, km: float) -> list[tuple[Place, float]]:
    """Municipalities whose centre lies within that many kilometres of this place's, nearest first, without itself."""
    here = get(ags)
    if here.latitude is None or here.longitude is None:
        return []
    high = km / 111.0
    wide = high / max(0.1, math.cos(math.radians(here.latitude)))
    found = []
    for place in places().values():
        if place.kind != "municipality" or place.ags == here.ags or place.latitude is None or place.longitude is None:
            continue
        if abs(place.latitude - here.latitude) > high or abs(place.longitude - here.longitude) > wide:
            continue
        away = metres(here.latitude, here.longitude, place.latitude, place.longitude) / 1000
        if away <= km and not place.title.startswith("Gemeindefreies"):
            found.append((place, round(away, 1)))
    return sorted(found, key=lambda pair: pair[1])


def _drawn_as(ags: str) -> list[str]:
    """The codes under which an area's parts were drawn: its own, and those that have merged into it."""
    return [ags, *(former for former, code in successors().items() if code == ags)]


@lru_cache(maxsize=512)
def _shape(code: str) -> area_shapes.Shape | None:
    return area_shapes.shape(code)


def forget() -> None:
    _shape.cache_clear()
    area_shapes.forget()
