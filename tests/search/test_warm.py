"""A process that was warmed up meets no question of a new kind."""

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from anlaufstelle.search import index, letters, warm
from anlaufstelle.search.find import LOADING, find

from .entries import entry


def test_all_questions_are_asked(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Tafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    assert warm.warm(tmp_path) == len(warm.QUESTIONS)


def test_whoever_writes_arabic_with_latin_keys_waits_for_no_table(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Tafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    letters._arabic.cache_clear()
    warm.warm(tmp_path)
    assert letters._arabic.cache_info().misses == 1
    assert find("ma 3andi masari", home=tmp_path, lang="ar").query.corrected is not None
    assert letters._arabic.cache_info().misses == 1


def test_without_an_index_nothing_breaks(tmp_path: Path) -> None:
    thread = warm.beside(tmp_path)
    thread.join(10)
    assert (thread.is_alive(), warm.warm(tmp_path)) == (False, 0)


def test_questions_wait_while_a_process_loads_and_then_are_answered(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Tafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    with ThreadPoolExecutor(1) as asking, LOADING:
        answer = asking.submit(find, "Tafel", home=tmp_path)
        assert not wait([answer], timeout=0.2).done
        assert find("Tafel", home=tmp_path).total == 1
        LOADING.release()
        try:
            assert answer.result(20).total == 1
        finally:
            LOADING.acquire()
