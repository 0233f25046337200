"""OpenStreetMap: an extract as osmium writes it, and Overpass; each tag is read, left out with a reason, or told."""

import json
from pathlib import Path
from typing import Any

import osmium
import osmium.osm.mutable as new
import pytest

from anlaufstelle.errors import BadSheet, Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.report import Report
from anlaufstelle.record.model import Location
from anlaufstelle.record.received import Received

from ..sheets import harvest

TAGS = {
    "amenity": "social_facility", "social_facility": "food_bank", "social_facility:for": "underprivileged;homeless",
    "name": "Erfundene Tafel", "operator": "Erfundener Verein", "addr:street": "Musterweg", "addr:housenumber": "3",
    "addr:postcode": "45699", "addr:city": "Herten", "contact:phone": "+49 2366 000111", "website": "example.org",
    "contact:email": "erfunden@example.org", "opening_hours": "Mo-Fr 10:00-12:00", "wheelchair": "designated",
    "language:uk": "yes", "language:tr": "no", "fee": "no", "check_date": "2025-03-01", "building": "yes",
    "building:levels": "2",
}  # fmt: skip
HOUSE = {"amenity": "community_centre", "community_centre": "youth_centre", "name": "Erfundener Jugendtreff"}


def written(folder: Path, *nodes: tuple[int, dict[str, str]], name: str = "map.osm.pbf", **sheet: Any) -> Path:
    with osmium.SimpleWriter(str(folder / name)) as writer:
        for number, tags in nodes:
            writer.add_node(new.Node(id=number, version=1, location=(7.1336, 51.5958), tags=tags))
        for number in (101, 102):
            writer.add_node(new.Node(id=number, version=1, location=(7.1 + number / 1e4, 51.6)))
        writer.add_way(new.Way(id=9, version=1, nodes=[101, 102, 101], tags=HOUSE))
        writer.add_way(
            new.Way(id=10, version=1, nodes=[101, 102], tags={"highway": "residential", "name": "Musterweg"})
        )
        writer.add_relation(new.Relation(id=4, version=1, tags={"office": "charity", "name": "Erfundene Stiftung"}))
    return _sheet(folder, name, **sheet)


def overpass(folder: Path, *elements: dict[str, Any], **also: Any) -> Path:
    (folder / "map.json").write_text(json.dumps({"version": 0.6, "elements": elements} | also))
    return _sheet(folder, "map.json", format="osm")


def _sheet(folder: Path, file: str, **also: Any) -> Path:
    told = {"id": "karte", "title": "OpenStreetMap, Muster", "file": file, "area": ["05562020"]} | also
    (folder / "karte.yml").write_text("".join(f"{key}: {json.dumps(value)}\n" for key, value in told.items()))
    return folder / "karte.yml"


def told(report: Report) -> list[tuple[str, str | None]]:
    return [(one.code, one.path) for one in report.findings if one.about == "reading"]


def test_an_extract(tmp_path: Path) -> None:
    report, handed = harvest(source.load(written(tmp_path, (1, dict(TAGS)))))
    assert told(report) == []
    _is_the_food_bank(handed)
    assert {key for key in handed if key[0] in "nwr" and "#" not in key} == {"node/1", "way/9", "relation/4"}
    assert handed["way/9"].record.categories == ("Jugendzentrum",)
    assert handed["way/9#location"].record.longitude == 7.11015
    assert [(one.column, one.values) for one in report.ignored] == [("building", 1), ("building:*", 1)]


def test_an_answer_of_overpass(tmp_path: Path) -> None:
    node = {"type": "node", "id": 1, "lat": 51.5958, "lon": 7.1336, "tags": TAGS}
    way = {"type": "way", "id": 9, "center": {"lat": 51.6, "lon": 7.11}, "tags": HOUSE}
    _, handed = harvest(source.load(overpass(tmp_path, node, way, {"type": "node", "id": 3, "lat": 1, "lon": 1})))
    _is_the_food_bank(handed)
    assert handed["way/9#location"].record.latitude == 51.6


def _is_the_food_bank(handed: dict[str, Received]) -> None:
    one = handed["node/1"]
    bank, place = one.record, handed["node/1#location"].record
    assert (one.source_url, one.source_date) == ("https://www.openstreetmap.org/node/1", "2025-03-01")
    assert {received.licence for received in handed.values()} == {"ODbL-1.0"}
    assert (bank.name, bank.organization_name, bank.url) == (
        "Erfundene Tafel",
        "Erfundener Verein",
        "https://example.org",
    )
    assert (bank.categories, bank.audiences) == (
        ("Lebensmittelausgabe",),
        ("Menschen mit wenig Geld", "Wohnungslose Menschen"),
    )
    assert (bank.phones[0].number, bank.email, bank.free) == ("+492366000111", "erfunden@example.org", True)
    assert bank.schedules[0].opening_hours == "Mo-Fr 10:00-12:00"
    assert [language.code for language in bank.languages] == ["uk"]
    assert (place.addresses[0].address_1, place.wheelchair, place.latitude) == ("Musterweg 3", "yes", 51.5958)
    assert place.ags == "05562020"


def test_what_no_rule_knows_is_told(tmp_path: Path) -> None:
    odd = {**TAGS, "social_facility": "lighthouse", "zebra": "yes"}
    report, handed = harvest(source.load(written(tmp_path, (1, odd))))
    assert told(report) == [("unread-column", "social_facility"), ("unread-column", "zebra")]
    assert handed["node/1"].record.extra == {"social_facility": "lighthouse", "zebra": "yes"}


def test_a_sheet_may_say_more(tmp_path: Path) -> None:
    path = written(
        tmp_path, (1, {**TAGS, "zebra": "yes"}), ignore={"zebra": "no animal"}, fields={"building": "extra.house"}
    )
    report, handed = harvest(source.load(path))
    assert told(report) == []
    assert handed["node/1"].record.extra == {"house": "yes"}


def test_a_shelter_from_violence_has_no_place(tmp_path: Path) -> None:
    house = {**TAGS, "social_facility": "shelter", "social_facility:for": "woman;abused"}
    _, handed = harvest(source.load(written(tmp_path, (1, house))))
    assert handed["node/1#location"].record == Location(
        id=handed["node/1#location"].id, confidential=True, ags="05562020"
    )
    assert "Musterweg" not in str(handed["node/1"])


def test_the_licence_is_no_choice(tmp_path: Path) -> None:
    with pytest.raises(BadSheet, match="key `licence`: OpenStreetMap is ODbL"):
        source.load(written(tmp_path, licence="CC-BY-4.0"))
    path = _sheet(tmp_path, "x", tables=[{"file": "a.osm"}, {"file": "b.csv", "fields": {"a": "key"}}])
    path.write_text(path.read_text().replace('file: "x"\n', ""))
    with pytest.raises(BadSheet, match="a sheet of its own"):
        source.load(path)


def test_overpass_that_gave_up_is_refused(tmp_path: Path) -> None:
    path = overpass(tmp_path, remark="runtime error: Query timed out")
    with pytest.raises(Unreadable, match="Overpass gave up"):
        harvest(source.load(path))
