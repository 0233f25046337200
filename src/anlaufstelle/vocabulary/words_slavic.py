"""A light stemmer for Ukrainian: no packaged one exists under a free licence, and endings are regular enough."""

import re

_VOWEL = re.compile(r"[аеиіоуюяїє]")
_NOUNS = "ами ями еві ові єві ам ям ах ях ів їв ей ою ею єю ію ом ем єм а я у ю о е є и і ї ь"
_ADJECTIVES = "ого ього ому ьому ими іми їми ий ій їй их іх їх им ім їм ої ною"
_VERBS = (
    "увати ювати ований увала увало ували ує ють уть ать ять ити ати яти іти їти ти ив ила ило или "
    "ав ала ало али яв яла яло яли ить їть еш иш їш емо имо їмо ете ите їте"
)
_REFLEXIVE = "тися лася лося лися вся ється ються ися уся"
_ENDINGS = tuple(sorted(" ".join((_NOUNS, _ADJECTIVES, _VERBS, _REFLEXIVE)).split(), key=len, reverse=True))


def stem_ukrainian(word: str) -> str:
    """Cuts one ending, then a doubled consonant; keeps at least three letters and one vowel ("допомоги" -> допомог)."""
    if len(word) < 4:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= 3 and _VOWEL.search(rest):
                return _tidy(rest)
    return _tidy(word)


def _tidy(stem: str) -> str:
    if len(stem) > 4 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem.rstrip("ьй") if len(stem) > 4 else stem
