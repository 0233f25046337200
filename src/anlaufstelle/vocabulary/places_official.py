"""Official and open lists of places as downloaded: Destatis' Gemeindeverzeichnis (GV100AD) and GeoNames' postal codes.

Both come as text or zipped; the same content as CSV with named columns is read too. Which is which is told by content.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from anlaufstelle.errors import Unreadable

from .area_names import official

MUNICIPALITY_TITLES = {
    "60": "Markt",
    "61": "Kreisfreie Stadt",
    "62": "Stadtkreis",
    "63": "Stadt",
    "64": "Gemeinde",
    "65": "Gemeindefreies Gebiet",
    "66": "Gemeindefreies Gebiet",
    "67": "Große Kreisstadt",
}
DISTRICT_TITLES = {
    "41": "Kreisfreie Stadt",
    "42": "Stadtkreis",
    "43": "Kreis",
    "44": "Landkreis",
    "45": "Regionalverband",
}
LINE_KINDS = {"10", "20", "30", "40", "50", "60"}


class Municipality(NamedTuple):
    ags: str
    ars: str
    name: str
    title: str
    population: int | None
    hectares: int | None
    postal_code: str
    point: tuple[float, float] | None


class District(NamedTuple):
    ags: str
    name: str
    title: str


class PostalRow(NamedTuple):
    postal_code: str
    name: str
    district: str
    district_name: str
    point: tuple[float, float] | None


class Read(NamedTuple):
    """What one file holds; the lists that it does not hold are empty."""

    file: Path
    kind: str
    municipalities: list[Municipality]
    districts: list[District]
    postal_rows: list[PostalRow]


def read(file: Path) -> Read:
    text = _text(file)
    first = text[:4000].lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    if first[:2] in LINE_KINDS and first[2:10].isdigit() and "\t" not in first:
        return Read(file, "GV100AD", *_gv100ad(text), [])
    if first.startswith("DE\t") and first.count("\t") >= 10:
        return Read(file, "GeoNames", [], [], list(_geonames(text)))
    columns = set(first.split(","))
    if {"ags", "ars", "name"} <= columns:
        return Read(file, "municipalities as CSV", list(_csv_municipalities(text)), [], [])
    if {"plz", "place", "kreis_ags"} <= columns:
        return Read(file, "postal codes as CSV", [], [], list(_csv_postal(text)))
    raise Unreadable(
        f"{file}: this is no list of places known here. Give GV100AD_*.txt (or .zip) from Destatis, DE.txt or DE.zip"
        f" from GeoNames' postal codes, or a CSV with the columns ags, ars, name or plz, place, kreis_ags."
    )


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                data = archive.read(_member(file, archive))
    except OSError as error:
        raise Unreadable(f"{file}: cannot be read ({error.strerror}). Check the path.") from error
    except zipfile.BadZipFile as error:
        raise Unreadable(f"{file}: the zip file is damaged ({error}). Download it again.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _member(file: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    lists = [m for m in archive.infolist() if m.filename.lower().endswith((".txt", ".csv", ".asc"))]
    lists = [m for m in lists if "readme" not in m.filename.lower()]
    if not lists:
        raise Unreadable(f"{file}: there is no .txt or .csv inside. Download the list itself.")
    return max(lists, key=lambda member: member.file_size)


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def _gv100ad(text: str) -> tuple[list[Municipality], list[District]]:
    """Fixed columns; 60 is a municipality, 40 a Kreis. The key of a line's kind stands in columns 123-124."""
    municipalities, districts = [], []
    for line in text.splitlines():
        name, title = official(line[22:72].strip()), line[122:124]
        if line[:2] == "60":
            ags, association = line[10:18], line[18:22].strip().rjust(4, "0")
            ars = ags[:5] + association + ags[5:]
            population, hectares = _number(line[139:150]), _number(line[128:139])
            kind = MUNICIPALITY_TITLES.get(title, "Gemeinde")
            municipalities.append(Municipality(ags, ars, name, kind, population, hectares, line[165:170].strip(), None))
        elif line[:2] == "40":
            districts.append(District(line[10:15], name, DISTRICT_TITLES.get(title, "Landkreis")))
    return municipalities, districts


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    return (float(latitude), float(longitude)) if latitude and longitude else None


def _geonames(text: str) -> Iterator[PostalRow]:
    """Country, PLZ, place, Land, letters, Regierungsbezirk, code, Kreis, code, latitude, longitude, accuracy."""
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) >= 11:
            yield PostalRow(cells[1], cells[2], cells[8], cells[7], _point(cells[9], cells[10]))


def _csv_municipalities(text: str) -> Iterator[Municipality]:
    for row in csv.DictReader(io.StringIO(text)):
        title = row.get("type") or "Gemeinde"
        title = "Gemeindefreies Gebiet" if title.startswith("gemeindefrei") else title
        yield Municipality(
            row["ags"],
            row["ars"],
            official(row["name"]),
            "Gemeinde" if title.startswith("Kreisangehörige") else title,
            _number(row.get("population") or ""),
            _number(row.get("area_ha") or ""),
            row.get("plz") or "",
            _point(row.get("lat") or "", row.get("lon") or ""),
        )


def _csv_postal(text: str) -> Iterator[PostalRow]:
    for row in csv.DictReader(io.StringIO(text)):
        point = _point(row.get("lat") or "", row.get("lon") or "")
        yield PostalRow(row["plz"], row["place"], row["kreis_ags"], row.get("kreis") or "", point)
