"""Which municipality a dissolved one has gone into, reckoned from areas and borders: the official list is silent.

A merger counts only where it is the one that fits: the successor has grown by that area and borders on it. Where two
would fit, or none, there is no answer.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from . import area_names, area_shapes
from .area_data import Place
from .area_geo import neighbours

NEARLY = 0.85  # of the merged area must show as growth: drawn and official areas differ by some percent
UNEXPLAINED = 0.06  # of a growth, at most, for its mergers to count
NOISE = 0.03  # of a municipality's own area is no growth
SQUARE_DEGREE = 111.2**2 * 100  # hectares at the equator


class Dissolved(msgspec.Struct, frozen=True):
    """`successor` is None where the lists do not tell."""

    ags: str
    name: str
    successor: str | None


class Today(NamedTuple):
    hectares: int | None
    postal_code: str


@dataclass
class _Growing:
    """One that has grown: how many hectares are unexplained, what it is made of, and, if new, its PLZ."""

    code: str
    growth: float
    room: float
    parts: set[str]
    words: set[str]
    post: str

    @property
    def floats(self) -> bool:
        """New, and no part of it found yet: nobody knows where it lies."""
        return bool(self.post) and self.parts == {self.code}


class _Gone(NamedTuple):
    name: str
    beside: set[str]
    posts: set[str]


def dissolved_since(
    before: dict[str, Place], places: dict[str, Place], today: dict[str, Today], posts: dict[str, set[str]]
) -> tuple[Dissolved, ...]:
    """Municipalities and Kreise of `before` that `places` lacks. `posts` are the PLZ of those that have gone."""
    gone = [place for code, place in before.items() if code not in places and place.kind == "municipality"]
    renumbered = _renumbered(gone, {code: place for code, place in places.items() if code not in before})
    moved = Counter((old[:5], new[:5]) for old, new in renumbered.items() if old[:5] not in places)
    kreise = {old: new for (old, new), _ in sorted(moved.items(), key=lambda pair: pair[1])}
    merging = _Merging([place for place in gone if place.ags not in renumbered], kreise, posts)
    successors = renumbered | merging.solve(places, today, renumbered)
    ended = [place for code, place in before.items() if code not in places and place.kind == "district"]
    found = [Dissolved(place.ags, place.name, successors.get(place.ags)) for place in gone]
    return (*found, *(Dissolved(place.ags, place.caption, kreise.get(place.ags)) for place in ended))


def _renumbered(gone: list[Place], new: dict[str, Place]) -> dict[str, str]:
    """The same name under a new code in the same Land: a new Kreis, or a new code after a merger."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, place in new.items():
        if place.kind != "municipality":
            continue
        named[code[:2], area_names.key(place.name)].append(code)
    found = {place.ags: named[place.ags[:2], area_names.key(place.name)] for place in gone}
    return {old: codes[0] for old, codes in found.items() if len(codes) == 1}


class _Merging:
    """Takes one sure step after the other: each merger found leaves less room and fewer choices for the rest."""

    def __init__(self, gone: list[Place], kreise: dict[str, str], posts: dict[str, set[str]]) -> None:
        self.left = {place.ags: place for place in gone}
        self.size = {place.ags: _hectares(place.ags) for place in gone}
        self.beside = {place.ags: set(neighbours(place.ags)) for place in gone}
        self.kreise = kreise
        self.posts = posts
        self.growing: dict[str, list[_Growing]] = defaultdict(list)
        self.found: dict[str, str] = {}

    def solve(self, places: dict[str, Place], today: dict[str, Today], settled: dict[str, str]) -> dict[str, str]:
        parts: dict[str, set[str]] = defaultdict(set)
        for old, new in settled.items():
            parts[new].add(old)
        concerned = {self.kreise.get(ags[:5], ags[:5]) for ags in self.left}
        for code, (hectares, post) in today.items():
            if code[:5] not in concerned:
                continue
            room = (hectares or 0) - sum(_hectares(part) for part in parts[code] | {code})
            if room > NOISE * (hectares or 0):
                words = set(area_names.key(places[code].name).split())
                is_new = not area_shapes.shape(code)
                self.growing[code[:5]].append(
                    _Growing(code, room, room, parts[code] | {code}, words, post if is_new else "")
                )
        while self._step(_by_name) or self._step(_by_post) or self._step(_by_border):
            pass
        self._doubt()
        return self.found

    def _doubt(self) -> None:
        """Where the mergers found explain only part of a growth, others fit as well: none of them is sure."""
        for near in self.growing.values():
            for into in near:
                if into.room > UNEXPLAINED * into.growth:
                    for ags in [ags for ags, code in self.found.items() if code == into.code]:
                        del self.found[ags]

    def _step(self, fits: Callable[[_Growing, _Gone], bool]) -> bool:
        sure = [(ags, fitting[0]) for ags in self.left if len(fitting := self._fitting(ags, fits)) == 1]
        for ags, into in sure:
            if into.room >= NEARLY * self.size[ags]:
                into.room -= self.size[ags]
                into.parts.add(ags)
                self.found[ags] = into.code
                del self.left[ags]
        return any(ags in self.found for ags, _ in sure)

    def _fitting(self, ags: str, fits: Callable[[_Growing, _Gone], bool]) -> list[_Growing]:
        gone = _Gone(area_names.key(self.left[ags].name), self.beside[ags], self.posts.get(ags, set()))
        near = self.growing[self.kreise.get(ags[:5], ags[:5])]
        return [into for into in near if into.room >= NEARLY * self.size[ags] and fits(into, gone)]


def _by_name(into: _Growing, gone: _Gone) -> bool:
    """ "Remlingen" went into "Remlingen-Semmenstedt"."""
    return gone.name in into.words


def _by_post(into: _Growing, gone: _Gone) -> bool:
    """A new municipality begins where its town hall's PLZ is."""
    return into.floats and into.post in gone.posts


def _by_border(into: _Growing, gone: _Gone) -> bool:
    """One that floats could be anywhere in its Kreis, so it leaves nobody else sure."""
    return into.floats or bool(into.parts & gone.beside)


def _hectares(code: str) -> float:
    """From the simplified border, so within a few percent."""
    twice = 0.0
    shape = area_shapes.shape(code) or []
    for rings in shape:
        for number, ring in enumerate(rings):
            cross = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))
            twice += abs(cross) if number == 0 else -abs(cross)
    if not shape:
        return 0.0
    north = shape[0][0][0][1] / area_shapes.SCALE
    return twice / 2 / area_shapes.SCALE**2 * SQUARE_DEGREE * math.cos(math.radians(north))
