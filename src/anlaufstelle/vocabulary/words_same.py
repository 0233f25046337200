"""Everyday words and office words for the same thing ("Auto", "Kfz"), from `data/same_words.yml`."""

from functools import lru_cache
from pathlib import Path

import yaml

from anlaufstelle.errors import BadVocabulary

from . import words

FILE = Path(__file__).parent / "data" / "same_words.yml"


def alike(token: str, lang: str | None) -> tuple[str, ...]:
    """Stems of other words for the same thing, in the order of the file; () for a word without any."""
    found: dict[str, None] = {}
    own = words.stems(token, lang)
    for stem in own:
        found.update(dict.fromkeys(_table(lang or "").get(stem, ())))
    return tuple(stem for stem in found if stem not in own)


def table(lang: str) -> dict[str, tuple[str, ...]]:
    """Every stem that has others for the same thing."""
    return dict(_table(lang))


@lru_cache(maxsize=8)
def _table(lang: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = {}
    for line in _read().get(lang, []):
        stems = dict.fromkeys(stem for word in line.split(",") for stem in words.stems(word.strip(), lang))
        for stem in stems:
            table.setdefault(stem, {}).update(stems)
    return {stem: tuple(others) for stem, others in table.items()}


@lru_cache(maxsize=1)
def _read() -> dict[str, list[str]]:
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    if not isinstance(read, dict) or not all(isinstance(lines, list) for lines in read.values()):
        raise BadVocabulary(f"{FILE.name}: expected a language with a list of lines, each of words between commas.")
    return read
