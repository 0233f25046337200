"""A process that was warmed up meets no question of a new kind."""

from pathlib import Path

from anlaufstelle.search import index, warm

from .entries import entry


def test_all_questions_are_asked(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Tafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    assert warm.warm(tmp_path) == len(warm.QUESTIONS)


def test_without_an_index_nothing_breaks(tmp_path: Path) -> None:
    thread = warm.beside(tmp_path)
    thread.join(10)
    assert (thread.is_alive(), warm.warm(tmp_path)) == (False, 0)
