"""Names as linking compares them: short forms written out, legal forms and empty words gone, and what sort of thing.

The word lists are data (`linking.yml`), so that an editor can read and mend them.
"""

import re
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml
from msgspec import Struct

from anlaufstelle.vocabulary import area_data, words

_COMPOUND = re.compile(r"(?<=\w)-(?=\w)")
_HALF = re.compile(r"(\w+)-(\s*(?:und|oder|u\.|/|,)\s*\w+?)(beratung|hilfe|pflege|arbeit|zentrum|stelle)\b", re.I)
"""Schuldner- und Insolvenzberatung: the first word lost its ending to the second."""
_STREET = re.compile(r"stra(?:ße|sse)\b|str\b\.?", re.I)


class Name(Struct, frozen=True):
    """`words` in the name's own order; `sorts` such as "school/primary"; `parts` are words that name a part only."""

    text: str
    words: tuple[str, ...]
    sorts: frozenset[str]
    parts: frozenset[str]

    @property
    def key(self) -> str:
        return " ".join(sorted(self.words))

    @property
    def telling(self) -> bool:
        """Whether the name alone says which one: with a place in it, or with three words ("WABe" and "Kreuzbund" do
        not)."""
        told = len(self.words)
        return told >= 3 or (told == 2 and any(_is_place(word) for word in self.words))


class _Lists(Struct, frozen=True):
    forms: tuple[str, ...]
    short: dict[str, tuple[str, ...]]
    empty: frozenset[str]
    sorts: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    parts: frozenset[str]
    houses: frozenset[str]


def _file() -> bytes:
    return files(__package__).joinpath("linking.yml").read_bytes()


@cache
def lists_hash() -> str:
    """Another one as soon as anybody mends the word lists: what was compared by the old ones is compared again."""
    return sha256(_file()).hexdigest()


@cache
def _lists() -> _Lists:
    raw: dict[str, Any] = yaml.safe_load(_file())
    said = [(words.fold(word), sort) for sort, listed in raw["sorts"].items() for word in listed]
    endings = sorted(((word[1:], sort) for word, sort in said if word.startswith("-")), key=lambda one: -len(one[0]))
    return _Lists(
        forms=tuple(sorted((words.fold(form) for form in raw["forms"]), key=len, reverse=True)),
        short={words.fold(key): tuple(words.tokens(value)) for key, value in raw["short"].items()},
        empty=frozenset(words.fold(word) for word in raw["empty"]),
        sorts={word: sort for word, sort in said if not word.startswith("-")},
        endings=tuple(endings),
        parts=frozenset(words.fold(word) for word in raw["parts"]),
        houses=frozenset(raw["houses"]),
    )


@cache
def _places() -> frozenset[str]:
    named = (words.tokens(place.name) for place in area_data.places().values())
    return frozenset(found[0] for found in named if found and len(found[0]) > 3)


@lru_cache(maxsize=50_000)
def _is_place(word: str) -> bool:
    """Herten, Hertener, Hattinger."""
    bare = word.removesuffix("er")
    return word in _places() or (bare != word and (bare in _places() or f"{bare}en" in _places()))


@lru_cache(maxsize=200_000)
def read(text: str) -> Name:
    lists = _lists()
    folded = words.fold(_STREET.sub("straße", _HALF.sub(r"\1\3\2\3", text)))
    for form in lists.forms:
        folded = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", " ", folded)
    found = [part for token in words.tokens(_COMPOUND.sub("", folded)) for part in lists.short.get(token, (token,))]
    told = tuple(dict.fromkeys(token for token in found if token not in lists.empty))
    pieces = words.tokens(folded)
    sorts = frozenset(sort for token in (*told, *pieces) if (sort := _sort(token, lists)))
    return Name(text, told or tuple(found), _finest(sorts), frozenset(told) & lists.parts)


def _sort(token: str, lists: _Lists) -> str | None:
    if token in lists.sorts:
        return lists.sorts[token]
    return next((sort for ending, sort in lists.endings if token.endswith(ending) and len(token) > len(ending)), None)


def _finest(sorts: frozenset[str]) -> frozenset[str]:
    """Without a sort of which a finer one is there."""
    return frozenset(one for one in sorts if not any(other.startswith(f"{one}/") for other in sorts))


def agree(left: frozenset[str], right: frozenset[str]) -> bool | None:
    """Whether both are of one sort; None when one of them does not say. A sort that only one of them names counts
    against them, too: the playground of a school is no school."""
    if not left or not right:
        return None
    return all(any(_fits(one, other) for other in right) for one in left) and all(
        any(_fits(one, other) for one in left) for other in right
    )


def same_house(left: frozenset[str], right: frozenset[str]) -> bool:
    """Both are of one sort that fills a house of its own: a school that got a new name is still that school."""
    houses = _lists().houses
    return bool(agree(left, right)) and any(one.partition("/")[0] in houses for one in left)


def _fits(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
