"""Two values word by word: what stays, what goes, what comes."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple


class Piece(NamedTuple):
    kind: Literal["same", "gone", "new"]
    text: str


def words(before: str, after: str) -> list[Piece]:
    return list(_pieces(before.split(), after.split()))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece("same", " ".join(old[a:b]))
            continue
        if b > a:
            yield Piece("gone", " ".join(old[a:b]))
        if d > c:
            yield Piece("new", " ".join(new[c:d]))
