"""What leaves the house in bulk: valid, whole, and without what may not be passed on."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import frictionless
import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.errors import BadQuery
from anlaufstelle.pipeline import export
from anlaufstelle.record import hsds
from anlaufstelle.record.licences import forbids
from anlaufstelle.record.model import (
    SHOWN,
    AnyRecord,
    Body,
    Conference,
    Document,
    Membership,
    Notice,
    Opportunity,
    Project,
    Slot,
)
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, id_of, service
from .test_feeds import party


def test_the_tables_are_a_valid_data_package_with_keys_that_lead_somewhere(
    town: Callable[..., None], tmp_path: Path
) -> None:
    told = export.export("hsds-csv", tmp_path / "tables")
    assert told.written["service"] == 3
    report = frictionless.validate(str(tmp_path / "tables/datapackage.json"))
    assert report.flatten(["type", "fieldName", "note"]) == []
    assert report.valid
    rows = list(csv.DictReader((tmp_path / "tables/service_at_location.csv").read_text().splitlines()))
    assert {row["service_id"] for row in rows} == {id_of("debts"), id_of("shelter")}


def test_a_zip_holds_the_same_tables(town: Callable[..., None], tmp_path: Path) -> None:
    export.export("hsds-csv", tmp_path / "out/tables.zip")
    with zipfile.ZipFile(tmp_path / "out/tables.zip") as packed:
        assert {"datapackage.json", "services.csv", "events.csv"} <= set(packed.namelist())
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["tables.zip"]


def test_the_documents_come_back_as_records_and_go_out_the_same(town: Callable[..., None], tmp_path: Path) -> None:
    export.export("hsds", tmp_path / "all.json")
    told = json.loads((tmp_path / "all.json").read_text())
    assert told["total_items"] == len(told["contents"]) == 8
    records = {record.id: record for record in hsds.read(told)}
    assert records.keys() == {one["id"] for one in told["contents"]}
    for document in told["contents"]:
        again = hsds.write(records[document["id"]], records.get)
        follows = {"entry", "last_modified", "derived", "attributes", "organization"}
        assert {**again, "x": 0}.keys() - follows <= {*document, "x"}
        assert {k: v for k, v in again.items() if k not in follows} == {
            k: v for k, v in document.items() if k not in follows
        }


def test_what_may_not_be_passed_on_is_left_out_and_counted(town: Callable[..., None], tmp_path: Path) -> None:
    closed = replace(service("food", "Mustertafel", "Tafel"), licence="Alle Rechte vorbehalten")
    town([closed])
    told = export.export("hsds", tmp_path / "all.json")
    assert told.left_out == {"service": 1}
    assert id_of("food") not in {one["id"] for one in json.loads((tmp_path / "all.json").read_text())["contents"]}
    assert "left out because their licence forbids it: 1 service" in told.lines()


@pytest.mark.parametrize(
    ("licence", "closed"),
    [(None, False), ("CC BY 4.0", False), ("All rights reserved", True), ("Nur zur Anzeige", True)],
)  # fmt: skip
def test_only_a_licence_that_says_so_forbids(licence: str | None, closed: bool) -> None:
    assert forbids(licence) is closed


def test_a_broken_export_leaves_the_old_file(
    town: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out/all.json"
    path.parent.mkdir()
    path.write_text("old")

    def breaks(made: Path, told: export.Exported) -> None:
        made.write_text("half")
        raise OSError("disk full")

    monkeypatch.setitem(export.FORMATS, "hsds", breaks)
    with pytest.raises(OSError, match="disk full"):
        export.export("hsds", path)
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_points_dates_and_rows(town: Callable[..., None], tmp_path: Path) -> None:
    town([party()])
    for form in ("geojson", "ical", "csv"):
        export.export(form, tmp_path / form)
    assert len(json.loads((tmp_path / "geojson").read_text())["features"]) == 7
    assert len(icalendar.Calendar.from_ical((tmp_path / "ical").read_bytes()).walk("VEVENT")) == 2
    assert len(list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text())))) == 7


def test_every_kind_with_a_page_is_in_every_file(visitor: Client, town: Callable[..., None], tmp_path: Path) -> None:
    made: list[AnyRecord] = [
        Notice(id=id_of("notice"), name="Musterzettel", until=(timezone.localdate() + timedelta(days=5)).isoformat()),
        Project(id=id_of("project"), name="Musterprojekt"),
        Conference(id=id_of("conference"), name="Musterkonferenz"),
        Opportunity(id=id_of("opportunity"), name="Musterhilfe"),
        Slot(
            id=id_of("slot"),
            name="Mustersprechzeit",
            house="Haus",
            room="1",
            weekday="MO",
            opens="9:00",
            closes="12:00",
        ),
        Membership(id=id_of("membership"), name="Mustermitglied"),
        Body(id=id_of("body"), name="Mustergruppe"),
        Document(id=id_of("document"), name="Musterhilfe"),
    ]
    town([Received(source=SOURCE, key=one.kind, record=one) for one in made])
    wanted = {one.id: one.kind for one in made}
    for form in ("geojson", "csv", "hsds"):
        export.export(form, tmp_path / form)
    features = json.loads((tmp_path / "geojson").read_text())["features"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text())))
    served = json.loads(b"".join(visitor.get("/feeds/angebote.geojson")))["features"]  # type: ignore[arg-type]
    for found in (features, served):
        assert wanted.items() <= {one["id"]: one["properties"]["kind"] for one in found}.items()
    assert wanted.items() <= {one["id"]: one["kind"] for one in rows}.items()
    assert wanted.keys() <= {one["id"] for one in json.loads((tmp_path / "hsds").read_text())["contents"]}
    assert set(SHOWN) == {*wanted.values(), "service", "organization", "event"}


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match="hsds-csv"):
        export.export("xml", tmp_path / "x")


def test_the_nights_dump_is_served(visitor: Client, tmp_path: Path) -> None:
    export.dump(tmp_path)
    response = visitor.get("/feeds/dump/hsds.json")
    again = visitor.get("/feeds/dump/hsds.json", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert len(json.loads(b"".join(response.streaming_content))["contents"]) == 8
    response.close()
