"""Words as they are compared, never as they are shown: one place where letters, endings and compounds are made equal.

The index, the query and the thesaurus all come through here, so that the same word typed in any of its spellings is
the same key everywhere. `fold` is not reversible and its result is no German: "Führer", "Fuehrer" and "Fuhrer" are one.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from .words_compounds import compound_parts
from .words_slavic import stem_ukrainian
from .words_stop import STOP

__all__ = [
    "APOSTROPHES",
    "Word",
    "fold",
    "forms",
    "german_odd",
    "is_stop",
    "language_of",
    "parts",
    "stems",
    "stop_words",
    "surfaces",
    "tokens",
    "words",
]

_MARKS = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
APOSTROPHES = "'’‘ʼ`´"
"""As keyboards have them."""
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*(?:[{APOSTROPHES}](?:[^\W_]|[{_MARKS}])+)*")
_PLAIN_WORD, _NOT_PLAIN = re.compile(r"\w+"), re.compile(rf"[_{_MARKS}{APOSTROPHES}]")
_APOSTROPHE = re.compile(rf"[{APOSTROPHES}]")
_BETWEEN_CYRILLIC = re.compile(rf"(?<=[\u0400-\u04ff])[{APOSTROPHES}](?=[\u0400-\u04ff])")
_ENGLISH_NOT = re.compile(rf"(?<=n)[{APOSTROPHES}](?=t\b)")
_SPACES = re.compile(r"\s+")
# "issues", "valued", "does" keep their ending; "neue", "Frauen", "Quelle" were never umlauts.
_UMLAUT_AS_E = re.compile(r"(?<![aeoq])([aou])e(?=[^\W\d_])(?!(?:s|d)\b)")
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ё": "е",
        "ґ": "г",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ـ": None,
    }
)
_KEPT_MARKS = {"й": "й", "ї": "ї", "ў": "ў"}
_STEMMERS = {"de": "german", "en": "english", "fr": "french", "ar": "arabic", "ru": "russian", "tr": "turkish"}


class Word(NamedTuple):
    """`form` is folded; `surface` is `text[start:end]` as typed."""

    form: str
    surface: str
    start: int
    end: int


def fold(text: str) -> str:
    """One key for all spellings of a text; punctuation stays, apostrophes and marks go, white space is one blank."""
    word = len(text) <= 64 and (text.isalnum() or not _SPACES.search(text))
    return _fold_word(text) if word else _fold(text)


def words(text: str) -> list[Word]:
    """The words of a text with their places in it ("Kita-Platz" is two, "l'argent" is two, "don't" is one)."""
    return [
        Word(form, match.group(), match.start(), match.end())
        for match in _WORD.finditer(text)
        for form in forms(match.group())
    ]


def surfaces(text: str) -> list[str]:
    """The same words as typed, without their places; `forms` has what they are.

    None reaches over white space: who reads a million texts looks the pieces of `text.split()` up, each of them once
    taken apart here.
    """
    return (_WORD if _NOT_PLAIN.search(text) else _PLAIN_WORD).findall(text)


@lru_cache(maxsize=40_000)
def forms(surface: str) -> tuple[str, ...]:
    """The folded words in one of `surfaces`: mostly one."""
    return tuple(fold(surface).split())


def tokens(text: str) -> list[str]:
    return [form for surface in surfaces(text) for form in forms(surface)]


@lru_cache(maxsize=60_000)
def stems(token: str, lang: str | None) -> tuple[str, ...]:
    """Keys under which a word meets its other forms, best first; never empty for a word.

    Give the word as typed where possible: endings are recognised with and without their accents, and where the two
    differ ("işsizlik", "issizlik") both keys come back. Unknown languages keep the whole folded word.
    """
    folded = fold(token).replace(" ", "")
    keys = [_stem(folded, lang)]
    lowered = unicodedata.normalize("NFC", token.casefold())
    if lang in ("fr", "tr") and lowered != folded:
        keys.append(fold(_stem(lowered, lang)).replace(" ", ""))
    return tuple(dict.fromkeys(key for key in keys if key)) or (folded,)


def parts(token: str) -> tuple[str, ...]:
    """The folded parts of a German compound ("Schuldnerberatung" -> schuldner, beratung), () for a simple word.

    Works best on the word as written, umlauts included. The first call loads a morphology (0.6 s, 56 MB).
    """
    return tuple(fold(part) for part in compound_parts(token))


def is_stop(token: str, lang: str | None) -> bool:
    """Whether a folded word carries no search meaning. "ohne", "kein", "nicht" and their like always carry some."""
    return token in _STOP_FORMS.get(lang or "", frozenset())


def stop_words(lang: str) -> frozenset[str]:
    """All of them, folded."""
    return _STOP_FORMS.get(lang, frozenset())


def german_odd() -> dict[str, str]:
    """Folded forms whose German stem is not the one of the algorithm."""
    return dict(_GERMAN_ODD)


def language_of(text: str) -> str | None:
    """The language that the script alone betrays (ar, uk, ru), else None. Letters of one alphabet only decide."""
    arabic = cyrillic = latin = 0
    for char in text:
        if "\u0600" <= char <= "\u06ff":
            arabic += 1
        elif "\u0400" <= char <= "\u04ff":
            cyrillic += 1
        elif char.isalpha():
            latin += 1
    if arabic > latin and arabic >= cyrillic:
        return "ar"
    if cyrillic <= latin:
        return None
    lowered = text.casefold()
    if any(char in lowered for char in "ыэъё"):
        return "ru"
    if any(char in lowered for char in f"іїєґ{APOSTROPHES}"):
        return "uk"
    return "cyrillic"


@lru_cache(maxsize=40_000)
def _fold_word(text: str) -> str:
    """Words are kept in memory, and nothing that somebody said with several."""
    return _fold(text)


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.replace("´", "'")).casefold()
    if not text.isascii():
        text = _BETWEEN_CYRILLIC.sub("", text)
        text = "".join(map(_plain, text)).translate(_LETTERS)
    text = _ENGLISH_NOT.sub("", text)
    text = _APOSTROPHE.sub(" ", text)
    return _SPACES.sub(" ", _UMLAUT_AS_E.sub(r"\1", text)).strip()


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """One character without its marks; й and ї are letters of their own. Digits of any script become 0-9."""
    if char.isascii():
        return char
    if char in _KEPT_MARKS:
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    kept = (part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part) not in ("Mn", "Cf"))
    return "".join(kept)


def _stem(word: str, lang: str | None) -> str:
    if lang == "uk":
        return stem_ukrainian(word)
    if lang not in _STEMMERS:
        return word
    if lang == "de" and word in _GERMAN_ODD:
        return _GERMAN_ODD[word]
    return str(_stemmer(lang).stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(lang: str) -> Stemmer.Stemmer:
    stemmer = Stemmer.Stemmer(_STEMMERS[lang])
    stemmer.maxCacheSize = 0  # `stems` caches already, and knows both spellings
    return stemmer


_STOP_FORMS = {
    lang: frozenset(piece for word in listed for piece in fold(word).split()) for lang, listed in STOP.items()
}

# Pairs that Snowball keeps apart (finding.md, parts.md §4.2).
_GERMAN_ODD = {
    "kurs": "kurs",
    "kurse": "kurs",
    "kursen": "kurs",
    "kurses": "kurs",
    **{
        one: one
        for one in (f"{of}kurs" for of in "schwimm deutsch sprach integrations computer koch eltern pflege".split())
    },
    "bus": "bus",
    "busse": "buss",
    "arzt": "arzt",
    "arzte": "arzt",
    "arzten": "arzt",
    "arztin": "arzt",
    "arztinnen": "arzt",
    "antrag": "antrag",
    "antrage": "antrag",
    "antragen": "antrag",
    "beantragen": "antrag",
    "beantrage": "antrag",
    "beantragt": "antrag",
}
