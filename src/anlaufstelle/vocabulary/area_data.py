"""The tables of places: shipped inside the package, or corrected ones in ANLAUFSTELLE_HOME/places, which then win.

Each table is read when first asked for and kept for the life of the process; after `places update` call `forget()`.
Codes are always text: "05562020" municipality, "05562" Kreis, "055" Regierungsbezirk, "05" Land, "DE" the country.
"""

import csv
import gzip
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

Kind = Literal["municipality", "district", "region", "land", "country"]
KINDS: dict[int, Kind] = {8: "municipality", 5: "district", 3: "region", 2: "land"}
SHIPPED = Path(__file__).parent / "data" / "places"
COUNTRY = "DE"


class Place(msgspec.Struct, frozen=True, gc=False):
    """`caption` is what a person reads ("Neuendorf (Kreis Steinburg)"); `title` the official word ("Stadt", "Kreis").

    `population` is None where the tables do not say; the point is the town's centre, else one inside its area.
    """

    ags: str
    ars: str
    name: str
    kind: Kind
    caption: str
    latitude: float | None
    longitude: float | None
    population: int | None
    title: str = ""


PLACE_COLUMNS = ("ags", "ars", "name", "title", "caption", "latitude", "longitude", "population")
POSTAL_COLUMNS = ("postal_code", "ags")
NAME_COLUMNS = ("name", "ags")
SUCCESSOR_COLUMNS = ("former", "ags")


def folder() -> Path:
    """Where an operator's corrected tables live."""
    return Path(os.environ.get("ANLAUFSTELLE_HOME", "var")) / "places"


def table_file(name: str) -> Path:
    corrected = folder() / name
    return corrected if corrected.exists() else SHIPPED / name


def read_table(file: Path) -> Iterator[list[str]]:
    """The rows below the heading."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows, None)
        yield from rows


def write_table(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Byte for byte the same for the same rows, and never half a file at its final name."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    beside = file.with_name(file.name + ".new")
    beside.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    beside.replace(file)


@cache
def places() -> dict[str, Place]:
    """Every place by its code, in the order of codes."""
    found = {}
    for ags, ars, name, title, caption, latitude, longitude, population in read_table(table_file("places.csv.gz")):
        found[ags] = Place(
            ags,
            ars,
            name,
            KINDS.get(len(ags), "country") if ags != COUNTRY else "country",
            caption or name,
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
            int(population) if population else None,
            title,
        )
    return found


@cache
def postal_codes() -> dict[str, tuple[str, ...]]:
    """PLZ -> codes of the municipalities it lies in, the likeliest first."""
    return {code: tuple(ags.split()) for code, ags in read_table(table_file("postal_codes.csv.gz"))}


@cache
def other_names() -> tuple[tuple[str, str], ...]:
    """(name in another language or script, code)."""
    return tuple((name, ags) for name, ags in read_table(table_file("names.csv.gz")))


@cache
def successors() -> dict[str, str]:
    """Code of a dissolved or renumbered municipality -> the code that counts now."""
    file = table_file("successors.csv.gz")
    return {former: ags for former, ags in read_table(file)} if file.exists() else {}


def place_row(place: Place) -> tuple[str, ...]:
    def text(value: object) -> str:
        return "" if value is None else str(value)

    return (
        place.ags,
        place.ars,
        place.name,
        place.title,
        "" if place.caption == place.name else place.caption,
        text(place.latitude),
        text(place.longitude),
        text(place.population),
    )


def forget() -> None:
    """Read the tables anew at the next question."""
    for table in (places, postal_codes, other_names, successors):
        table.cache_clear()
