"""iCal: the events of a town, of a topic, a quarter or a carrier, told by their rules; and the hours of one offer."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Mark
from anlaufstelle.catalogue.shapes import EditionView, OccurrenceView
from anlaufstelle.catalogue.shapes_calendar import Asked
from anlaufstelle.errors import NotFound
from anlaufstelle.faces import town_area
from anlaufstelle.faces.slug import address
from anlaufstelle.record import dates, ical, ical_series
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event
from anlaufstelle.vocabulary import needs

from ..opened import opened
from ..parameters import UUID
from ..problem import Refused

ICAL = "text/calendar; charset=utf-8"
LONGEST = timedelta(days=62)
"""Of one entry's opening hours two months are told; they say the same every week."""
TOWN = ZoneInfo("Europe/Berlin")
KNOWN = ("topic", "organization", "district", "free", "online", "around")
PIECE = 500


@opened("GET", daily=True)
def town(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """Everything in the edition's area that is not over. `topic` is a need, `organization` an id, `district` a name;
    `free`, `online` and `around` (the Kreis, too) are 1."""
    given = {name: _one(request, name) for name in KNOWN}
    unknown = sorted(set(request.GET) - set(KNOWN))
    if unknown:
        raise Refused(f"There is no parameter {unknown[0][:80]!r}; there are {', '.join(KNOWN)}.", parameter=unknown[0])
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    thesaurus, topic = needs.load(), given["topic"]
    if topic and topic not in thesaurus:
        raise Refused(f"There is no topic {topic[:80]!r}.", status=404)
    asked = Asked(
        **town_area.asked(edition, around=given["around"] == "1"),
        topics=(topic, *thesaurus.descendants(topic)) if topic else (),
        organization=given["organization"].lower(),
        district=given["district"][:100],
        free=given["free"] == "1",
        online=given["online"] == "1",
    )
    found = _entries(read.calendar.ids(asked, timezone.localdate()))
    return _series(request, f"Termine {given['district'] or edition.name}", found, mark)


@opened("GET", daily=True)
def entry(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    """An event with its series, or the opening hours of an offer; of a provider, all its events."""
    today = read.resolve_id(id) if UUID.fullmatch(id) else None
    try:
        found = read.entry(today or "")
    except NotFound as error:
        raise Refused(f"There is no entry {id[:80]}.", status=404) from error
    if found.kind == "service":
        return _hours(request, found, mark)
    shown = [found] if found.kind == "event" else read.provider_services(found.id)
    return _series(request, found.name, shown, mark)


def _one(request: HttpRequest, name: str) -> str:
    values = request.GET.getlist(name)
    if len(values) > 1 or (values and "\0" in values[0]):
        raise Refused(f"Give {name!r} once.", parameter=name)
    return values[0] if values else ""


def _entries(ids: list[str]) -> Iterator[Entry]:
    for at in range(0, len(ids), PIECE):
        yield from read.entries(ids[at : at + PIECE])


def _series(request: HttpRequest, name: str, entries: Iterable[Entry], mark: Mark) -> HttpResponse:
    today = timezone.localdate()
    found = (told(request, one, today) for one in entries if isinstance(one.record, Event))
    return answer(name, found, mark.at or timezone.now())


def told(request: HttpRequest, entry: Entry, today: date) -> ical_series.Told:
    """What is not published has no page."""
    assert isinstance(entry.record, Event)
    return ical_series.Told(
        event=entry.record,
        url=request.build_absolute_uri(address(entry)) if entry.state == "published" else "",
        place=_place(entry),
        land=dates.land_of(entry),
        sure=not dates.uncertain(entry, today),
        sequence=entry.sequence,
    )


def answer(name: str, found: Iterable[ical_series.Told], stamp: datetime) -> HttpResponse:
    return _answer(ical_series.calendar(name, found, stamp, timezone.localdate().replace(month=1, day=1)))


def _hours(request: HttpRequest, entry: Entry, mark: Mark) -> HttpResponse:
    start = timezone.now().astimezone(TOWN).replace(hour=0, minute=0, second=0, microsecond=0)
    spans = read.occurrences(start, start + LONGEST, "opening", [entry.id])
    told = [_appointment(request, entry, one) for one in spans]
    return _answer(ical.calendar(entry.name, told, mark.at or start))


def _answer(body: str | bytes) -> HttpResponse:
    response = HttpResponse(body, content_type=ICAL)
    response["Content-Disposition"] = 'inline; filename="anlaufstelle.ics"'
    return response


def _appointment(request: HttpRequest, entry: Entry, span: OccurrenceView) -> ical.Appointment:
    return ical.Appointment(
        uid=f"{entry.id}-{span.start.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M}@anlaufstelle",
        start=span.start.astimezone(TOWN),
        end=span.end.astimezone(TOWN),
        title=f"Geöffnet: {entry.name}",
        words=entry.record.description or "",
        place=_place(entry),
        url=request.build_absolute_uri(address(entry)),
    )


def _place(entry: Entry) -> str:
    place = next((one for one in entry.locations if not one.confidential and one.addresses), None)
    stated = place.addresses[0] if place else None
    where = (place.name, stated.address_1, stated.city) if place and stated else ()
    return ", ".join(one for one in where if one) or getattr(entry.record, "place_text", None) or ""
