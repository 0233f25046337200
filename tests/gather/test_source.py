"""A wrong sheet says which file, which key, and what would be right."""

import pytest
import yaml

from anlaufstelle.errors import BadSheet
from anlaufstelle.gather import source

GOOD = {"id": "muster", "title": "Muster", "file": "a.jsonl", "fields": {"id": "key", "name": "name", "p": "phones"}}


def write(folder, sheet, name="muster.yml"):
    path = folder / name
    path.write_text(sheet if isinstance(sheet, str) else yaml.safe_dump(sheet))
    return path


def test_one_file_needs_no_tables(tmp_path):
    sheet = source.load(write(tmp_path, GOOD))
    assert [(table.file, table.kind, list(table.fields)) for table in sheet.tables] == [
        ("a.jsonl", "service", ["id", "name", "p"])
    ]
    assert sheet.file(sheet.tables[0]) == tmp_path / "a.jsonl"


def test_a_folder_with_one_sheet_is_that_sheet(tmp_path):
    (tmp_path / "town").mkdir()
    write(tmp_path / "town", GOOD)
    write(tmp_path / "town", "slug: muster", "edition.yml")
    assert source.load(tmp_path).id == "muster"


def test_all_sheets_in_a_folder(tmp_path):
    write(tmp_path, GOOD, "b.yml")
    write(tmp_path, GOOD | {"id": "anders"}, "a.yml")
    assert [sheet.id for sheet in source.sheets(tmp_path)] == ["anders", "muster"]
    with pytest.raises(BadSheet, match=r"one fact sheet .* was expected, found: anders, muster"):
        source.load(tmp_path)


def test_an_id_belongs_to_one_sheet(tmp_path):
    write(tmp_path, GOOD, "a.yml")
    write(tmp_path, GOOD, "b.yml")
    with pytest.raises(BadSheet, match=r"b\.yml: key `id`: `muster` already belongs to .*a\.yml"):
        list(source.sheets(tmp_path))


def test_districts_of_the_edition_come_with_their_town(tmp_path):
    write(tmp_path, {"slug": "herten", "areas": ["05562020"], "districts": ["Westerholt"]}, "edition.yml")
    sheet = source.load(write(tmp_path, GOOD | {"edition": "edition.yml", "districts": {"Liester": "05334032"}}))
    assert sheet.districts == {"Westerholt": "05562020", "Liester": "05334032"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": 7}, "key `id`: Expected `str`, got `int`"),
        ({"fields": {"name": "name"}}, "key `fields`: exactly one column must go to `key`, found 0"),
        ({"fields": {"id": "key", "name": "title"}}, "key `fields.name`: a service has no target `title`. Targets: "),
        ({"fields": {"id": "key", "p": {"to": "phones", "read": "fax"}}}, "key `fields.p.read`: no reader `fax`"),
        ({"kind": "shop"}, r"key `tables\[0\].kind`: Invalid enum value 'shop'"),
        ({"fild": 1}, "Object contains unknown field `fild`"),
        ({"ignore": {"p": "why"}}, "key `ignore.p`: the column is also in `fields`"),
        ({"lookups": {"x": []}}, "key `lookups.x`: no such column"),
        (
            {"lookups": {"p": [{"when": "a", "then": "b"}]}},
            r"lookups\[...\]\[0\]`: Object missing required field `note`",
        ),
        ({"lookups": {"p": [{"when": "a", "note": "n"}]}}, "key `lookups.p`: needs one of `then`, `set`, `known_none`"),
        ({"confidential": {"categories": ["F"]}}, "key `confidential.categories`: no column goes to this target"),
        ({"expect": {"min": "x"}}, "key `expect.min`: Expected `int`, got `str`"),
        ({"tables": []}, "key `fi.*`: stands beside `tables`"),
        ({"set": {"nonsense": 1}}, "key `set.nonsense`: a service has no target `nonsense`"),
    ],
)
def test_wrong(tmp_path, change, message):
    with pytest.raises(BadSheet, match=rf"muster\.yml: .*{message}"):
        source.load(write(tmp_path, GOOD | change))


@pytest.mark.parametrize(("text", "message"), [("a: [", "is not YAML"), ("- a", "must be a mapping")])
def test_not_a_sheet_at_all(tmp_path, text, message):
    with pytest.raises(BadSheet, match=message):
        source.load(write(tmp_path, text))


def test_not_there(tmp_path):
    with pytest.raises(BadSheet, match=r"none\.yml: cannot be opened"):
        source.load(tmp_path / "none.yml")
