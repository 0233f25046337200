"""What the matcher takes for a word of a need: stems per language, stop words and negations.

The stop words here are stricter than those of `words_stop`: "Hilfe", "suchen", "beantragen" tell no need from another.
"""

import re
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


@lru_cache(maxsize=131072)
def stem(token: str, language: str) -> str:
    """One key for a word's forms; Turkish stems of one or two letters ("essen" -> es) are worse than none."""
    key = _arabic(token) if language == "ar" else words.stems(token, language)[0]
    return key if len(key) > 2 else token


_AR_BEFORE = re.compile(r"^(?:[وفبك]?ال|لل|[وفبل](?=.{4}))")
_AR_PERSON = re.compile(r"^[اينت](?=.{3})")
_AR_AFTER = re.compile(r"(?<=...)(?:تني|ني|نا|ها|هم|ون|ين|ان|ات|وا|تي|ه|ي|ك|ا|ت)$")


def _arabic(key: str) -> str:
    """Cuts article, preposition, person and object too: «اتعلم», «يتعلم», «تعلم» must meet, and Snowball keeps them."""
    before = ""
    while before != key:
        before = key
        key = _AR_AFTER.sub("", _AR_PERSON.sub("", _AR_BEFORE.sub("", key)))
    return key


_DE_VERB = re.compile(r"^(?:an|ab|auf|aus|ein|raus|rein|rum|weg|zu|um|vor|los|be|ver|er|ent|zer)?(?:ge)?(?=.{4})")


@lru_cache(maxsize=65536)
def root(token: str) -> str | None:
    """What looks like a German verb without prefixes and endings: «angegrapscht» and «begrapscht» meet."""
    bare = _DE_VERB.sub("", token, count=1)
    cut = _DE_ENDING.sub("", bare)
    return cut if cut != bare else None


_DE_ENDING = re.compile(r"(?<=....)(?:st|te|en|et|t)$")


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    return tuple(words.tokens(word))


def tokens(text: str) -> list[str]:
    """As `words.tokens`, remembering each written word: labels repeat theirs thousands of times."""
    return [form for word in text.split() for form in _forms(word)]


class Grammar:
    """Stop words and negations of one language, folded."""

    def __init__(self, language: str, stop: Sequence[str], negations: Sequence[str]) -> None:
        self.language = language
        self.stop = frozenset(token for word in stop for token in tokens(word))
        self.negations = frozenset(token for word in negations for token in tokens(word))

    def read(self, token: str) -> str | None:
        """The stem, `NOT`, or None for a word that says nothing about a need."""
        if token in self.negations:
            return NOT
        if token in self.stop:
            return None
        return stem(token, self.language)

    def key(self, said: Sequence[str]) -> tuple[str, ...]:
        """What is compared of a label: its telling stems, once each; all its words when none of them tells."""
        telling = dict.fromkeys(key for token in said if (key := self.read(token)))
        if any(key != NOT for key in telling):
            return tuple(telling)
        return tuple(dict.fromkeys(stem(token, self.language) for token in said))


@lru_cache(maxsize=4)
def grammars(path: Path = FOLDER / "_words.yml") -> dict[str, Grammar]:
    document = read_yaml(path)
    return {
        language: Grammar(language, str(rows["stop"]).split(), str(rows["not"]).split())
        for language, rows in document["languages"].items()
    }
