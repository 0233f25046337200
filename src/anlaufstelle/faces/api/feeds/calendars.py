"""iCal: the dates of a town, of a topic, of a provider, or of one entry."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Mark
from anlaufstelle.catalogue.shapes import EditionView, OccurrenceView
from anlaufstelle.errors import NotFound
from anlaufstelle.faces.slug import address
from anlaufstelle.record import ical
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event
from anlaufstelle.vocabulary import area, needs

from ..opened import opened
from ..parameters import UUID
from ..problem import Refused

ICAL = "text/calendar; charset=utf-8"
AHEAD = timedelta(days=396)
LONGEST = timedelta(days=62)
"""Of one entry's opening hours two months are told; they say the same every week."""
TOWN = ZoneInfo("Europe/Berlin")
KNOWN = ("topic", "organization")


@opened("GET", daily=True)
def town(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """Everything in the edition's area that takes place; `topic` is a need, `organization` an id."""
    topic, organization = (_one(request, name) for name in KNOWN)
    unknown = sorted(set(request.GET) - set(KNOWN))
    if unknown:
        raise Refused(f"There is no parameter {unknown[0][:80]!r}; there are {', '.join(KNOWN)}.", parameter=unknown[0])
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    thesaurus = needs.load()
    if topic and topic not in thesaurus:
        raise Refused(f"There is no topic {topic[:80]!r}.", status=404)
    wanted = {topic, *(one for one in thesaurus.descendants(topic))} if topic else set()
    events = [
        one
        for one in read.stream(kind="event")
        if _here(one, edition)
        and (not wanted or wanted & {*one.needs, *one.situations})
        and (not organization or (one.provider and one.provider.id == organization.lower()))
    ]
    return _answer(request, f"Termine {edition.name}", events, mark, AHEAD)


@opened("GET", daily=True)
def entry(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    """An event's dates, or the opening hours of an offer; of a provider, the dates of all its events."""
    today = read.resolve_id(id) if UUID.fullmatch(id) else None
    try:
        found = read.entry(today or "")
    except NotFound as error:
        raise Refused(f"There is no entry {id[:80]}.", status=404) from error
    shown = [found] if found.kind != "organization" else read.provider_services(found.id)
    events = [one for one in shown if one.kind == "event" or one is found]
    return _answer(request, found.name, events, mark, AHEAD if found.kind != "service" else LONGEST)


def _one(request: HttpRequest, name: str) -> str:
    values = request.GET.getlist(name)
    if len(values) > 1 or (values and "\0" in values[0]):
        raise Refused(f"Give {name!r} once.", parameter=name)
    return values[0] if values else ""


def _here(entry: Entry, edition: EditionView) -> bool:
    return not edition.areas or any(area.serves(entry.areas, ags) in ("local", "regional") for ags in edition.areas)


def _answer(
    request: HttpRequest, name: str, entries: Iterable[Entry], mark: Mark, ahead: timedelta
) -> HttpResponseBase:
    found = {one.id: one for one in entries}
    start = timezone.now().astimezone(TOWN).replace(hour=0, minute=0, second=0, microsecond=0)
    told = [
        _appointment(request, found[one.entry_id], one)
        for kind in ("event", "opening")
        for one in _spans(start, start + ahead, kind, list(found))
    ]
    body = ical.calendar(name, told, mark.at or start)
    response = HttpResponse(body, content_type=ICAL)
    response["Content-Disposition"] = 'inline; filename="anlaufstelle.ics"'
    return response


def _spans(start: datetime, end: datetime, kind: str, ids: list[str]) -> Iterator[OccurrenceView]:
    for at in range(0, len(ids), 500):
        yield from read.occurrences(start, end, kind, ids[at : at + 500])


def _appointment(request: HttpRequest, entry: Entry, span: OccurrenceView) -> ical.Appointment:
    record = entry.record
    start, end = span.start.astimezone(TOWN), span.end.astimezone(TOWN)
    place = next((one for one in entry.locations if not one.confidential and one.addresses), None)
    address_1 = place.addresses[0] if place else None
    where = (place.name, address_1.address_1, address_1.city) if place and address_1 else ()
    return ical.Appointment(
        uid=f"{entry.id}-{span.start.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M}@anlaufstelle",
        start=start,
        end=end,
        title=entry.name if span.kind == "event" else f"Geöffnet: {entry.name}",
        whole_days=isinstance(record, Event) and start.time() == time() and end.time() == time() and end > start,
        words=record.description or "",
        place=", ".join(one for one in where if one) or getattr(record, "place_text", None) or "",
        url=request.build_absolute_uri(address(entry)),
        tentative=isinstance(record, Event) and (record.status == "tentative" or not entry.checked_on),
    )
