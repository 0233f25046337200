"""Spoiled HSDS (files, tables of both ages, the network), OpenStreetMap and XZuFi: a clear word, nothing handed on,
memory bounded."""

import json
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import osmium
import osmium.osm.mutable as new
import pytest
import yaml
from msgspec.structs import replace

from anlaufstelle.errors import TooManyFindings, Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.neighbour import bring
from anlaufstelle.gather.run import record_hash, run
from anlaufstelle.gather.sheet import Sheet
from anlaufstelle.record.ids import record_id

from . import spoiled
from .sheets import harvest

Row = dict[str, Any]
ROWS: list[Row] = [{"id": str(n), "name": f"Erfundene Hilfe für {n}", "date": "2025-05-01"} for n in range(1, 31)]
PARENTS = {"1": "2", "2": "3", "3": "1"}


def _documents(rows: list[Row]) -> list[Row]:
    found = []
    for row in rows:
        made = {
            "id": record_id("muster", row["id"]),
            "name": row["name"],
            "description": "Erfunden.",
            "tax_status": "x",
        }
        if parent := row.get("parent"):
            made["parent_organization_id"] = record_id("muster", parent)
        found.append(made | {"entry": {"source_date": row["date"]}} | row.get("also", {}))
    return found


def hsds(folder: Path, rows: list[Row]) -> Path:
    (folder / "all.json").write_text(json.dumps(_documents(rows), ensure_ascii=False, indent=1))
    return folder / "all.json"


def feed(folder: Path, rows: list[Row]) -> Path:
    changes = [
        {"sequence": n, "op": "put", "id": one["id"], "document": one} for n, one in enumerate(_documents(rows), 1)
    ]
    page = {"feed": "one", "since": 0, "sequence": len(changes), "more": False, "changes": changes}
    (folder / "answer.json").write_text(json.dumps(page, ensure_ascii=False))
    return folder / "answer.json"


def lists(folder: Path, rows: list[Row]) -> Path:
    page = {"total_items": len(rows), "last_page": True, "contents": _documents(rows)}
    (folder / "answer.json").write_text(json.dumps(page, ensure_ascii=False))
    return folder / "answer.json"


def _table(folder: Path, rows: list[Row], ids: Callable[[str], str], url: str) -> Path:
    place = folder / "tables"
    place.mkdir(exist_ok=True)
    lines = [f"id,name,description,{url},parent_organization_id,year_incorporated,more"]
    for row in rows:
        parent = ids(row["parent"]) if "parent" in row else ""
        odd = row.get("also", {})
        cells = (ids(row["id"]), row["name"], "Erfunden.", "", parent, row["date"][:4], odd.get("vendor", ""))
        lines.append(",".join(cells))
    (place / "organizations.csv").write_text("\n".join(lines) + "\n")
    return place / "organizations.csv"


def tables(folder: Path, rows: list[Row]) -> Path:
    path = _table(folder, rows, lambda raw: record_id("muster", raw), "website")
    resources = [{"name": "organization", "path": "organizations.csv"}]
    (path.parent / "datapackage.json").write_text(json.dumps({"resources": resources}))
    return path


def old_tables(folder: Path, rows: list[Row]) -> Path:
    return _table(folder, rows, str, "url")


def _tags(row: Row) -> dict[str, str]:
    told = {"amenity": "social_facility", "name": row["name"], "check_date": row["date"]}
    return told | {key: str(value) for key, value in row.get("also", {}).items()}


def extract(folder: Path, rows: list[Row]) -> Path:
    (folder / "map.osm.pbf").unlink(missing_ok=True)
    with osmium.SimpleWriter(str(folder / "map.osm.pbf")) as writer:
        for row in rows:
            writer.add_node(new.Node(id=int(row["id"]), version=1, location=(7.1, 51.6), tags=_tags(row)))
    return folder / "map.osm.pbf"


def overpass(folder: Path, rows: list[Row]) -> Path:
    elements = [{"type": "node", "id": int(row["id"]), "lat": 51.6, "lon": 7.1, "tags": _tags(row)} for row in rows]
    (folder / "map.json").write_text(json.dumps({"elements": elements}, ensure_ascii=False, indent=1))
    return folder / "map.json"


def xzufi(folder: Path, rows: list[Row]) -> Path:
    made = ['<?xml version="1.0" encoding="UTF-8"?>\n<transfer>']
    for row in rows:
        odd = "".join(f"<{name}>{value}</{name}>" for name, value in row.get("also", {}).items())
        if parent := row.get("parent"):
            odd += f"<uebergeordneteOrganisationseinheitID>{parent}</uebergeordneteOrganisationseinheitID>"
        made.append(
            f"<schreibe><organisationseinheit><id>{row['id']}</id><name>{row['name']}</name>"
            f"<versionsinformation><geaendertDatumZeit>{row['date']}</geaendertDatumZeit></versionsinformation>"
            f"{odd}</organisationseinheit></schreibe>\n"
        )
    (folder / "land.xml").write_text("".join([*made, "</transfer>"]))
    return folder / "land.xml"


FORMATS: dict[str, tuple[Callable[[Path, list[Row]], Path], str]] = {
    "hsds": (hsds, "hsds"), "change feed": (feed, "hsds-api"), "lists": (lists, "hsds-api"),
    "tables": (tables, "hsds-csv"), "old tables": (old_tables, "hsds-csv"), "extract": (extract, "osm"),
    "overpass": (overpass, "osm"), "xzufi": (xzufi, "xzufi"),
}  # fmt: skip


def _rows(**also: Any) -> list[Row]:
    return [{**row, **also} for row in ROWS]


ROW_WISE: dict[str, list[Row]] = {
    "wrong types": _rows(also={"vendor": "7", "year": "zweitausend"}),
    "one id for all": ROWS[:1] * 30,
    "days that have not come": _rows(date="2199-05-01"),
    "far too few": ROWS[:3],
    "parents in a circle": [
        {**row, **({"parent": PARENTS[row["id"]]} if row["id"] in PARENTS else {})} for row in ROWS
    ],
}
BYTE_WISE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) * 2 // 3],
    "wrong encoding": lambda data: data.decode("utf-8", "replace").encode("utf-16"),
    "letters destroyed": lambda data: data.replace("ü".encode(), b"\xfc"),
    "noise": lambda data: bytes(range(256)) * 64,
    "empty": lambda data: b"",
    "a web page instead": lambda data: b"<!doctype html><title>404</title>",
    "entities": lambda data: b'<?xml version="1.0"?>' + spoiled.BOMB.encode() + b"<osm><node id='1'>&c;</node></osm>",
}
NOT = {
    ("extract", "parents in a circle"): "a map has no parents",
    ("overpass", "parents in a circle"): "a map has no parents",
    ("extract", "letters destroyed"): "its letters are packed",
}
CASES = [(name, way) for name in FORMATS for way in (*ROW_WISE, *BYTE_WISE) if (name, way) not in NOT]


def loaded(folder: Path, name: str) -> Sheet:
    """Where a neighbour would be asked, its answer is taken from a file."""
    form = FORMATS[name][1]
    file = {"hsds": "all.json", "hsds-csv": "tables", "osm": "map.json", "xzufi": "land.xml"}.get(form, "")
    file = "map.osm.pbf" if name == "extract" else file
    file = (
        "https://neben.example.org/api" + ("/changes" if name == "change feed" else "") if form == "hsds-api" else file
    )
    told = {"id": "muster", "title": "Muster", "file": file, "format": form}
    told |= {"expect": {"min": 20, "max_findings": 0, "max_gone": 0.2}}
    (folder / "muster.yml").write_text(yaml.safe_dump(told))
    sheet = source.load(folder / "muster.yml")
    if form != "hsds-api":
        return sheet

    def get(url: str) -> bytes:
        return b'{"contents": [], "empty": true}' if "/organizations" in url else (folder / "answer.json").read_bytes()

    (folder / "feed.journal").unlink(missing_ok=True)
    table = bring(sheet.tables[0], folder, get, lambda ids: {}).table
    return replace(sheet, tables=(table,))


def refused(folder: Path, name: str, spoil: Callable[[], None]) -> str:
    make = FORMATS[name][0]
    make(folder, ROWS)
    report, good = harvest(loaded(folder, name))
    assert [one for one in report.findings if one.counts] == []
    spoil()
    handed: list[Any] = []
    before = {key: record_hash(one) for key, one in good.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises((Unreadable, TooManyFindings)) as caught:
        run(loaded(folder, name), before, handed.append)
    assert handed == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 400 << 10
    return str(caught.value)


@pytest.mark.parametrize(("name", "way"), CASES, ids=[f"{name}: {way}" for name, way in CASES])
def test_is_refused(tmp_path: Path, name: str, way: str) -> None:
    make = FORMATS[name][0]

    def spoil() -> None:
        if way in ROW_WISE:
            make(tmp_path, ROW_WISE[way])
        else:
            path = make(tmp_path, ROWS)
            path.write_bytes(BYTE_WISE[way](path.read_bytes()))

    told = refused(tmp_path, name, spoil)
    assert "Remedy: " in told or "neben.example.org" in told or "change feed" in told


def huge(folder: Path, name: str) -> None:
    FORMATS[name][0](folder, [*ROWS, {"id": "31", "name": spoiled.HUGE, "date": "2025"}])


@pytest.mark.parametrize("name", ["tables", "old tables"])
def test_a_huge_cell_is_refused(tmp_path: Path, name: str) -> None:
    assert "is not CSV in UTF-8 (field larger than field limit" in refused(tmp_path, name, lambda: huge(tmp_path, name))


def test_a_huge_element_is_refused(tmp_path: Path) -> None:
    assert "larger than any honest one" in refused(tmp_path, "xzufi", lambda: huge(tmp_path, "xzufi"))


def test_endless_depth_is_refused(tmp_path: Path) -> None:
    deep = "<a>" * 100_000
    spoil = lambda: (tmp_path / "land.xml").write_text(f"<x><schreibe>{deep}")  # noqa: E731
    assert "deeper or larger" in refused(tmp_path, "xzufi", spoil)


@pytest.mark.parametrize(
    ("name", "cap"),
    [
        ("hsds", "json_array.LARGEST"), ("overpass", "json_array.LARGEST"), ("extract", "osm.LARGEST"),
        ("tables", "hsds_csv.LARGEST"), ("old tables", "hsds_csv.LARGEST"), ("xzufi", "xzufi.MOST"),
    ],
)  # fmt: skip
def test_what_is_beyond_the_cap_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, cap: str
) -> None:
    FORMATS[name][0](tmp_path, ROWS)
    sheet = loaded(tmp_path, name)
    monkeypatch.setattr(f"anlaufstelle.gather.formats.{cap}", 10)
    with pytest.raises(Unreadable, match=r"at most|more than"):
        run(sheet, {}, print)


def test_a_zip_bomb_of_tables_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables(tmp_path, ROWS)
    data = shutil.make_archive(str(tmp_path / "all"), "zip", tmp_path / "tables")
    Path(data).write_bytes(spoiled.with_member(Path(data).read_bytes(), "services.csv", 80 << 20))
    (tmp_path / "zip.yml").write_text("id: muster\ntitle: Muster\nfile: all.zip\nformat: hsds-csv\n")
    monkeypatch.setattr("anlaufstelle.gather.formats.archive.UNPACKED", 64 << 20)
    with pytest.raises(Unreadable, match="unpacked it has more than 64 MiB"):
        run(source.load(tmp_path / "zip.yml"), {}, print)
