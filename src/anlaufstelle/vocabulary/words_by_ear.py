"""German words written by ear in Cyrillic («пфлегеград», «кляйдеркаммер») in their own letters again.

Both are brought to one coarse sound: voiced and voiceless alike, "g", "h" and "ch" alike, long and short alike. Only
words of six letters and more, so that hardly two sound the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["SHORTEST", "is_german", "said", "sounds", "table"]

SHORTEST, SURE = 6, 5
"""Letters of a word that is looked up, and sounds that must be left of it."""

_OWN = frozenset({"майстер", "растёт", "растет", "контакт", "процент", "процентов", "проблем", "дублін", "вайсер"})
"""Words of their own that only sound alike, or that say too little to stand for the German one."""

_PARTS = re.compile(
    r"гельд|бератунг|[гх]ау[сз]|цушла|пфлег|центрум|касс?[еаи]?$|[гх][иі]л[ьф]|аусва[йі]с|бе[хг][оёе]рд|ферм[иі]т|цайт"
    r"|кранк|фрауен|юген[дт]|к[иі]ндер|шульд|тафел|шуле$"
)
"""Parts that hardly any word of their own has."""

_GERMAN = (
    ("tion", "cion"), ("tsch", "C"), ("sch", "S"), ("chs(?!S|c)", "ks"), ("ck", "k"), ("ch", "g"), ("ph", "f"),
    ("tz", "c"), ("z", "c"), ("ß", "s"), ("qu", "kw"), ("x", "ks"), ("[äe]u", "oi"), ("[ae][iy]", "ai"),
    ("ie", "i"), ("[äö]", "e"), ("[üy]", "u"), ("j", ""), ("h", "g"),
)  # fmt: skip
_CYRILLIC = str.maketrans(
    {"а": "a", "я": "a", "о": "o", "у": "u", "ю": "u", "е": "e", "є": "e", "э": "e", "ё": "e", "и": "i", "і": "i",
     "ї": "i", "ы": "i", "й": "i", "б": "b", "п": "p", "в": "w", "ф": "f", "г": "g", "ґ": "g", "х": "g", "д": "d",
     "т": "t", "ш": "S", "щ": "S", "ж": "S", "ц": "c", "ч": "C", "с": "s", "з": "s", "к": "k", "л": "l", "м": "m",
     "н": "n", "р": "r", "ь": "", "ъ": "", "'": "", "’": ""}
)  # fmt: skip
_COARSE = (("th", "t"), ("ts", "c"), ("St", "st"), ("Sp", "sp"), ("ei", "ai"), ("ie", "i"), ("cio", "co"))
_ALIKE = str.maketrans({"d": "t", "b": "p", "w": "v", "z": "s"})
_ENDING = re.compile(r"(?:ами|ями|ах|ях|ом|ем|ою|ей|ою|ов|ів|у|ю|а|я|и|і|ы|е|й)$")
_SILENT, _BETWEEN = re.compile(r"(?<=[aeiouäöü])h(?![aeiouyäöü])"), re.compile(r"(?<=[aeiouäöü])h")


def is_german(cyrillic: str) -> bool:
    """Whether it can only be German, though labels know it as written: «киндергельд» means more in its own letters."""
    return _PARTS.search(cyrillic.lower()) is not None


@lru_cache(maxsize=20_000)
def sounds(german: str) -> frozenset[str]:
    """How a German word may be heard: "Wohngeld" has no h, "Behörde" has one, an "-e" gives way to a case's ending."""
    word = german.lower()
    heard = {word, _SILENT.sub("", word), _BETWEEN.sub("", word), word.replace("th", "t"), word.replace("ö", "o")}
    heard |= {one.replace("v", "f") for one in heard}
    heard |= {one[:-1] for one in heard if one.endswith("e") and len(one) > SHORTEST}
    return frozenset(_coarse(_german(one)) for one in heard)


def said(cyrillic: str) -> tuple[str, ...]:
    """The sounds of a word in Cyrillic letters, and those without a case's ending."""
    if cyrillic.lower() in _OWN:
        return ()
    word = cyrillic.lower().replace("дж", "й")
    short = _ENDING.sub("", word)
    forms = (word, short) if short != word and len(short) >= SHORTEST else (word,)
    return tuple(_coarse(re.sub("т([иі])он", r"ц\1он", one).translate(_CYRILLIC)) for one in forms)


def table(german: Iterable[str]) -> dict[str, str]:
    """German words by their sounds; of two that sound the same the shorter."""
    found: dict[str, str] = {}
    for word in sorted(set(german), key=lambda one: (len(one), one)):
        if len(word) >= SHORTEST:
            for sound in sounds(word):
                if len(sound) >= SURE:
                    found.setdefault(sound, word)
    return found


def _german(word: str) -> str:
    for pattern, sound in _GERMAN:
        word = re.sub(pattern, sound, word)
    return word


def _coarse(sound: str) -> str:
    for pattern, coarser in _COARSE:
        sound = sound.replace(pattern, coarser)
    return re.sub(r"(.)\1+", r"\1", sound.translate(_ALIKE))
