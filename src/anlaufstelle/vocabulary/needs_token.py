"""A text's words as keys of labels, each word read once however many texts it stands in.

The same reading as `Reader.read`, without places and pairs: a text in which two neighbours may be one word is left
to it.
"""

from bisect import bisect_left
from typing import NamedTuple

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_index import Shelf
from anlaufstelle.vocabulary.needs_reading import REMEMBERED, Reader, pair

LONG_PAIR = 6
"""Letters of the shortest label that is read out of two words."""

_ENDINGS = frozenset("cdeghiklmnrstu")
"""Letters of German endings; a word with any other is never cut off as one."""


class Token(NamedTuple):
    """`begins`: a long key begins this word; `goes_on`: what is missing to the long keys that begin with it."""

    form: str
    keys: tuple[tuple[str, float], ...]
    weight: float
    begins: bool
    goes_on: tuple[str, ...]
    ending: bool


class Tokens:
    def __init__(self, reader: Reader, shelf: Shelf, longest: int) -> None:
        self._reader, self._shelf, self._longest = reader, shelf, longest
        self._sorted = sorted(key for key in shelf.postings if len(key) >= LONG_PAIR)
        self._known: dict[str, tuple[Token, ...]] = {}

    def of(self, text: str) -> list[Token] | None:
        """None when two of its words may be one («Kita Platz»)."""
        found: list[Token] = []
        known = self._known
        for surface in words.surfaces(text):
            tokens = known.get(surface)
            if tokens is None:
                tokens = self._remember(surface)
            found += tokens
        del found[self._longest :]
        before = None
        for token in found:
            if before is not None and self._one_word(before, token):
                return None
            before = token
        return found

    def _remember(self, surface: str) -> tuple[Token, ...]:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        made = self._known[surface] = tuple(self._token(form, surface) for form in words.forms(surface))
        return made

    def _token(self, form: str, surface: str) -> Token:
        keys, weight = self._reader.word(form, surface, self._shelf)
        postings, at = self._shelf.postings, bisect_left(self._sorted, form)
        longer = []
        while at < len(self._sorted) and self._sorted[at].startswith(form):
            if len(self._sorted[at]) > len(form):
                longer.append(self._sorted[at][len(form) :])
            at += 1
        begins = any(form[:end] in postings for end in range(LONG_PAIR, len(form) + 1))
        return Token(form, keys, weight, begins, tuple(longer), _ENDINGS.issuperset(form))

    def _one_word(self, left: Token, right: Token) -> bool:
        if self._shelf.language == "de":
            glued = left.form[-1:] in "aou" and right.form[:1] == "e"  # folded as one they lose the e
            if not (glued or (left.begins and right.ending) or (left.goes_on and right.form.startswith(left.goes_on))):
                return False
        return pair([left.form, right.form], 0, self._shelf) is not None
