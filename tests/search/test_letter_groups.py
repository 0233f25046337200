"""What the letters of a sentence say of each need (`search/letter_groups.py`, `tools/letter_lines.py`)."""

import sys
from pathlib import Path

import numpy as np
import pytest

from anlaufstelle.search import label_meaning, letter_groups
from anlaufstelle.search.letter_groups import ROWS, WIDTH, LetterGroups
from anlaufstelle.search.nearest_labels import Lines

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

import letter_lines


def test_groups_stand_within_words_and_know_where_these_begin_and_end() -> None:
    assert list(letter_groups._of(" zu ")) == [" z", "zu", "u ", " zu", "zu ", " zu "]
    assert letter_groups.groups("zu hoch").tolist() == letter_groups.groups("hoch zu hoch").tolist()
    assert len(letter_groups.groups("zu")) == 6


@pytest.mark.parametrize(
    ("one", "other"), [("MIETE", "miete"), ("Straße", "strasse"), ("мої діти", "мои дети"), ("إيجار", "ايجار")]
)
def test_what_is_written_alike_has_the_same_groups(one: str, other: str) -> None:
    assert letter_groups.groups(one).tolist() == letter_groups.groups(other).tolist()


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "🙂"])
def test_a_text_without_letters_says_what_lines_say_from_the_start(nothing: str) -> None:
    letters = LetterGroups(np.ones((ROWS, 2), np.int8), np.float32([[1, 0], [0, 1], [0.5, -0.5]]))
    assert letters.sums(nothing).tolist() == [0.5, -0.5]


def test_a_sum_of_rows_grows_with_the_root_of_how_many_they_are() -> None:
    letters = LetterGroups(np.ones((ROWS, 2), np.int8), np.float32([[1, 0], [0, 1], [0, 3]]))
    assert letters.sums("zu").tolist() == pytest.approx([6**0.5, 6**0.5 + 3])


def test_a_pasted_book_is_read_as_far_as_it_says_something() -> None:
    told = letter_groups.groups("wort " * 80 + "ende " + "x" * 9_000)
    assert told.tolist() == letter_groups.groups("wort").tolist()


def test_letters_and_lines_are_of_one_making() -> None:
    kept = label_meaning.load_file()
    assert kept is not None
    assert kept.lines.letters.rows.shape == (ROWS, WIDTH)
    assert kept.lines.letters.rows.dtype == np.int8
    assert kept.lines.letters.weights.shape == (WIDTH + 1, len(kept.lines.concepts) + 1)
    assert kept.lines.weights.shape[1] == len(kept.lines.concepts) + 1


def test_processes_share_the_rows() -> None:
    kept = label_meaning.load_file()
    assert kept is not None
    assert [isinstance(rows.base, np.memmap) for rows in (kept.rows, kept.lines.letters.rows)] == [True, True]


def test_lines_learn_roots_from_sentences_and_know_them_in_other_forms() -> None:
    said = [f"{start} {word}" for word in ("kiramı", "kirayı", "kiralar") for start in ("ben", "biz", "o")]
    other = [f"{start} {word}" for word in ("doktora", "doktorum", "doktordan") for start in ("ben", "biz", "o")]
    groups = letter_lines.groups_of([*said, *other] * 64)
    of = np.array(([0] * len(said) + [1] * len(other)) * 64)
    letters = letter_lines.fitted(groups, of, np.ones(len(of), dtype=np.float32), np.arange(len(of)))
    rent, doctor = letters.sums("kiramız çok"), letters.sums("doktorlar çok")
    assert (rent[0] > rent[1], doctor[1] > doctor[0]) == (True, True)
    again = letter_lines.fitted(groups, of, np.ones(len(of), dtype=np.float32), np.arange(len(of)))
    assert again.rows.tobytes() == letters.rows.tobytes()


def test_what_both_hear_counts_together() -> None:
    vector = np.zeros(512, dtype=np.float32)
    vector[0] = 1
    weights = np.zeros((513, 3), dtype=np.float32)
    weights[0] = [2, 1, 0]
    speaking = LetterGroups(np.zeros((ROWS, 1), np.int8), np.float32([[0, 0, 0], [0, 9, 0]]))
    silent = LetterGroups(np.zeros((ROWS, 1), np.int8), np.zeros((2, 3), np.float32))
    assert Lines(("a", "b"), weights, silent).likely(vector, "x").argmax() == 0
    told = Lines(("a", "b"), weights, speaking).likely(vector, "x")
    assert told.argmax() == 1
    assert abs(np.exp(told).sum() - 1) < 1e-6
    assert np.allclose(told, Lines(("a", "b"), weights, speaking).likely(vector * 7, "x"))
