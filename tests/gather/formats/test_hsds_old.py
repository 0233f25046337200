"""Tables of HSDS before 3.0: other names, ids of any kind, no descriptor; what belongs to nothing is told."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from anlaufstelle.gather import source
from anlaufstelle.gather.formats.hsds_old_hours import week
from anlaufstelle.gather.report import Report
from anlaufstelle.record.ids import record_id
from anlaufstelle.record.received import Received

from ..sheets import harvest

TABLES = {
    "organizations.csv": "id,name,description,url\n1,Musterverein,Erfunden.,https://example.org/\n",
    "locations.csv": "id,organization_id,name,latitude,longitude\n1,1,Musterhaus,51.6,7.1\n",
    "services.csv": "id,organization_id,name,status\n1,1,Musterberatung,active\n",
    "services_at_location.csv": "id,service_id,location_id\n1,1,1\n",
    "phones.csv": "id,location_id,service_id,number,type\n1,,1,02366 000111,voice\n",
    "physical_addresses.csv": "id,location_id,address_1,city,postal_code,country\n1,1,Musterweg 1,Herten,45699,de\n",
    "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\n1,1,1,09:00,12:00\n2,1,2,09:00,12:00\n",
    "eligibility.csv": "id,service_id,eligibility\n1,1,ab 18 Jahren\n2,1,aus Musterstadt\n",
    "service_taxonomy.csv": "id,service_id,taxonomy_id\n1,1,T1\n",
    "taxonomy.csv": "id,name,parent_id\nT1,Beratung,\n",
    "accessibility_for_disabilities.csv": "id,location_id,accessibility,details\n1,1,Rampe,am Hof\n",
    "languages.csv": "id,service_id,language\n1,1,Türkisch\n",
    "required_documents.csv": "id,service_id,document\n1,1,Ausweis\n",
    "service_areas.csv": "id,service_id,service_area\n1,1,Herten\n",
    "holiday_schedules.csv": "id,service_id,closed,start_date,end_date\n1,1,true,2026-12-24,2026-12-26\n",
}  # fmt: skip


def write(folder: Path, tables: dict[str, str], id: str = "muster") -> Path:
    place = folder / "tables"
    place.mkdir()
    for name, content in tables.items():
        (place / name).write_text(content)
    (folder / f"{id}.yml").write_text(f"id: {id}\ntitle: Muster\nfile: tables\nformat: hsds-csv\n")
    return folder / f"{id}.yml"


def gathered(folder: Path, **changed: str) -> tuple[Report, dict[str, Received]]:
    tables = TABLES | {f"{name}.csv": content for name, content in changed.items()}
    return harvest(source.load(write(folder, tables)))


def told(report: Report) -> list[tuple[str, str | None, int]]:
    return [(one.code, one.path, one.count) for one in report.findings if one.about == "reading"]


def test_every_table_finds_its_place(tmp_path: Path) -> None:
    report, handed = gathered(tmp_path)
    assert told(report) == []
    assert sorted(handed) == ["location/1", "organization/1", "service/1"]
    service, place = handed["service/1"].record, handed["location/1"].record
    assert handed["organization/1"].record.website == "https://example.org/"
    assert (service.organization_id, service.service_at_locations[0].location_id) == (
        record_id("muster", "organization/1"),
        place.id,
    )
    assert (service.phones[0].number, service.phones[0].stated) == ("+492366000111", "02366 000111")
    assert (place.addresses[0].country, place.latitude) == ("DE", 51.6)
    assert sorted(one.opening_hours or one.description for one in service.schedules) == [
        "2026-12-24 – 2026-12-26: closed",
        "Mo-Tu 09:00-12:00",
    ]
    assert service.eligibility_description == "ab 18 Jahren\naus Musterstadt"
    assert service.categories == ("Beratung",)
    assert (place.accessibility[0].description, place.accessibility[0].details) == ("Rampe", "am Hof")
    assert (service.languages[0].name, service.required_documents[0].document) == ("Türkisch", "Ausweis")
    assert service.service_areas[0].name == "Herten"


def test_the_same_numbers_of_two_sources_are_two_things(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    ids = {harvest(source.load(write(tmp_path / id, TABLES, id)))[1]["service/1"].id for id in "ab"}
    assert len(ids) == 2


def test_a_zip_and_a_descriptor_of_old(tmp_path: Path) -> None:
    path = write(tmp_path, TABLES)
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        for name, content in TABLES.items():
            archive.writestr(name, content)
        resources = [{"name": "organization", "path": "resources/organizations.csv"}]
        archive.writestr("datapackage.json", json.dumps({"resources": resources}))
    path.write_text(path.read_text().replace("file: tables", "file: all.zip"))
    assert len(harvest(source.load(path))[1]) == 3


@pytest.mark.parametrize(
    ("table", "row", "path"),
    [
        ("phones", "1,,77,02366 000111,voice", "phones.csv"),
        ("phones", "1,77,1,02366 000111,voice", "phones.csv/location_id"),
        ("services", "1,1,Zweimal,active\n1,1,Zweimal,active", "services.csv"),
    ],
)
def test_what_belongs_to_nothing_is_told(tmp_path: Path, table: str, row: str, path: str) -> None:
    report, _ = gathered(tmp_path, **{table: TABLES[f"{table}.csv"].splitlines()[0] + f"\n{row}\n"})
    assert told(report) == [("row-left-out", path, 1)]


def test_files_and_columns_that_nobody_knows_are_told(tmp_path: Path) -> None:
    report, _ = gathered(tmp_path, inventory="id,thing\n1,x\n", languages="id,service_id,language,level\n1,1,tr,B2\n")
    assert sorted(told(report)) == [
        ("row-left-out", "inventory.csv", 1),
        ("unread-field", "service.languages.level", 1),
    ]


def test_weeks() -> None:
    rows = [("Monday", "9am", "5:30 PM"), ("2", "9:00", "17:30"), ("Mi", "", ""), ("Do", "9", "3"), ("x", "9", "12")]
    assert week(rows) == ("Mo-Tu 09:00-17:30", ["Do 9-3", "x 9-12"])
