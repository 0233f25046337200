"""Deciding one field: what was seen goes back with the form, so that of two who decide at once nobody is overrun."""

from typing import Any
from uuid import uuid4

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate

from anlaufstelle.catalogue import read, rules
from anlaufstelle.errors import AnlaufstelleError, BadValue, NotFound, OutOfDate
from anlaufstelle.pipeline import desk, door
from anlaufstelle.record import paths
from anlaufstelle.record.entry import Entry, SourceRef
from anlaufstelle.record.ids import part_id
from anlaufstelle.resolve.decided import value_at
from anlaufstelle.resolve.outward import outward
from anlaufstelle.vocabulary import area

from .. import fields, week
from ..gate import page
from .entry import load
from .inbox import until

DEFAULT_LAND = "NW"


def decide(request: HttpRequest, id: str) -> HttpResponse:
    """The form; sent with "ansehen" it shows what was understood, with "bestaetigen" it verifies what stands there."""
    entry = load(id, request.person)  # type: ignore[attr-defined]
    ref = _ref(entry, request.GET.get("von") or request.POST.get("von", ""))
    path = request.GET.get("feld") or request.POST.get("feld", "")
    field = fields.of(entry.record, path)
    if field.kind == "none":
        raise NotFound("Dieses Feld wird hier nicht entschieden.")
    if request.method != "POST":
        return _form(request, entry, ref, field)
    try:
        return _sent(request, entry, ref, field)
    except (BadValue, OutOfDate) as error:
        return _form(request, entry, ref, field, wrong=str(error), status=409 if isinstance(error, OutOfDate) else 422)


def _sent(request: HttpRequest, entry: Entry, ref: SourceRef, field: fields.Field) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    seen = msgspec.json.decode(request.POST.get("gesehen") or "null")
    why = request.POST.get("grund", "").strip()[:1000]
    if request.POST.get("tun") == "bestaetigen":
        door.verify(
            actor=rules.actor(person), source=ref.source, key=ref.key, path=field.path, seen=_typed(seen), why=why
        )
        return _done(entry, "")
    value, look = _value(request, entry, field)
    if look is not None:
        return _form(request, entry, ref, field, look=look)
    if not why:
        raise BadValue("Bitte einen Grund angeben: Er steht später neben der Entscheidung.")
    path, value = _part(entry, field.path, value)
    outcome = desk.decide(
        person=person, source=ref.source, key=ref.key, path=path, value=value, seen=_typed(seen), why=why,
        until=until(request),
    )  # fmt: skip
    if outcome.meanwhile:
        return _late(request, entry, field, outcome)
    return _done(entry, "vorschlag=1" if outcome.proposal else f"neu={outcome.line}")


def _late(request: HttpRequest, entry: Entry, field: fields.Field, outcome: desk.Decided) -> HttpResponse:
    words = (
        f"{outcome.meanwhile} hat „{field.label}“ inzwischen anders entschieden, als Sie es gesehen haben. Ihr Wert "
        "ist nicht verloren: Er liegt als Vorschlag im Eingang, und dort steht er auch für die andere Person."
    )
    context = {"words": words, "href": reverse("desk:entry-shown", args=[entry.id]), "link": entry.name}
    return page(request, "desk/message.html", context, status=409)


def _done(entry: Entry, query: str) -> HttpResponse:
    own = reverse("desk:entry-shown", args=[entry.id])
    return redirect(f"{own}?{query}" if query else own)


def _value(request: HttpRequest, entry: Entry, field: fields.Field) -> tuple[Any, week.Understood | None]:
    """The value, or what somebody has to look at before it counts."""
    if request.POST.get("keins") and field.may_have_none:
        return {"known_none": True}, None
    given = request.POST.get("wert", "")
    if field.kind != "hours" or not given.strip():
        return fields.read(field.kind, given), None
    found = week.understood(given, land_of(entry), localdate())
    agreed = found.sure or request.POST.get("gelesen") == found.osm
    if request.POST.get("tun") == "ansehen" or not agreed:
        return None, found
    return found.osm, None


def _part(entry: Entry, path: str, value: Any) -> tuple[str, Any]:
    """A new part gets an id of its own, and the value becomes its main field."""
    step = paths.parse(path)[-1]
    if step.key != fields.NEW:
        return path, value
    if value is None:
        raise BadValue("Bitte einen Wert angeben.")
    id = part_id(entry.id, f"{step.name}/{uuid4()}")
    return f"{step.name}[{id}]", {"id": id, fields.MAIN[step.name]: value}


def land_of(entry: Entry) -> str:
    """Whose holidays count."""
    code = entry.ags or next((one for one in entry.areas if one[:1].isdigit()), "")
    try:
        return area.land(code.partition(":")[0]) if code else DEFAULT_LAND
    except AnlaufstelleError:
        return DEFAULT_LAND


def _typed(seen: Any) -> Any:
    return paths.KNOWN_NONE if seen == {"known_none": True} else seen


def _ref(entry: Entry, record: str) -> SourceRef:
    """The record that is decided about: the one that states the value, else the first."""
    found = next((one for one in entry.sources if one.record_id == record), None) or next(iter(entry.sources), None)
    if found is None:
        raise NotFound("Dieser Eintrag hat keinen Datensatz mehr, über den zu entscheiden wäre.")
    return found


def _form(
    request: HttpRequest, entry: Entry, ref: SourceRef, field: fields.Field, *, wrong: str = "",
    look: week.Understood | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    record = desk.seen(ref.source, ref.key)
    steward = rules.is_steward(rules.actor(request.person), read.source_facts(ref.source))  # type: ignore[attr-defined]
    if not steward:
        record = outward(record)
    now = value_at(record, field.path)
    first = field.path.partition(f"[{fields.NEW}]")[0] != field.path
    context = {
        "entry": entry,
        "ref": ref,
        "field": field,
        "value": request.POST.get("wert", "" if first else fields.written(record, field.path, field.kind)),
        "why": request.POST.get("grund", ""),
        "until": request.POST.get("bis", ""),
        "now": fields.told(now, field.path) if not first else "",
        "seen": msgspec.json.encode(paths.plain(None if first else now)).decode(),
        "wrong": wrong,
        "look": look,
        "steward": steward,
    }
    return page(request, "desk/field.html", context, status)


def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    """Takes a line of the ledger back: undo is a line, too."""
    number = request.POST.get("zeile", "")
    why = request.POST.get("grund", "").strip()[:1000] or "Zurückgenommen"
    door.withdraw(actor=rules.actor(request.person), line=int(number) if number.isdigit() else 0, why=why)  # type: ignore[attr-defined]
    return _done(load(id), "")
