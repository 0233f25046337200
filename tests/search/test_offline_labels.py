"""Of labels and sentences that say the same in nearly the same words one travels with the offline pack."""

import numpy as np

from anlaufstelle.search import offline


def unit(*numbers: float) -> np.ndarray:
    row = np.array(numbers, dtype=np.float32)
    return np.asarray(row / np.linalg.norm(row))


def test_what_lies_near_to_another_of_its_need_stays_behind() -> None:
    rows = np.stack([unit(1, 0), unit(1, 0.1), unit(0, 1), unit(1, 0.1)])
    assert offline._apart(rows, [0, 0, 0, 1], [0.9] * 4) == [0, 2, 3]
    assert offline._apart(rows, [0, 0, 0, 1], [1.0] * 4) == [0, 1, 2, 3]


def test_every_need_still_says_something_and_many_rows_are_saved(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    thinned = offline._labels.__wrapped__()
    monkeypatch.setattr(offline, "ALIKE", 2.0)
    monkeypatch.setattr(offline, "OUTSIDE_ALIKE", 2.0)
    whole = offline._labels.__wrapped__()
    assert thinned is not None
    assert whole is not None
    assert [owner for owner, _ in thinned["owners"]] == [owner for owner, _ in whole["owners"]]
    assert all(many for _, many in thinned["owners"])
    assert thinned["middles"] == whole["middles"]
    assert len(thinned["codes"]) < 0.97 * len(whole["codes"])


def test_a_need_without_a_line_has_no_start() -> None:
    lines = np.float32([[4, 4], [8, -8], [3, -3]])
    told = offline._lines(("a",), lines, ["a", "elsewhere", "of this town alone"])
    assert told["from"] == [3.0, -3.0, None]
    steps = np.array([ord(letter) - offline.MIDDLE for letter in told["numbers"]]).reshape(3, 2)
    assert (steps[:2] * np.array(told["scales"][:2])[:, None]).tolist() == [[4.0, 8.0], [4.0, -8.0]]
