"""Arabic typed with Latin keys and digits («ma 3andi masari») in its own letters, as far as its words are known.

Short vowels are not written in Arabic, and one Latin letter stands for several Arabic ones. So a typed word and every
known word are brought to the consonants that are heard; among the words that have the same ones, that is meant whose
long vowels fit best and which is said most often.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

__all__ = ["CODE", "DIGIT", "Table", "table", "tokens", "written"]

Table = Mapping[str, list[tuple[str, str, int]]]
"""By the consonants heard: words with their sounds and how often they are said."""

_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "T", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ض": "d", "ذ": "D",
    "ر": "r", "ز": "z", "ظ": "z", "س": "s", "ص": "s", "ش": "S", "ع": "3", "غ": "G", "ف": "f", "ڤ": "f", "ق": "q",
    "ك": "k", "گ": "g", "چ": "C", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "U", "ؤ": "U", "ي": "I", "ئ": "I",
    "Q": "Q", "ى": "A", "ا": "A", "أ": "A", "إ": "A", "آ": "A", "ة": "O",
}  # fmt: skip
_LATIN = {
    "tch": "C", "sch": "S", "sh": "S", "ch": "S", "kh": "x", "7'": "x", "gh": "G", "3'": "G", "th": "T", "dh": "D",
    "ph": "f", "qu": "k", "oo": "UU", "ou": "UU", "ee": "II", "ei": "I", "ai": "I", "a": "A", "e": "E",
    "i": "I", "o": "U", "u": "U", "y": "Y", "w": "W", "2": "Q", "3": "3", "4": "D", "5": "x", "6": "t", "7": "h",
    "8": "Q", "9": "q", "p": "b", "v": "f", "c": "k", "ç": "s", "x": "ks", "é": "E", "è": "E", "à": "A",
}  # fmt: skip
_TYPED = re.compile("|".join(sorted(map(re.escape, _LATIN), key=len, reverse=True)) + "|.")
_ALSO = {"T": "Tts", "D": "Ddz", "Q": "qQ", "g": "gqGjk", "q": "qk", "k": "kq", "C": "CS", "j": "jS"}
"""One typed sound for several written ones: of the two 2 in «2al el so2al» only the first is a ق, the other a ؤ."""
_HAMZA = str.maketrans("ءأؤئ", "QQQQ")

_TWICE = re.compile(r"([^AIOU])\1")
_VOWELS = re.compile("[AEIOUWY]+")
_FITS = {"A": "A", "O": "AE", "I": "IEY", "U": "UEW"}
_HARDLY = {"A": "E"}
_STRONG = {"Y": "I", "W": "U"}
_MOST = 32
"""Readings of a word that are looked up."""

DIGIT = re.compile(r"[^\W\d_]'?[2-9]|[2-9]'?[^\W\d_]")
"""Beside a letter, a digit stands for one."""
CODE = re.compile(r"[A-Z]\d+|[a-c][12]|\d[hx]|\d{2,}[^\W\d_]{0,2}")
"""A whole word that is none: «B2», «24h»."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLE = re.compile(r"(?:[wbfl]|3a|3)?[aei]?l", re.IGNORECASE)
_WITH = {"b": "بال", "f": "بال", "l": "لل", "w": "وال", "3": "عال"}
_BEFORE = (
    (re.compile("^([wbfl]|3a?)?[aei]?l"), None),
    (re.compile("^w"), "و"),
    (re.compile("^b[ei]?"), "ب"),
    (re.compile("^l[ea]?"), "ل"),
    (re.compile("^ha"), "ه"),
    (re.compile("^ka(?=[ytn])"), "ك"),
)
"""What may stand before a known word, with its Arabic writing."""

APART = 0.75
"""By how much two words with the same consonants may differ."""
OFTEN = 0.05


def table(said: Mapping[str, int]) -> Table:
    found: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for word, often in said.items():
        for sounds in _arabic(word):
            found[_VOWELS.sub("", sounds)].append((word, sounds, often))
    return dict(found)


def tokens(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, word, word with the article typed before it): «bel beit», «el-wlad»."""
    article: re.Match[str] | None = None
    for word in _WORD.finditer(text):
        if _ARTICLE.fullmatch(word[0]):
            article = word
            continue
        start = article.start() if article else word.start()
        yield start, word.end(), word[0], (article[0] if article else "") + word[0]
        article = None


def written(typed: str, known: Table) -> str | None:
    """The known word that sounds most alike, also behind what is written together with it; None where none does."""
    word = typed.lower().replace("’", "'")
    if word in ("w", "u", "o"):
        return "و"
    if whole := _nearest(word, known):
        return whole
    for before, put in _BEFORE:
        found = before.match(word)
        if found and len(word) - found.end() > 2 and (rest := _nearest(word[found.end() :], known)):
            return (put or _WITH.get((found[1] or "")[:1], "ال")) + rest
    return None


def _nearest(word: str, known: Table) -> str | None:
    best: tuple[float, str] | None = None
    for sounds in _readings(word):
        for arabic, its, often in known.get(_VOWELS.sub("", sounds), ()):
            far = _apart(sounds, its)
            if far < APART:
                one = (far - OFTEN * math.log(often), arabic)
                best = min(best, one) if best else one
    return best[1] if best else None


def _readings(word: str) -> list[str]:
    """The sounds that a typed word may have; a doubled consonant is one."""
    heard: list[str] = []
    for part in _TYPED.findall(word):
        sound = _LATIN.get(part, part)
        if part != "'" and (not heard or sound != heard[-1] or _VOWELS.match(sound)):
            heard.append(sound)
    found = [""]
    for sound in heard:
        found = [before + one for before in found for one in _ALSO.get(sound, (sound,))][:_MOST]
    return found + [one[:-1] for one in found if len(word) > 3 and word[-1] == "h" and word[-2] in "ae"]


def _arabic(word: str) -> set[str]:
    """Letters written twice in a row may be typed once, a hamza is heard or not, and a final ه is mostly a vowel."""
    told = {"".join(_ARABIC.get(letter, "") for letter in one) for one in (word, word.translate(_HAMZA))}
    if word.startswith("ا"):
        told |= {f"Q{sounds[1:]}" for sounds in told}
    found = told | {_TWICE.sub(r"\1", one) for one in told}
    if word.endswith("ه"):
        found |= {one[:-1] + vowel for one in found for vowel in "AU"}
    return found


def _apart(typed: str, its: str) -> float:
    """What lies between the same consonants: a long vowel must be heard, a short one is not written."""
    said, long = re.split("[^AEIUWY]", typed), re.split("[^AIOU]", its)
    last = len(said) - 1
    return sum(_gap(said[at], long[at], at in (0, last)) for at in range(last + 1))


def _gap(said: str, long: str, outer: bool) -> float:
    if not long:
        return (0.6 if outer else 0.15 * len(said) - 0.1) * bool(said) + 0.5 * any(one in _STRONG for one in said)
    unheard = sum(_unheard(vowel, said) for vowel in long)
    unwritten = sum(one in _STRONG and _STRONG[one] not in long for one in said)
    return unheard + 0.5 * unwritten + 0.05 * max(0, len(said) - len(long))


def _unheard(vowel: str, said: str) -> float:
    if any(one in _FITS[vowel] for one in said):
        return 0.0
    return 0.1 if _HARDLY.get(vowel, "-") in said else 0.5
