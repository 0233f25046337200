"""The labels of a thesaurus, compiled for matching: stems, their weight and where they occur, per language.

A stem's weight falls with the number of concepts that use it, so "Wohnung" says little and "Hebamme" nearly all.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from threading import Lock

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_concept import Concept, Thesaurus
from anlaufstelle.vocabulary.needs_words import NOT, Grammar, grammars, root, typed_tokens

NOT_WEIGHT = 0.35
"""«kein Geld» against «Geld»: the little word must count, but never as much as the thing that is missing."""

SPLIT_FACTOR = 0.93
"""A compound read as its parts («Mietschulden» for "Schulden mit der Miete") is a little less sure than the whole."""


@dataclass(slots=True)
class Label:
    concept: int
    text: str
    keys: tuple[str, ...]
    rank: int
    factor: float = 1.0
    shown: bool = True
    mass: float = 0.0
    small: frozenset[str] = frozenset()
    phrase: str = ""


@dataclass(slots=True)
class Shelf:
    """All labels of one language."""

    language: str
    grammar: Grammar
    labels: list[Label] = field(default_factory=list)
    postings: dict[str, list[int]] = field(default_factory=dict)
    weight: dict[str, float] = field(default_factory=dict)
    share: dict[str, dict[int, float]] = field(default_factory=dict)
    exact: dict[str, list[int]] = field(default_factory=dict)
    prefixes: dict[str, list[str]] = field(default_factory=dict)
    roots: dict[str, set[str]] = field(default_factory=dict)
    surfaces: set[str] = field(default_factory=set)
    sorted_out: dict[str, dict[int, list[int]]] = field(default_factory=dict)

    def add(self, concept: int, text: str, rank: int, shown: bool) -> None:
        typed = typed_tokens(text)
        if not typed:
            return
        keys, said = self.grammar.key(typed), [form for form, _ in typed]
        small = frozenset(form for form in said if form in self.grammar.stop) if keys else frozenset()
        self.surfaces.update(said)
        self.exact.setdefault(" ".join(said), []).append(len(self.labels))
        self.labels.append(Label(concept, text, keys, rank, shown=shown, small=small, phrase=f" {' '.join(said)} "))

    def knows(self, form: str) -> bool:
        grammar = self.grammar
        return form in grammar.stop or form in grammar.negations or form in self.surfaces

    def labels_by_concept(self, key: str) -> dict[int, list[int]]:
        found = self.sorted_out.get(key)
        if found is None:
            found = self.sorted_out[key] = {}
            for number in self.postings.get(key, ()):
                found.setdefault(self.labels[number].concept, []).append(number)
        return found

    def finish(self, concepts: int) -> None:
        if self.language == "de":
            self._split_compounds()
        users: dict[str, dict[int, int]] = {}
        for number, label in enumerate(self.labels):
            for key in label.keys:
                self.postings.setdefault(key, []).append(number)
                uses = users.setdefault(key, {})
                uses[label.concept] = uses.get(label.concept, 0) + 1
        ceiling = math.log(1 + concepts)
        for key, uses in users.items():
            self.weight[key] = NOT_WEIGHT if key == NOT else max(0.12, math.log(1 + concepts / len(uses)) / ceiling)
            total = sum(uses.values())
            self.share[key] = {concept: (count / total) ** 0.2 for concept, count in uses.items()}
        for label in self.labels:
            label.mass = sum(self.weight[key] for key in label.keys)
        self._index_prefixes()

    def _split_compounds(self) -> None:
        """Adds each label with a long compound once more, with the compound's parts in its place."""
        known = {key for label in self.labels for key in label.keys}
        for label in list(self.labels):
            split = tuple(dict.fromkeys(part for key in label.keys for part in (split_word(key, known) or (key,))))
            if split != label.keys:
                self.labels.append(
                    Label(
                        label.concept,
                        label.text,
                        split,
                        label.rank,
                        label.factor * SPLIT_FACTOR,
                        label.shown,
                        small=label.small,
                        phrase=label.phrase,
                    )
                )

    def _index_prefixes(self) -> None:
        for key in self.postings:
            if len(key) >= PREFIX.get(self.language, 99):
                self.prefixes.setdefault(key[: PREFIX[self.language]], []).append(key)
        if self.language == "de":
            for form in self.surfaces:
                read = self.grammar.read(form)
                if read in self.postings and (bare := root(form)):
                    self.roots.setdefault(bare, set()).add(str(read))

    def relatives(self, form: str, key: str, sure: float) -> list[tuple[str, float]]:
        """Turkish keys that share the first five letters: «borcumuz» and «borcu» have different stems."""
        if self.language != "tr" or len(form) < 5:
            return []
        return [(one, sure) for one in self.prefixes.get(form[:5], ()) if one != key][:6]

    def alike(self, form: str, key: str) -> list[str]:
        """Known keys that begin like an unknown word, those with the longest common beginning."""
        size = PREFIX.get(self.language, 99)
        best: list[str] = []
        longest, rest = max(size, len(key) * 0.65) - 1, 3 if self.language == "tr" else 2
        for one in self.prefixes.get(form[:size], ()):
            shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, form, strict=False)))
            if shared > longest and len(one) - shared <= rest:
                longest, best = shared, []
            if shared == longest and len(one) - shared <= rest:
                best.append(one)
        return best[:4]


PREFIX = {"tr": 5, "uk": 5, "ru": 5, "ar": 4}
"""Letters that must agree when an inflected form is unknown: no stemmer knows all endings of Turkish verbs."""

_LINKS = ("s", "n", "en", "es", "er", "e", "ungs")
_COMPOUND = range(8, 65)
"""Letters of a compound: every cut of a word is tried, and what is longer is no word."""


def split_word(word: str, known: set[str] | dict[str, list[int]]) -> tuple[str, ...] | None:
    """Two parts that are both known stems, longest head first; None for a word that is no such compound."""
    if len(word) not in _COMPOUND:
        return None
    for cut in range(4, len(word) - 3):
        head = word[cut:]
        found = next((key for key in (words.stems(head, "de")[0], head) if key in known), None)
        if found is None:
            continue
        for link in ("", *_LINKS):
            if word[:cut].endswith(link):
                first = word[: cut - len(link)]
                for key in (first, words.stems(first, "de")[0], first + "e"):
                    if len(first) >= 4 and key in known:
                        return (key, found)
    return None


def known_head(word: str, known: dict[str, list[int]]) -> str | None:
    """The longest known end of a compound, of six letters and more: «Lastwagenführerschein» is a Führerschein."""
    for cut in range(3, len(word) - 5 if len(word) in _COMPOUND else 0):
        for key in (words.stems(word[cut:], "de")[0], word[cut:]):
            if key in known and len(key) > 4:
                return key
    return None


class Index:
    """Shelves are compiled when their script is first met: a page in Arabic never waits for German."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.concepts: tuple[Concept, ...] = thesaurus.concepts
        self._shelves: dict[str, Shelf] = {}
        self._lock = Lock()

    def shelf(self, language: str) -> Shelf:
        if language not in self._shelves:
            with self._lock:
                if language not in self._shelves:
                    self._shelves[language] = self._compiled(language)
        return self._shelves[language]

    def _compiled(self, language: str) -> Shelf:
        shelf = Shelf(language, grammars()[language])
        for number, concept in enumerate(self.concepts):
            for rank, text, shown in _labels(concept, language):
                shelf.add(number, text, rank, shown)
        shelf.finish(len(self.concepts))
        return shelf


def _labels(concept: Concept, language: str) -> Iterable[tuple[int, str, bool]]:
    for variant in (language, f"{language}-simple"):
        for rank, text in enumerate(concept.said(variant)):
            yield rank, text, True
    for text in concept.understood.get(language, ()):
        yield 50, text, False
    for word in concept.categories if language == "de" else ():
        yield 60, word, True
