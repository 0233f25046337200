"""The same three rows in every format; and every way a file can be broken names its line."""

import json

import openpyxl
import pytest

from anlaufstelle.errors import BadSheet, Unreadable
from anlaufstelle.gather import formats
from anlaufstelle.gather.sheet import Options

from ..sheets import FIELDS, harvest, sheet

ROWS = [
    {"id": "a1", "name": "Möbellager; klein", "plz": "01067"},
    {"id": "a2", "name": "Straßen\nCafé", "plz": "45699"},
    {"id": "a3", "name": "Tafel", "plz": ""},
]


def read(path, **options):
    return list(formats.reader(path, None)(path, Options(**options)))


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def table(delimiter=","):
    return delimiter.join(["id", "name", "plz"]) + "\r\n" + "".join(
        delimiter.join([row["id"], f'"{row["name"]}"', row["plz"]]) + "\r\n" for row in ROWS
    )  # fmt: skip


def test_json_lines(tmp_path):
    path = write(tmp_path, "a.jsonl", "\ufeff" + "\n\n".join(json.dumps(row) for row in ROWS))
    assert read(path) == [(1, ROWS[0]), (3, ROWS[1]), (5, ROWS[2])]


def test_json_list(tmp_path):
    path = write(tmp_path, "a.json", json.dumps(ROWS, indent=1))
    assert read(path) == [(2, ROWS[0]), (7, ROWS[1]), (12, ROWS[2])]


def test_json_list_inside_a_document(tmp_path):
    path = write(tmp_path, "a.json", json.dumps({"data": {"items": ROWS}}))
    assert [row for _, row in read(path, items="data.items")] == ROWS
    with pytest.raises(Unreadable, match=r"there is no list at the top\. Remedy: set `options"):
        read(path)


def test_nested_objects_become_dotted_columns(tmp_path):
    path = write(tmp_path, "a.jsonl", json.dumps({"id": 1, "address": {"city": "Herten", "geo": {"lat": 51.6}}}))
    assert read(path) == [(1, {"id": 1, "address.city": "Herten", "address.geo.lat": 51.6})]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_finds_its_delimiter_and_encoding(tmp_path, delimiter, encoding):
    path = write(tmp_path, "a.csv", table(delimiter).encode(encoding))
    assert read(path) == [(2, ROWS[0]), (4, ROWS[1]), (5, ROWS[2])]


def test_csv_as_the_sheet_says(tmp_path):
    path = write(tmp_path, "a.csv", ("Stand: Mai\n" + table(";")).encode("latin-1"))
    assert [row for _, row in read(path, encoding="latin-1", delimiter=";", header=2)] == ROWS


def test_a_spreadsheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["id", "name", "plz"])
    book.active.append(["a1", "Tafel", 1067.0])
    book.active.append([None, None, None])
    book.active.append([2, "Café", 45699])
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [
        (2, {"id": "a1", "name": "Tafel", "plz": 1067}),
        (4, {"id": 2, "name": "Café", "plz": 45699}),
    ]
    with pytest.raises(Unreadable, match=r"there is no page `Orte`\. Remedy: .* one of: Sheet"):
        read(tmp_path / "a.xlsx", sheet="Orte")


def test_a_truncated_spreadsheet(tmp_path):
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    path = write(tmp_path, "a.xlsx", (tmp_path / "b.xlsx").read_bytes()[:900])
    with pytest.raises(Unreadable, match=r"a\.xlsx, line 1: is not a spreadsheet"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", '{"id": 1}\n[1]\n', "line 2: is not a JSON object"),
        ("a.jsonl", b'{"id": 1}\n{"id": "\xfc"}\n', "line 2: bytes that are not UTF-8"),
        ("a.jsonl", '{"id": 1}\n{"id": 2', "line 2: is not JSON .* cut off here"),
        ("a.jsonl", "<html>\n", "line 1: is not JSON"),
        ("a.json", '[{"id": 1},\n{"id": 2', "line 2: is not JSON"),
        ("a.json", '[{"id": 1},\n{"id" 2}]\n', "line 2: is not JSON"),
        ("a.json", '[{"id": 1},\n7]', "line 2: is not a JSON object"),
        ("a.json", b'[\n"\xfc"]', "line 2: bytes that are not UTF-8"),
        ("a.csv", "id;name\n1;a\n2", "line 3: has 1 cells, the header 2"),
        ("a.csv", "id;name\n1;a;b\n", "line 2: has 3 cells, the header 2"),
        ("a.csv", 'id;name\n1;"a\n2;b\n', "line 3: is not CSV"),
        ("a.csv", "id;name\n1;ü\n".encode("utf-16"), "line 1: the file is UTF-16"),
        ("a.csv", "", "line 1: the file is empty"),
        ("a.xlsx", "", "line 1: the file is empty"),
        ("a.json", "", "line 1: the file is empty"),
    ],
)
def test_broken(tmp_path, name, content, message):
    with pytest.raises(Unreadable, match=rf"^{name}, {message}.*Remedy: .*Nothing was replaced"):
        read(write(tmp_path, name, content))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Unreadable, match="line 1: the file does not exist"):
        read(tmp_path / "a.csv")


def test_a_format_nobody_reads(tmp_path):
    with pytest.raises(BadSheet, match=r"no format `\.pdf`\. Set `format` to one of: jsonl, json, csv, excel"):
        read(write(tmp_path, "a.pdf", "%PDF"))


def test_a_row_that_ends_early_is_read_and_told_of(tmp_path):
    rows = [row for _, row in read(write(tmp_path, "a.csv", "id;name;plz\na1;Tafel\na2;Café;45699\n"))]
    assert rows == [
        {"id": "a1", "name": "Tafel", "row ends early": "2 of 3 cells"},
        {"id": "a2", "name": "Café", "plz": "45699"},
    ]
    report, handed = harvest(sheet(tmp_path, "id;name;city\na1;Tafel\n", name="b.csv", fields={**FIELDS}))
    assert handed["a1"].record.name == "Tafel"
    [found] = [one for one in report.findings if one.counts]
    assert (found.code, found.path, found.line, found.value) == ("unread-column", "row ends early", 2, "2 of 3 cells")


def test_a_name_that_stands_twice_gets_its_count(tmp_path):
    told = [["id", "Telefon", "Telefon", "", "Telefon (2)"], ["a1", "1", "2", "3", "4"]]
    expected = {"id": "a1", "Telefon": "1", "Telefon (2)": "2", "column 4": "3", "Telefon (2) (2)": "4"}
    book = openpyxl.Workbook()
    for row in told:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    csv = write(tmp_path, "a.csv", "".join(";".join(row) + "\n" for row in told))
    assert [row for _, row in (*read(csv), *read(tmp_path / "a.xlsx"))] == [expected] * 2
