"""Nearest known words for a word that no label knows: by sound (German) first, then by letters.

Only unknown words come here, so "Schulden" is never taken for "Schulen": both are known.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

_SOUNDS = (
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"ue|y|u(?=e)"), "u"),
    (re.compile(r"dt|th|d"), "t"),
    (re.compile(r"ck|g|c(?!h)"), "k"),
    (re.compile(r"ie|ih|y"), "i"),
    (re.compile(r"(?<=[aeiou])h(?=[^aeiou]|$)"), ""),
    (re.compile(r"tz|ts"), "z"),
    (re.compile(r"b(?![aeiou])"), "p"),
    (re.compile(r"qu"), "kw"),
    (re.compile(r"x|chs"), "ks"),
    (re.compile(r"ai|ei|ay|ey"), "ei"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"(?<=..)e(?=[nlr]s?$)"), ""),
    (re.compile(r"(?<=.)[eh]$"), ""),
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A rough key for how German ears write a word: "psuchoterapi" and "psychotherapie" meet."""
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word.replace("y", "u")


class Speller:
    """The words of one script, by first letter and length and, for Latin letters, by sound."""

    def __init__(self, known: Iterable[str], by_sound: bool) -> None:
        self._by_start: dict[tuple[str, int], list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        self._sounds: dict[tuple[str, int], list[str]] | None = None
        for word in known:
            if len(word) >= 4:
                self._by_start.setdefault((word[0], len(word)), []).append(word)
                if by_sound:
                    self._by_sound.setdefault(sound(word), []).append(word)

    def nearest(self, word: str) -> tuple[tuple[str, int], ...]:
        """At most three words, all equally near, with their distance; () when the word is too short to guess.

        The first letter must agree, and the second where two letters differ: "streichen" is not "stricken".
        """
        if len(word) < 5 or not word.isalpha():
            return ()
        if self._by_sound and (alike := self._by_sound.get(sound(word))):
            return tuple((one, 1) for one in alike[:3])
        allowed = 1 if len(word) < 10 else 2
        best: list[str] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for known in self._by_start.get((word[0], length), ()):
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance > allowed or (distance > 1 and known[1] != word[1]):
                    continue
                if distance < allowed:
                    allowed, best = distance, []
                best.append(known)
        return tuple((one, allowed) for one in best[:3]) or self._sounding(word)

    def _sounding(self, word: str) -> tuple[tuple[str, int], ...]:
        """«Arbeitloßengelt»: three letters off, but only one sound."""
        if not self._by_sound or len(word) < 9:
            return ()
        heard = sound(word)
        if self._sounds is None:
            self._sounds = {}
            for key in self._by_sound:
                self._sounds.setdefault((key[:2], len(key)), []).append(key)
        near = [
            key
            for length in (len(heard) - 1, len(heard), len(heard) + 1)
            for key in self._sounds.get((heard[:2], length), ())
            if OSA.distance(heard, key, score_cutoff=1) <= 1
        ]
        return tuple((one, 2) for key in near[:2] for one in self._by_sound[key][:2])
