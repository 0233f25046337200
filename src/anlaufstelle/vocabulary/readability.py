"""How hard a German text is to read: the first Vienna formula for factual texts (Bamberger and Vanecek, 1984).

It gives the year of school from which a text is understood, 4 to 15, from long words, long sentences and words of many
or only one syllable. Syllables are counted by their vowels. Of a few words it says nothing.
"""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

FORMULA = "Wiener Sachtextformel"
FEWEST = 12
"""Words; below, the formula jumps with every one of them."""
PLAIN, HARD = 8.0, 11.0
"""Texts for everybody stay below the first; above the second most readers give up."""
EASIEST, HARDEST = 4.0, 15.0
LONG_SENTENCE, LONG_WORD = 20, 24

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[^\W\d_a-zäöüß])|\n+")
_ABBREVIATED = re.compile(r"\b(?:z|B|d|h|u|a|bzw|ca|St|Dr|Nr|Str|inkl|ggf|evtl|e|V)\.\s*", re.IGNORECASE)
_VOWELS = re.compile(r"aa|ee|oo|ie|ei|ai|au|eu|äu|ey|ay|[aeiouäöüy]", re.IGNORECASE)


class Reading(Struct, frozen=True):
    """`grade` by the formula; `long_sentences` and `long_words` are what to begin with."""

    grade: float
    level: Literal["plain", "fair", "hard"]
    long_sentences: tuple[str, ...] = ()
    long_words: tuple[str, ...] = ()


def read(text: str) -> Reading | None:
    """None where there is too little to judge."""
    sentences = [one for one in (_words(part) for part in _split(text)) if one]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEWEST:
        return None
    grade = min(HARDEST, max(EASIEST, _grade(words, len(sentences))))
    level: Literal["plain", "fair", "hard"] = "plain" if grade < PLAIN else "fair" if grade < HARD else "hard"
    return Reading(
        grade=round(grade, 1),
        level=level,
        long_sentences=tuple(part.strip() for part in _split(text) if len(_words(part)) > LONG_SENTENCE),
        long_words=tuple(dict.fromkeys(word for word in words if len(word) >= LONG_WORD)),
    )


def _grade(words: Sequence[str], sentences: int) -> float:
    counts = [syllables(word) for word in words]
    share = 100 / len(words)
    many = share * sum(one >= 3 for one in counts)
    single = share * sum(one == 1 for one in counts)
    long = share * sum(len(word) > 6 for word in words)
    return 0.1935 * many + 0.1672 * len(words) / sentences + 0.1297 * long - 0.0327 * single - 0.875


def syllables(word: str) -> int:
    """Groups of vowels: "Schuldnerberatung" has five."""
    return max(1, len(_VOWELS.findall(word)))


def _split(text: str) -> list[str]:
    """Abbreviations end no sentence, lines do."""
    return _SENTENCE.split(_ABBREVIATED.sub(lambda found: found[0].replace(".", ""), text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
