"""Concepts of what people need (`help`) and what they live in (`situation`), and the thesaurus that holds them.

The first label of a language is the preferred one and may be shown; `understood` words are matched and never shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

import msgspec

from anlaufstelle.errors import NotFound

Facet = Literal["help", "situation"]

LANGUAGES = ("de", "de-simple", "en", "tr", "uk", "ar", "ru")
"""Each concept has a preferred label in each of these; French is understood for common needs only."""

TAXONOMY = "anlaufstelle-needs"


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """`general` marks asking for help without saying with what: it gives way to any other need of a sentence.

    `answered_by`: other needs whose services answer this one as well («Wohngeld», where no office is listed: 115).
    """

    id: str
    facet: Facet
    labels: dict[str, str]
    lay: dict[str, tuple[str, ...]] = {}
    understood: dict[str, tuple[str, ...]] = {}
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    osm: tuple[str, ...] = ()
    open_eligibility: tuple[str, ...] = ()
    crisis: bool = False
    sensitive: bool = False
    general: bool = False
    topic: int | None = None
    icon: str | None = None
    file: str = ""

    @property
    def taxonomy_id(self) -> str:
        """The id of the HSDS taxonomy term that stands for this concept."""
        return f"{TAXONOMY}:{self.id}"

    def said(self, language: str) -> tuple[str, ...]:
        """Every label that may be shown in a language, the preferred one first."""
        first = (self.labels[language],) if language in self.labels else ()
        return first + self.lay.get(language, ())


class CrisisLine(msgspec.Struct, frozen=True, kw_only=True):
    """A nationwide number with its publisher; `needs` are the concepts it is shown for, in the order of the file.

    `first_for`: those of them it was made for, where it stands before all others.
    `reviewed` names per language who read its words as a native speaker; without one they stand beside the German.
    """

    id: str
    number: str
    name: dict[str, str]
    needs: tuple[str, ...]
    publisher: str
    source: str
    first_for: tuple[str, ...] = ()
    hours: str | None = None
    note: dict[str, str] = {}
    reviewed: dict[str, str] = {}

    def caption(self, language: str) -> str:
        return self.name.get(language) or self.name["de"]


class Thesaurus:
    """Immutable once built; every question is answered from dictionaries made on first use."""

    def __init__(self, concepts: Iterable[Concept], lines: Iterable[CrisisLine] = ()) -> None:
        self._concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self.lines = tuple(lines)

    @property
    def concepts(self) -> tuple[Concept, ...]:
        return tuple(self._concepts.values())

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    def get(self, concept_id: str) -> Concept:
        try:
            return self._concepts[concept_id]
        except KeyError:
            raise NotFound(f"There is no need called {concept_id!r} in the thesaurus.") from None

    def caption(self, concept_id: str, language: str = "de") -> str:
        """The preferred label; a language without one falls back to its base, then to German."""
        labels = self.get(concept_id).labels
        return labels.get(language) or labels.get(language.split("-", maxsplit=1)[0]) or labels["de"]

    @cached_property
    def _by_category(self) -> dict[str, tuple[str, ...]]:
        return _inverted((word, c.id) for c in self for word in c.categories)

    @cached_property
    def _by_audience(self) -> dict[str, tuple[str, ...]]:
        return _inverted((word, c.id) for c in self for word in c.audiences)

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        return _inverted((above, c.id) for c in self for above in c.broader)

    @cached_property
    def _lines_of(self) -> dict[str, tuple[CrisisLine, ...]]:
        found: dict[str, list[CrisisLine]] = {}
        for line in self.lines:
            for need in line.needs:
                found.setdefault(need, []).append(line)
        return {
            need: tuple(sorted(lines, key=lambda line: need not in line.first_for)) for need, lines in found.items()
        }

    def of_category(self, word: str) -> tuple[str, ...]:
        """Concepts a source's category word stands for; () when the word is unknown."""
        return self._by_category.get(word.strip().casefold(), ())

    def of_audience(self, word: str) -> tuple[str, ...]:
        return self._by_audience.get(word.strip().casefold(), ())

    def narrower(self, concept_id: str) -> tuple[str, ...]:
        return self._narrower.get(concept_id, ())

    def ancestors(self, concept_id: str) -> tuple[str, ...]:
        """All broader concepts, nearest first, without the concept itself."""
        return _walk(concept_id, lambda one: self._concepts[one].broader if one in self._concepts else ())

    def descendants(self, concept_id: str) -> tuple[str, ...]:
        return _walk(concept_id, self.narrower)

    @cached_property
    def crisis(self) -> frozenset[str]:
        return frozenset(c.id for c in self if c.crisis)

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """Concepts whose pages carry the quick exit and are counted only in coarse classes; narrower ones inherit."""
        marked = {c.id for c in self if c.sensitive or c.crisis}
        return frozenset(marked | {below for one in marked for below in self.descendants(one)})

    def crisis_lines(self, concept_id: str) -> tuple[CrisisLine, ...]:
        """The numbers for a concept, else those of its nearest broader concept that has any."""
        for one in (concept_id, *self.ancestors(concept_id)):
            if one in self._lines_of:
                return self._lines_of[one]
        return ()

    def topics(self) -> tuple[Concept, ...]:
        return tuple(sorted((c for c in self if c.topic is not None), key=lambda c: c.topic or 0))

    def topic_of(self, concept_id: str) -> str | None:
        """The start page topic a concept belongs to: itself or its nearest broader topic."""
        for one in (concept_id, *self.ancestors(concept_id)):
            if self.get(one).topic is not None:
                return one
        return None


def _inverted(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key.casefold(), []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _walk(start: str, step: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    todo = list(step(start))
    while todo:
        one = todo.pop(0)
        if one not in seen and one != start:
            seen[one] = None
            todo.extend(step(one))
    return tuple(seen)
