"""A text's words as keys of labels, each word read once however many texts it stands in.

The same reading as `Reader.read`, without places and pairs: a text in which two neighbours are one word is left to it.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_index import Shelf
from anlaufstelle.vocabulary.needs_reading import REMEMBERED, Reader, pair
from anlaufstelle.vocabulary.needs_words import NOT

LONG_PAIR = 6
"""Letters of the shortest label that is read out of two words."""

_ENDINGS = frozenset("cdeghiklmnrstu")
"""Letters of German endings; a word with any other is never cut off as one."""

_SWALLOWS = ("a", "o", "u")
"""Letters that an e after them makes an umlaut of."""


class Key(NamedTuple):
    """What a word may stand for: the weight of that stem, how sure it is, both together, and the needs that use it."""

    key: str
    weight: float
    sure: float
    strength: float
    shares: dict[int, float]


class Token(NamedTuple):
    """`begins`: a long key begins this word; `goes_on`: what is missing to the long keys that begin with it."""

    form: str
    keys: tuple[Key, ...]
    weight: float
    begins: bool
    goes_on: tuple[str, ...]
    ending: bool


class Tokens:
    def __init__(self, reader: Reader, shelf: Shelf, longest: int) -> None:
        self._reader, self._shelf, self._longest = reader, shelf, longest
        self._sorted = sorted(key for key in shelf.postings if len(key) >= LONG_PAIR)
        self._known: dict[str, tuple[Token, ...]] = {}

    def of(self, text: str) -> list[Token]:
        found: list[Token] = []
        known = self._known
        for surface in words.surfaces(text):
            tokens = known.get(surface)
            if tokens is None:
                tokens = self._remember(surface)
            found += tokens
        del found[self._longest :]
        return found

    def paired(self, tokens: list[Token]) -> bool:
        """Whether two of the words are one («Kita Platz»)."""
        if self._shelf.language not in ("de", "en"):
            return False
        german = self._shelf.language == "de"
        for left, right in pairwise(tokens):
            if (
                not german
                or (left.begins and right.ending)
                or (left.goes_on and right.form.startswith(left.goes_on))
                or (right.form[:1] == "e" and left.form[-1:] in _SWALLOWS)
            ) and pair([left.form, right.form], 0, self._shelf) is not None:
                return True
        return False

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
        ending = _ENDINGS.issuperset(form)
        return Token(form, tuple(self._key(*one) for one in keys), weight, begins, tuple(longer), ending)

    def _key(self, key: str, sure: float) -> Key:
        own = self._shelf.weight[key]
        return Key(key, own, sure, own * sure, {} if key == NOT else self._shelf.share[key])
