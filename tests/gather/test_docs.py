"""The pages about sources are run: the guide's example harvests, the reference names whatever a sheet may say."""

import re
from pathlib import Path

import pytest

from anlaufstelle.gather import formats, source
from anlaufstelle.gather.fields import targets
from anlaufstelle.gather.readers import READERS
from anlaufstelle.record.model import KINDS

from .sheets import harvest

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "guides/add-a-source.md").read_text()
REFERENCE = (DOCS / "reference/fact-sheet.md").read_text()


def example(language: str) -> str:
    block = re.search(rf"^( *)```{language}\n(.*?)```", GUIDE, re.S | re.M)
    return "".join(line.removeprefix(block[1]) for line in block[2].splitlines(keepends=True))


def test_the_example_harvests(tmp_path):
    (tmp_path / "verein.csv").write_text(example("csv"))
    (tmp_path / "verein.yml").write_text(example("yaml"))
    report, handed = harvest(source.load(tmp_path))
    assert [one for one in report.findings if one.counts] == []
    assert handed["17"].record.phones[0].number == "+492366180712"
    assert handed["17#location"].record.ags == "05562020"


def test_the_example_is_short():
    assert len(example("yaml").splitlines()) < 20
    sheets = DOCS.parent / "evaluation"
    assert all(len(path.read_text().splitlines()) < 20 for path in sheets.glob("*.yml"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_target_is_named(kind):
    assert [path for path in targets(kind) if f"`{path}`" not in REFERENCE] == []


def test_every_reader_and_key_is_named():
    keys = {*source.Sheet.__struct_fields__, *source.Table.__struct_fields__, *source.Options.__struct_fields__}
    keys |= {*source.Lookup.__struct_fields__, *source.Expect.__struct_fields__, *READERS}
    assert sorted(key for key in keys if not re.search(rf"`{key}\b", REFERENCE)) == []


def test_nothing_is_named_that_is_not():
    known = {path for kind in KINDS for path in targets(kind)}
    section = REFERENCE.split("## Targets")[1].split("## Readers")[0]
    named = set(re.findall(r"`([a-z_]+(?:\.[a-z_0-9]+)?)`", section.split("|---|---|")[1]))
    assert named - known == {"required", "possible", "none", "once", "regular", "sometimes", "board", "committee"}


def test_each_format_has_its_place_in_the_reference():
    text = (DOCS / "reference/formats.md").read_text(encoding="utf-8")
    assert [name for name in formats.READERS if f"`{name}`" not in text] == []
