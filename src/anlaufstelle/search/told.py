"""What an index says of each word: its stems, those of its parts, and how it is listed for spelling.

Entries share nearly all of their words, so each is told once in a process and looked up ever after.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from anlaufstelle.vocabulary import words

LONGEST = 60
"""Letters of a token; longer ones are addresses of pages, and no engine should carry them."""

REMEMBERED = 300_000
"""Words of one language that are kept, with the signs that stand about them."""

Listed = tuple[str, str, tuple[str, ...]]
"""Folded, as written, the stems of its parts."""

Told = tuple[tuple[str, ...], tuple[str, ...], tuple[Listed, ...]]
"""Of what stands between two blanks, mostly a word: its stems, those of its parts, and how it is listed for spelling;
those of all words where they are several."""

Keys = tuple[words.Word, tuple[str, ...], tuple[str, ...]]


class Known(dict[str, Told | None]):
    """By what stands between two blanks, in one language; None where it says nothing."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __missing__(self, piece: str) -> Told | None:
        surfaces = words.surfaces(piece)
        made = _told(piece, self._lang) if surfaces == [piece] else _joined(map(self.__getitem__, surfaces))
        if len(self) >= REMEMBERED:
            self.clear()
        self[piece] = made
        return made


_known: dict[str, Known] = {}


def keys(text: str, lang: str) -> Iterator[Keys]:
    """Each word that carries meaning, with its stems and, in German, the stems of its parts."""
    for word in words.words(text):
        found = _keys(word.form, word.surface, lang)
        if found is not None:
            yield word, *found


def told(text: str, lang: str) -> Iterable[Told]:
    """The same for indexing, without places in the text."""
    known = _known.get(lang)
    if known is None:
        known = _known[lang] = Known(lang)
    return filter(None, map(known.__getitem__, text.split()))


@lru_cache(maxsize=20_000)
def stems_of(text: str, lang: str) -> frozenset[str]:
    forms = ((word.form, word.surface) for word in words.words(text) if len(word.form) <= LONGEST)
    said = (pair for pair in forms if not words.is_stop(pair[0], lang))
    return frozenset(stem for form, surface in said for stem in words.stems(_whole(form, surface), lang))


def _told(surface: str, lang: str) -> Told | None:
    made: list[Told] = []
    for form in words.forms(surface):
        found = _keys(form, surface, lang)
        if found is not None:
            listed = ((form, surface, found[1]),) if len(form) > 2 and not form.isdigit() else ()
            made.append((*found, listed))
    return _joined(made)


def _joined(several: Iterable[Told | None]) -> Told | None:
    saying = [one for one in several if one]
    if len(saying) < 2:
        return saying[0] if saying else None
    stems, parts, listed = (tuple(chain.from_iterable(each)) for each in zip(*saying, strict=True))
    return stems, parts, listed


def _keys(form: str, surface: str, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    if words.is_stop(form, lang) or len(form) > LONGEST:
        return None
    whole = _whole(form, surface)
    parts = words.parts(whole) if lang == "de" else ()
    return words.stems(whole, lang), tuple(stem for part in parts for stem in words.stems(part, "de"))


def _whole(form: str, surface: str) -> str:
    return surface if words.fold(surface) == form else form
