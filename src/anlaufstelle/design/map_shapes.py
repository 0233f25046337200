"""A town and its neighbours as shapes of a drawing: projected, cut to the view, with a good spot for each name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians

from anlaufstelle.vocabulary import area

WIDTH = 360
HEIGHTS = (260, 400)
MARGIN = 0.14
SPOTS = 12
"""Columns and rows of the grid on which a name's spot is looked for."""
LETTER = 6.4
FINEST = 3
"""Units between two points of a border."""
SMALLEST = 150
"""Twice the square units of the smallest shape worth drawing."""
ISLAND = 0.05
"""Smaller parts of a town do not widen the view: Neuwerk lies 100 km from Hamburg."""
LINE = 15

Spot = tuple[float, float]
Ring = list[Spot]


@dataclass(frozen=True)
class View:
    """Degrees to units of the drawing, the same scale in both directions."""

    west: float
    north: float
    across: float
    down: float
    height: int

    def of(self, longitude: float, latitude: float) -> Spot:
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down

    def shows(self, spot: Spot) -> bool:
        return 0 <= spot[0] <= WIDTH and 0 <= spot[1] <= self.height


@dataclass(frozen=True)
class Shape:
    """`path` is SVG path data; `spot` where the name stands, None where it would not fit."""

    name: str
    path: str
    spot: tuple[int, int] | None


@dataclass(frozen=True)
class Ground:
    view: View
    town: Shape
    around: tuple[Shape, ...]


@lru_cache(maxsize=64)
def ground(code: str) -> Ground | None:
    """None for what has no border of its own (the country)."""
    own = area.polygon(code)
    if not own:
        return None
    largest = max(_size(rings[0]) for rings in own)
    view = _view([point for rings in own if _size(rings[0]) >= ISLAND * largest for point in rings[0]])
    near = dict.fromkeys(one for next_to in area.neighbours(code) for one in (next_to, *area.neighbours(next_to)))
    shapes = (_shape(one, area.polygon(one), view) for one in near if one != code)
    town = _shape(code, own, view)
    return Ground(view, town, _apart(town, [one for one in shapes if one.path]))


def _apart(town: Shape, around: Iterable[Shape]) -> tuple[Shape, ...]:
    """No name on another one: the later gives way."""
    taken = [town]
    told = []
    for one in around:
        free = one.spot and not any(_meet(one, other) for other in taken)
        told.append(one if free else replace(one, spot=None))
        taken += [one] if free else []
    return tuple(told)


def _meet(one: Shape, other: Shape) -> bool:
    if one.spot is None or other.spot is None:
        return False
    (x, y), (a, b) = one.spot, other.spot
    return abs(x - a) < (len(one.name) + len(other.name)) * LETTER / 2 + 6 and abs(y - b) < LINE


def _view(points: Iterable[Spot]) -> View:
    wide, high = zip(*points, strict=True)
    west, east, south, north = min(wide), max(wide), min(high), max(high)
    flat = cos(radians((south + north) / 2))
    extent = max((east - west) * flat, 0.001) * (1 + 2 * MARGIN)
    tall = (north - south) * (1 + 2 * MARGIN)
    height = max(HEIGHTS[0], min(HEIGHTS[1], round(tall / extent * WIDTH)))
    scale = min(WIDTH / extent, height / tall)
    middle = (west + east) / 2, (south + north) / 2
    return View(
        west=middle[0] - WIDTH / 2 / (scale * flat),
        north=middle[1] + height / 2 / scale,
        across=scale * flat,
        down=scale,
        height=height,
    )


def _shape(code: str, polygons: area.Coordinates, view: View) -> Shape:
    rings = [_cut([view.of(*point) for point in rings[0]], view) for rings in polygons]
    kept = [ring for ring in rings if len(ring) > 2 and _size(ring) >= SMALLEST]
    name = area.get(code).name
    largest = max(kept, key=_size, default=[])
    return Shape(name, "".join(_path(ring) for ring in kept), _spot(largest, name, view) if largest else None)


def _path(ring: Ring) -> str:
    """Whole units, each as the step from the one before: a third of the letters."""
    whole = [(round(ring[0][0]), round(ring[0][1]))]
    for x, y in ring[1:]:
        if abs(x - whole[-1][0]) + abs(y - whole[-1][1]) >= FINEST:
            whole.append((round(x), round(y)))
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(whole)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}z".replace(" -", "-") if steps else ""


def _cut(ring: Ring, view: View) -> Ring:
    """What of a ring lies in the view (Sutherland and Hodgman), a little beyond it so that no edge shows a border."""
    for axis, limit, sign in ((0, -4, 1), (0, WIDTH + 4, -1), (1, -4, 1), (1, view.height + 4, -1)):
        kept: Ring = []
        for last, this in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            inside, was = (sign * (point[axis] - limit) >= 0 for point in (this, last))
            if inside != was:
                share = (limit - last[axis]) / (this[axis] - last[axis])
                kept.append((last[0] + share * (this[0] - last[0]), last[1] + share * (this[1] - last[1])))
            if inside:
                kept.append(this)
        ring = kept
    return ring


def _size(ring: Ring) -> float:
    """Twice its area."""
    return abs(sum(x * b - a * y for (x, y), (a, b) in zip(ring, [*ring[1:], ring[0]], strict=True)))


def _spot(ring: Ring, name: str, view: View) -> tuple[int, int] | None:
    """The point of a grid farthest from the shape's edge where the whole name stays in the view."""
    half = len(name) * LETTER / 2
    best, room = None, LINE * 0.8
    for column in range(SPOTS):
        for row in range(SPOTS):
            spot = (WIDTH * (column + 0.5) / SPOTS, view.height * (row + 0.5) / SPOTS)
            if not (half + 4 <= spot[0] <= WIDTH - half - 4) or not LINE <= spot[1] <= view.height - LINE:
                continue
            if _holds(ring, spot) and (free := _room(ring, spot)) > room:
                best, room = (round(spot[0]), round(spot[1])), free
    return best


def _holds(ring: Ring, spot: Spot) -> bool:
    inside = False
    x, y = spot
    for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside


def _room(ring: Ring, spot: Spot) -> float:
    """Distance to the nearest edge."""
    nearest = float("inf")
    for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
        length = (c - a) ** 2 + (d - b) ** 2
        along = max(0.0, min(1.0, ((spot[0] - a) * (c - a) + (spot[1] - b) * (d - b)) / length)) if length else 0.0
        nearest = min(nearest, hypot(a + along * (c - a) - spot[0], b + along * (d - b) - spot[1]))
    return nearest
