"""A text's words as keys of labels, each word read once however many texts it stands in.

The same reading as `Reader.read`, without places and pairs: a text in which two neighbours are one word is left to it.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_index import Shelf
from anlaufstelle.vocabulary.needs_reading import REMEMBERED, Reader, pair
from anlaufstelle.vocabulary.needs_words import NOT

LONG_PAIR = 6
"""Letters of the shortest label that is read out of two words."""

_ENDING = re.compile(
    "(?:r?n|[rmsgkdht]|[cn]h|nd|ng|ch|sch|eit|it|in|nen|nnen|inn?en|st)?"
    "(?:em|e[rns]?|ern|s|st|est|end|ung|ig|ik|isch|lich|heit|keit|erin(?:nen)?|lns?|et|t|n)*"
)
"""What a German stemmer could cut off as a whole: endings in a row, after the rest of one that began before."""

LAST_LETTER = "\U0010ffff"

_SWALLOWS = ("a", "o", "u")
"""Letters that an e after them makes an umlaut of."""

ENDING, BEFORE_E = 1, 2
BEGINS, SWALLOWS, GOES_ON = 1, 2, 4
"""What about a word could make it one with the word before it, or with the next one."""


class Token(NamedTuple):
    """What a word says: `keys` of labels with how sure each is; per need how much, and the weight of the keys that say
    it. `weight` is the word's own.

    `after` and `before` are the flags above; two words can be one only where both sides have a flag for it.
    """

    weight: float
    negates: bool
    known: bool
    before: int
    after: int
    keys: tuple[tuple[str, float], ...]
    needs: tuple[tuple[int, float, float], ...]


Known = tuple[str, tuple[int, ...]]
"""The folded forms of what stands between two blanks as one text, and the numbers of their tokens."""


class Tokens:
    """Words that say the same share a number: most words of a text say nothing at all."""

    def __init__(self, reader: Reader, shelf: Shelf) -> None:
        self._reader, self._shelf = reader, shelf
        self._sorted = sorted(key for key in shelf.postings if len(key) >= LONG_PAIR)
        self._known: dict[str, Known] = {}
        self._longer: dict[str, tuple[str, ...]] = {}
        self._number: dict[Token, int] = {}

    def of(self, text: str) -> list[Known]:
        known = self._known
        return [known.get(piece) or self._remember(piece) for piece in text.split()]

    def since(self, number: int) -> list[Token]:
        """Those met for the first time from this number on."""
        return list(self._number)[number:] if len(self._number) > number else []

    def paired(self, forms: list[str], place: int, *, likely: bool) -> bool:
        """Whether the word there and its neighbour are one («Kita Platz»): `likely` by their flags, else only if a key
        goes on from the one into the other."""
        if not likely and not "".join(forms[place : place + 2]).startswith(self._going_on(forms[place])):
            return False
        return pair(forms, place, self._shelf) is not None

    def _going_on(self, form: str) -> tuple[str, ...]:
        """Longer keys that begin with the word."""
        found = self._longer.get(form)
        if found is None:
            if len(self._longer) >= REMEMBERED:
                self._longer.clear()
            first, behind = bisect_left(self._sorted, form), bisect_left(self._sorted, form + LAST_LETTER)
            found = self._longer[form] = tuple(key for key in self._sorted[first:behind] if key != form)
        return found

    def _remember(self, piece: str) -> Known:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        read = [(form, surface) for surface in words.surfaces(piece) for form in words.forms(surface)]
        tokens = tuple(self._number.setdefault(self._token(*word), len(self._number)) for word in read)
        made = self._known[piece] = (" ".join(form for form, _ in read), tokens)
        return made

    def _token(self, form: str, surface: str) -> Token:
        keys, weight = self._reader.word(form, surface, self._shelf)
        said: dict[int, tuple[float, float]] = {}
        for key, sure in keys:
            own = self._shelf.weight[key]
            for need, share in () if key == NOT else self._shelf.share[key].items():
                most, mass = said.get(need, (0.0, 0.0))
                said[need] = (max(most, own * sure * share), mass + own)
        needs = tuple((need, most, mass) for need, (most, mass) in said.items())
        return Token(weight, any(key == NOT for key, _ in keys), bool(keys), *self._sides(form), tuple(keys), needs)

    def _sides(self, form: str) -> tuple[int, int]:
        if self._shelf.language not in ("de", "en"):
            return 0, 0
        if self._shelf.language == "en":
            return ENDING, BEGINS
        at = bisect_left(self._sorted, form)
        longer = (one for one in self._sorted[at : at + 2] if len(one) > len(form) and one.startswith(form))
        begins = any(form[:end] in self._shelf.postings for end in range(LONG_PAIR, len(form) + 1))
        before = ENDING * bool(_ENDING.fullmatch(form)) + BEFORE_E * form.startswith("e")
        return before, BEGINS * begins + SWALLOWS * form.endswith(_SWALLOWS) + GOES_ON * any(longer)
