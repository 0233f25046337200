"""What somebody may be about to type: needs, places and names, in the language they type in."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from anlaufstelle.errors import UnknownPlace
from anlaufstelle.vocabulary import area, needs, words

from .index import Wanted, open_reader
from .index.reader import Snapshot

SHORTEST = 2
LANGUAGES = ("de", "en", "tr", "uk", "ar", "ru", "fr")


class Completion(Struct, frozen=True, kw_only=True):
    """`value` is what to search for (a need's label, an entry's name) or a place's code."""

    kind: Literal["need", "name", "place"]
    caption: str
    value: str


def complete(text: str, *, home: Path, lang: str = "de", limit: int = 8) -> tuple[Completion, ...]:
    """At most `limit`, needs first; () for fewer than two letters. Merely understood words (slurs) never appear."""
    typed = words.fold(text[:80])
    if len(typed) < SHORTEST:
        return ()
    found = [
        *_needs(typed, lang, limit),
        *_names(typed, open_reader(Path(home)).now(), 4),
        *_places(text.strip(), typed),
    ]
    return tuple({(one.kind, one.caption): one for one in found}.values())[:limit]


@lru_cache(maxsize=16)
def _labels(lang: str) -> tuple[tuple[str, str, str, int], ...]:
    """(folded, label, concept, rank) of a language, the preferred label first."""
    found = []
    for concept in needs.load():
        for rank, label in enumerate(concept.said(lang)):
            found.append((words.fold(label), label, concept.id, rank))
    return tuple(found)


def _needs(typed: str, lang: str, limit: int) -> list[Completion]:
    begun: dict[str, tuple[int, int, str]] = {}
    for folded, label, concept, rank in _labels(lang if lang in LANGUAGES else "de"):
        at = 0 if folded.startswith(typed) else 1 if f" {typed}" in folded else None
        if at is not None and (concept not in begun or (at, rank) < begun[concept][:2]):
            begun[concept] = (at, rank, label)
    best = sorted(begun.values(), key=lambda one: (one[0], one[1], len(one[2]), one[2]))[:limit]
    return [Completion(kind="need", caption=label, value=label) for _, _, label in best]


def _names(typed: str, snapshot: Snapshot, most: int) -> list[Completion]:
    """Entries whose name has the words typed, the last of them perhaps unfinished."""
    tokens = words.tokens(typed)
    if not tokens:
        return []
    groups = [tuple((stem, 1.0) for stem in words.stems(token, "de")) for token in tokens[:-1]]
    ends = tuple((stem, 1.0) for stem, _ in snapshot.beginning_with(words.stems(tokens[-1], "de")[0], 12))
    if not ends:
        return []
    hits = snapshot.candidates(Wanted(groups=(*groups, ends)), 40)
    named = (hit.card for hit in hits if _begins(hit.card.name, tokens))
    return [Completion(kind="name", caption=card.name, value=card.name) for card in _unique(named, most)]


def _begins(name: str, tokens: list[str]) -> bool:
    said = words.tokens(name)
    return all(any(word.startswith(token) for word in said) for token in tokens)


def _unique(cards: Iterable, most: int) -> list:  # type: ignore[type-arg]
    return list({card.name: card for card in cards}.values())[:most]


def _places(text: str, typed: str, most: int = 3) -> list[Completion]:
    if len(typed) < 3:
        return []
    try:
        places = area.find(text)
    except UnknownPlace:
        return []
    return [Completion(kind="place", caption=place.caption, value=place.ags) for place in places[:most]]
