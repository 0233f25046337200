"""What an index says of each word: its stems, those of its parts, and how it is listed for spelling.

Entries share nearly all of their words, so each is told once in a process and looked up ever after.
"""

from collections.abc import Iterator
from functools import lru_cache

from anlaufstelle.vocabulary import words

LONGEST = 60
"""Letters of a token; longer ones are addresses of pages, and no engine should carry them."""

REMEMBERED = 300_000
"""Words of one language that are kept."""

Listed = tuple[str, str, tuple[str, ...]]
"""Folded, as written, the stems of its parts."""

Told = tuple[tuple[str, ...], tuple[str, ...], Listed | None]
"""A word's stems, those of its parts, and how it is listed for spelling."""

Keys = tuple[words.Word, tuple[str, ...], tuple[str, ...]]

_known: dict[str, dict[str, tuple[Told, ...]]] = {}


def keys(text: str, lang: str) -> Iterator[Keys]:
    """Each word that carries meaning, with its stems and, in German, the stems of its parts."""
    for word in words.words(text):
        found = _keys(word.form, word.surface, lang)
        if found is not None:
            yield word, *found


def told(text: str, lang: str) -> list[Told]:
    """The same for indexing, without places in the text."""
    known = _known.setdefault(lang, {})
    found: list[Told] = []
    for surface in words.surfaces(text):
        of = known.get(surface)
        if of is None:
            of = _remember(surface, lang, known)
        found += of
    return found


@lru_cache(maxsize=20_000)
def repeated(text: str, lang: str) -> tuple[Told, ...]:
    """`told` of texts that many entries share: labels, categories, audiences."""
    return tuple(told(text, lang))


@lru_cache(maxsize=20_000)
def stems_of(text: str, lang: str) -> frozenset[str]:
    forms = ((word.form, word.surface) for word in words.words(text) if len(word.form) <= LONGEST)
    said = (pair for pair in forms if not words.is_stop(pair[0], lang))
    return frozenset(stem for form, surface in said for stem in words.stems(_whole(form, surface), lang))


def _remember(surface: str, lang: str, known: dict[str, tuple[Told, ...]]) -> tuple[Told, ...]:
    made: list[Told] = []
    for form in words.forms(surface):
        found = _keys(form, surface, lang)
        if found is not None:
            listed = (form, surface, found[1]) if len(form) > 2 and not form.isdigit() else None
            made.append((*found, listed))
    if len(known) >= REMEMBERED:
        known.clear()
    known[surface] = tuple(made)
    return known[surface]


def _keys(form: str, surface: str, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    if words.is_stop(form, lang) or len(form) > LONGEST:
        return None
    whole = _whole(form, surface)
    parts = words.parts(whole) if lang == "de" else ()
    return words.stems(whole, lang), tuple(stem for part in parts for stem in words.stems(part, "de"))


def _whole(form: str, surface: str) -> str:
    return surface if words.fold(surface) == form else form
