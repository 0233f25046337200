"""Compounds are taken apart once and kept beside the indexes, whoever built which."""

from pathlib import Path

import pytest

from anlaufstelle.search import index, told
from anlaufstelle.search.index import analysis, store
from anlaufstelle.search.index.wordbook import WordBook
from anlaufstelle.vocabulary import words_compounds

from .entries import entry, town


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_compounds, "_apart", {})
    monkeypatch.setattr(words_compounds, "_new", {})
    forget()


def forget() -> None:
    words_compounds._apart.clear()
    words_compounds._new.clear()
    words_compounds.compound_parts.cache_clear()
    told._known.clear()


def test_what_one_process_took_apart_no_other_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert words_compounds.compound_parts("Mondscheinessen") == ("mond", "schein", "essen")
    WordBook(tmp_path).add()
    forget()
    monkeypatch.setattr(words_compounds, "_morphology", None)
    WordBook(tmp_path).open()
    assert words_compounds.compound_parts("Mondscheinessen") == ("mond", "schein", "essen")


def test_each_reads_on_where_it_stopped_and_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    book, reads = WordBook(tmp_path), WordBook(tmp_path)
    words_compounds.compound_parts("Mondscheinessen")
    book.add()
    reads.look()
    with book.path.open("ab") as file:
        file.write(b'["Halbe')
    reads.look()
    with book.path.open("ab") as file:
        file.write(b'\n["Regenbogentisch",["regen","bogen","tisch"]]\n')
    forget()
    reads.look()
    assert words_compounds._apart == {"Regenbogentisch": ("regen", "bogen", "tisch")}


def test_files_of_another_morphology_go(tmp_path: Path) -> None:
    other = tmp_path / "compounds-0-0.jsonl"
    other.write_text("")
    WordBook(tmp_path).open()
    assert not other.exists()


def test_an_index_built_with_the_book_is_the_same(tmp_path: Path) -> None:
    first = list(analysis.analysed(town(), passages=True, book=WordBook(tmp_path)))
    forget()
    again = list(analysis.analysed(town(), passages=True, book=WordBook(tmp_path)))
    assert again == first
    assert (tmp_path / WordBook(tmp_path).path.name).stat().st_size > 0


def test_building_and_putting_leave_the_book_beside_the_index(tmp_path: Path) -> None:
    index.rebuild(town(), tmp_path, 1, meaning=False)
    book = WordBook(store.folder(tmp_path)).path
    before = book.read_text(encoding="utf-8")
    index.put([entry("neu", "Mondscheinessen")], tmp_path, meaning=False)
    added = book.read_text(encoding="utf-8").removeprefix(before)
    assert added == '["Mondscheinessen",["mond","schein","essen"]]\n'


def test_after_a_whole_build_only_what_is_still_said_stays(tmp_path: Path) -> None:
    for word in ("Mondscheinessen", "Geheimweghaus"):
        words_compounds.compound_parts(word)
    book, reads = WordBook(tmp_path), WordBook(tmp_path)
    book.add()
    reads.look()
    book.keep({"mondscheinessen"})
    assert [line.split(b'"')[1] for line in book.path.read_bytes().splitlines()] == [b"Mondscheinessen"]
    assert list(tmp_path.iterdir()) == [book.path]
    forget()
    reads.look()
    assert list(words_compounds._apart) == ["Mondscheinessen"]
