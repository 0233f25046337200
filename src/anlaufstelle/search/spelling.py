"""Corrections for a word that nobody knows: neither the index nor the thesaurus. A known word is never touched.

So "Schulden" can never become "Schulen". Nearest letters first ("wonngeld"), sound last ("Psüchoterapi").
"""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import sealed

SHORTEST = 4
_SOUND_GROUPS = (
    ("aeiouyjh", ""),
    ("bp", "1"),
    ("dt", "2"),
    ("fvw", "3"),
    ("gkq", "4"),
    ("l", "5"),
    ("mn", "6"),
    ("r", "7"),
    ("sz", "8"),
)
_SOUND = {letter: code for letters, code in _SOUND_GROUPS for letter in letters}


class Speller:
    def __init__(self, known: Iterable[str]) -> None:
        self._of_length: dict[int, list[str]] = {}
        for word in sorted({word for word in known if len(word) >= SHORTEST and not word.isdigit()}):
            self._of_length.setdefault(len(word), []).append(word)
        self._by_sound: dict[str, list[str]] | None = None
        self.correct = sealed.kept(4096)(self._correct)

    def _correct(self, word: str) -> str | None:
        """The one likeliest word, None when nothing is near enough."""
        if len(word) < SHORTEST or word.isdigit():
            return None
        allowed = 1 if len(word) < 8 else 2
        near = [hit for hit in self._nearest(word, allowed) if hit[1] < 2 or _alike(word, hit[0])]
        heard = sound(word)
        if near:
            return min(near, key=lambda hit: (hit[1], hit[0][:1] != word[:1], _known_sound(hit[0]) != heard, hit[0]))[0]
        alike = self._sounding(heard) if len(word) >= 6 else []
        close = [(OSA.distance(word, other), other) for other in alike]
        return min(close)[1] if close and min(close)[0] <= max(2, len(word) // 3) else None

    def _nearest(self, word: str, allowed: int) -> list[tuple[str, int]]:
        """The eight nearest and their distance; who is longer or shorter by more letters is too far off unread."""
        found: list[tuple[str, int]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            of = self._of_length.get(length, ())
            hits = process.extract(word, of, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            found += [(hit[0], hit[1]) for hit in hits]
        return sorted(found, key=lambda hit: (hit[1], hit[0]))[:8]

    def _sounding(self, code: str) -> list[str]:
        if self._by_sound is None:
            found: dict[str, list[str]] = {}
            for word in sorted(word for listed in self._of_length.values() for word in listed):
                found.setdefault(_known_sound(word), []).append(word)
            self._by_sound = found  # as a whole: others may be asking
        return self._by_sound.get(code, [])


def _alike(word: str, other: str) -> bool:
    """Two letters off is a slip only where it begins and sounds alike: "schwarzer" is no "schwanger"."""
    return word[:2] == other[:2] and OSA.distance(sound(word), _known_sound(other), score_cutoff=1) <= 1


def sound(word: str) -> str:
    """A coarse Kölner Phonetik of a folded word: consonants in classes, no vowels, no doubles."""
    word = word.replace("ph", "f").replace("sch", "s").replace("ck", "k").replace("tz", "z").replace("x", "ks")
    word = word.replace("ch", "s").replace("c", "k")
    codes = [_SOUND.get(letter, letter) for letter in word]
    kept = [code for place, code in enumerate(codes) if code and (place == 0 or codes[place - 1] != code)]
    first = word[:1] if _SOUND.get(word[:1]) == "" else ""
    return first.replace("y", "i").replace("j", "i") + "".join(kept)


_known_sound = lru_cache(maxsize=100_000)(sound)
"""Of words that anybody may read in the index; never of what was typed."""
