"""Words typed in other letters than their own: Cyrillic and Arabic ones with Latin keys, German ones in Cyrillic as
they sound.
"""

from collections import Counter
from functools import lru_cache

from anlaufstelle.vocabulary import needs, words, words_arabizi, words_by_ear, words_cyrillic

from . import dialect, label_meaning
from .index.reader import Snapshot

LANGUAGES = (*words_cyrillic.LANGUAGES, "ar")
LATIN = ("de", "en", "fr", "tr")
MOST_WORDS = 32
"""Of a query, that are looked at."""
A_TOWN = 30_000
"""Words of an index whose sounds are learnt beside those of the labels; a country has too many that sound alike."""


def written(text: str, lang: str, snapshot: Snapshot) -> str:
    """A question of somebody who writes Ukrainian, Russian or Arabic, each word in the letters it has."""
    if lang == "ar":
        return _in_arabic(text, snapshot)
    return _by_ear(_in_cyrillic(text, lang, snapshot), snapshot)


def _in_cyrillic(text: str, lang: str, snapshot: Snapshot) -> str:
    """In Cyrillic, where more of it is known so: who has no such keys types «kursy nemeckogo». German words stay."""
    if words.language_of(text) is not None:
        return text
    listed = words.words(text)[:MOST_WORDS]
    latin = {word.surface for word in listed if len(word.form) > 3 and _is_latin(word.form, snapshot)}
    written = words_cyrillic.written(text, lang, latin)
    forms = [word.form for word in words.words(written) if words.language_of(word.form) is not None]
    known = _cyrillic(lang)
    meant = sum(words.is_stop(form, lang) or not known.isdisjoint(words.stems(form, lang)) for form in forms)
    return written if meant > len(latin) else text


def _in_arabic(text: str, snapshot: Snapshot) -> str:
    """In Arabic letters, where more of its words are known so than in Latin ones. German words in it stay."""
    if words.language_of(text) is not None:
        return text
    known, found, arabic = _arabic(), [], 0
    for start, end, word, joined in list(words_arabizi.tokens(text))[:MOST_WORDS]:
        code = words_arabizi.CODE.fullmatch(word) is not None
        digit = not code and words_arabizi.DIGIT.search(word) is not None
        latin = code or (not digit and ("'" in word or _is_latin(words.fold(word), snapshot)))
        put = None if code else words_arabizi.written(joined, known) or words_arabizi.written(word, known)
        arabic += 2 * digit + (put is not None) - latin
        found.append((start, end, word if put is None or (latin and len(word) > 4) else put))
    if arabic <= 0:
        return text
    for start, end, put in reversed(found):
        text = text[:start] + put + text[end:]
    return text


@lru_cache(maxsize=1)
def _arabic() -> words_arabizi.Table:
    """Every Arabic word that labels and heard sentences say, and the spoken ones that are understood."""
    said = [text for one in needs.load() for text in (*one.said("ar"), *one.understood.get("ar", ()))]
    said += [text for of in label_meaning.sentences("ar").values() for text in of]
    often = Counter(word.surface for text in said for word in words.words(text) if words.language_of(word.form) == "ar")
    often.update(dialect.spoken())
    return words_arabizi.table(often)


def _by_ear(text: str, snapshot: Snapshot) -> str:
    """With the German words that somebody wrote as they sound: «пфлегеград» is the "Pflegegrad"."""
    for word in reversed(words.words(text)[:MOST_WORDS]):
        if len(word.form) < words_by_ear.SHORTEST or not _is_cyrillic(word.form):
            continue
        if _is_own(word.form) and not words_by_ear.is_german(word.form):
            continue
        found = (_heard_as(snapshot).get(sound) for sound in words_by_ear.said(word.form))
        if german := next((one for one in found if one), None):
            text = text[: word.start] + german + text[word.end :]
    return text


def _is_cyrillic(form: str) -> bool:
    return words.language_of(form) in ("cyrillic", *words_cyrillic.LANGUAGES)


def _is_own(form: str) -> bool:
    """Whether Ukrainian or Russian labels know it, or it says nothing there."""
    return any(
        words.is_stop(form, lang) or not _cyrillic(lang).isdisjoint(words.stems(form, lang))
        for lang in words_cyrillic.LANGUAGES
    )


def _heard_as(snapshot: Snapshot) -> dict[str, str]:
    found: dict[str, str] | None = snapshot.lasting.get("by ear")
    return found or snapshot.lasting.setdefault("by ear", _german_by_ear(snapshot))  # type: ignore[no-any-return]


def _german_by_ear(snapshot: Snapshot) -> dict[str, str]:
    told = (label for concept in needs.load() for label in concept.said("de"))
    german = {word.surface for label in told for word in words.words(label)}
    own = snapshot.lexicon.values() if len(snapshot.lexicon) <= A_TOWN else ()
    return words_by_ear.table({*german, *(entry.written for entry in own)})


def _is_latin(form: str, snapshot: Snapshot) -> bool:
    return form in snapshot.lexicon or form in labels() or any(words.is_stop(form, lang) for lang in LATIN)


@lru_cache(maxsize=2)
def _cyrillic(lang: str) -> frozenset[str]:
    return frozenset(
        stem for form in labels() if words.language_of(form) is not None for stem in words.stems(form, lang)
    )


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """Every word of every label that may be shown, folded, with its writing."""
    found: dict[str, str] = {}
    for concept in needs.load():
        for lang in concept.labels:
            for label in concept.said(lang):
                for word in words.words(label):
                    found.setdefault(word.form, word.surface)
    return found
