"""What a place to volunteer asks for, read from its own German words.

A word that is there is a fact; a word that is missing says nothing. So every trait may be empty, and whoever filters by
it has to show the silent ones apart.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from msgspec import Struct

Time = Literal["once", "sometimes", "regular", ""]
DOING = ("listen", "hands", "teach", "shape", "give", "advised")
PEOPLE = ("children", "seniors", "refugees", "ill", "low-income", "animals")
"""Those the thesaurus knows as situations bear its ids."""
TIMES: tuple[Time, ...] = ("once", "sometimes", "regular")


class Traits(Struct, frozen=True, kw_only=True):
    """`training`: whether a course comes first; None where the words do not say. `home`: it can be done from there."""

    doing: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    time: Time = ""
    training: bool | None = None
    home: bool = False


@cache
def _table() -> dict[str, Any]:
    raw = yaml.safe_load((files(__package__) / "helping.yml").read_text(encoding="utf-8"))
    return {
        name: {key: _any(words) for key, words in told.items()} if isinstance(told, dict) else _any(told)
        for name, told in raw.items()
    }


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


@lru_cache(maxsize=5_000)
def traits(words: str) -> Traits:
    """`words`: everything the place says about itself, in one text."""
    table = _table()
    doing = frozenset(one for one in DOING if table["doing"][one].search(words))
    times = [one for one in TIMES if table["time"][one].search(words)]
    needed = table["training"]["needed"].search(words) is not None
    spared = table["training"]["not needed"].search(words) is not None
    return Traits(
        doing=doing,
        people=frozenset(one for one in PEOPLE if table["people"][one].search(words)),
        time=times[0] if times and doing != {"give"} else "",  # the days on which things are taken
        training=False if spared else True if needed else None,
        home=table["home"].search(words) is not None,
    )
