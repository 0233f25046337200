"""HSDS as a source: what it means is known, what it adds is told of and left out, what is hidden stays hidden."""

import json
from pathlib import Path
from typing import Any

import pytest

from anlaufstelle.errors import BadSheet, Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.report import Report
from anlaufstelle.record.model import Location, Organization, Service
from anlaufstelle.record.received import Origin, Received, SourceRef, Told

from .sheets import harvest, sheet

SERVICE, PROVIDER, PLACE, OFFER, PHONE, ADDRESS = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(1, 7))


def service(**also: Any) -> dict[str, Any]:
    return {"id": SERVICE, "name": "Musterberatung", "status": "active"} | also


def place(**also: Any) -> dict[str, Any]:
    street = {"id": ADDRESS, "address_1": "Musterweg 1", "city": "Musterstadt", "postal_code": "45699"}
    return {"id": PLACE, "location_type": "physical", "incomplete": {"addresses": [street]}} | also


def gathered(folder: Path, *documents: dict[str, Any], **keys: Any) -> tuple[Report, dict[str, Received]]:
    made = sheet(folder, json.dumps(documents), name="all.json", format="hsds", fields={}, **keys)
    return harvest(made)


def told(report: Report) -> list[tuple[str, str | None]]:
    return [(one.code, one.path) for one in report.findings if one.about == "reading"]


def test_unknown_fields_are_told_by_name_and_go_no_further(tmp_path: Path) -> None:
    phone = {"id": PHONE, "number": "+4923661", "vendor": "secret"}
    report, handed = gathered(tmp_path, service(vendor="secret", phones=[phone], minimum_age="secret"))
    names = ["service.minimum_age", "service.phones.vendor", "service.vendor"]
    assert sorted(told(report)) == [("unread-field", name) for name in names]
    assert "secret" not in f"{handed}{report}"


def test_a_sheet_may_know_of_them(tmp_path: Path) -> None:
    report, _ = gathered(tmp_path, service(vendor="x"), ignore={"service.vendor": "the neighbour's own"})
    assert told(report) == []
    assert [(one.column, one.values) for one in report.ignored] == [("service.vendor", 1)]


def test_what_stands_inside_becomes_records_of_their_own(tmp_path: Path) -> None:
    offer = {"id": OFFER, "service_id": SERVICE, "location": place()}
    report, handed = gathered(
        tmp_path, service(organization={"id": PROVIDER, "name": "Musterverein"}, service_at_locations=[offer])
    )
    assert told(report) == []
    found = handed[SERVICE].record
    assert isinstance(found, Service)
    assert (found.organization_id, found.service_at_locations[0].location_id) == (PROVIDER, PLACE)
    assert isinstance(handed[PROVIDER].record, Organization)
    assert handed[PLACE].record.addresses[0].address_1 == "Musterweg 1"


def test_where_it_was_born(tmp_path: Path) -> None:
    first = {"source": "muster-b", "key": "7", "url": "https://example.org/7", "date": "2025", "licence": "CC0-1.0"}
    passed = first | {"source": "muster-c", "key": SERVICE, "origin": {"source": "muster-b", "key": "7"}}
    for sources in ([first], [passed]):
        _, handed = gathered(tmp_path, service(entry={"sources": sources}), licence="CC-BY-4.0")
        one = handed[SERVICE]
        assert (one.origin, one.source_url, one.source_date) == (
            Origin("muster-b", "7"),
            "https://example.org/7",
            "2025",
        )
        assert one.licence == "CC0-1.0"
    _, handed = gathered(tmp_path, service(), licence="CC-BY-4.0")
    assert (handed[SERVICE].origin, handed[SERVICE].licence) == (None, "CC-BY-4.0")


@pytest.mark.parametrize("says", ["the place", "the sheet"])
def test_hidden_places_stay_hidden(tmp_path: Path, says: str) -> None:
    offer = {"id": OFFER, "description": "Musterweg 1, hinten", "location": place(confidential=says == "the place")}
    document = service(name="Schutzhaus", service_at_locations=[offer])
    _, handed = gathered(tmp_path, document, confidential={"name": ["Schutzhaus"]} if says == "the sheet" else {})
    assert handed[PLACE].record == Location(id=PLACE, confidential=True)
    assert "Musterweg" not in str(handed)


def test_no_uuid_or_no_object_of_ours_is_left_out(tmp_path: Path) -> None:
    report, handed = gathered(
        tmp_path, service(), service(id="7"), service(), {"taxonomy": "x", "name": "y"}, service(id=None)
    )
    assert [code for code, _ in told(report)] == ["bad-id", "duplicate-key", *["unreadable-document"] * 2]
    assert list(handed) == [SERVICE]


def test_fields_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSheet, match="needs none"):
        sheet(tmp_path, "[]", name="all.json", format="hsds")


def package(folder: Path, phones: str) -> Path:
    (folder / "tables").mkdir()
    (folder / "tables/services.csv").write_text(f"id,name,status\n{SERVICE},Musterberatung,active\n")
    (folder / "tables/phones.csv").write_text(phones)
    files = ({"name": "service", "path": "services.csv"}, {"name": "phone", "path": "phones.csv"})
    (folder / "tables/datapackage.json").write_text(json.dumps({"resources": files}))
    (folder / "muster.yml").write_text("id: muster\ntitle: Muster\nfile: tables\nformat: hsds-csv\n")
    return folder / "muster.yml"


def test_tables_of_others(tmp_path: Path) -> None:
    made = package(tmp_path, f"id,service_id,number,extension,vendor\n{PHONE},{SERVICE},+4923661,12,x\n")
    report, handed = harvest(source.load(made))
    assert told(report) == [("unread-field", "service.phones.vendor")]
    assert [(one.number, one.extension) for one in handed[SERVICE].record.phones] == [("+4923661", 12)]


@pytest.mark.parametrize("row", [f"{PHONE},{OFFER},1", f"{PHONE},,1", f"{PHONE},{SERVICE}", f'{PHONE},{SERVICE},"1'])
def test_tables_that_lose_something_are_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(Unreadable, match=r"phones\.csv, line \d.*Nothing was replaced"):
        harvest(source.load(package(tmp_path, f"id,service_id,number\n{row}\n")))


def test_all_that_speak_for_an_entry_are_read_with_it(tmp_path: Path) -> None:
    own = {"source": "nachbar", "key": "n1", "record_id": SERVICE, "licence": "CC0-1.0"}
    land = {"source": "land", "key": "l1", "record_id": PROVIDER, "licence": "Alle Rechte vorbehalten"}
    entry = {"areas": ["05562020", "net:musternetz", "overall"], "sources": [own, land, {"source": "odd"}]}
    report, handed = gathered(tmp_path, service(entry=entry, organization={"id": PROVIDER, "name": "Musterverein"}))
    assert told(report) == [("bad-entry", "entry.sources[2]"), ("bad-entry", "entry.areas")]
    assert handed[SERVICE].origin == Origin("nachbar", "n1")
    assert handed[SERVICE].licence == "CC0-1.0"
    assert handed[SERVICE].told == Told(
        areas=("05562020", "net:musternetz"),
        sources=(SourceRef(source="land", key="l1", record_id=PROVIDER, licence="Alle Rechte vorbehalten"),),
    )
    assert (handed[PROVIDER].told, handed[PROVIDER].licence) == (None, "Alle Rechte vorbehalten")
