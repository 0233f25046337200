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
    if language == "de":
        token = _DE_ZU.sub(r"\1", token, count=1)
    key = _arabic(token) if language == "ar" else words.stems(token, language)[0]
    return key if len(key) > 2 else token


_DE_ZU = re.compile(r"^(ab|an|auf|aus|ein|fest|los|mit|nach|um|vor|weg|zurueck|zusammen)zu(?=[a-z]{3,}en$)")
"""«redet davon sich umzubringen» says "umbringen"."""

_AR_BEFORE = re.compile(r"^(?:[وفبكعه]?ال|لل|ك(?=[يت].{3,}(?:ني|و|ها|نا)$)|[وفبلس](?=.{5})|[بل](?=.{4}))(?=...)")
_AR_PERSON = re.compile(r"^(?:[ايتن]ت|[اينت])(?=.{3})")
_AR_AFTER = re.compile(r"(?<=...)(?:تني|ني|نا|ها|هم|ون|ين|ان|ات|وا|تي|ه|ي|ك|ا|ت)$")


_AR_WHOLE = {
    form: kin
    for kin, forms in {
        "ابن": "ابني ابنه ابنها ابنو ابننا ابن",
        "بنت": "بنتي بنته بنتها بنتو بنتنا ابنتي ابنته ابنتها بنت بناتي بنات",
        "ولد": "اولادي اولاده اولادها اولادنا اولادو اولاد ولادي ولادها ولادنا ولادو ولاد ولدي ولد",
        "زوج": "زوجي زوجها زوج",
        "زوجه": "زوجتي زوجته زوجتو زوجه",
        "تزوج": "نتزوج اتزوج يتزوج تتزوج تزوج متزوج متزوجه",
        "شوفا": "شوفا",
        "لمس": "لمسني لمسها لمسو يلمسني بيلمسني لمس",
        "عربايه": "عربايه عربايات",
    }.items()
    for form in forms.split()
}
"""Words that cutting would turn into others: «ابني» my son, «تبني» adoption; «اولاد» children, «ولادة» birth."""


def _arabic(key: str) -> str:
    """Cuts article, preposition, person and object too: «اتعلم», «يتعلم», «تعلم» must meet, and Snowball keeps them."""
    bare = _AR_BEFORE.sub("", key)
    whole = _AR_WHOLE.get(key) or _AR_WHOLE.get(bare)
    if whole:
        return whole
    key, before = _AR_PERSON.sub("", bare), ""
    while before != key:
        before, key = key, _AR_AFTER.sub("", key)
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
    return tuple(words.fold(word).split()) if word.isalpha() else tuple(words.tokens(word))


def tokens(text: str) -> list[str]:
    """As `words.tokens`, remembering each written word: labels repeat theirs thousands of times."""
    return [form for word in text.split() for form in _forms(word)]


def typed_tokens(text: str) -> list[tuple[str, str]]:
    """Each folded word with the word as written, where that is one word."""
    found: list[tuple[str, str]] = []
    for word in text.split():
        forms = _forms(word)
        found.extend((form, word if len(forms) == 1 else "") for form in forms)
    return found


_TR_SHORT = frozenset({"ev", "is", "es", "su"})


class Grammar:
    """Stop words and negations of one language, folded; `plain` words alone name no need and are no misspelling."""

    def __init__(
        self,
        language: str,
        stop: Sequence[str],
        negations: Sequence[str],
        alike: Sequence[Sequence[str]] = (),
        persons: Sequence[str] = (),
        plain: Sequence[str] = (),
    ) -> None:
        self.language = language
        self._dotted: dict[str, str] = {}
        self.stop = frozenset(token for word in stop for token in tokens(word))
        self.negations = frozenset(token for word in negations for token in tokens(word))

        self.persons = frozenset(self.stem(form, word) for word in persons for form in tokens(word))
        self.plain = self.persons | {self.stem(form, word) for word in plain for form in tokens(word)}
        self.alike = _groups([[self.stem(form, word) for word in group for form in tokens(word)] for group in alike])

    def read(self, token: str, typed: str = "") -> str | None:
        """The stem, `NOT`, or None for a word that says nothing about a need."""
        if token in self.negations:
            return NOT
        if token in self.stop:
            return None
        return self.stem(token, typed)

    def stem(self, token: str, typed: str = "") -> str:
        """Turkish endings are known by their dots («ağrısı»); a folded word takes the stem its dotted form once had."""
        if self.language != "tr":
            return stem(token, self.language)
        known = self._dotted.get(token)
        if known is None:
            known = words.stems(typed or token, "tr")[-1]
            known = known if len(known) > 2 or (typed and known in _TR_SHORT) else token
        return known

    def key(self, said: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """What is compared of a label: its telling stems, once each; all its words when none of them tells."""
        if self.language == "tr":
            self._dotted.update((token, self.stem(token, typed)) for token, typed in said if typed)
        telling = dict.fromkeys(key for token, typed in said if (key := self.read(token, typed)))
        if any(key != NOT for key in telling):
            return tuple(telling)
        return tuple(dict.fromkeys(self.stem(token, typed) for token, typed in said))


def _groups(groups: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        for key in group:
            found.setdefault(key, {}).update(dict.fromkeys(other for other in group if other != key))
    return {key: tuple(others) for key, others in found.items()}


@lru_cache(maxsize=4)
def grammars(folder: Path = FOLDER) -> dict[str, Grammar]:
    document = read_yaml(folder / "_words.yml")
    alike = read_yaml(folder / "_alike.yml")
    return {
        language: Grammar(
            language,
            str(rows["stop"]).split(),
            str(rows["not"]).split(),
            alike.get(language, ()),
            str(rows.get("persons", "")).split(),
            str(rows.get("plain", "")).split(),
        )
        for language, rows in document["languages"].items()
    }
