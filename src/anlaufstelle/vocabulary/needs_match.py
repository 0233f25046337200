"""From a person's words to needs. Nothing is guessed from a single common word, and every match can say its label.

A label counts by how much of it the query says and how much of the query it explains, in the weight of its words;
several labels of one concept support each other. A score of 0.6 and more means "surely this".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_concept import Thesaurus
from anlaufstelle.vocabulary.needs_index import NOT_WEIGHT, Index, Label, Shelf
from anlaufstelle.vocabulary.needs_reading import ALIKE, FIRST, LAST, PARTS, Read, Reader
from anlaufstelle.vocabulary.needs_token import Tokens
from anlaufstelle.vocabulary.needs_words import NOT, SCRIPTS, script

if TYPE_CHECKING:
    from anlaufstelle.vocabulary.needs_sieve import Possible, Sieve

BESIDE = 0.25
"""«не маю грошей на продукти»: a need that leaves known words to others gives way to one that uses them all."""

TOGETHER = 0.9
"""All words of a query occur among a concept's labels, though in no single one of them."""

ALONE, ALONE_FROM = 0.75, 0.85
"""One word that only this need's labels use («Therapeuten»), though no label is that word alone."""

VAGUE = 0.75
"""«mein Mann …» tells first of all what is wrong, not that one looks for offers for men; so does «wer hilft mir»."""

ONE_OF = 0.54
"""«Gardinen» where every label also says what about them ("Gardinen waschen"): a hint, never sure."""

PLAIN = 0.44
"""Only words that name no need by themselves («Frau», «Hund»)."""

PERSON = 0.9
"""«my mum drinks» is told of somebody: a need none of whose labels tells of anybody gives way."""

PHRASE = 1.04
"""The label's words stand side by side and in order: «care home» is no «home care»."""

GIVES_WAY = 0.48
"""«schwanger und pleite»: a topic yields to a need with words of its own that is at least this sure."""

FOREIGN = {"uk": 0.95, "ru": 0.95}
"""Russian and Ukrainian mix in one mouth; a French word in an English sentence is mostly an accident."""

_UMLAUTS = frozenset("äöüßÄÖÜ")

NOT_ONLY = 0.3
"""«нема за що жити» is not «не хочу жити»: with one word and a "not", the small words tell what is meant."""

_SPOKEN = frozenset(one for languages in SCRIPTS.values() for one in languages)

SURE = 0.6
FLOOR = 0.3
LONGEST = 60
"""Words of a query that are read; a longer text is a letter, not a question."""


class NeedMatch(msgspec.Struct, frozen=True):
    id: str
    score: float
    label: str
    exact: bool
    span: tuple[int, int]


@dataclass(slots=True)
class Heard:
    """What one language's labels make of a query: per label its mass, places and sureness, per concept its evidence."""

    read: Read
    shelf: Shelf
    factor: float
    forms: frozenset[str]
    text: str
    labels: dict[int, tuple[float, int, float]]
    concepts: dict[int, tuple[float, int]]


@dataclass(slots=True)
class Candidate:
    concept: int
    score: float
    label: Label
    exact: bool
    mask: int
    whole: bool = True
    broad: bool = False


class Matcher:
    def __init__(self, thesaurus: Thesaurus) -> None:
        self._index = Index(thesaurus)
        self._reader = Reader(self._index)
        self._sieves: dict[str, Sieve] = {}
        self._numbers = lru_cache(maxsize=10_000)(self._numbered)

    def surely(
        self, texts: Sequence[tuple[str, tuple[str, ...]]], language: str, least: float, limit: int = 3
    ) -> list[list[tuple[str, float]]]:
        """Per (text, needs known anyway): (need, score) of what it names with at least this score in its own language.

        For the many texts of a large index: only what could be sure is weighed (`needs_sieve`), and nothing where that
        is known anyway.
        """
        if language not in _SPOKEN:
            return [
                [(one.id, one.score) for one in self.match(text, language, limit) if one.score >= least]
                for text, _ in texts
            ]
        shelf = self._index.shelf(language)
        asked = [(text, self._numbers(without)) for text, without in texts]
        return [
            self._sure(one, text, shelf, without, (least, limit))
            for one, (text, without) in zip(self._sieve(language).possible(asked, least), asked, strict=True)
        ]

    def _sure(
        self, possible: "Possible", text: str, shelf: Shelf, without: frozenset[int], least: tuple[float, int]
    ) -> list[tuple[str, float]]:
        sure = possible.sure
        if sure is not None and not sure:
            exact = shelf.exact.get(possible.form)
            if not exact or without.issuperset(shelf.labels[number].concept for number in exact):
                return []
        found: dict[int, Candidate] = {}
        read = words.words(text)[:LONGEST]
        typed = {word.form: word.surface for word in read}
        only = None if sure is None else {*sure, *possible.beside}
        for one in self._in_language([word.form for word in read], shelf, 1.0, typed, only):
            if one.concept not in found or one.score > found[one.concept].score:
                found[one.concept] = one
        ranked = _explained(sorted(found.values(), key=lambda c: (-c.score, c.label.rank, c.concept)))
        told = ((self._index.concepts[one.concept].id, round(min(one.score, 1.0), 4)) for one in ranked[: least[1]])
        return [(need, score) for need, score in told if score >= least[0]]

    def _numbered(self, ids: tuple[str, ...]) -> frozenset[int]:
        return frozenset(number for number, one in enumerate(self._index.concepts) if one.id in ids)

    def _sieve(self, language: str) -> "Sieve":
        from anlaufstelle.vocabulary.needs_sieve import Formula, Sieve  # slow import: numpy, for large indexes only

        if language not in self._sieves:
            formula = Formula(TOGETHER, ALONE, ALONE_FROM, PHRASE, VAGUE, BESIDE, GIVES_WAY)
            shelf = self._index.shelf(language)
            tokens = Tokens(self._reader, shelf)
            self._sieves[language] = Sieve(tokens, shelf, self._index.concepts, formula, LONGEST)
        return self._sieves[language]

    def match(self, text: str, language: str | None = None, limit: int = 5) -> list[NeedMatch]:
        read = words.words(text)[:LONGEST]
        if not read:
            return []
        forms = [word.form for word in read]
        typed = {word.form: word.surface for word in read}
        found: dict[int, Candidate] = {}
        spoken = self._languages(forms, language)
        for one in spoken:
            factor = 1.0 if one == spoken[0] or one == "ar" else FOREIGN.get(one, 0.88)
            heard = forms if one == spoken[0] else self._foreign(forms, typed, spoken[0], one)
            for candidate in self._in_language(
                heard, self._index.shelf(one), factor, typed if one in (spoken[0], language) else None
            ):
                known = found.get(candidate.concept)
                if known is None or candidate.score > known.score:
                    found[candidate.concept] = candidate
        ranked = _explained(sorted(found.values(), key=lambda c: (-c.score, c.label.rank, c.concept)))
        return [
            NeedMatch(
                id=self._index.concepts[one.concept].id,
                score=round(min(one.score, 1.0), 4),
                label=one.label.text if one.label.shown else self._index.concepts[one.concept].labels["de"],
                exact=one.exact,
                span=_span(one.mask, read),
            )
            for one in ranked[:limit]
        ]

    def _languages(self, forms: list[str], hint: str | None) -> list[str]:
        """Languages of the scripts in use, the likeliest first: the one that knows most of the words."""
        scripts = [kind for kind in SCRIPTS if any(script(form) == kind for form in forms)]
        spoken = [one for kind in scripts for one in SCRIPTS[kind]]
        known = {one: sum(map(self._index.shelf(one).knows, forms)) + 0.5 * (one == hint) for one in spoken}
        return sorted(spoken, key=lambda one: -known[one])

    def _foreign(self, forms: list[str], typed: dict[str, str], likeliest: str, other: str) -> list[str]:
        """Another language gets neither the small words of the likeliest (German «die» is not English "die") nor
        letters it does not write («Tür» is not French "tuer")."""
        small = self._index.shelf(likeliest).grammar
        if small.language == other:
            return forms
        letters = _UMLAUTS if other in ("en", "fr") else frozenset()
        return [
            "" if form in small.stop or form in small.negations or letters.intersection(typed[form]) else form
            for form in forms
        ]

    def _in_language(
        self, forms: list[str], shelf: Shelf, factor: float, typed: dict[str, str] | None, only: set[int] | None = None
    ) -> list[Candidate]:
        exact = _exact(forms, shelf, factor)
        read = self._reader.read(forms, shelf, typed)
        if not read.total:
            return exact
        return self._weighed(_heard(read, shelf, factor, forms, only), shelf) + exact

    def _weighed(self, heard: Heard, shelf: Shelf) -> list[Candidate]:
        best: dict[int, Candidate] = {}
        for number, (mass, mask, quality) in heard.labels.items():
            label = shelf.labels[number]
            covered = min(1.0, mass / label.mass)
            if covered < 0.34:
                continue
            better = best.get(label.concept)
            most = float(covered**1.5) * label.factor * heard.factor * PHRASE * quality
            if better is not None and most < better.score:
                continue
            score = _score(label, covered, mask, heard) * quality
            if better is None or score > better.score:
                concept = self._index.concepts[label.concept]
                broad = concept.topic is not None or concept.facet == "situation" or concept.general
                whole = covered > 0.7 or label.mass - mass <= NOT_WEIGHT
                best[label.concept] = Candidate(label.concept, score, label, False, mask, whole, broad)
        for candidate in best.values():
            self._support(candidate, heard)
        return [one for one in best.values() if one.score >= FLOOR]

    def _support(self, candidate: Candidate, heard: Heard) -> None:
        """Words the concept's other labels know make it surer; a whole query spread over them may carry it alone."""
        summed, mask = heard.concepts.get(candidate.concept, (0.0, 0))
        things = heard.read.total - NOT_WEIGHT * heard.read.negations
        together = min(1.0, summed / max(things, 0.1)) * heard.factor
        alone = 0.0 if summed <= ALONE_FROM else ALONE if candidate.whole else ONE_OF
        together *= TOGETHER if mask.bit_count() > 1 else alone
        high, low = max(candidate.score, together), min(candidate.score, together)
        if together > candidate.score:
            candidate.mask |= mask
        candidate.score = min(0.99, high + 0.3 * low * (1 - high))
        concept = self._index.concepts[candidate.concept]
        if concept.general or concept.facet == "situation":
            candidate.score *= VAGUE
        if heard.read.persons and not (mask | candidate.mask) & heard.read.persons:
            candidate.score *= PERSON
        if not candidate.mask & ~heard.read.plain:
            candidate.score = min(candidate.score, PLAIN) if candidate.broad else 0.0


def _heard(read: Read, shelf: Shelf, factor: float, forms: list[str], only: set[int] | None = None) -> Heard:
    """`only`: the concepts to look at; all of them without."""
    heard = Heard(read, shelf, factor, frozenset(forms), f" {' '.join(forms)} ", {}, {})
    labels, concepts = heard.labels, heard.concepts
    postings = shelf.postings if only is None else _postings(only, read, shelf)
    for keys in read.keys:
        best: dict[int, float] = {}
        taken: set[int] = set()
        for key, sure, mask in keys:
            weight = shelf.weight[key]
            for number in postings.get(key, ()):
                mass, seen, quality = labels.get(number, (0.0, 0, 1.0))
                if number in taken:
                    if sure == LAST:
                        labels[number] = (mass + weight, seen, PARTS if quality == FIRST else quality)
                elif sure != ALIKE or len(shelf.labels[number].keys) > 1:
                    labels[number] = (mass + weight, seen | mask, min(quality, sure))
            if key != NOT:
                taken.update(postings.get(key, ()))
                plainer = min(weight, shelf.weight[keys[0][0]]) if sure == ALIKE else weight
                shares = shelf.share[key]
                for concept in shares if only is None else only.intersection(shares):
                    best[concept] = max(best.get(concept, 0.0), plainer * sure * shares[concept])
                    summed, seen = concepts.get(concept, (0.0, 0))
                    concepts[concept] = (summed, seen | mask)
        for concept, value in best.items():
            summed, seen = concepts[concept]
            concepts[concept] = (summed + value, seen)
    return heard


def _postings(only: set[int], read: Read, shelf: Shelf) -> dict[str, list[int]]:
    """Those of the concepts' labels that use any key of what was read."""
    said = {key: shelf.labels_by_concept(key) for keys in read.keys for key, _, _ in keys}
    return {key: [one for concept in only if concept in by for one in by[concept]] for key, by in said.items()}


def _score(label: Label, covered: float, mask: int, heard: Heard) -> float:
    """How much of the label is said, how much of the query it explains, and what else speaks against it."""
    read = heard.read
    explained = min(1.0, read.weight_of(mask) / read.total)
    telling = min(1.0, label.mass)
    score = float(covered**1.5) * (explained + (1 - explained) * telling * 0.6) * label.factor * heard.factor
    if covered < 0.999:
        score *= 0.9
    if len(label.keys) > 1 and label.phrase in heard.text:
        score = min(0.99, score * PHRASE)
    if label.small:
        unsaid = 1 - len(label.small & heard.forms) / len(label.small)
        bare = NOT in label.keys and len(label.keys) == 2
        score *= 1 - (NOT_ONLY if bare else min(0.3, 0.08 * len(label.small))) * unsaid
    if NOT not in label.keys and read.negations:
        score *= 0.95
    beside = read.known - read.weight_of(heard.concepts.get(label.concept, (0.0, 0))[1] | mask)
    score *= 1 - BESIDE * max(0.0, beside) / read.total
    return score - 0.0005 * min(label.rank, 40)


def _exact(forms: list[str], shelf: Shelf, factor: float) -> list[Candidate]:
    everything = (1 << len(forms)) - 1
    labels = [shelf.labels[number] for number in shelf.exact.get(" ".join(forms), ())]
    return [
        Candidate(one.concept, factor * (1.0 - 0.0005 * min(one.rank, 60)), one, True, everything) for one in labels
    ]


def _explained(ranked: list[Candidate]) -> list[Candidate]:
    """Lowers a need whose words a better one has explained; needs with words of their own keep their score."""
    kept: list[Candidate] = []
    for one in ranked:
        if one.broad and not one.exact:
            own = [n.score for n in ranked if not n.broad and n.mask & ~one.mask and n.score >= GIVES_WAY]
            one.score = min([one.score, *(score - 0.01 for score in own)])
        for better in kept:
            if one.mask & ~better.mask == 0 and not one.exact and one.score < better.score - 0.03:
                one.score *= 0.8
                break
        if one.score >= FLOOR:
            kept.append(one)
    return sorted(kept, key=lambda c: (-c.score, c.label.rank, c.concept))


def _span(mask: int, read: list[words.Word]) -> tuple[int, int]:
    places = [place for place in range(len(read)) if mask >> place & 1]
    if not places:
        return (0, 0)
    return (read[places[0]].start, read[places[-1]].end)
