"""Says what is wrong in a thesaurus: `contradictions` stop the program, `gaps` are for its editors and the tests."""

import re
from collections.abc import Iterator
from itertools import pairwise

from anlaufstelle.vocabulary import words
from anlaufstelle.vocabulary.needs_concept import LANGUAGES, Concept, Thesaurus
from anlaufstelle.vocabulary.needs_files import FOLDER, read_yaml

_PLAIN_WORD = re.compile(r"\w+")


def contradictions(thesaurus: Thesaurus) -> list[str]:
    return [*_unknown(thesaurus), *_cycles(thesaurus), *_twice(thesaurus)]


def gaps(thesaurus: Thesaurus) -> list[str]:
    return [*_missing(thesaurus), *_thin(thesaurus), *_homeless(thesaurus), *_offending(thesaurus)]


def _unknown(thesaurus: Thesaurus) -> Iterator[str]:
    for concept in thesaurus:
        for other in (*concept.broader, *concept.related, *concept.answered_by):
            if other not in thesaurus:
                yield f"{concept.file}: {concept.id!r} names the unknown concept {other!r}."
        if "de" not in concept.labels:
            yield f"{concept.file}: {concept.id!r} has no German label."
    for line in thesaurus.lines:
        for need in line.needs:
            if need not in thesaurus:
                yield f"crisis line {line.id!r} names the unknown concept {need!r}."
        for need in line.first_for:
            if need not in line.needs:
                yield f"crisis line {line.id!r} is first for {need!r}, but not shown for it."


def _cycles(thesaurus: Thesaurus) -> Iterator[str]:
    for concept in thesaurus:
        above = list(concept.broader)
        seen: set[str] = set()
        while above:
            one = above.pop()
            if one == concept.id:
                yield f"{concept.file}: {concept.id!r} is broader than itself."
                break
            if one not in seen and one in thesaurus:
                seen.add(one)
                above.extend(thesaurus.get(one).broader)


def _twice(thesaurus: Thesaurus) -> Iterator[str]:
    first: dict[tuple[str, str], Concept] = {}
    for concept in thesaurus:
        for language, label in concept.labels.items():
            key = (language, " ".join(words.tokens(label)))
            if key in first and first[key].id != concept.id:
                yield f"{concept.file}: {label!r} ({language}) is preferred by {first[key].id!r} and {concept.id!r}."
            first.setdefault(key, concept)


def _missing(thesaurus: Thesaurus) -> Iterator[str]:
    for concept in thesaurus:
        missing = [language for language in LANGUAGES if not concept.labels.get(language)]
        if missing:
            yield f"{concept.file}: {concept.id!r} has no label in {', '.join(missing)}."


def _thin(thesaurus: Thesaurus) -> Iterator[str]:
    """A concept needs at least five labels besides its category words: the category word alone helps nobody."""
    for concept in thesaurus:
        category = {" ".join(words.tokens(word)) for word in concept.categories}
        own = [label for label in concept.said("de") if " ".join(words.tokens(label)) not in category]
        if len(own) < 5:
            yield f"{concept.file}: {concept.id!r} has only {len(own)} German labels of its own."


def _homeless(thesaurus: Thesaurus) -> Iterator[str]:
    for concept in thesaurus:
        if concept.facet == "help" and thesaurus.topic_of(concept.id) is None:
            yield f"{concept.file}: {concept.id!r} belongs to no topic of the start page."
        if concept.topic is not None and not concept.icon:
            yield f"{concept.file}: topic {concept.id!r} has no icon."
        if concept.crisis and not thesaurus.crisis_lines(concept.id):
            yield f"{concept.file}: crisis concept {concept.id!r} has no number in crisis.yml."


def _offending(thesaurus: Thesaurus) -> Iterator[str]:
    listed = read_yaml(FOLDER / "_words.yml")["never_shown"]
    for language, words_ in listed.items():
        never = {str(word).casefold() for word in words_}
        for concept in thesaurus:
            for label in (*concept.said(language), concept.labels.get(f"{language}-simple", "")):
                if never & _phrases(_PLAIN_WORD.findall(label.casefold())):
                    yield f"{concept.file}: {concept.id!r} shows {label!r}; move it to `understood`."


def _phrases(tokens: list[str]) -> set[str]:
    return {*tokens, *(" ".join(pair) for pair in pairwise(tokens))}
