"""What a network knows: its working aids with their versions, and what its towns have already done."""

import logging

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.faces.edition import not_ready
from anlaufstelle.search.answer import AskedPlace

from .. import chosen, library, topics
from ..page import Leave, page
from .network import of_network

logger = logging.getLogger(__name__)


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    edition, asked = of_network(request), chosen.wish(request)
    old = read.networks.replaced()
    here = AskedPlace(edition.name, edition.areas[0])
    try:
        found = chosen.of("document", edition.areas, asked, place=here, but=old)
    except IndexUnavailable:
        return _not_indexed(request)
    count = ngettext("%s Arbeitshilfe", "%s Arbeitshilfen", found.total) % found.total
    context = _context(asked, found, reverse("site:library")) | {
        "lines": [library.aid(one, asked.text, old=one.id in old) for one in found.entries],
        "count": count,
    }
    return page(request, "site/library.html", context, _leave(_("Bibliothek"), asked, reverse("site:library")))


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """ "Has anybody done this already?" over the towns that belong to the network today."""
    edition, asked, today = of_network(request), chosen.wish(request), timezone.localdate()
    members = read.networks.members(edition.areas, today)
    towns = read.networks.towns(members)
    try:
        found = chosen.of("project", towns, asked, place=None, but=()) if towns else chosen.Chosen([], 0, [])
    except IndexUnavailable:
        return _not_indexed(request)
    here = reverse("site:network-projects")
    context = _context(asked, found, here) | {
        "cards": [library.done(one, edition, towns, timezone.now()) for one in found.entries],
        "towns": list(towns.values()),
        "count": ngettext("%s Projekt", "%s Projekte", found.total) % found.total,
    }
    return page(request, "site/network_projects.html", context, _leave(_("Wer hat das schon gemacht?"), asked, here))


def _context(asked: chosen.Wish, found: chosen.Chosen, here: str) -> dict[str, object]:
    asking = bool(asked.text or asked.topic)
    return {"wish": asked, "here": here, "topics": found.topics, "asking": asking} | chosen.pages(
        asked, found.total, here
    )


def _leave(title: str, asked: chosen.Wish, here: str) -> Leave:
    """As with all results: a question somebody typed is nobody else's."""
    return Leave(
        title=title,
        index=not (asked.text or asked.topic),
        sensitive=bool(asked.text) or topics.sensitive((asked.topic,)),
        guarded=topics.guarded((asked.topic,)),
        canonical=here,
    )


def _not_indexed(request: HttpRequest) -> HttpResponse:
    logger.error("There is no search index; `anlaufstelle night` builds one.")
    return not_ready(request)
