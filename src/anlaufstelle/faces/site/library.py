"""Working aids and projects as a network's pages list them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Document, Project
from anlaufstelle.vocabulary import area

from . import card, facts, quarters
from .network import version
from .slug import address

AROUND = 90
SHORTEST = 3


@dataclass(frozen=True)
class Aid:
    """`place` is where in the text the word stands; `old`: there is a newer version."""

    url: str
    name: str
    version: str
    licence: str
    about: str
    place: str
    old: bool


def aid(entry: Entry, asked: str = "", *, old: bool = False) -> Aid:
    record = entry.record
    assert isinstance(record, Document)
    about = card.first_sentence(record.description or "")
    return Aid(
        address(entry), entry.name, version(record), record.licence or "", about, excerpt(record.text or "", asked), old
    )


def excerpt(text: str, asked: str) -> str:
    """The words around the first one that was asked for; "" where none stands there as it was typed."""
    flat, words = " ".join(text.split()), [one for one in asked.casefold().split() if len(one) >= SHORTEST]
    low = flat.casefold()
    found = [place for one in words if (place := low.find(one)) >= 0] if len(low) == len(flat) else []
    if not found:
        return ""
    first, last = max(0, min(found) - AROUND), min(found) + AROUND
    begin = flat.find(" ", first) + 1 if first else 0
    end = flat.rfind(" ", 0, last) if last < len(flat) else len(flat)
    return f"{'… ' if begin else ''}{flat[begin : max(end, min(found))].strip()}{' …' if end < len(flat) else ''}"


def done(entry: Entry, edition: EditionView, towns: Mapping[str, str], at: datetime) -> card.Card:
    """A project with its town, its money and its time; whom to ask is the card's own first action."""
    record = entry.record
    assert isinstance(record, Project)
    codes = [entry.ags or "", *map(area.whole, entry.areas)]
    town = next((towns[code] for code in codes if code in towns), "")
    money = ", ".join(one for one in (record.funding_line, record.funding_source) if one)
    told = [
        facts.Fact("pin", _("Stadt"), town, stated=True),
        facts.Fact("euro", _("Förderung"), money, stated=True),
        facts.Fact("calendar", _("Laufzeit"), quarters.term(record)),
    ]
    return replace(card.card(entry, edition, at), facts=[one for one in told if one.text])
