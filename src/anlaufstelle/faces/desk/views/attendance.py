"""Who took part in an event of a network, and the paper that says so."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import attendance

from ..gate import page


def listed(request: HttpRequest, id: UUID) -> HttpResponse:
    if request.method != "POST":
        return _page(request, str(id))
    given = {name: request.POST.get(name, "") for name in ("day", "name", "town")}
    try:
        attendance.note(person=request.person, id=str(id), **given)  # type: ignore[attr-defined]
    except BadValue as error:
        return _page(request, str(id), wrong=str(error), status=422)
    return redirect("desk:attendance-listed", id=id)


def _page(request: HttpRequest, id: str, *, wrong: str = "", status: int = 200) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    entry = attendance.event(person, id)
    context = {
        "entry": entry,
        "people": read.attendance.of_event(entry.id, rules.leading(person)),
        "given": request.POST,
        "wrong": wrong,
        "today": timezone.localdate().isoformat(),
        "days": attendance.KEPT_DAYS,
    }
    return page(request, "desk/attendance.html", context, status)


def paper(request: HttpRequest, id: int) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    found = attendance.one(person, id)
    entry = attendance.event(person, found.entry_id)
    net = read.networks.name(read.source_facts(entry.sources[0].source).steward)
    context = {"one": found, "entry": entry, "net": net, "today": timezone.localdate()}
    return page(request, "desk/certificate.html", context)


def remove(request: HttpRequest, id: int) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    event = attendance.one(person, id).entry_id
    attendance.remove(person=person, id=id)
    return redirect("desk:attendance-listed", id=event)
