"""The page of one offer, event or place to volunteer. Old ids and old names lead to today's address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_calendar import EVERYONE
from anlaufstelle.errors import NotFound
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Location, Opportunity

from .. import action, card, detail, event_page, map_svg, provenance, share, summary, topics, translated
from ..page import Leave, page, town
from ..slug import address, provider_address


def load(id: str) -> Entry:
    """Also a gone one, whose page says so; a place has no page."""
    current = read.resolve_id(id)
    if current is None:
        raise Http404
    try:
        found = read.entry(current, states=("published", "gone"))
    except NotFound as error:
        raise Http404 from error
    if isinstance(found.record, Location) or getattr(found.record, "audience", "everyone") not in EVERYONE:
        raise Http404
    return found


def moved(request: HttpRequest, entry: Entry) -> HttpResponse | None:
    """A redirect, unless this already is the entry's address."""
    right = address(entry)
    return None if request.path == right else HttpResponsePermanentRedirect(right)


def gone(request: HttpRequest) -> HttpResponse:
    context = {"contact": next(iter(action.of_town(town(request))), None)}
    return page(request, "site/gone.html", context, Leave(title=_("Nicht mehr da"), index=False, status=410))


def _write(entry: Entry, edition: EditionView) -> str:
    """Where somebody who wants to help here may write without an account."""
    asked = edition.helping is not None and isinstance(entry.record, Opportunity)
    return reverse("site:helping-about", kwargs={"id": entry.id}) if asked else ""


@require_safe
def entry(request: HttpRequest, id: str, kind: str, slug: str = "") -> HttpResponse:
    found = load(id)
    if found.state == "gone":
        return gone(request)
    if elsewhere := moved(request, found):
        return elsewhere
    context = context_of(request, found)
    secret = topics.sensitive((*found.needs, *found.situations))
    title = _("Angebot") if secret else found.name
    event = context["event"]
    leave = Leave(
        title=title,
        index=event is None or not event.over,
        sensitive=secret,
        guarded=topics.guarded((*found.needs, *found.situations)),
        canonical=address(found),
        about="" if secret else context["card"].what,
        thing=found,
    )
    return page(request, "site/entry.html", context, leave)


def context_of(request: HttpRequest, found: Entry) -> dict[str, Any]:
    """All that the page tells of an entry, also of one that is still being written."""
    at, edition = timezone.now(), town(request)
    ways = action.ways(found, edition)
    own = [way for way in ways[1:] if way.whose != "town"]
    told_card = card.card(found, edition, at, read.open_now([found.id], at).get(found.id))
    return {
        "entry": found,
        "card": told_card,
        "gloss": summary.gloss(found),
        "summary": summary.summary(found, next(iter(ways), None), at),
        "pieces": translated.pieces(found),
        "first": ways[0] if ways else None,
        "ways": own,
        "contacts": action.town_beside(ways),
        "parts": detail.parts(found),
        "times": detail.times(found, at),
        "unknown": detail.unknown(found),
        "proofs": provenance.proofs(found),
        "confirmations": provenance.confirmations(found, timezone.localdate(at)),
        "numbers": topics.numbers_for(found.needs),
        "map": map_svg.of_cards((found.ags,) if found.ags else edition.areas, [told_card]) if told_card.point else None,
        "share": share.share(request.build_absolute_uri(address(found)), [told_card]),
        "verdict": reverse("site:verdict", args=[found.id]),
        "tell": reverse("site:feedback-entry", args=[found.id]),
        "write": _write(found, edition),
        "event": event_page.about(request, found, at) if found.kind == "event" else None,
        "provider": provider_address(found.provider.id, found.provider.name) if found.provider else "",
    }
