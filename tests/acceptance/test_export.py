"""All of Herten leaves in bulk and comes back the same."""

import json
from pathlib import Path

import frictionless

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.pipeline import export
from anlaufstelle.record import hsds

FOLLOWS = {"entry", "last_modified", "derived", "attributes", "organization"}
"""What an entry knows beyond its record, and what follows from other records."""


def test_every_document_comes_back_as_a_record_and_goes_out_the_same(herten: EditionView, tmp_path: Path) -> None:
    told = export.export("hsds", tmp_path / "herten.json")
    documents = json.loads((tmp_path / "herten.json").read_text(encoding="utf-8"))["contents"]
    assert len(documents) == sum(told.written.values()) > 700
    records = {record.id: record for record in hsds.read({"contents": documents})}
    again = {one["id"]: hsds.write(records[one["id"]], records.get) for one in documents}
    differing = [
        f"{one['id']}.{name}"
        for one in documents
        for name in (one.keys() | again[one["id"]].keys()) - FOLLOWS
        if one.get(name) != again[one["id"]].get(name)
    ]
    assert differing == []


def test_the_tables_are_valid_foreign_keys_included(herten: EditionView, tmp_path: Path) -> None:
    export.export("hsds-csv", tmp_path / "tables")
    report = frictionless.validate(str(tmp_path / "tables/datapackage.json"))
    assert report.flatten(["type", "fieldName", "note"]) == []
    lines = {path.stem: path.read_text(encoding="utf-8").count("\n") for path in (tmp_path / "tables").glob("*.csv")}
    assert lines["attributes"] > lines["services"] > 260
