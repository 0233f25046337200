"""Rows made fit before they are read: filled down, chosen, left out, split, joined, opened."""

import json

import pytest

from anlaufstelle.errors import BadSheet
from anlaufstelle.gather import source
from anlaufstelle.gather.formats.json_array import read as read_json
from anlaufstelle.gather.sheet import Options

from .sheets import harvest, sheet

FIELDS = {"id": "key", "name": "name"}


def read(folder, rows, **keys):
    keys = {"fields": FIELDS, "expect": {"max_findings": 100}} | keys
    return harvest(sheet(folder, rows, **keys))


def codes(report):
    return [(one.code, one.path, one.count) for one in report.findings if one.counts]


def test_columns_are_joined_and_need_no_other_mention(tmp_path):
    rows = [
        {"id": 1, "name": "Tafel", "str": "Musterweg", "nr": 7, "mo": "9-12", "di": None},
        {"id": 2, "name": "Café", "str": "Musterweg", "nr": "", "mo": "", "di": ""},
    ]
    fields = FIELDS | {"Anschrift": "location.address_1", "Zeiten": "schedules.description"}
    join = {"Anschrift": "{str} {nr}", "Zeiten": ["Mo {mo}", "Di {di}"]}
    report, handed = read(tmp_path, rows, fields=fields, join=join)
    assert handed["1#location"].record.addresses[0].address_1 == "Musterweg 7"
    assert handed["2#location"].record.addresses[0].address_1 == "Musterweg"
    assert handed["1"].record.schedules[0].description == "Mo 9-12"
    assert handed["2"].record.schedules == ()
    assert codes(report) == []


def test_a_joined_key_and_its_own_delimiter(tmp_path):
    rows = [{"name": "Tafel", "ort": "Musterstadt", "plz": "01067"}]
    join = {"k": {"pieces": ["{name}", "{plz} {ort}"], "by": " | "}}
    _, handed = read(tmp_path, rows, fields={"k": "key", "name": "name"}, join=join)
    assert list(handed) == ["Tafel | 01067 Musterstadt"]
    assert handed["Tafel | 01067 Musterstadt"].record.name == "Tafel"


def test_words_are_split(tmp_path):
    fields = FIELDS | {"themen": "categories"}
    _, handed = read(
        tmp_path, [{"id": 1, "name": "A", "themen": "Schulden, Wohnen,"}], fields=fields, split={"themen": ","}
    )
    assert handed["1"].record.categories == ("Schulden", "Wohnen")


def test_empty_cells_mean_what_stands_above(tmp_path):
    rows = [
        {"id": 1, "name": "A", "t": "Verein"},
        {"id": 2, "name": "B", "t": ""},
        {"id": 3, "name": "C", "t": "Stadt"},
    ]
    _, handed = read(tmp_path, rows, fields=FIELDS | {"t": "organization"}, fill_down=["t"])
    assert [handed[key].record.organization_name for key in "123"] == ["Verein", "Verein", "Stadt"]


def test_rows_of_one_file_become_records_of_several_kinds(tmp_path):
    rows = [
        {"id": 1, "name": "A", "typ": "Angebot"},
        {"id": 2, "name": "B", "typ": "Termin"},
        {"id": 3, "name": "C", "typ": "Aushang"},
        {"id": 4, "name": "D", "typ": "Baum"},
    ]
    table = {"file": "list.jsonl", "fields": FIELDS, "ignore": {"typ": "chooses the table"}}
    table["ignore_rows"] = {"typ": {"Baum": "nobody is helped by a tree"}}
    tables = [table | {"where": {"typ": "Angebot"}}, table | {"where": {"typ": ["Termin"]}, "kind": "event"}]
    sheet(tmp_path, rows)
    (tmp_path / "muster.yml").write_text(json.dumps({"id": "muster", "title": "M", "tables": tables}))
    report, handed = harvest(source.load(tmp_path))
    assert {key: one.record.kind for key, one in handed.items()} == {"1": "service", "2": "event"}
    assert report.read == 2
    assert codes(report) == [("row-left-out", "typ", 1)]
    assert [(one.column, one.why) for one in report.ignored if "=" in one.column] == [
        ("typ = Baum", "nobody is helped by a tree")
    ]


def test_lists_of_objects_are_columns(tmp_path):
    rows = [{"id": 1, "name": "A", "tel": [{"nr": "02366 180712", "art": "Büro"}, {"nr": "02366 180713"}]}]
    report, handed = read(tmp_path, rows, fields=FIELDS | {"tel[].nr": "phones"})
    assert [one.number for one in handed["1"].record.phones] == ["+492366180712", "+492366180713"]
    assert codes(report) == [("unread-column", "tel[].art", 1)]


def test_a_join_must_name_a_column(tmp_path):
    with pytest.raises(BadSheet, match=r"key `join\.x`: each piece needs a column in braces"):
        sheet(tmp_path, [], join={"x": "street"})


def test_lists_in_lists_and_below_names(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        '{"stand": "2026", "towns": [{"town": "A", "places": [{"id": 1}, {"id": 2}]}, {"town": "B", "places": []}]}'
    )
    assert [row for _, row in read_json(path, Options(items="towns[].places"))] == [
        {"id": 1, "^.stand": "2026", "^.town": "A"},
        {"id": 2, "^.stand": "2026", "^.town": "A"},
    ]
    path.write_text('{"Ämter": [{"id": 1}],\n "Schulen": [{"id": 2}]}')
    assert list(read_json(path, Options(items="*"))) == [(1, {"id": 1, "*": "Ämter"}), (2, {"id": 2, "*": "Schulen"})]
