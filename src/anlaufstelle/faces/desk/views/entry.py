"""An entry at the desk: every field with its source and date, what is missing, and everything that ever happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from msgspec.structs import replace

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.catalogue.shapes import HistoryLine
from anlaufstelle.errors import IndexUnavailable, NotFound
from anlaufstelle.pipeline.inbox_words import label, told
from anlaufstelle.record import paths
from anlaufstelle.record.entry import Entry
from anlaufstelle.search import find as finder

from .. import fields, words
from ..gate import page

STATES = ("published", "withheld", "gone")


@dataclass(frozen=True)
class Shown:
    """One value: whose it is, since when, and whether it can be decided here."""

    path: str
    label: str
    value: str
    source: str
    date: str
    state: str
    record: str
    decidable: bool


@dataclass(frozen=True)
class Told:
    """One line of the history in words."""

    line: HistoryLine
    verb: str
    label: str
    value: str
    undoable: bool


def load(id: str, person: Person | None = None) -> Entry:
    """Whatever its state, also by a former id; with what it keeps for members, if this person decides about it."""
    found = read.resolve_id(str(id))
    if found is None:
        raise NotFound("Diesen Eintrag gibt es nicht.")
    entry = read.entry(found, states=STATES)
    inside = read.inside.record(entry.id) if person and decides(person, entry) else None
    return replace(entry, record=inside) if inside else entry


def decides(person: Person, entry: Entry) -> bool:
    sources = [read.source_facts(one.source) for one in entry.sources[:1]]
    return any(rules.is_steward(rules.actor(person), one) for one in sources)


def find(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    results: Any = []
    if asked:
        try:
            results = finder.find(asked, home=Path(settings.ANLAUFSTELLE_HOME), limit=30).results
        except IndexUnavailable:
            return page(request, "desk/find.html", {"asked": asked, "results": [], "without": True}, status=503)
    adds = list(words.ENTRIES.items()) if rules.may_add(request.person) else []  # type: ignore[attr-defined]
    return page(request, "desk/find.html", {"asked": asked, "results": results, "adds": adds})


def shown(request: HttpRequest, id: str) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    entry = load(id, person)
    titles = {ref.record_id: ref.title or ref.source for ref in entry.sources}
    context = {
        "entry": entry,
        "fields": [_field(entry, path, value, titles) for path, value in _values(entry)],
        "missing": fields.missing(entry.record) if rules.may_propose(person) else [],
        "first": entry.sources[0].record_id if entry.sources else "",
        "history": [_told(line) for line in reversed(read.history(entry.id, whole=decides(person, entry)))],
        "waiting": [one for one in read.inbox.about(entry.id) if rules.may_handle(person, one.area, one.kind)],
        "writes": rules.may_propose(person),
        "kind": words.ENTRIES[entry.kind],
        "new": request.GET.get("neu", ""),
        "added": request.GET.get("angelegt", ""),
        "proposed": request.GET.get("vorschlag", ""),
    }
    return page(request, "desk/entry.html", context)


def _values(entry: Entry) -> Iterator[tuple[str, Any]]:
    """References are left out: an id says nothing to a person."""
    return ((path, value) for path, value in paths.walk(entry.record) if not path.endswith(("_id", "_ids")))


def _field(entry: Entry, path: str, value: Any, titles: dict[str, str]) -> Shown:
    by = entry.provenance.get(path)
    try:
        decidable = fields.of(entry.record, path).kind != "none"
    except fields.BadRecord:
        decidable = False
    return Shown(
        path=path,
        label=label(path),
        value=told(value, path),
        source=titles.get(by.record_id, "") if by else "",
        date=(by.date or "")[:10] if by else "",
        state=words.STATES[by.state] if by else "",
        record=by.record_id if by else "",
        decidable=decidable and by is not None,
    )


def _told(line: HistoryLine) -> Told:
    path = line.path if line.verb in ("decide", "verify", "withdraw") else ""
    value = str(line.value) if line.verb == "judge" else told(typed(line.value), path) if path else ""
    undoable = line.line is not None and line.standing and line.verb in ("decide", "verify")
    return Told(line, words.VERBS[line.verb], label(path), value, undoable)


def typed(value: Any) -> Any:
    """As `paths.plain` wrote it."""
    if value == {"known_none": True}:
        return paths.KNOWN_NONE
    return tuple(value) if isinstance(value, list) else value
