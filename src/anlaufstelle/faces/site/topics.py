"""Topics, situations and crisis numbers as the pages show them; the words come from the thesaurus."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlaufstelle.faces.address_form import speaking
from anlaufstelle.vocabulary import needs, values, words

from . import languages, openness

FIRST = ("112", "110", "116016", "116111", "08001110111")
"""Shown on the start page: danger, violence, children, despair."""
GUARDED = {"safety", "womens-advice", "lgbtq", "pregnancy-conflict", "addiction-relatives"}


EVERYONE = "everyone"


@dataclass(frozen=True)
class Tile:
    href: str
    label: str
    icon: str


@dataclass(frozen=True)
class Number:
    """A crisis number as text that can be called. `note`: hours, what it costs, whether it shows on a bill.

    `shut`: nobody answers now; another line of the same list then does.

    `german` stands beside words of another language until a native speaker has read them: a life may hang on them.
    """

    number: str
    href: str
    name: str
    note: str
    german: str = ""
    shut: bool = False


def caption(concept: str) -> str:
    return needs.load().caption(concept, get_language() or "de")


def captions(concepts: Iterable[str]) -> list[str]:
    return [caption(one) for one in concepts if known(one)]


def known(concept: str) -> bool:
    return concept in needs.load()


def is_situation(concept: str) -> bool:
    return known(concept) and needs.load().get(concept).facet == "situation"


def sensitive(concepts: Iterable[str]) -> bool:
    """Whether a page about these may leave anything on the device."""
    return not needs.load().sensitive.isdisjoint(concepts)


def guarded(concepts: Iterable[str]) -> bool:
    """Whether the quick exit stays in sight: where somebody near may be the danger, or the case is a crisis."""
    thesaurus = needs.load()
    return any(
        not (thesaurus.crisis | GUARDED).isdisjoint((concept, *thesaurus.ancestors(concept)))
        for concept in concepts
        if concept in thesaurus
    )


def search_for(concept: str) -> str:
    return f"{reverse('site:results')}?thema={concept}"


def tiles() -> list[Tile]:
    return [Tile(search_for(one.id), caption(one.id), one.icon or "info") for one in needs.topics()]


def situations() -> list[Tile]:
    """Life situations without a broader one, by name; "everyone" is none to choose."""
    found = [one for one in needs.load() if one.facet == "situation" and not one.broader and one.audiences]
    named = [Tile(search_for(one.id), caption(one.id), "") for one in found if one.id != EVERYONE]
    return sorted(named, key=lambda tile: words.fold(tile.label))


def _number(line: needs.CrisisLine) -> Number:
    shut = openness.shut(line.hours, timezone.now()) if line.hours else False
    return replace(_written(line.id, languages.current()), shut=shut)


@cache
def _written(id: str, language: str) -> Number:
    """All but whether somebody answers now, once for each language."""
    line = next(one for one in needs.load().lines if one.id == id)
    words = line.note.get(language) or (line.note.get("de", "") if languages.german() else "")
    german = "" if languages.german() or language in line.reviewed else _in_german(line)
    spoken = next((values.phone_caption(one.number) for one in values.phones(line.number)), line.number)
    return Number(spoken, f"tel:{line.number}", line.caption(language), _note(line, words), german)


def _note(line: needs.CrisisLine, words: str) -> str:
    return _("; ").join(filter(None, (openness.every_week(line.hours or ""), words)))


def _in_german(line: needs.CrisisLine) -> str:
    with speaking(languages.SOURCE):
        return ", ".join(filter(None, (line.caption("de"), _note(line, line.note.get("de", "")))))


def numbers() -> list[Number]:
    return [_number(line) for line in needs.load().lines]


def first_numbers() -> list[Number]:
    """For the start page."""
    return [_number(line) for line in needs.load().lines if line.number in FIRST]


def numbers_for(concepts: Iterable[str]) -> list[Number]:
    """Those shown above results that touch a crisis; [] for all others."""
    thesaurus = needs.load()
    found = {
        line.id: line
        for concept in concepts
        if concept in thesaurus and not thesaurus.crisis.isdisjoint((concept, *thesaurus.ancestors(concept)))
        for line in thesaurus.crisis_lines(concept)
    }
    return [_number(line) for line in found.values()]
