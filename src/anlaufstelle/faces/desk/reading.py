"""What a source brought: each change word by word, and the source's own words beside what we read from them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from anlaufstelle.errors import AnlaufstelleError
from anlaufstelle.pipeline.inbox_words import label, told
from anlaufstelle.record import diff
from anlaufstelle.record.model import AnyRecord, Service
from anlaufstelle.record.received import Received
from anlaufstelle.resolve import derive
from anlaufstelle.vocabulary import area, needs, values

from . import differing

LONGEST = 400
MOST = 12
"""Changes shown of one record; the entry's history has them all."""
FIRST = ("description", "organization_name", "phones", "email", "url", "website", "addresses", "schedules", "happening")
"""What is shown of a record that is new."""


class Change(NamedTuple):
    label: str
    pieces: list[differing.Piece]


class Reading(NamedTuple):
    """`words` as the source writes them, `read` as we understood them ("" for not at all)."""

    label: str
    words: str
    read: str


def changes(before: Received | None, now: Received) -> list[Change]:
    if before is None or before.record.kind != now.record.kind:
        shown = ((name, getattr(now.record, name, None)) for name in FIRST)
        return [_change(label(name), "", told(value, name)) for name, value in shown if value not in (None, ())]
    found = diff.diff(before.record, replace(now.record, id=before.record.id))
    rows = [_change(label(one.path), _said(one.before, one.path), _said(one.after, one.path)) for one in found]
    return rows[:MOST]


def _said(value: Any, path: str) -> str:
    return told(value, path) if value is not None else ""


def _change(name: str, before: str, after: str) -> Change:
    return Change(name, differing.words(_short(before), _short(after)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def readings(record: AnyRecord) -> list[Reading]:
    """Hours, numbers, areas and categories: where reading can go wrong."""
    return [one for one in _readings(record) if one.words and one.words != one.read]


def _readings(record: AnyRecord) -> Iterator[Reading]:
    offers = record.service_at_locations if isinstance(record, Service) else ()
    for one in (*getattr(record, "schedules", ()), *(hours for offer in offers for hours in offer.schedules)):
        yield Reading("Zeiten", _short(one.description or ""), one.opening_hours or "")
    for phone in (*getattr(record, "phones", ()), *(phone for offer in offers for phone in offer.phones)):
        yield Reading("Telefon", phone.stated or "", values.phone_caption(phone.number))
    for served in getattr(record, "service_areas", ()):
        yield Reading("Einzugsgebiet", served.name or "", ", ".join(_place(code) for code in served.areas))
    words = ", ".join((*getattr(record, "categories", ()), *getattr(record, "audiences", ())))
    thesaurus = needs.load()
    found = [thesaurus.get(id).labels.get("de", id) for ids in derive.concepts(record) for id in ids]
    yield Reading("Kategorien", _short(words), ", ".join(found))


def _place(code: str) -> str:
    """In words where it is a municipality or larger; else as it is written."""
    number, _, district = code.partition(":")
    try:
        known = area.get(number).name
    except AnlaufstelleError:
        known = number  # “DE”, “~05562”, or what no table knows
    return f"{known}-{district}" if district else known
