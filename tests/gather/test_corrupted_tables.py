"""Spoiled CSV, JSON, GeoJSON, XLSX and ODS: a clear word with line and remedy, nothing handed on, memory bounded."""

import resource

import pytest

from anlaufstelle.errors import TooManyFindings, Unreadable
from anlaufstelle.gather.run import record_hash, run

from . import spoiled as s
from .sheets import harvest, sheet

TWICE = s.ROWS[:1] * 40
DAMAGED = s.spoiled_rows(name="MÃ¶gliche Hilfe")
WRONG = s.spoiled_rows(mail="kein Anschluss", plz="siehe oben")
FEWER = s.ROWS[:5]
FUTURE = s.spoiled_rows(stand="2199-01-01T", plz="99999999")
TEXT = {
    "csv": (s.csv, "csv"),
    "json": (s.array, "json"),
    "jsonl": (s.jsonl, "jsonl"),
    "xlsx": (s.xlsx, "xlsx"),
    "ods": (s.ods, "ods"),
}
ANY = {
    "cut": lambda make: make()[: len(make()) * 2 // 3],
    "empty": lambda make: b"",
    "a web page instead": lambda make: b"<!doctype html><title>404</title>",
    "destroyed letters": lambda make: make(DAMAGED),
    "wrong types": lambda make: make(WRONG),
    "one id for all": lambda make: make(TWICE),
    "far too few": lambda make: make(FEWER),
    "dates and codes of another world": lambda make: make(FUTURE),
    "noise": lambda make: bytes(range(256)) * 64,
}
PLAIN = {
    "latin letters": lambda make: make().decode().encode("utf-16"),
    "a huge field": lambda make: make([*s.ROWS, {**s.ROWS[0], "id": "a99", "name": s.HUGE}]),
    "zeros in it": lambda make: make().replace(b"a7", b"a\0"),
}
ZIPPED = {
    "a bomb beside": lambda make: s.with_member(make(), "xl/media/a.xml", 80 << 20),
    "an archive in an archive": lambda make: make() + make()[:99],
}
CASES = [
    *((name, way, change) for name in TEXT for way, change in ANY.items()),
    *(
        (name, way, change)
        for name in ("csv", "json", "jsonl")
        for way, change in PLAIN.items()
        if (name, way) != ("json", "a huge field")
    ),
    *((name, "a bomb beside", ZIPPED["a bomb beside"]) for name in ("xlsx", "ods")),
]


def refused(folder, name, data, fields=s.FIELDS):
    """What is said, after a good harvest was there before."""
    make, ending = TEXT[name]
    keys = {"fields": fields, "expect": {"min": 20, "max_findings": 5, "max_gone": 0.2}}
    good = sheet(folder, make(), name=f"liste.{ending}", **keys)
    _, before = harvest(good)
    assert len(before) == 80
    (folder / f"liste.{ending}").write_bytes(data)
    handed = []
    with pytest.raises((Unreadable, TooManyFindings)) as caught:
        run(good, {key: record_hash(one) for key, one in before.items()}, handed.append)
    assert handed == []
    return str(caught.value)


@pytest.fixture(autouse=True)
def small_caps(monkeypatch):
    """A bomb of 80 MiB is as good as one of 600."""
    monkeypatch.setattr("anlaufstelle.gather.formats.archive.UNPACKED", 64 << 20)


@pytest.mark.parametrize(("name", "way", "change"), CASES, ids=[f"{name}: {way}" for name, way, _ in CASES])
def test_is_refused(tmp_path, name, way, change):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fields = s.FIELDS | ({"stand": "source_date"} if way.startswith("dates") else {})
    told = refused(tmp_path, name, change(TEXT[name][0]), fields)
    assert told.startswith(f"liste.{name}")
    assert "Remedy: " in told and "Nothing was replaced" in told
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 << 10


XML = {
    "xlsx": ("xl/worksheets/sheet1.xml", lambda data: data.replace(b"<worksheet", s.BOMB.encode() + b"<worksheet", 1)),
    "ods": (
        "content.xml",
        lambda data: data.replace(b"<office:document-content", s.BOMB.encode() + b"<office:document-content", 1),
    ),
}


@pytest.mark.parametrize("name", XML)
def test_entities_are_refused(tmp_path, name):
    told = refused(tmp_path, name, s.inside(TEXT[name][0](), *XML[name]))
    assert "declares entities" in told


def test_cells_that_would_fill_the_memory_are_refused(tmp_path):
    far = s.inside(s.xlsx(), "xl/worksheets/sheet1.xml", lambda data: data.replace(b'r="A41"', b'r="XFD1048576"'))
    assert "cells, at most 20,000,000 are read" in refused(tmp_path, "xlsx", far)
    many = 'office:value-type="string" table:number-columns-repeated="16384"'
    cell = f"<table:table-cell {many}><text:p>a</text:p></table:table-cell>"
    wide = s.pack_ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    assert "cells, at most 20,000,000 are read" in refused(tmp_path, "ods", wide)


def test_a_document_beyond_its_cap_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("anlaufstelle.gather.formats.json_array.LARGEST", 1000)
    path = sheet(tmp_path, s.array(), name="a.json", fields=s.FIELDS)
    with pytest.raises(Unreadable, match=r"a\.json, line 1: the file has .* at most .* JSON lines"):
        run(path, {}, print)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_endless_nesting_is_refused(tmp_path, name):
    deep = b'{"a":' * 5000 + b"1" + b"}" * 5000
    assert "nested too deeply" in refused(tmp_path, name, b"[" + deep + b"]" if name == "json" else deep)


@pytest.mark.parametrize("name", TEXT)
def test_a_circle_of_parents_is_told(tmp_path, name):
    rows = [{"id": one, "name": one, "parent": parent} for one, parent in ("ab", "ba", "cc")]
    make, ending = TEXT[name]
    fields = {"id": "key", "name": "name", "parent": "parent_organization_id"}
    made = sheet(tmp_path, make(rows), name=f"a.{ending}", fields=fields, kind="organization")
    report, handed = harvest(made)
    assert handed["a"].record.parent_organization_id == handed["b"].record.id
    assert [one.code for one in report.findings if one.counts] == ["parents-in-a-circle"] * 2
