"""From a person's words to needs. Nothing is guessed from a single common word, and every match can say its label.

A label counts by how much of it the query says and how much of the query it explains, in the weight of its words;
several labels of one concept support each other. A score of 0.6 and more means "surely this".
"""

from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_concept import Thesaurus
from anlaufstelle.vocabulary.needs_index import NOT_WEIGHT, Index, Label, Shelf, split_word
from anlaufstelle.vocabulary.needs_spelling import Speller
from anlaufstelle.vocabulary.needs_words import NOT, SCRIPTS, root, script, stem

UNKNOWN = 0.65
"""Weight of a word no label knows: «Wohnung streichen» is no sure «Wohnung», a name must not spoil a sentence."""

BESIDE = 0.25
"""«не маю грошей на продукти»: a need that leaves known words to others gives way to one that uses them all."""

TOGETHER = 0.9
"""All words of a query occur among a concept's labels, though in no single one of them."""

ALONE = 0.75
"""One word that only this need's labels use («Therapeuten»), though no label is that word alone."""

SITUATION = 0.75
"""«mein Mann …» tells first of all what is wrong, not that one looks for offers for men."""

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
class Read:
    """A query in one language: per word the keys it may stand for, with how sure that is."""

    keys: list[tuple[tuple[str, float, int], ...]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Candidate:
    concept: int
    score: float
    label: Label
    exact: bool
    mask: int


class Matcher:
    def __init__(self, thesaurus: Thesaurus) -> None:
        self._index = Index(thesaurus)
        shelves = self._index.shelves
        self._spellers = {
            kind: Speller(set().union(*(shelves[one].surfaces for one in languages)), kind == "latin")
            for kind, languages in SCRIPTS.items()
        }
        self._corrected = lru_cache(maxsize=4096)(self._nearest)

    def match(self, text: str, language: str | None = None, limit: int = 5) -> list[NeedMatch]:
        read = words.words(text)[:LONGEST]
        if not read:
            return []
        forms = [word.form for word in read]
        found: dict[int, Candidate] = {}
        spoken = self._languages(forms, language)
        for one in spoken:
            factor = 1.0 if one == spoken[0] or one == "ar" else 0.95
            heard = forms if one == spoken[0] else self._foreign(forms, spoken[0], one)
            for candidate in self._in_language(heard, self._index.shelves[one], factor):
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
        shelves = self._index.shelves
        known = {one: sum(shelves[one].knows(form) for form in forms) + 0.5 * (one == hint) for one in spoken}
        return sorted(spoken, key=lambda one: -known[one])

    def _foreign(self, forms: list[str], likeliest: str, other: str) -> list[str]:
        """Another language does not get the small words of the likeliest: German «die» is not English "die"."""
        shelves = self._index.shelves
        small = shelves[likeliest].grammar
        if small.language == other:
            return forms
        return ["" if form in small.stop or form in small.negations else form for form in forms]

    def _in_language(self, forms: list[str], shelf: Shelf, factor: float) -> list[Candidate]:
        read = self._read(forms, shelf)
        total = sum(read.weights)
        if not total:
            return self._exact(forms, shelf, factor)
        said: dict[int, tuple[float, int, float]] = {}
        concepts: dict[int, tuple[float, int]] = {}
        for keys in read.keys:
            best: dict[int, float] = {}
            taken: set[int] = set()
            for key, sure, mask in keys:
                weight = shelf.weight[key]
                for number in shelf.postings[key]:
                    if number not in taken:
                        mass, seen, quality = said.get(number, (0.0, 0, 1.0))
                        said[number] = (mass + weight, seen | mask, min(quality, sure))
                if key != NOT:
                    taken.update(shelf.postings[key])
                    for concept, share in shelf.share[key].items():
                        best[concept] = max(best.get(concept, 0.0), weight * sure * share**0.2)
                        summed, seen = concepts.get(concept, (0.0, 0))
                        concepts[concept] = (summed, seen | mask)
            for concept, value in best.items():
                summed, seen = concepts[concept]
                concepts[concept] = (summed + value, seen)
        return self._scored(said, concepts, read, shelf, factor, forms) + self._exact(forms, shelf, factor)

    def _scored(
        self,
        said: dict[int, tuple[float, int, float]],
        concepts: dict[int, tuple[float, int]],
        read: Read,
        shelf: Shelf,
        factor: float,
        forms: list[str],
    ) -> list[Candidate]:
        best: dict[int, Candidate] = {}
        total = sum(read.weights)
        negated = sum(any(key == NOT for key, _, _ in keys) for keys in read.keys)
        things = total - NOT_WEIGHT * negated
        spoken = set(forms)
        known = sum(weight for weight, keys in zip(read.weights, read.keys, strict=False) if keys)
        for number, (mass, mask, quality) in said.items():
            label = shelf.labels[number]
            covered = min(1.0, mass / label.mass)
            if covered < 0.34:
                continue
            explained = min(1.0, _weight(mask, read) / total)
            telling = min(1.0, label.mass)
            score = covered**1.5 * (explained + (1 - explained) * telling * 0.6) * quality * label.factor * factor
            if covered < 0.999:
                score *= 0.9
            if label.small:
                score *= 0.84 + 0.16 * len(label.small & spoken) / len(label.small)
            if negated and NOT not in label.keys:
                score *= 0.95
            beside = known - _weight(concepts.get(label.concept, (0.0, 0))[1] | mask, read)
            score *= 1 - BESIDE * max(0.0, beside) / total
            score -= 0.0005 * min(label.rank, 40)
            better = best.get(label.concept)
            if better is None or score > better.score:
                best[label.concept] = Candidate(
                    label.concept, score, label, covered >= 0.999 and explained >= 0.999, mask
                )
        for concept, candidate in best.items():
            summed, mask = concepts.get(concept, (0.0, 0))
            together = min(1.0, summed / max(things, 0.1)) * factor
            together *= TOGETHER if mask.bit_count() > 1 else ALONE if summed > 0.85 else 0.0
            high, low = max(candidate.score, together), min(candidate.score, together)
            if together > candidate.score:
                candidate.mask |= mask
            candidate.score = min(0.99, high + 0.3 * low * (1 - high))
            if self._index.concepts[concept].facet == "situation":
                candidate.score *= SITUATION
            candidate.exact = False
        return [one for one in best.values() if one.score >= FLOOR]

    def _exact(self, forms: list[str], shelf: Shelf, factor: float) -> list[Candidate]:
        numbers = shelf.exact.get(" ".join(forms), ())
        everything = (1 << len(forms)) - 1
        labels = [shelf.labels[number] for number in numbers]
        return [
            Candidate(one.concept, factor * (1.0 - 0.0005 * min(one.rank, 60)), one, True, everything) for one in labels
        ]

    def _read(self, forms: list[str], shelf: Shelf) -> Read:
        read = Read()
        joined: set[int] = set()
        for place, form in enumerate(forms):
            bit = 1 << place
            if place in joined:
                continue
            key = shelf.grammar.read(form) if form else None
            if key is None:
                read.keys.append(())
                read.weights.append(0.0)
                continue
            pair = self._pair(forms, place, shelf)
            if pair and (key not in shelf.postings or stem(forms[place + 1], shelf.language) not in shelf.postings):
                joined.add(place + 1)
                both = bit | bit << 1
                read.keys.append(((pair, 1.0, both),))
                read.weights.extend((shelf.weight[pair] / 2, shelf.weight[pair] / 2))
                continue
            keys = tuple((found, sure, bit) for found, sure in self._keys(form, key, shelf))
            if pair:
                keys = (*keys, (pair, 1.0, bit | bit << 1))
            read.keys.append(keys)
            known = [shelf.weight[found] for found, _, _ in keys]
            read.weights.append(max(known) if known else NOT_WEIGHT if key == NOT else UNKNOWN)
        return read

    def _pair(self, forms: list[str], place: int, shelf: Shelf) -> str | None:
        """«Kita Platz» as «Kitaplatz»."""
        if shelf.language not in ("de", "en") or place + 1 >= len(forms) or len(forms[place]) < 2:
            return None
        key = stem(forms[place] + forms[place + 1], shelf.language)
        return key if key in shelf.postings and len(key) > 5 else None

    def _keys(self, form: str, key: str, shelf: Shelf) -> list[tuple[str, float]]:
        if key in shelf.postings:
            return [(key, 1.0)]
        if any(form in self._index.shelves[one].surfaces for one in SCRIPTS[script(form)]):
            return []
        if shelf.language == "de" and (split := split_word(form, shelf.postings)):
            return [(part, 0.9) for part in split]
        if shelf.language == "de" and (rooted := shelf.roots.get(root(form) or "")):
            return [(one, 0.85) for one in list(rooted)[:4]]
        if alike := shelf.alike(form, key):
            return [(one, 0.85) for one in alike]
        return list(self._corrected(form, shelf.language))

    def _nearest(self, form: str, language: str) -> tuple[tuple[str, float], ...]:
        shelf = self._index.shelves[language]
        near = self._spellers[script(form)].nearest(form)
        keys = {shelf.grammar.read(word): 0.95 - 0.1 * far for word, far in near if word in shelf.surfaces}
        return tuple((key, sure) for key, sure in keys.items() if key and key in shelf.postings and key != NOT)


def _weight(mask: int, read: Read) -> float:
    return sum(weight for place, weight in enumerate(read.weights) if mask >> place & 1)


def _explained(ranked: list[Candidate]) -> list[Candidate]:
    """Lowers a need whose words a better one has explained; needs with words of their own keep their score."""
    kept: list[Candidate] = []
    for one in ranked:
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
