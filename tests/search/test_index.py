"""Building beside and swapping; single changes; what readers see."""

from pathlib import Path
from threading import Event, Thread

import pytest
from msgspec import structs

from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.search import index
from anlaufstelle.search.find import find
from anlaufstelle.search.index import store

from .entries import entry, town


def names(home: Path, text: str) -> list[str]:
    return [result.name for result in find(text, home=home).results]


def test_without_an_index_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="anlaufstelle night"):
        find("Tafel", home=tmp_path)
    assert not index.exists(tmp_path)


def test_a_changed_entry_is_found_at_the_next_question(tmp_path: Path) -> None:
    index.rebuild(town(), tmp_path, 1, meaning=False)
    assert names(tmp_path, "Regenbogenfrühstück") == []
    index.put([entry("neu", "Regenbogenfrühstück")], tmp_path, meaning=False)
    assert names(tmp_path, "Regenbogenfrühstück") == ["Regenbogenfrühstück"]
    index.put([entry("neu", "Mondscheinessen")], tmp_path, meaning=False)
    assert names(tmp_path, "Regenbogenfrühstück") == []
    assert names(tmp_path, "Mondscheinessen") == ["Mondscheinessen"]


def test_what_is_withheld_or_dropped_is_gone(tmp_path: Path) -> None:
    one, other = entry("eins", "Regenbogenfrühstück"), entry("zwei", "Mondscheinessen")
    index.rebuild([one, other], tmp_path, 1, meaning=False)
    index.put([structs.replace(one, state="withheld")], tmp_path, meaning=False)
    index.drop([other.id], tmp_path)
    assert (names(tmp_path, "Regenbogenfrühstück"), names(tmp_path, "Mondscheinessen")) == ([], [])


def test_only_published_entries_go_in(tmp_path: Path) -> None:
    hidden = structs.replace(entry("eins", "Regenbogenfrühstück"), state="withheld")
    assert index.rebuild([hidden, *town()], tmp_path, 1, meaning=False) == len(town())


def test_a_rebuild_leaves_one_folder_and_no_half_built_one(tmp_path: Path) -> None:
    index.rebuild(town(), tmp_path, 1, meaning=False)
    (store.folder(tmp_path) / "halfbuilt-0000000002").mkdir()
    index.rebuild(town(), tmp_path, 2, meaning=False)
    folders = [path.name for path in store.folder(tmp_path).iterdir() if path.is_dir()]
    assert folders == [(store.folder(tmp_path) / "current").read_text()]
    assert folders[0].startswith(f"{store.version()}-0000000002-")


def test_searches_during_rebuilds_never_fail_and_never_find_half(tmp_path: Path) -> None:
    index.rebuild(town(), tmp_path, 1, meaning=False)
    done, wrong = Event(), []

    def ask() -> None:
        while not done.is_set():
            found = names(tmp_path, "Schuldnerberatung")
            if len(found) < 3:
                wrong.append(found)

    asking = Thread(target=ask)
    asking.start()
    for sequence in range(2, 5):
        index.rebuild(town(), tmp_path, sequence, meaning=False)
    done.set()
    asking.join()
    assert wrong == []


def test_an_index_of_another_version_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index.rebuild(town(), tmp_path, 1, meaning=False)
    monkeypatch.setattr(store, "VERSION", "another")
    assert not index.exists(tmp_path)
    with pytest.raises(IndexUnavailable):
        index.put(town(), tmp_path, meaning=False)
