"""The town to take along: its published entries and a search over them, as one versioned JSON file.

Built once per change of the catalogue and kept in the data folder, so that a phone only ever downloads a finished file.
"""

import gzip
import hashlib
import os
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.design import assets
from anlaufstelle.record.entry import Entry
from anlaufstelle.search import offline
from anlaufstelle.search.labels import vocabulary_version

from . import action, card, facts, openness, provenance, topics, when

VERSION = 3
SCRIPTS = ("words", "needs", "meaning", "asked", "find", "page")
MEANING = "design/offline/meaning.bin"


def stamp(edition: EditionView) -> str:
    """Changes with the entries, the thesaurus, the scripts what the edition says of itself, and the language."""
    scripts = "".join(assets.address(f"design/offline/{name}.js") for name in SCRIPTS)
    told = (VERSION, read.sequence(), vocabulary_version(), scripts, edition, get_language())
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def compressed(edition: EditionView) -> bytes:
    path = _path(edition)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_bytes(gzip.compress(msgspec.json.encode(content(edition)), 9, mtime=0))
        for old in path.parent.glob(f"{edition.slug}.{get_language()}.*.json.gz"):
            old.unlink(missing_ok=True)
        partial.replace(path)
    return path.read_bytes()


def _path(edition: EditionView) -> Path:
    return Path(settings.ANLAUFSTELLE_HOME) / "offline" / f"{edition.slug}.{get_language()}.{stamp(edition)}.json.gz"


def content(edition: EditionView) -> dict[str, Any]:
    ags = next((code.partition(":")[0] for code in edition.areas if code[:1].isdigit()), None)
    contact = next(iter(action.of_town(edition)), None)
    searched = offline.pack(settings.ANLAUFSTELLE_HOME, ags=ags, today=timezone.localdate())
    shown = {one.id: _shown(one, edition) for one in read.entries(one["id"] for one in searched["entries"])}
    told = {one.href: [one.name, one.note, one.german] for one in topics.numbers()}
    searched["lines"] = {id: [number, *told[f"tel:{number}"]] for id, (number, _name) in searched["lines"].items()}
    searched["entries"] = [{**shown[one["id"]], **one} for one in searched["entries"] if one["id"] in shown]
    return {
        "version": VERSION,
        "stamp": stamp(edition),
        "made": timezone.localdate().isoformat(),
        "town": {"name": edition.name, "districts": list(edition.districts)},
        "contact": [contact.owner, contact.href, contact.caption] if contact else None,
        **searched,
    }


def _shown(entry: Entry, edition: EditionView) -> dict[str, Any]:
    """The card's words; nothing of a confidential place, since `facts.place` hides it."""
    way = next(iter(action.ways(entry, edition)), None)
    told = card.description(entry)
    place = facts.place(entry)
    lines = [when.words(entry), place.text if place else ""]
    lines += [fact.text for fact in (facts.cost(entry), facts.appointment(entry), facts.languages(entry)) if fact]
    shown = {
        "id": entry.id,
        "name": entry.name,
        "by": card.by(entry) if card.by(entry) != entry.name else "",
        "what": card.first_sentence(told.text) if told else "",
        "facts": [line for line in lines if line],
        "hours": [one.description for one in openness.schedules(entry) if one.description],
        "way": [way.label, way.href, way.caption, way.whose_words] if way else None,
        "checked": provenance.checked(entry),
    }
    return {name: value for name, value in shown.items() if value}
