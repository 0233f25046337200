"""A result card: what somebody reads in three seconds, made from a search result and its entry."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView, OpenState
from anlaufstelle.record.entry import Entry, Point
from anlaufstelle.record.model import Event, Notice, Opportunity, Organization, Project, Service
from anlaufstelle.vocabulary import text

from . import action, facts, languages, map_svg, openness, provenance, summary, when
from .slug import address, code

SENTENCE = re.compile(r"(?<=[^\W\d][.!?])\s+(?=[A-ZÄÖÜ„])")
ABBREVIATED = re.compile(r"\b(?:e|V|z|B|d|h|u|a|bzw|ca|St|Dr|Nr|Str|inkl|ggf|evtl|gem|ev|kath)\.$")


@dataclass(frozen=True, kw_only=True)
class Card:
    url: str
    name: str
    by: str
    open: openness.OpenWords | None
    what: str
    what_language: str
    facts: list[facts.Fact]
    action: action.Action | None
    caution: str
    checked: str
    source: str
    keep: str = ""
    """The code by which the saved list knows it."""
    fits: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    """Why it is shown to somebody who wants to help, and what it leaves open."""
    contact: str = ""
    """Where somebody may write without an account."""
    point: Point | None = None
    """Only an exact one that may be shown."""


def first_sentence(words: str, longest: int = 170) -> str:
    """Up to the first full stop that ends a sentence: "z. B." and "e. V." do not."""
    told = ""
    for piece in SENTENCE.split(" ".join(words.split())):
        told = f"{told} {piece}".strip()
        if not ABBREVIATED.search(told):
            break
    return facts.shorten(told, longest)


def description(entry: Entry) -> text.Told | None:
    return text.answer(entry.record, "description", [get_language() or "de", "de"])


def _what(entry: Entry) -> tuple[str, str]:
    """The first sentence of its text where the page's reader can read it, else the topic its German name stands for."""
    told = description(entry)
    readable = told and (told.origin != "original" or told.language == languages.current())
    if not readable and (meaning := summary.gloss(entry)):
        return meaning, languages.current()
    return (first_sentence(told.text), told.language) if told else ("", languages.SOURCE)


def caution(entry: Entry, way: action.Action | None) -> str:
    """One sentence beside the action; "" once a person has confirmed the entry."""
    if entry.checked_on or way is None or isinstance(entry.record, Project):
        return ""
    if isinstance(entry.record, Event):
        return _("Termin nicht bestätigt, bitte vorher nachfragen.")
    if way.way == "phone":
        timed = bool(openness.schedules(entry))
        own = _("Nummer und Zeiten nicht bestätigt, bitte vorher anrufen.")
        return own if timed else _("Zeiten nicht bekannt, bitte vorher anrufen.")
    return _("Zeiten nicht bestätigt, bitte vorher nachfragen.")


def by(entry: Entry) -> str:
    """The provider, as the source names it where the offer is carried by a part of it."""
    record = entry.record
    if isinstance(record, Event) and record.organizer_name:
        return record.organizer_name
    if isinstance(record, Service | Opportunity | Project | Notice) and record.organization_name:
        return record.organization_name
    if entry.provider and not isinstance(record, Organization):
        return entry.provider.name
    return ""


def card(
    entry: Entry, edition: EditionView, at: datetime, opening: OpenState | None = None, distance_m: int | None = None
) -> Card:
    return told(entry, edition, openness.words(opening, at, confirmed=bool(entry.checked_on)), distance_m)


def told(entry: Entry, edition: EditionView, opened: openness.OpenWords | None, distance_m: int | None) -> Card:
    """Of the edition only its name and contact count."""
    what, language = _what(entry)
    first = next(iter(action.ways(entry, edition)), None)
    happening = [facts.Fact("calendar", _("Wann"), when.words(entry))] if isinstance(entry.record, Event) else []
    provider = by(entry)
    return Card(
        url=address(entry),
        name=entry.name,
        by="" if provider == entry.name else provider,
        open=opened,
        what=what,
        what_language=language,
        facts=[*(fact for fact in happening if fact.text), *facts.of_card(entry, distance_m)],
        action=first,
        caution=caution(entry, first),
        checked=provenance.checked(entry),
        source=provenance.source_line(entry),
        keep=code(entry.id),
        point=map_svg.exact(entry),
    )
