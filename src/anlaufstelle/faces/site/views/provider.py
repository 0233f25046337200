"""The page of an organisation: how to reach it, and everything it offers."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read

from .. import action, card, provenance, summary, translated
from ..page import Leave, page, town
from ..slug import address
from .entry import gone, load, moved


@require_safe
def provider(request: HttpRequest, id: str, slug: str = "") -> HttpResponse:
    found = load(id)
    if found.state == "gone":
        return gone(request)
    if elsewhere := moved(request, found):
        return elsewhere
    at, edition = timezone.now(), town(request)
    offers = read.provider_services(found.id)
    opening = read.open_now([one.id for one in offers], at)
    ways = action.ways(found, edition)
    context = {
        "name": found.name,
        "summary": summary.of_provider(offers, next(iter(ways), None)),
        "pieces": translated.pieces(found),
        "first": ways[0] if ways else None,
        "ways": [way for way in ways[1:] if way.whose != "town"],
        "cards": [card.card(one, edition, at, opening.get(one.id)) for one in offers],
        "checked": provenance.checked(found),
        "proofs": provenance.proofs(found),
    }
    return page(request, "site/provider.html", context, Leave(title=found.name, canonical=address(found), thing=found))
