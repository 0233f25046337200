"""The form of one page: an offer changed, or a new one. Hours are shown as understood before anything is sent."""

from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from anlaufstelle.pipeline import offers, provider_form
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import AnyRecord, Service
from anlaufstelle.vocabulary import area

from . import told
from .opened import Opened, closed, opening, page

HOME_LAND = "NW"


@opening("answer")
def offer(request: HttpRequest, opened: Opened, id: str) -> HttpResponse:
    """Nothing is decided by what the browser saw earlier alone: each value is compared with what stands now."""
    found = opened.held.offer(id)
    if found is None:
        return closed(request)
    if request.method != "POST":
        return _shown(request, opened, found, found.record, provider_form.shown(found.record))
    reading = _read(request, found.record, found.ags)
    if reading.wrong or (reading.hours_changed and not _agreed(request)):
        return _shown(request, opened, found, found.record, _given(request, found.record), reading)
    done = offers.change(opened.voice(), found, reading.changes, "Link: Formular des Anbieters")
    context = {"opened": opened, "what": "change", "told": done, "entry": found, "waits": done.proposed}
    return page(request, "done", context)


@opening("answer")
def new(request: HttpRequest, opened: Opened) -> HttpResponse:
    blank = Service(id=str(uuid4()), name="")  # its parts get ids of their own from this
    if request.method != "POST":
        return _shown(request, opened, None, blank, provider_form.shown(blank))
    name = " ".join(request.POST.get("name", "").split())[:300]
    reading = _read(request, blank, _ags(opened))
    if not name:
        reading = provider_form.Reading(wrong=(*reading.wrong, "name"), hours=reading.hours)
    if reading.wrong or (reading.hours_changed and not _agreed(request)):
        return _shown(request, opened, None, blank, _given(request, blank), reading)
    voice = opened.voice()
    offers.add(voice, opened.held, name, reading.changes, "Link: neues Angebot")
    return page(request, "done", {"opened": opened, "what": "new", "name": name, "waits": not voice.trusted})


def _agreed(request: HttpRequest) -> bool:
    """The hours that come are those that were shown as understood."""
    return "zeiten" in request.POST and request.POST["zeiten"].split() == request.POST.get("hours", "").split()


def _ags(opened: Opened) -> str | None:
    return next((one.ags for one in (opened.held.organization, *opened.held.offers) if one.ags), None)


def _land(ags: str | None) -> str:
    return area.land(ags) if ags else HOME_LAND


def _read(request: HttpRequest, record: AnyRecord, ags: str | None) -> provider_form.Reading:
    return provider_form.read(record, request.POST, land=_land(ags), today=timezone.localdate())


def _given(request: HttpRequest, record: AnyRecord) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in provider_form.shown(record)}


def _shown(
    request: HttpRequest,
    opened: Opened,
    entry: Entry | None,
    record: AnyRecord,
    given: dict[str, str],
    reading: provider_form.Reading | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    hours = reading.hours if reading else None
    sure = hours is not None and hours.accepted and hours.kind == "opening"
    context = {
        "opened": opened,
        "entry": entry,
        "name": request.POST.get("name", ""),
        "given": given,
        "wrong": told.wrong(reading.wrong) if reading else {},
        "asked": bool(reading and reading.hours_changed),
        "week": told.week(hours.osm, _land(entry.ags if entry else _ags(opened))) if hours and sure else [],
        "appointments": told.appointments(),
        "until": request.POST.get("stop_until", ""),
        "latest": (today + timedelta(days=provider_form.STOP_MOST)).isoformat(),
        "today": today.isoformat(),
        "longest": provider_form.LONGEST,
    }
    return page(request, "offer", context, 422 if reading and reading.wrong else 200)
