"""A network's own page for its members: meetings with the way in from afar, what is not for everyone, their calendar;
and for its secretary moving a meeting."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import BadValue, NotFound, OutOfDate
from anlaufstelle.faces.edition import front
from anlaufstelle.pipeline import meetings
from anlaufstelle.record.entry import Entry

from .. import words
from ..gate import page

NEXT = 12
EACH = 3
"""Dates of one series that are shown."""
FOR_SOME = ("professionals", "members")


class Net(NamedTuple):
    """One network as this person sees it."""

    edition: EditionView
    area: str
    leads: bool
    front: str
    since: str
    meetings: list[meetings.Meeting]
    bodies: list[Entry]
    documents: list[Entry]


def home(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, calendar: str = "", status: int = 200) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    mine = rules.inside_of(person)
    since = read.inside.subscribed(request.user.pk)
    nets = [
        _net(request, one, since.get(area, ""))
        for one in read.editions()
        for area in one.areas[:1]
        if one.network is not None and area in mine
    ]
    context = {"nets": nets, "audiences": words.AUDIENCES, "calendar": calendar}
    return page(request, "desk/network.html", context, status)


def _net(request: HttpRequest, edition: EditionView, since: str) -> Net:
    person: Person = request.person  # type: ignore[attr-defined]
    area, today = edition.areas[0], timezone.localdate()
    dates = [date for one in read.inside.events((area,), today) for date in meetings.coming(one, today, EACH)]
    return Net(
        edition=edition,
        area=area,
        leads=area in rules.leading(person),
        front=front(request, edition) or "",
        since=since,
        meetings=sorted(dates, key=lambda one: one.start)[:NEXT],
        bodies=read.inside.entries((area,), ("body",)),
        documents=read.inside.entries((area,), ("document",)),
    )


def subscribe(request: HttpRequest) -> HttpResponse:
    """The address is shown once, on the answer itself: only its hash is kept."""
    person: Person = request.person  # type: ignore[attr-defined]
    area = request.POST.get("netz", "")
    if request.POST.get("tun") == "beenden":
        meetings.unsubscribe(user=request.user.pk, area=area)
        return redirect("desk:network-home")
    token = meetings.subscribe(person=person, user=request.user.pk, area=area)
    edition = next(one for one in read.editions() if area in one.areas)
    path = f"{front(request, edition) or ''}{reverse('feeds-members', args=[token])}"
    return _page(request, calendar=path if "://" in path else request.build_absolute_uri(path))


def move(request: HttpRequest, id: UUID) -> HttpResponse:
    if request.method != "POST":
        return _move(request, str(id))
    given = {name: request.POST.get(name, "").strip() for name in ("von", "tag", "uhrzeit", "grund")}
    to = f"{given['tag']}T{given['uhrzeit']}" if given["uhrzeit"] else given["tag"]
    try:
        if not given["grund"]:
            raise BadValue("Bitte einen Grund angeben: Er steht später neben der Entscheidung.")
        meetings.move(
            person=request.person,  # type: ignore[attr-defined]
            id=str(id),
            original=given["von"],
            to=to,
            why=given["grund"][:1000],
        )
    except (BadValue, OutOfDate) as error:
        return _move(request, str(id), wrong=str(error), status=409 if isinstance(error, OutOfDate) else 422)
    return redirect("desk:network-home")


def _move(request: HttpRequest, id: str, *, wrong: str = "", status: int = 200) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    today = timezone.localdate()
    given: dict[str, Any] = request.POST.dict() or request.GET.dict()
    entry = read.inside.entry(id, rules.leading(person))
    if entry is None or entry.kind != "event":
        raise NotFound("Diesen Termin gibt es in Ihrem Netz nicht.")
    found = meetings.coming(entry, today, NEXT)
    chosen = next((one for one in found if one.original == given.get("von")), None)
    if chosen is None:
        raise NotFound("Diesen einzelnen Termin gibt es nicht (mehr).")
    context = {"entry": entry, "meeting": chosen, "given": given, "wrong": wrong, "today": today.isoformat()}
    return page(request, "desk/meeting.html", context, status)
