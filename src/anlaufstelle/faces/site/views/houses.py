"""The house on the site, on its screen, and on the door of each room."""

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue.shapes_town import House
from anlaufstelle.pipeline import house as planned
from anlaufstelle.record.model import Slot

from .. import action, houses, openness
from ..page import Leave, page, town
from ..slug import slug

AGAIN_SECONDS = 300
"""After that a screen asks anew; it needs no script."""


def of_house(request: HttpRequest, name: str) -> tuple[House, list[Slot]]:
    edition = town(request)
    found = houses.named(edition, name)
    if found is None:
        raise Http404
    entries = planned.slots(next(iter(edition.areas), ""))
    return found, houses.of(found, [one.record for one in entries if isinstance(one.record, Slot)])


def on_this_day(slots: list[Slot]) -> dict[str, object]:
    at = timezone.localtime()
    lines = houses.today(slots, at.date(), at.hour * 60 + at.minute)
    return {"today": lines, "next": "" if lines else houses.next_day(slots, at.date())}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Of one house its own page."""
    edition = town(request)
    if len(edition.houses) == 1:
        return HttpResponseRedirect(houses.page_of(edition.houses[0]))
    context = {"houses": [(one, houses.page_of(one)) for one in edition.houses]}
    return page(request, "site/houses.html", context, Leave(title=_("Haus"), canonical=reverse("site:houses")))


@require_safe
def house(request: HttpRequest, house: str) -> HttpResponse:
    found, slots = of_house(request, house)
    context = {
        "house": found,
        "week": houses.week(slots, timezone.localdate()),
        "phone": action.phone(found.phone),
        "rooms": [(one, houses.page_of(found, "house-door", room=slug(one.name))) for one in found.rooms],
        "screen": houses.page_of(found, "house-screen"),
        "contact": next(iter(action.of_town(town(request))), None),
        **on_this_day(slots),
    }
    return page(request, "site/house.html", context, Leave(title=found.name, canonical=houses.page_of(found)))


@require_safe
def screen(request: HttpRequest, house: str) -> HttpResponse:
    """For the wall: nothing to touch, large, anew every five minutes."""
    found, slots = of_house(request, house)
    day = format_date(timezone.localdate(), "full", locale=openness.locale())
    context = {"house": found, "day": day, **on_this_day(slots)}
    response = page(request, "site/house_screen.html", context, Leave(title=found.name, index=False))
    response["Refresh"] = str(AGAIN_SECONDS)
    return response


@require_safe
def door(request: HttpRequest, house: str, room: str) -> HttpResponse:
    """One sheet for the door: who is in this room when."""
    found, slots = of_house(request, house)
    name = houses.room_named(found, room)
    if not name:
        raise Http404
    week = houses.week([one for one in slots if one.room == name], timezone.localdate())
    context = {"house": found, "room": name, "week": week, "back": houses.page_of(found)}
    return page(request, "site/house_door.html", context, Leave(title=name, index=False))


@require_safe
def hours(request: HttpRequest, id: str, slug: str = "") -> HttpResponse:
    """Hours have no page of their own; the house has."""
    return HttpResponseRedirect(reverse("site:houses"))
