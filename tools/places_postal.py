"""Which municipalities a PLZ lies in, from a list that only knows names.

A name is matched within its Land; among namesakes the one nearest to the PLZ's certain places counts. Two gaps are then
closed by position: hamlets and merged villages through the town list, and small municipalities that the list leaves out
through the PLZ of their neighbours. What was closed by position comes last in a PLZ's row.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import shapely

from anlaufstelle.vocabulary import area_names
from anlaufstelle.vocabulary.area_data import Place

TOO_FAR_KM = 45  # of a municipality from the middle of its PLZ's region: beyond, it is a namesake
NEIGHBOURS = 8
Row = tuple[str, str, str]  # PLZ, Land, name
Point = tuple[float, float]


class Locality(NamedTuple):
    name: str
    latitude: float
    longitude: float
    population: int
    alternate: tuple[str, ...]


def km(a: Point, b: Point) -> float:
    """Flat distance, good enough to tell namesakes apart."""
    return math.hypot((a[0] - b[0]) * 111.2, (a[1] - b[1]) * 111.2 * math.cos(math.radians(a[0])))


def point(place: Place) -> Point:
    assert place.latitude is not None and place.longitude is not None
    return place.latitude, place.longitude


class Names:
    """Municipalities by Land and key, short names included; spellings without umlauts count if nothing else does."""

    def __init__(self, municipalities: list[Place]) -> None:
        self.exact: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self.loose: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in municipalities:
            for name in (place.name, *area_names.shortened(place.name)):
                key = area_names.key(name)
                self.exact[place.ags[:2], key].append(place)
                self.loose[place.ags[:2], area_names.loose(key)].append(place)

    def candidates(self, land: str, name: str) -> list[Place]:
        for written in (name, *area_names.shortened(name)):
            key = area_names.key(written)
            if found := self.exact.get((land, key)) or self.loose.get((land, area_names.loose(key))):
                return list(dict.fromkeys(found))
        return []


def centre(points: list[Point]) -> Point:
    """The median, which one stray namesake does not move."""
    latitudes, longitudes = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return latitudes[len(points) // 2], longitudes[len(points) // 2]


class Regions:
    """Where a PLZ lies, as far as certain rows tell: by all five digits, else four, else three."""

    def __init__(self, certain: list[tuple[str, Place]]) -> None:
        points: dict[str, list[Point]] = defaultdict(list)
        for code, place in certain:
            for length in (5, 4, 3, 2):
                points[code[:length]].append(point(place))
        self.centres = {prefix: centre(found) for prefix, found in points.items()}

    def where(self, code: str) -> Point | None:
        return next((self.centres[code[:n]] for n in (5, 4, 3, 2) if code[:n] in self.centres), None)

    def region(self, code: str) -> Point | None:
        return self.centres.get(code[:3]) or self.centres.get(code[:2])


def by_name(rows: list[Row], names: Names) -> tuple[dict[str, list[str]], Regions, list[Row]]:
    """PLZ -> codes, where each PLZ lies, and the rows whose name is no municipality there."""
    choices = [(code, land, name, names.candidates(land, name)) for code, land, name in rows]
    regions = Regions([(code, found[0]) for code, _, _, found in choices if len(found) == 1])
    matched: dict[str, list[str]] = defaultdict(list)
    left: list[Row] = []
    for code, land, name, found in choices:
        here = regions.where(code[:4])
        near = sorted(found, key=lambda place: km(point(place), here) if here else 0.0)
        around = regions.region(code)
        if near and (around is None or km(point(near[0]), around) <= TOO_FAR_KM):
            matched[code].append(near[0].ags)
        else:
            left.append((code, land, name))
    return matched, regions, left


def by_position(
    left: list[Row], regions: Regions, known: list[Locality], polygons: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """The municipality around a village that the town list knows near where the PLZ lies."""
    towns: dict[str, list[Locality]] = defaultdict(list)
    for town in known:
        towns[area_names.loose(area_names.key(town.name))].append(town)
    codes, tree = list(polygons), shapely.STRtree(list(polygons.values()))
    for code, _, name in left:
        here = regions.where(code)
        found = towns.get(area_names.loose(area_names.key(name)), [])
        near = sorted((km((t.latitude, t.longitude), here), t.longitude, t.latitude) for t in found) if here else []
        if near and near[0][0] <= TOO_FAR_KM:
            for index in tree.query(shapely.Point(near[0][1], near[0][2]), predicate="within"):
                yield code, codes[index]


def by_neighbours(matched: dict[str, list[str]], municipalities: list[Place]) -> Iterator[tuple[str, str]]:
    """For a municipality in no PLZ: the PLZ of its nearest neighbours, those of the same Verband counting double."""
    codes_of: dict[str, list[str]] = defaultdict(list)
    for code, found in matched.items():
        for ags in found:
            codes_of[ags].append(code)
    served = [place for place in municipalities if len(codes_of.get(place.ags, ())) in (1, 2, 3)]
    tree = shapely.STRtree([shapely.Point(p.longitude * 0.63, p.latitude) for p in served])
    for place in municipalities:
        if place.ags in codes_of:
            continue
        around = shapely.Point((place.longitude or 0) * 0.63, place.latitude or 0).buffer(0.15)
        near = sorted((served[i] for i in tree.query(around)), key=lambda other: km(point(place), point(other)))
        votes: Counter[str] = Counter()
        for rank, other in enumerate(near[:NEIGHBOURS]):
            weight = (2 if other.ars[:9] == place.ars[:9] else 1) / (1 + rank)
            for code in codes_of[other.ags]:
                votes[code] += weight / len(codes_of[other.ags])
        for code, _ in votes.most_common(2):
            yield code, place.ags


def postal_codes(
    rows: list[Row], places: dict[str, Place], polygons: dict[str, Any], known: list[Locality]
) -> list[tuple[str, str]]:
    municipalities = [place for place in places.values() if place.kind == "municipality"]
    matched, regions, left = by_name(rows, Names(municipalities))
    for ags in matched.values():
        ags.sort(key=lambda code: -(places[code].population or 0))
    inhabited = [place for place in municipalities if place.title != "Gemeindefreies Gebiet"]
    for code, ags in [*by_position(left, regions, known, polygons), *by_neighbours(matched, inhabited)]:
        matched[code].append(ags)
    return [(code, " ".join(dict.fromkeys(matched[code]))) for code in sorted(matched)]
