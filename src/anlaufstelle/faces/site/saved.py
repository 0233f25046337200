"""The saved list: entries by their short codes, which stand in the address behind the # and reach no server there."""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView, OpenState
from anlaufstelle.faces.address_form import speaking
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Service

from . import card, detail, languages
from .facts import Fact, shorten

MOST = 40


def id_of(told: str) -> str | None:
    """Of a code or of a whole id; None for anything else."""
    try:
        return str(UUID(told) if len(told) == 36 else UUID(bytes=base64.urlsafe_b64decode(f"{told}==")))
    except (ValueError, binascii.Error):
        return None


def asked(stated: str) -> list[str]:
    """Ids in the order of the list, each once; what is no code is passed over."""
    found = (id_of(one.strip()) for one in stated.split(",")[:MOST])
    return list(dict.fromkeys(id for id in found if id))


def entries(ids: Iterable[str]) -> list[Entry]:
    """Today's entries for a list that may be old: merged ones lead to where they went, gone ones are left out."""
    wanted = list(ids)
    there = {one.id for one in read.entries(wanted)}
    current = (id if id in there else read.resolve_id(id) for id in wanted)
    return read.entries(dict.fromkeys(id for id in current if id))


@dataclass(frozen=True, kw_only=True)
class Kept(card.Card):
    """A card as in the results, with the hours of the week: paper knows no "heute".

    `german`: what it says for the office, printed beside a foreign reader's own words; None where those are German.
    """

    german: card.Card | None = None


def cards(found: Iterable[Entry], edition: EditionView, at: datetime) -> list[Kept]:
    kept = list(found)
    opening = read.open_now([one.id for one in kept], at)
    shown = [_card(one, edition, at, opening.get(one.id)) for one in kept]
    if languages.german():
        return shown
    with speaking(languages.SOURCE):
        return [replace(told, german=_card(one, edition, at, None)) for told, one in zip(shown, kept, strict=True)]


def _card(entry: Entry, edition: EditionView, at: datetime, opening: OpenState | None) -> Kept:
    told = card.card(entry, edition, at, opening)
    made = {field.name: getattr(told, field.name) for field in fields(told)}
    return Kept(**{**made, "facts": [*told.facts, *_hours(entry, at), *_documents(entry)]})


def _hours(entry: Entry, at: datetime) -> list[Fact]:
    found = detail.times(entry, at)
    told = "; ".join(_times(one) for one in found)
    stated = any(one.stated for one in found)
    return [Fact("clock", _("Öffnungszeiten"), shorten(told, 240), stated=stated)] if told else []


def _documents(entry: Entry) -> list[Fact]:
    listed = entry.record.required_documents if isinstance(entry.record, Service) else ()
    told = ", ".join(one.document for one in listed if one.document)
    return [Fact("document", _("Bitte mitbringen"), shorten(told, 240), stated=True)] if told else []


def _times(one: detail.Times) -> str:
    """The source's own words, else the open days of this week."""
    open_days = (f"{row.day} {row.words}" for row in one.rows if row.words != _("geschlossen"))
    return one.stated or ", ".join(open_days)
