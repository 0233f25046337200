"""How far away: whether an entry's point lies within so many metres of the person's own.

The engine knows cells of about one kilometre and the points themselves, both as terms. A cell that lies inside the
circle counts whole, and only points at its edge are measured: exact at any size, and nothing here is kept.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from msgspec import Struct

from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import area

RINGS = (1_000, 2_000, 5_000, 10_000, 25_000)
"""Metres, as the pages offer them and as they are counted."""
FARTHEST = 50_000
PRECISION = "street"
"""What a person's own point counts as: browsers round it before they send it."""
TALL, WIDE = 1 / 100, 1 / 64
"""A cell in degrees: 1.1 km either way in Germany."""
DEGREE_M = math.radians(1) * area.EARTH_M
MARGIN_M = 1.0
"""Distances are told in whole metres."""
TIE = 1e-3
"""So near to half a metre the sines of two libraries may disagree, and those that cards are measured with decide."""

Array = np.ndarray[Any, Any]
Stated = tuple[float, float, str]
Term = tuple[str, str]


class Spot(Struct, frozen=True):
    latitude: float
    longitude: float
    precision: str | None = PRECISION


class Proximity(Struct, frozen=True):
    """A condition: at most so many metres away from a person's own point."""

    latitude: float
    longitude: float
    metres: int


def point_of(entry: Entry) -> Stated | None:
    """Where one goes: nowhere for what helps a whole country, takes place online, or is a mere address for letters."""
    point = entry.point
    if point is None or entry.reach == "national" or getattr(entry.record, "attendance", None) == "online":
        return None
    here = [one for one in entry.locations if (one.latitude, one.longitude) == (point.latitude, point.longitude)]
    if here and all(one.location_type != "physical" for one in here):
        return None
    return (point.latitude, point.longitude, point.precision)


def condition(near: area.Located | None, metres: int | None) -> Proximity | None:
    """None where nothing was asked, and where the person's own point is no more than a town."""
    if near is None or metres is None or not area.precise(near):
        return None
    return Proximity(near.latitude, near.longitude, metres)


def widest(near: area.Located) -> Proximity:
    return Proximity(near.latitude, near.longitude, RINGS[-1])


def away(point: Stated | None, near: area.Located) -> int | None:
    return None if point is None else area.distance_m(near, Spot(*point))


def verdict(point: Stated | None, asked: Proximity) -> bool | None:
    metres = away(point, Spot(asked.latitude, asked.longitude))
    return None if metres is None else metres <= asked.metres


def located(point: Stated | None) -> bool:
    return point is not None and area.precise(Spot(*point))


def spot(point: Stated) -> str:
    return f"{point[0]!r},{point[1]!r}"


def terms(point: Stated | None) -> Mapping[str, tuple[str, ...]]:
    """For the index; nothing where a distance is never told."""
    if point is None or not located(point):
        return {}
    return {"cell": (_cell(math.floor(point[0] / TALL), math.floor(point[1] / WIDE)),), "spot": (spot(point),)}


def _cell(row: int, column: int) -> str:
    return f"{row}:{column}"


def cells(asked: Proximity) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Those inside the circle as a whole, and those that its edge may cut."""
    tall = asked.metres / DEGREE_M
    highest = min(89.9, abs(asked.latitude) + tall)
    wide = tall / math.cos(math.radians(highest))
    rows = np.arange(math.floor((asked.latitude - tall) / TALL), math.floor((asked.latitude + tall) / TALL) + 1)
    columns = np.arange(math.floor((asked.longitude - wide) / WIDE), math.floor((asked.longitude + wide) / WIDE) + 1)
    south, west = rows[:, None] * TALL, columns[None, :] * WIDE
    corners = [(south + up, west + right) for up in (0, TALL) for right in (0, WIDE)]
    far = np.maximum.reduce([_metres(asked, *np.broadcast_arrays(*corner)) for corner in corners])
    lying = np.clip(asked.latitude, south, south + TALL), np.clip(asked.longitude, west, west + WIDE)
    close = _metres(asked, *np.broadcast_arrays(*lying))
    whole = far < asked.metres - MARGIN_M
    # What of a cell lies nearest is a little off its clipped point, since meridians draw together.
    cut = ~whole & (close < asked.metres * 1.01 + MARGIN_M)
    return _named(rows, columns, whole), _named(rows, columns, cut)


def _named(rows: Array, columns: Array, which: Array) -> tuple[Term, ...]:
    places = zip(*(some.tolist() for some in np.nonzero(which)), strict=True)
    return tuple(("cell", _cell(int(rows[row]), int(columns[column]))) for row, column in places)


def inside(spots: Iterable[str], asked: Proximity) -> list[str]:
    """Those of the points that are as near as asked."""
    return [one for one, metres in _measured(list(spots), asked) if metres <= asked.metres]


def by_ring(spots: Mapping[str, int], near: area.Located) -> dict[int, int]:
    """How many lie within each ring; a wider one counts what is in the narrower, too."""
    measured = [(metres, spots[one]) for one, metres in _measured(list(spots), widest(near))]
    return {ring: sum(number for metres, number in measured if metres <= ring) for ring in RINGS}


def _measured(spots: list[str], asked: Proximity) -> list[tuple[str, int]]:
    """Whole metres, as `area.distance_m` tells them."""
    if not spots:
        return []
    points = np.array([one.split(",") for one in spots], dtype=float)
    exact = _metres(asked, points[:, 0], points[:, 1])
    whole = np.rint(exact).astype(int).tolist()
    for place in np.flatnonzero(np.abs(exact % 1 - 0.5) < TIE).tolist():
        whole[place] = round(area.metres(asked.latitude, asked.longitude, *points[place].tolist()))
    return list(zip(spots, whole, strict=True))


def _metres(asked: Proximity, latitude: Array, longitude: Array) -> Array:
    a, b = math.radians(asked.latitude), np.radians(latitude)
    across = np.radians(longitude - asked.longitude)
    h = np.sin((b - a) / 2) ** 2 + math.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    return 2 * area.EARTH_M * np.arcsin(np.sqrt(np.minimum(1.0, h)))  # type: ignore[no-any-return]
