"""Reads a query in one language: per word the stems of labels it may stand for, and how sure that is.

A word that some label knows is never corrected; only then come its parts, its root, its beginning and its spelling.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from anlaufstelle.vocabulary.needs_index import NOT_WEIGHT, Index, Shelf, known_head, split_word
from anlaufstelle.vocabulary.needs_spelling import Speller
from anlaufstelle.vocabulary.needs_words import NOT, SCRIPTS, root, script, stem

UNKNOWN = 0.65
"""Weight of a word no label knows: «Wohnung streichen» is no sure «Wohnung», a name must not spoil a sentence."""

ALIKE = 0.84
"""«my wife passed away» for "my husband died"; never for a label that is that one word alone."""

FIRST, LAST, PARTS = 0.56, 0.74, 0.9
"""A compound's first part («Unfall» of "Unfallversicherung"), its last part, both."""

ROOTED, HEAD, BEGINS = 0.85, 0.58, 0.88
"""The verb without prefix; only a compound's end («Lastwagenführerschein»); a Turkish word that begins like another."""

REMEMBERED = 200_000
"""Words whose keys are kept."""

Keys = list[tuple[str, float]]


@dataclass(slots=True)
class Read:
    """Per word: the keys with their sureness and the places they explain, and the word's weight (0 for small words)."""

    keys: list[tuple[tuple[str, float, int], ...]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    total: float = 0.0
    known: float = 0.0
    negations: int = 0
    plain: int = 0
    persons: int = 0

    def add(self, keys: tuple[tuple[str, float, int], ...], weight: float) -> None:
        self.keys.append(keys)
        self.weights.append(weight)
        self.total += weight
        if keys:
            self.known += weight
            self.negations += any(key == NOT for key, _, _ in keys)

    def weight_of(self, mask: int) -> float:
        weights, total = self.weights, 0.0
        while mask:
            lowest = mask & -mask
            total += weights[lowest.bit_length() - 1]
            mask ^= lowest
        return total


class Reader:
    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[tuple[str, str, str, bool], tuple[tuple[str, float], ...]] = {}
        self._speller = lru_cache(maxsize=len(SCRIPTS))(self._spelling)
        self._nearest = lru_cache(maxsize=8192)(lambda form: self._speller(script(form)).nearest(form))

    def _spelling(self, kind: str) -> Speller:
        known = set().union(*(self._index.shelf(one).surfaces for one in SCRIPTS[kind]))
        return Speller(sorted(known), kind == "latin")

    def read(self, forms: list[str], shelf: Shelf, typed: dict[str, str] | None) -> Read:
        """`typed` holds the words as written and is given for the languages a person is likely to speak here."""
        read = Read()
        place = 0
        while place < len(forms):
            form, bit = forms[place], 1 << place
            key = shelf.grammar.read(form, (typed or {}).get(form, "")) if form else None
            place += 1
            if key is None:
                read.add((), 0.0)
                continue
            read.plain |= bit if key in shelf.grammar.plain else 0
            read.persons |= bit if key in shelf.grammar.persons else 0
            both = pair(forms, place - 1, shelf)
            if both and (key not in shelf.postings or stem(forms[place], shelf.language) not in shelf.postings):
                half = shelf.weight[both] / 2
                read.add(((both, 1.0, bit | bit << 1),), half)
                read.add((), half)
                place += 1
                continue
            keys = tuple((found, sure, bit) for found, sure in self._keys_of(form, key, shelf, typed is not None))
            if both:
                keys = (*keys, (both, 1.0, bit | bit << 1))
            read.add(keys, _weight([(found, sure) for found, sure, _ in keys], key, shelf))
        return read

    def word(self, form: str, typed: str, shelf: Shelf) -> tuple[tuple[tuple[str, float], ...], float]:
        """A single word's keys and weight as `read` would tell them, in a language that is surely spoken here."""
        key = shelf.grammar.read(form, typed) if form else None
        if key is None:
            return (), 0.0
        keys = self._keys_of(form, key, shelf, True)
        return keys, _weight(keys, key, shelf)

    def _keys_of(self, form: str, key: str, shelf: Shelf, own: bool) -> tuple[tuple[str, float], ...]:
        """As `_keys`, remembered: an index reads the same words a million times."""
        asked = (form, key, shelf.language, own)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[asked] = tuple(self._keys(form, key, shelf, own))
        return found

    def _keys(self, form: str, key: str, shelf: Shelf, own: bool) -> Keys:
        if key in shelf.grammar.plain and key not in shelf.postings:
            return []
        alike: Keys = [(one, ALIKE) for one in shelf.grammar.alike.get(key, ()) if one in shelf.postings]
        if key in shelf.postings and (own or form in shelf.surfaces):
            return [(key, 1.0), *shelf.relatives(form, key, BEGINS), *alike]
        if (
            key in shelf.postings
            or alike
            or any(form in self._index.shelf(one).surfaces for one in SCRIPTS[script(form)])
        ):
            return alike if own else []
        if shelf.language == "de":
            return _parts(form, shelf) or self._corrected(form, shelf) or _head(form, shelf)
        begins: Keys = [(one, ROOTED) for one in shelf.alike(form, key)] if own else []
        return begins or self._corrected(form, shelf)

    def _corrected(self, form: str, shelf: Shelf) -> Keys:
        near = self._nearest(form)
        keys = {shelf.grammar.read(word): 0.95 - 0.1 * far for word, far in near if word in shelf.surfaces}
        return [(key, sure) for key, sure in keys.items() if key and key in shelf.postings and key != NOT]


def _weight(keys: Sequence[tuple[str, float]], key: str, shelf: Shelf) -> float:
    own = [one for one in keys if one[1] == 1.0] or keys
    known = [shelf.weight[found] for found, _ in own]
    return max(known) if known else NOT_WEIGHT if key == NOT else UNKNOWN


def pair(forms: list[str], place: int, shelf: Shelf) -> str | None:
    """«Kita Platz» as «Kitaplatz»."""
    if shelf.language not in ("de", "en") or place + 1 >= len(forms) or len(forms[place]) < 2 or not forms[place + 1]:
        return None
    both = forms[place] + forms[place + 1]
    if shelf.language == "de" and not any(both[:end] in shelf.postings for end in range(6, len(both) + 1)):
        return None  # a German stem is a beginning; most pairs of words need no stemming to be turned down
    key = stem(both, shelf.language)
    return key if key in shelf.postings and len(key) > 5 else None


def _parts(form: str, shelf: Shelf) -> Keys:
    if split := split_word(form, shelf.postings):
        return [(split[0], FIRST), (split[1], LAST)]
    bare = root(form)
    return [(key, ROOTED) for key in sorted(shelf.roots.get(bare, ()))[:4]] if bare else []


def _head(form: str, shelf: Shelf) -> Keys:
    head = known_head(form, shelf.postings)
    return [(head, HEAD)] if head else []
