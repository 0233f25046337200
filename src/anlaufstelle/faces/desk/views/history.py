"""Everything that ever happened to an entry, field by field."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.read.by_field import FieldLine
from anlaufstelle.pipeline.inbox_words import label, told

from .. import differing, words
from ..gate import page
from .entry import decides, load, typed

LEFT_OUT = ("extra", "metadata", "attributes")


@dataclass(frozen=True)
class Line:
    told: FieldLine
    verb: str
    label: str
    pieces: list[differing.Piece]
    undoable: bool


def fields(request: HttpRequest, id: str) -> HttpResponse:
    entry = load(id)
    asked = request.GET.get("feld", "")
    person = request.person  # type: ignore[attr-defined]
    kept = read.inside.record(entry.id) is not None and not decides(person, entry)
    found = {} if kept else {name: lines for name, lines in read.by_field(entry.id).items() if name not in LEFT_OUT}
    context = {
        "entry": entry,
        "asked": asked,
        "fields": [
            (name, label(name), [_line(one) for one in reversed(lines)])
            for name, lines in found.items()
            if asked in ("", name)
        ],
        "titles": {one.source: one.title or one.source for one in entry.sources},
        "writes": rules.may_propose(person),
    }
    return page(request, "desk/history.html", context)


def _line(one: FieldLine) -> Line:
    before, after = _words(one.before, one.path), _words(one.after, one.path)
    undoable = bool(one.line and one.line.line and one.line.standing and one.verb in ("decide", "verify"))
    return Line(one, words.VERBS[one.verb], label(one.path), differing.words(before, after), undoable)


def _words(value: Any, path: str) -> str:
    found = typed(value)
    return told(found, path) if not isinstance(found, dict) else ", ".join(str(one) for one in found.values())
