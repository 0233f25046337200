"""All of Herten leaves, is gathered by an empty instance (a process of its own), and leaves there again the same."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.gather import source
from anlaufstelle.gather.run import run
from anlaufstelle.pipeline import export
from anlaufstelle.record.hsds_tables import FILES
from anlaufstelle.record.received import Origin, Received

SHEET = 'id: {id}\ntitle: Nachbar\nformat: {format}\nfile: {file}\narea: ["05562020", "05562", "05"]\n'
NAMES = {"hsds": "all.json", "hsds-csv": "tables.zip"}
Data = dict[str, Any]


@pytest.fixture(scope="module")
def here(herten: EditionView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("here")
    for form, name in NAMES.items():
        export.export(form, folder / name)
    export.export("hsds-csv", folder / "tables")
    return folder


@pytest.fixture(scope="module")
def there(here: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the other instance exported after a night with our tables: the harder of the two forms to read."""
    folder = tmp_path_factory.mktemp("there")
    (folder / "sources").mkdir()
    (folder / "sources/here.yml").write_text(SHEET.format(id="here", format="hsds-csv", file=here / "tables"))
    own = {"ANLAUFSTELLE_HOME": str(folder), "ANLAUFSTELLE_SOURCES": str(folder / "sources")}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    night = subprocess.run(
        [sys.executable, "-m", "anlaufstelle", "night"],
        cwd=folder,
        env=kept | own | {"ANLAUFSTELLE_ENCODER": "0"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert night.returncode == 0, night.stdout + night.stderr
    shutil.unpack_archive(folder / "dump/hsds-csv.zip", folder / "tables")  # every night ends with an export
    return folder


def gathered(folder: Path, form: str, file: Path) -> list[Received]:
    sheet = folder / f"{form}.yml"
    sheet.write_text(SHEET.format(id="here", format=form, file=file))
    received: list[Received] = []
    report = run(source.load(sheet), {}, received.append)
    assert [one for one in report.findings if one.about == "reading"] == []
    return received


def documents(path: Path) -> list[Data]:
    return list(json.loads(path.read_text(encoding="utf-8"))["contents"])


def told(document: Data) -> Data:
    """The document without what docs/reference/api.md says each instance writes of itself."""
    if "last_modified" in document.get("derived", ()):
        document = {name: value for name, value in document.items() if name != "last_modified"}
    return document | {"entry": own_aside(document["entry"])}


def own_aside(entry: Data) -> Data:
    own = {"source", "key", "title", "origin", "received"}
    sources = [{name: value for name, value in one.items() if name not in own} for one in entry["sources"]]
    return entry | {"sources": sources}


def rows(folder: Path, table: str) -> Iterator[Data]:
    with (folder / FILES[table]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            profile = json.loads(row.pop("profile") or "{}")
            if "entry" in profile:
                profile["entry"] = own_aside(profile["entry"])
            if "last_modified" in profile.get("derived", ()):
                del row["last_modified"]
            yield row | profile


def test_the_documents_are_identical(here: Path, there: Path) -> None:
    before, after = documents(here / "all.json"), documents(there / "dump/hsds.json")
    assert len(before) > 700
    assert [one["id"] for one in before] == [one["id"] for one in after]
    assert [one["id"] for one, other in zip(before, after, strict=True) if told(one) != told(other)] == []


def test_so_are_the_tables(here: Path, there: Path) -> None:
    differing = [name for name in FILES if list(rows(here / "tables", name)) != list(rows(there / "tables", name))]
    assert differing == []


def test_documents_lines_and_tables_say_the_same(here: Path, tmp_path: Path) -> None:
    lines = tmp_path / "all.ndjson"
    lines.write_text("".join(json.dumps(one) + "\n" for one in documents(here / "all.json")))
    (tmp_path / "array.json").write_text(json.dumps(documents(here / "all.json")))
    nested = gathered(tmp_path, "hsds", here / "all.json")
    assert nested == gathered(tmp_path, "hsds", lines) == gathered(tmp_path, "hsds", tmp_path / "array.json")
    assert sorted(nested, key=str) == sorted(gathered(tmp_path, "hsds-csv", here / "tables.zip"), key=str)


def test_where_it_was_born_is_known_after_two_journeys(here: Path, there: Path, tmp_path: Path) -> None:
    born = {one["id"]: one["entry"]["sources"][0] for one in documents(here / "all.json")}
    again = gathered(tmp_path, "hsds", there / "dump/hsds.json")
    assert {one.id: one.origin for one in again} == {
        id: Origin(first["source"], first["key"]) for id, first in born.items()
    }
    assert {one.licence for one in again} == {first["licence"] for first in born.values()}
