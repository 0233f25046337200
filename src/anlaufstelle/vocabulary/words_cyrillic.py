"""Ukrainian and Russian typed with Latin keys («kursy nemeckogo», «nimetskoi movy») in their own letters again."""

import re
from collections.abc import Collection
from functools import lru_cache

__all__ = ["LANGUAGES", "written"]

_SHARED = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ju": "ю",
    "iu": "ю", "ya": "я", "ja": "я", "ia": "я", "a": "а", "b": "б", "c": "ц", "d": "д", "f": "ф", "j": "й", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "w": "в", "x": "х", "z": "з", "'": "ь", "’": "ь",
}  # fmt: skip
_OWN = {
    "ru": {"yo": "ё", "jo": "ё", "iy": "ий", "ij": "ий", "yy": "ый", "yj": "ый", "ye": "е", "je": "е", "e": "е",
           "g": "г", "h": "х", "i": "и", "y": "ы"},
    "uk": {"yi": "ї", "ji": "ї", "yy": "ий", "yj": "ий", "ij": "ій", "ie": "є", "ye": "є", "je": "є", "e": "е",
           "g": "г", "h": "г", "i": "і", "y": "и"},
}  # fmt: skip
_SHORT_I = {"ru": re.compile(r"(?<=[aeou])[yi](?![aeou])"), "uk": re.compile(r"(?<=[aeou])(?:y(?![aeiou])|i$)")}
_AFTER = {
    "uk": (re.compile(r"(?<=[бпвмф])(?=[єї])"), "'"),
    "ru": (re.compile(r"(?<=^[пб])(?=ё(?:т|м|шь)$)"), "ь"),
}
"""«cholovik pye», «muzh pyot»: the vowel is heard apart."""
_ADJECTIVE = {"uk": (re.compile(r"(?<=\w)(с|ц|з)к(?=(?:ий|ого|ому|им|ій|а|у|ою|е|і|их|ими|ої)$)"), r"\1ьк")}
_OFTEN = {"ru": {"pit": "pit'", "bit": "bit'", "zhit": "zhit'", "piot": "pyot", "biot": "byot"}}
"""Short words of great need whose last letter or vowel nobody types: «muzh nachal pit»."""

LANGUAGES = tuple(_OWN)


def written(text: str, lang: str, kept: Collection[str] = ()) -> str:
    """Word by word; those `kept` stay as they are («pismo iz Jobcenter»)."""
    return re.sub(r"[A-Za-z'’]+", lambda one: one[0] if one[0] in kept else _word(one[0].lower(), lang), text)


def _word(word: str, lang: str) -> str:
    word = _OFTEN.get(lang, {}).get(word, word)
    if lang == "uk":
        word = re.sub(r"oi$", "oyi", word)
    word, put = _SHORT_I[lang].sub("j", word), _letters(lang)
    letters, place = [], 0
    while place < len(word):
        size = next(size for size in (4, 3, 2, 1) if size == 1 or word[place : place + size] in put)
        letters.append(put.get(word[place : place + size], word[place : place + size]))
        place += size
    apart, sign = _AFTER[lang]
    found = apart.sub(sign, "".join(letters))
    if lang in _ADJECTIVE:
        pattern, replacement = _ADJECTIVE[lang]
        found = pattern.sub(replacement, found)
    return found


@lru_cache(maxsize=2)
def _letters(lang: str) -> dict[str, str]:
    return {**_SHARED, **_OWN[lang]}
