"""What the matcher takes for a word of a need: stems per language, stop words and negations.

The stop words here are stricter than those of `words_stop`: "Hilfe", "suchen", "beantragen" tell no need from another.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_files import FOLDER, read_yaml

NOT = "¬"
"""Every way of saying not, no, none or without becomes this one token."""

SCRIPTS = {"latin": ("de", "en", "tr", "fr"), "cyrillic": ("uk", "ru"), "arabic": ("ar",)}


def script(token: str) -> str:
    first = ord(token[0])
    if 0x0400 <= first <= 0x052F:
        return "cyrillic"
    if 0x0600 <= first <= 0x077F:
        return "arabic"
    return "latin"


def stem(token: str, language: str) -> str:
    """One key for a word's forms; Turkish stems of one or two letters ("essen" -> es) are worse than none."""
    key = words.stems(token, language)[0]
    return key if len(key) > 2 else token


class Grammar:
    """Stop words and negations of one language, folded."""

    def __init__(self, language: str, stop: Sequence[str], negations: Sequence[str]) -> None:
        self.language = language
        self.stop = frozenset(token for word in stop for token in words.tokens(word))
        self.negations = frozenset(token for word in negations for token in words.tokens(word))

    def read(self, token: str) -> str | None:
        """The stem, `NOT`, or None for a word that says nothing about a need."""
        if token in self.negations:
            return NOT
        if token in self.stop:
            return None
        return stem(token, self.language)

    def key(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """What is compared of a label: its telling stems, once each; all its words when none of them tells."""
        telling = dict.fromkeys(key for token in tokens if (key := self.read(token)))
        if any(key != NOT for key in telling):
            return tuple(telling)
        return tuple(dict.fromkeys(stem(token, self.language) for token in tokens))


@lru_cache(maxsize=4)
def grammars(path: Path = FOLDER / "_words.yml") -> dict[str, Grammar]:
    document = read_yaml(path)
    return {
        language: Grammar(language, str(rows["stop"]).split(), str(rows["not"]).split())
        for language, rows in document["languages"].items()
    }
