"""Entries on their way into the index: in one process or in several, as they are or as JSON."""

from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from anlaufstelle.errors import BadRecord
from anlaufstelle.search.index import analysis
from anlaufstelle.search.index.wordbook import WordBook

from .entries import town


@pytest.fixture(params=["alone", "several processes"])
def _processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param != "alone":
        monkeypatch.setattr(analysis, "ALONE", 2)
        monkeypatch.setattr(analysis, "BATCH", 2)
        monkeypatch.setattr(analysis, "_cores", lambda: 2)


def analysed(entries: list[analysis.Given], folder: Path) -> list[analysis.Read]:
    return list(analysis.analysed(entries, passages=True, book=WordBook(folder)))


@pytest.mark.usefixtures("_processes")
def test_entries_given_as_json_are_the_same(tmp_path: Path) -> None:
    as_they_are, written = analysed([*town()], tmp_path), analysed([*map(msgspec.json.encode, town())], tmp_path)
    assert written == as_they_are
    assert [one.id for read in written for one in read.prepared] == [one.id for one in town()]


@pytest.mark.usefixtures("_processes")
def test_what_is_not_published_or_not_searched_stays_out_as_json_too(tmp_path: Path) -> None:
    hidden = [msgspec.json.encode(structs.replace(one, state="withheld")) for one in town()]
    assert [read.prepared for read in analysed(hidden, tmp_path) if read.prepared] == []


@pytest.mark.usefixtures("_processes")
def test_an_entry_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = b'{"id":"musterstadt-7","record":{"kind":"nonsense"}}'
    with pytest.raises(BadRecord, match=r"musterstadt-7.*night --from assemble"):
        analysed([*town(), broken], tmp_path)
