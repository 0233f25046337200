"""Every page in every language, theme and width; and a sample in which each two values meet on some page."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest

LANGUAGES = ("de", "de-simple", "uk", "ar", "tr", "en")
THEMES = ("light", "dark")
WIDTHS = (320, 360, 1280)
EVERY = pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["sample", "all"])
Case = tuple[str, str, str, int]


def in_language(address: str, language: str) -> str:
    """The address of the same page; every page of the site begins with its language."""
    return address.replace("/de/", f"/{language}/", 1)


def sample(names: Sequence[str]) -> list[Case]:
    """Each name twice, and each pair of language, theme and width on some page; the same on every run."""
    others = list(product(LANGUAGES, THEMES, WIDTHS))
    open_pairs = {pair for other in others for pair in _pairs(other)}
    chosen: list[Case] = []
    for turn, name in enumerate([*names, *names]):
        best = max(others, key=lambda other: (len(_pairs(other) & open_pairs), -others.index(other)))
        if not _pairs(best) & open_pairs:
            best = others[(turn * 7) % len(others)]
        open_pairs -= _pairs(best)
        chosen.append((name, *best))
    return chosen


def _pairs(case: tuple[object, ...]) -> set[tuple[object, ...]]:
    return set(combinations(case, 2))


def ids(cases: Sequence[Case]) -> Iterator[str]:
    return (f"{name} {language} {theme} {width}" for name, language, theme, width in cases)
