"""A network of towns on its own pages. A town has none of them: the lists answer 404 there, single pages anywhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_calendar import Asked
from anlaufstelle.pipeline import newsletter
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Body, Document, Membership

from .. import action, calendar_shown, card, library, network, provenance
from ..page import Leave, page, town
from ..slug import address
from .entry import gone, load, moved

NEXT = 3


def of_network(request: HttpRequest) -> EditionView:
    edition = town(request)
    if edition.network is None:
        raise Http404
    return edition


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    edition, today = of_network(request), timezone.localdate()
    bodies = read.quarters.every("body", edition.areas, read.networks.MOST)
    found = read.networks.members(edition.areas, today)
    context = {
        "network": edition.network,
        "next": _next(edition),
        "members": network.members(request, edition, found, read.editions()),
        "kinds": network.kinds(bodies),
        "contact": _contact(edition),
        "newsletter": newsletter.offered(edition),
    }
    leave = Leave(title=_("Netzwerk"), about=edition.network.about or "", canonical=reverse("site:network"))
    return page(request, "site/network.html", context, leave)


def _contact(edition: EditionView) -> action.Action | None:
    """Only its own: the authorities' common number knows nothing of a network."""
    ways = action.of_town(edition) if edition.contact.phone or edition.contact.email else []
    return next((way for way in ways if way.way != "web"), None)


def _next(edition: EditionView) -> list[calendar_shown.Day]:
    today = timezone.localdate()
    spans = read.calendar.days(Asked(areas=edition.areas), today, None, NEXT)[:NEXT]
    entries = {one.id: one for one in read.entries(dict.fromkeys(span.entry_id for span in spans))}
    return calendar_shown.days(spans, entries, today)


@require_safe
def membership(request: HttpRequest, id: str, slug: str = "") -> HttpResponse:
    """A member has no page of its own, only its line."""
    found = load(id)
    if found.state == "gone":
        return gone(request)
    if not isinstance(found.record, Membership) or town(request).network is None:
        raise Http404
    return redirect(f"{reverse('site:network')}#{found.id}")


@require_safe
def body(request: HttpRequest, id: str, slug: str = "") -> HttpResponse:
    found = load(id)
    if found.state == "gone":
        return gone(request)
    if not isinstance(found.record, Body):
        raise Http404
    if elsewhere := moved(request, found):
        return elsewhere
    context = _about(request, found) | {"record": found.record, "seats": network.seats(found.record)}
    context["aids"] = [library.aid(one) for one in read.networks.documents(found.id)]
    return page(request, "site/body.html", context, _leave(found))


@require_safe
def document(request: HttpRequest, id: str, slug: str = "") -> HttpResponse:
    found = load(id)
    if found.state == "gone":
        return gone(request)
    if not isinstance(found.record, Document):
        raise Http404
    if elsewhere := moved(request, found):
        return elsewhere
    listed = network.versions(read.networks.versions(found.id), found.id)
    group = next(iter(read.entries([found.record.body_id] if found.record.body_id else [])), None)
    context = _about(request, found) | {
        "record": found.record,
        "version": network.version(found.record),
        "versions": listed if len(listed) > 1 else [],
        "newer": listed[0].url if not listed[0].here else "",
        "group": (address(group), group.name) if group else None,
    }
    return page(request, "site/document.html", context, _leave(found))


def _about(request: HttpRequest, found: Entry) -> dict[str, object]:
    edition = town(request)
    told = card.card(found, edition, timezone.now())
    ways = [way for way in action.ways(found, edition) if way.whose != "town"]
    return {
        "entry": found,
        "card": told,
        "network": edition.network,
        "first": next(iter(ways), None),
        "proofs": provenance.proofs(found),
        "confirmations": provenance.confirmations(found, timezone.localdate()),
    }


def _leave(found: Entry) -> Leave:
    return Leave(title=found.name, canonical=address(found), thing=found)
