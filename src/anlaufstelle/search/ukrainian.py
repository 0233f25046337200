"""Ukrainian in Russian words, for the encoder alone: it has read no other Cyrillic.

Word by word from `data/ukrainian.yml`, in the same form of the word; nobody ever sees it. A word that is not there
keeps its stem, in Russian letters and with the ending Russian would have.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from anlaufstelle.vocabulary import words

from . import russian_forms, ukrainian_forms
from .russian_forms import Parts
from .ukrainian_forms import Endings

FILE = Path(__file__).with_name("data") / "ukrainian.yml"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KNOWN = 16384
"""Words, each alone, whose Russian is remembered."""

SHORTEST = 2
"""Letters of a word that may be of either language."""

LONG = 3
LONGEST_ENDING = 9
MOST_WORDS = 4
"""Of a phrase."""

REFLEXIVE = "ся"

_LETTERS = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г", "І": "И", "Ї": "И", "Є": "Е", "Ґ": "Г", "'": None})
_APOSTROPHES = str.maketrans(dict.fromkeys(words.APOSTROPHES, "'"))
_ONLY_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_ONLY_RUSSIAN = frozenset("ыэъёЫЭЪЁ")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(f"[\u0400-\u04ff]+(?:[{words.APOSTROPHES}-][\u0400-\u04ff]+)*")

Made = Callable[[Parts, str], str]
Stem = tuple[Endings, Made, Parts]


class Book:
    """What the file tells: words as they stand, pairs of words, stems with the endings that may follow."""

    def __init__(self, told: dict[str, str]) -> None:
        self.words = {form: russian for russian, forms in _pairs(told["words"], "|") for form in forms.split()}
        self.phrases = dict(_pairs(told["phrases"], "|"))
        self.first = frozenset(said.split()[0] for said in self.phrases)
        self.also_russian = frozenset(told["also_russian"].split())
        self.stems: dict[str, list[Stem]] = {}
        for told_as, made, take in (
            ("nouns", russian_forms.noun, ukrainian_forms.noun),
            ("feminine", russian_forms.noun, ukrainian_forms.feminine),
            ("adjectives", russian_forms.adjective, ukrainian_forms.adjective),
            ("verbs", russian_forms.verb, ukrainian_forms.verb),
        ):
            for said, russian in _entries(told[told_as]):
                for stem, endings in take(said):
                    self.stems.setdefault(stem, []).append((endings, made, russian))

    def russian(self, form: str, case: str) -> str | None:
        """Of a word in small letters, in that case where it may be; the longest stem knows best."""
        if form in self.words:
            return self.words[form]
        stem, found = self.found(form)
        if found is None:
            return None
        endings, made, parts = found
        slot = endings[form[len(stem) :]]
        if made is russian_forms.noun:
            slot = case if case and case in slot else slot[0]
        return made(parts, slot)

    def found(self, form: str) -> tuple[str, Stem | None]:
        for cut in range(len(form), max(0, len(form) - LONGEST_ENDING), -1):
            for one in self.stems.get(form[:cut], ()):
                if form[cut:] in one[0]:
                    return form[:cut], one
        return "", None


def _pairs(told: str, between: str) -> Iterator[tuple[str, str]]:
    for pair in told.replace("\n", between).split(between):
        before, _, after = pair.partition(":")
        if after:
            yield before.strip(), after.strip()


def _entries(told: str) -> Iterator[tuple[Parts, Parts]]:
    """«шукати искать,ищу,ищет ~ ся»: principal parts in both languages, and what else the same stem makes."""
    for entry in told.replace("\n", ";").split(";"):
        pair, _, family = entry.partition("~")
        said, _, russian = pair.strip().partition(" ")
        if russian:
            yield from _family((tuple(said.split(",")), tuple(russian.strip().split(","))), family.split())


def _family(entry: tuple[Parts, Parts], others: list[str]) -> Iterator[tuple[Parts, Parts]]:
    yield entry
    made = [entry]
    for prefix in others:
        if prefix != REFLEXIVE:
            own, _, russian = prefix.partition(":")
            made.append((_each(entry[0], own, ""), _each(entry[1], russian or own, "")))
    yield from made[1:]
    if REFLEXIVE in others:
        for said, russian_parts in made:
            yield _each(said, "", REFLEXIVE), _each(russian_parts, "", REFLEXIVE)


def _each(parts: Parts, before: str, after: str) -> Parts:
    return tuple(f"{before}{one}{after}" for one in parts)


@lru_cache(maxsize=1)
def book() -> Book:
    return Book(yaml.load(FILE.read_text(encoding="utf-8"), Loader=LOADER))


def spoken(text: str) -> bool:
    """Whether a text is Ukrainian: by its letters, else by a word that Russian has not."""
    if text.isascii() or not _CYRILLIC.search(text):
        return False
    if _ONLY_UKRAINIAN.intersection(text):
        return True
    return not _ONLY_RUSSIAN.intersection(text) and any(
        _only_ukrainian(_form(found[0])) for found in _WORD.finditer(text)
    )


@lru_cache(maxsize=KNOWN)
def _only_ukrainian(form: str) -> bool:
    if len(form) <= SHORTEST or form in book().also_russian or book().found(form)[0] in book().also_russian:
        return False
    return book().russian(form, "") not in (None, form)


def in_russian(text: str) -> str:
    """A Ukrainian text; what stands between its words stays."""
    told, end, at, case = [], 0, 0, ""
    found = list(_WORD.finditer(text))
    while at < len(found):
        many, russian = _phrase(text, found, at) or (1, _word(found[at][0], case))
        told += [text[end : found[at].start()], russian]
        end = found[at + many - 1].end()
        at += many
        case = _case_after(_form(found[at - 1][0]))
    return "".join((*told, text[end:]))


def _phrase(text: str, found: list[re.Match[str]], at: int) -> tuple[int, str] | None:
    """How many words the next one makes with those behind it, and their Russian."""
    if _form(found[at][0]) not in book().first:
        return None
    for many in range(min(MOST_WORDS, len(found) - at), 1, -1):
        said = " ".join(_form(text[found[at].start() : found[at + many - 1].end()]).split())
        if (russian := book().phrases.get(said)) is not None:
            return many, _as_typed(found[at][0], russian)
    return None


@lru_cache(maxsize=KNOWN)
def _case_after(form: str) -> str:
    """What a word asks of the next: «у в'язниці» is where, «після розлучення» and «надання притулку» are of what."""
    if form in _CASES:
        return _CASES[form]
    _, found = book().found(form)
    return "G" if found is not None and found[1] is russian_forms.noun and form not in book().words else ""


_CASES = dict.fromkeys("в у на при по".split(), "L") | dict.fromkeys(
    "без від до для з із зі після біля крім окрім замість проти щодо задля коло".split(), "G"
)


def _form(said: str) -> str:
    """As the book has it: every keyboard has another apostrophe."""
    return said.lower().translate(_APOSTROPHES)


@lru_cache(maxsize=KNOWN)
def _word(word: str, case: str) -> str:
    form = _form(word)
    russian = book().russian(form, case)
    if russian is None and "-" in word:
        return "-".join(_word(one, case) for one in word.split("-"))
    if russian is None:
        russian = _by_rule(form, case)
    return _as_typed(word, russian)


def _as_typed(word: str, russian: str) -> str:
    if word.isupper() and len(word) > 1:
        return russian.upper()
    return russian[:1].upper() + russian[1:] if word[0].isupper() else russian


def _by_rule(form: str, case: str) -> str:
    """Unknown: where an ending or a prefix is always another in Russian, that one, and the letters."""
    if len(form) > LONG:
        for pattern, instead in _RULES:
            form = pattern.sub(instead, form, count=1)
        if case == "L":
            form = re.sub("(?<=[бвгдзкмнпрстфхжчш])і$", "е", form)
    return form.translate(_LETTERS)


_RULES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("^від", "от"),
        ("^під", "под"),
        ("^роз(?=[кпстхцчшщф])", "рас"),
        ("^роз", "раз"),
        ("^ви(?!д[^аі]|н[аоу]|шн|с[іо])", "вы"),
        ("^об'", "объ"),
        ("[ую]вання(?=$|м$)", "ование"),
        ("([нт])\\1я(?=$|м$)", r"\1ие"),
        ("([нт])\\1ю$", r"\1ию"),
        ("([нт])\\1і$", r"\1ии"),
        ("ість$", "ость"),
        ("істю$", "остью"),
        ("[ую]ва(?=ти|в$|л[аои]$|тися|вся$|лася$|лися$)", "ова"),
        ("(?<=[аеиіоуюяїє])ти(?=$|ся$)", "ть"),
        ("(?<=[аеиіоуюяїє])тись$", "ться"),
        ("(?<=[аиіяу])в(?=$|ся$)(?<!ів)", "л"),
        ("(?<=[уюия])ть(?=$|ся$)", "т"),
        ("є(?=$|ться$)", "ет"),
        ("(?<=ет)ть(?=ся$)", ""),
        ("ець$", "ец"),
        ("єю$", "ей"),
        ("(?<=[жчшщ])ів$", "ей"),
        ("ів$", "ов"),
        ("їв$", "ев"),
        ("(?<=[^гкхжшчщ])ий$", "ый"),
        ("(?<=[^гкхжшчщ])их$", "ых"),
        ("(?<=[^гкхжшчщ])ими$", "ыми"),
        ("([сц])ьк", r"\1к"),
        ("(?:ої|(?<=[^аоуії])ій)$", "ой"),
        ("(?<=ск)а$", "ая"),
        ("(?<=ск)е$", "ое"),
        ("(?<=ск)і$", "ие"),
        ("(?<=[бвдзнпрст])и$", "ы"),
        ("^е", "э"),
        ("ційн", "ционн"),
        ("(?<=[гдзлмнтсфр])[иі]чн(?=(?:[аеіу]|[иі]й|ого|ому|о[їй]|ою|их|ими?)$)", "ическ"),
        ("(ическ|ционн|альн)а$", r"\1ая"),
        ("(ическ|ционн|альн)у$", r"\1ую"),
        ("[йь]о", "е"),
    )
)
