"""A whole entry in one form, and a new one by the same: looked at before it counts, decided with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from msgspec.structs import replace

from anlaufstelle.catalogue import read, rules
from anlaufstelle.errors import AnlaufstelleError, BadRecord, BadValue, NotAllowed, OutOfDate
from anlaufstelle.pipeline import carriers, draft
from anlaufstelle.pipeline.inbox_words import label
from anlaufstelle.record import complete
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import KINDS, AnyRecord, Location, Service
from anlaufstelle.resolve.outward import outward
from anlaufstelle.vocabulary import area, readability

from .. import form, form_read, pin, week, words
from ..gate import page
from .entry import load
from .field import DEFAULT_LAND, land_of
from .inbox import until

TEXTS = ("description", "eligibility_description", "application_process", "fees_description", "requirements")
LISTED = {"body_id": "body", "replaces_id": "document"}
"""References whose entries are few enough to choose from, and their kinds."""


@dataclass(frozen=True)
class Subject:
    """What the form is about. `entry` is None for a new one, which has a `key` and a `steward` instead."""

    seen: AnyRecord
    land: str
    entry: Entry | None = None
    base: draft.Draft | None = None
    key: str = ""
    steward: str = ""


def edit(request: HttpRequest, id: str) -> HttpResponse:
    entry = load(id)
    made = draft.of(entry)
    if not _decides(request, entry):
        made = replace(made, record=outward(made.record))
    if request.method == "POST":
        return _sent(request, Subject(_seen(request, made.record), land_of(entry), entry, made))
    return _form(request, Subject(made.record, land_of(entry), entry, made), form_read.Read(made.record))


def new(request: HttpRequest) -> HttpResponse:
    """In one of one's own areas."""
    areas = sorted(rules.actor(request.person).areas)  # type: ignore[attr-defined]
    given = request.POST if request.method == "POST" else request.GET
    steward = given.get("gebiet") or next(iter(areas), "")
    if steward not in areas:
        raise NotAllowed("Neue Einträge legen Sie nur in Ihren eigenen Gebieten an.")
    kind: Any = given.get("art", "service")
    if kind not in KINDS:
        raise BadValue(f"„{kind}“ gibt es nicht. Es gibt: {', '.join(words.ENTRIES[one] for one in KINDS)}.")
    key = given.get("schluessel") or draft.new_key()
    blank = draft.blank(kind, key, steward)
    land = area.land(steward) if steward[:1].isdigit() else DEFAULT_LAND
    subject = Subject(_seen(request, blank) if request.method == "POST" else blank, land, key=key, steward=steward)
    if request.method == "POST":
        return _sent(request, subject)
    return _form(request, subject, form_read.Read(blank))


def _seen(request: HttpRequest, now: AnyRecord) -> AnyRecord:
    """The record as the form showed it; what came back broken is the record as it is."""
    try:
        found: AnyRecord = msgspec.json.decode(request.POST.get("gesehen", ""), type=AnyRecord)
    except msgspec.DecodeError as error:
        raise BadRecord("Das Formular kam unvollständig an. Bitte laden Sie die Seite neu.") from error
    if found.id != now.id or found.kind != now.kind:
        raise BadRecord("Dieses Formular gehört zu einem anderen Eintrag. Bitte laden Sie die Seite neu.")
    return found


def _sent(request: HttpRequest, subject: Subject) -> HttpResponse:
    act = request.POST.get("tun", "")
    told = form_read.read(subject.seen, request.POST, form_read.Day(subject.land, localdate()), act)
    if act == "geheim":
        return _hide(request, subject, told)
    if act.startswith(form_read.MOVES):
        told.wrong.clear()
        return _form(request, subject, told, at=act.split(":")[1])
    if told.wrong or told.weeks or act not in ("entscheiden", "vorschau"):
        return _form(request, subject, told, status=422 if told.wrong else 200)
    try:
        return _preview(request, subject, told) if act == "vorschau" else _decide(request, subject, told)
    except OutOfDate as error:
        return _form(request, subject, told, problem=str(error), status=409)
    except AnlaufstelleError as error:
        return _form(request, subject, told, problem=str(error), status=422)


def _preview(request: HttpRequest, subject: Subject, told: form_read.Read) -> HttpResponse:
    """The residents' own page; the desk knows it by name only."""
    if subject.entry and subject.base:
        entry = draft.preview(subject.entry, subject.base, draft.changes(subject.seen, told.record))
    else:
        entry = draft.preview_new(told.record, subject.key, subject.steward)
    shown: HttpResponse = import_string(settings.ANLAUFSTELLE_PREVIEW)(request, entry)
    return shown


def _hide(request: HttpRequest, subject: Subject, told: form_read.Read) -> HttpResponse:
    """A step of its own: whatever else was written goes nowhere, an address least of all."""
    try:
        if request.POST.get("geheim") != "ja" or subject.entry is None or subject.base is None:
            raise BadValue("Bitte ankreuzen, dass dieser Ort geheim werden soll. Es ist nichts geändert.")
        done = draft.hide(person=request.person, draft=subject.base, why=_why(request))  # type: ignore[attr-defined]
    except AnlaufstelleError as error:
        return _form(request, subject, told, problem=str(error), status=422)
    own = reverse("desk:entry-shown", args=[subject.entry.id])
    return redirect(f"{own}?neu={done.line}" if done.line else f"{own}?vorschlag=1")


def _why(request: HttpRequest) -> str:
    why = request.POST.get("grund", "").strip()[:1000]
    if not why:
        raise BadValue("Bitte einen Grund angeben: Er steht später neben der Entscheidung.")
    return why


def _decide(request: HttpRequest, subject: Subject, told: form_read.Read) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    why = _why(request)
    if subject.entry is None or subject.base is None:
        id = draft.add(person=person, record=told.record, key=subject.key, steward=subject.steward, why=why)
        return redirect(f"{reverse('desk:entry-shown', args=[id])}?angelegt=1")
    made = draft.changes(subject.seen, told.record)
    if not made:
        raise BadValue("Es ist nichts geändert.")
    done = draft.decide(
        person=person, draft=subject.base, seen=subject.seen, made=made, why=why, until=until(request)
    )  # fmt: skip
    own = reverse("desk:entry-shown", args=[subject.entry.id])
    late = [(one.path, outcome.meanwhile) for one, outcome in zip(made, done, strict=True) if outcome.meanwhile]
    if late:
        return _late(request, subject.entry, late)
    lines = [one.line for one in done if one.line]
    return redirect(f"{own}?neu={lines[-1]}" if lines else f"{own}?vorschlag=1")


def _late(request: HttpRequest, entry: Entry, late: list[tuple[str, str]]) -> HttpResponse:
    told = ", ".join(f"„{label(path)}“ ({who})" for path, who in late)
    said = (
        f"Inzwischen hat jemand anders entschieden, als Sie es gesehen haben: {told}. Ihre Werte dazu sind nicht "
        "verloren: Sie liegen als Vorschläge im Eingang, und dort stehen sie auch für die andere Person. Alles Übrige "
        "ist entschieden."
    )
    context = {"words": said, "href": reverse("desk:entry-shown", args=[entry.id]), "link": entry.name}
    return page(request, "desk/message.html", context, status=409)


def _form(
    request: HttpRequest, subject: Subject, told: form_read.Read, *, problem: str = "", at: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    record, entry = told.record, subject.entry
    every = bool(request.GET.get("alle") or request.POST.get("alle"))
    offers = record.service_at_locations if isinstance(record, Service) else ()
    used = [one.location_id for one in offers if one.location_id]
    steward = subject.steward or (read.source_facts(entry.sources[0].source).steward if entry else "")
    places = tuple(draft.places(steward, used)) if hasattr(record, "service_at_locations") else ()
    carry = tuple((one, one) for one in carriers.names(steward)) if hasattr(record, "organization_id") else ()
    listed = {name: tuple(draft.listed(kind, steward)) for name, kind in LISTED.items() if hasattr(record, name)}
    entries = {"location_id": places} | listed
    looks = form.Looks(told.typed, told.wrong, told.weeks, entries, carry, _weeks(subject.land), every)
    code = (entry.ags if entry else "") or subject.steward or steward
    context = {
        "entry": entry,
        "kind": words.ENTRIES[record.kind],
        "rows": form.rows(record, looks),
        "seen": msgspec.json.encode(subject.seen).decode(),
        "made": [label(one.path) for one in draft.changes(subject.seen, record)],
        "meter": complete.of(record),
        "lacks": [(one, label(one.path)) for one in complete.of(record).lacks],
        "texts": _readings(record),
        "formula": readability.FORMULA,
        "pin": pin.draw(record, entry, code),
        "subject": subject,
        "hides": entry is not None and isinstance(record, Location) and not record.confidential,
        "open_places": [one for one in entry.locations if not one.confidential] if entry and used else [],
        "every": every,
        "at": at,
        "wrong": problem or ("Manches lässt sich nicht lesen; es steht beim Feld." if told.wrong else ""),
        "look": bool(told.weeks),
        "why": request.POST.get("grund", ""),
        "until": request.POST.get("bis", ""),
        "decides": _decides(request, entry),
    }
    return page(request, "desk/edit.html", context, status)


def _weeks(land: str) -> Callable[[str], week.Understood | None]:
    """What cannot be read as hours says so beside its field already."""

    def understand(text: str) -> week.Understood | None:
        try:
            return week.understood(text, land, localdate())
        except BadValue:
            return None

    return understand


def _decides(request: HttpRequest, entry: Entry | None) -> bool:
    actor = rules.actor(request.person)  # type: ignore[attr-defined]
    return entry is None or rules.is_steward(actor, read.source_facts(entry.sources[0].source))


def _readings(record: AnyRecord) -> list[tuple[str, readability.Reading]]:
    told = ((label(name), readability.read(getattr(record, name, None) or "")) for name in TEXTS)
    return [(name, found) for name, found in told if found]
