"""Corrects the shipped tables of places from downloads that an operator has, into a folder `area` then prefers.

Nothing is written before every file has been read. A municipality that the official list no longer has keeps its border
and its old code, which both lead to the one it has merged into from then on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from anlaufstelle.errors import TooManyFindings

from . import area, area_data, area_names
from .area_captions import captioned
from .area_data import COUNTRY, Place
from .places_mergers import Dissolved, Today, dissolved_since
from .places_official import District, Municipality, PostalRow, Read, read

LEAST_MUNICIPALITIES = 10_000  # Germany had 10,981 in 2023: a shorter list is a cut file, not a reform


class Report(msgspec.Struct, frozen=True):
    """What an update has changed, against the tables that counted before. `str(report)` is for the operator."""

    files: tuple[str, ...]
    added: tuple[str, ...]
    dissolved: tuple[Dissolved, ...]
    renamed: tuple[str, ...]
    municipalities: int
    populations: int
    postal_codes: int
    postal_codes_changed: int

    def __str__(self) -> str:
        merged = [f"  {gone.ags} {gone.name} -> {gone.successor or 'not known'}" for gone in self.dissolved]
        lines = [
            *self.files,
            f"{self.municipalities} municipalities, {self.populations} with population",
            f"{len(self.added)} new codes, {len(self.renamed)} new names",
            f"{self.postal_codes} postal codes, {self.postal_codes_changed} of them changed",
            f"{len(self.dissolved)} dissolved"
            + ("; where they went is reckoned from areas and borders:" if merged else ""),
            *merged,
            "Running servers read the new tables when they are started anew.",
        ]
        return "\n".join(lines)


def update(files: Iterable[Path], target: Path) -> Report:
    """Writes places, postal_codes and successors below `target`; a list not given leaves its table as it is."""
    lists = [read(file) for file in files]
    before, known = area_data.places(), dict(area_data.successors())
    official = [place for part in lists for place in part.municipalities]
    rows = [row for part in lists for row in part.postal_rows]
    districts = {district.ags: district for part in lists for district in part.districts}
    _check_complete(lists, official)
    places = _merged(before, official, rows, districts) if official else dict(before)
    today = {line.ags: Today(line.hectares, line.postal_code) for line in official}
    dissolved = dissolved_since(before, places, today, _posts(before, rows))
    former = {gone.ags: gone.successor for gone in dissolved if gone.successor}
    former = {**{old: former.get(new, new) for old, new in known.items()}, **former}
    places = captioned(places)
    codes = _postal_codes(rows, official, places, former)
    _write(target, places, codes, former)
    return _report(lists, before, places, dissolved, codes)


def _check_complete(lists: Sequence[Read], official: Sequence[Municipality]) -> None:
    if official and len(official) < LEAST_MUNICIPALITIES:
        names = ", ".join(str(part.file) for part in lists if part.municipalities)
        raise TooManyFindings(
            f"{names}: {len(official)} municipalities, at least {LEAST_MUNICIPALITIES} expected. Nothing was replaced;"
            " download the whole list."
        )


def _merged(
    before: dict[str, Place], official: list[Municipality], rows: list[PostalRow], districts: dict[str, District]
) -> dict[str, Place]:
    """The places of the official list, with points and names from before where the code is the same."""
    namesakes: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in before.values():
        if place.kind == "municipality":
            namesakes[place.ags[:2], area_names.key(place.name)].append(place)
    points = {(row.district, area_names.key(row.name)): row.point for row in rows if row.point}
    found = {code: place for code, place in before.items() if place.kind in ("country", "land", "region")}
    for line in official:
        old = before.get(line.ags)
        key = area_names.key(line.name)
        same = namesakes.get((line.ags[:2], key), [])
        source = old or (same[0] if len(same) == 1 else None)
        point = (source.latitude, source.longitude) if source else points.get((line.ags[:5], key)) or line.point
        renamed = old is None or area_names.loose(area_names.key(old.name)) != area_names.loose(key)
        name = line.name if old is None or renamed else old.name
        latitude, longitude = point or (None, None)
        found[line.ags] = Place(
            line.ags, line.ars, name, "municipality", name, latitude, longitude, line.population, line.title
        )
    return found | _districts(before, found, official, rows, districts)


def _districts(
    before: dict[str, Place],
    places: dict[str, Place],
    official: list[Municipality],
    rows: list[PostalRow],
    districts: dict[str, District],
) -> dict[str, Place]:
    """Kreise that still have municipalities, with their summed population; new ones by the name the lists give."""
    people: Counter[str] = Counter()
    largest: dict[str, Place] = {}
    for line in official:
        code = line.ags[:5]
        people[code] += line.population or 0
        if code not in largest or (line.population or 0) > (largest[code].population or 0):
            largest[code] = places[line.ags]
    named = {row.district: row.district_name for row in rows if row.district_name}
    found = {}
    for code in people:
        seat, place = largest[code], before.get(code)
        if place is None:
            name, title = named.get(code, seat.name), "Landkreis"
            if code in districts:
                name, title = districts[code].name, districts[code].title
            name = name.removeprefix(f"{title} ")
            ars = code.ljust(12, "0")
            place = Place(code, ars, name, "district", name, seat.latitude, seat.longitude, None, title)
        found[code] = msgspec.structs.replace(place, population=people[code] or None)
    return found


def _posts(before: dict[str, Place], rows: list[PostalRow]) -> dict[str, set[str]]:
    """Municipality -> its PLZ by the list's own names; the shipped table is too coarse to tell mergers by."""
    found: dict[str, set[str]] = defaultdict(set)
    named = {(ags[:5], area_names.key(place.name)): ags for ags, place in before.items() if len(ags) == 8}
    for row in rows:
        key = (row.district, area_names.key(row.name))
        if key in named:
            found[named[key]].add(row.postal_code)
    return found


def _postal_codes(
    rows: list[PostalRow], official: list[Municipality], places: dict[str, Place], former: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """A PLZ that the new list has is taken from it alone; the town hall's PLZ always counts."""
    named, around = _read_rows(rows, places, former)
    for line in official:
        if line.postal_code:
            named[line.postal_code].add(line.ags)
    found = {
        code: tuple(dict.fromkeys(former.get(ags, ags) for ags in codes))
        for code, codes in area_data.postal_codes().items()
    }
    for code in {row.postal_code for row in rows} | ({*named} - {*found}):
        first = sorted(named[code], key=lambda ags: -(places[ags].population or 0))
        if codes := tuple(dict.fromkeys([*first, *around[code]])):
            found[code] = codes
    return found


def _read_rows(
    rows: list[PostalRow], places: dict[str, Place], former: dict[str, str]
) -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    """PLZ -> municipalities named there, and PLZ -> those around the villages and firms named there."""
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place in places.values():
        if place.kind == "municipality":
            for name in (place.name, *area_names.shortened(place.name)):
                by_name[place.ags[:5], area_names.loose(area_names.key(name))].append(place.ags)
    named: dict[str, set[str]] = defaultdict(set)
    around: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        kreis = former.get(row.district, row.district)
        same = by_name.get((kreis, area_names.loose(area_names.key(row.name))), [])
        if len(same) == 1:
            named[row.postal_code].add(same[0])
        elif row.point and (holding := area.contains(*row.point)):
            around[row.postal_code].append(former.get(holding, holding))
    return named, around


def _write(target: Path, places: dict[str, Place], codes: dict[str, tuple[str, ...]], former: dict[str, str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    area_data.write_table(target / "successors.csv.gz", area_data.SUCCESSOR_COLUMNS, sorted(former.items()))
    area_data.write_table(
        target / "postal_codes.csv.gz", area_data.POSTAL_COLUMNS, ((c, " ".join(codes[c])) for c in sorted(codes))
    )
    area_data.write_table(
        target / "places.csv.gz", area_data.PLACE_COLUMNS, (area_data.place_row(places[c]) for c in sorted(places))
    )


def _report(
    lists: list[Read],
    before: dict[str, Place],
    places: dict[str, Place],
    dissolved: tuple[Dissolved, ...],
    codes: dict[str, tuple[str, ...]],
) -> Report:
    towns = [place for place in places.values() if place.kind == "municipality"]
    old_codes = area_data.postal_codes()
    return Report(
        tuple(f"{part.file}: {part.kind}" for part in lists),
        tuple(sorted(code for code in places if code not in before and code != COUNTRY)),
        dissolved,
        tuple(p.ags for p in towns if p.ags in before and before[p.ags].name != p.name),
        len(towns),
        sum(place.population is not None for place in towns),
        len(codes),
        sum(codes.get(code) != old_codes.get(code) for code in {*codes, *old_codes}),
    )
