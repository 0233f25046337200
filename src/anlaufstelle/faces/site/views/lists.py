"""Events as a plain list; their own page with calendar and filters comes later."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event

from .. import card, reduced_date
from ..page import Leave, page, town


def _still_ahead(entry: Entry) -> bool:
    """Repeated, without a date, or not over yet: a party of 2022 is history, not help."""
    if not isinstance(entry.record, Event) or entry.record.happening.rrule or not entry.record.happening.dtstart:
        return True
    found = reduced_date.parse(entry.record.happening.dtend or entry.record.happening.dtstart)
    if found is None:
        return True
    day, exact = found
    today = timezone.localdate()
    return {"year": day.year >= today.year, "month": day >= today.replace(day=1), "day": day >= today}[exact]


def _near_first(entries: Iterable[Entry], areas: tuple[str, ...]) -> list[Entry]:
    """The town's own before its neighbours', then by name."""
    return sorted(entries, key=lambda one: (one.ags not in areas, one.name.casefold()))


def _list(request: HttpRequest, kind: str, name: str, title: str, lead: str) -> HttpResponse:
    at, edition = timezone.now(), town(request)
    found = _near_first(filter(_still_ahead, read.stream(kind=kind)), edition.areas)
    context = {"title": title, "lead": lead, "cards": [card.card(one, edition, at) for one in found]}
    return page(request, "site/list.html", context, Leave(title=title, canonical=reverse(f"site:{name}")))


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    return _list(request, "event", "events", _("Termine"), _("Treffen, Kurse und Sprechstunden."))
