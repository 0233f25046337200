"""The small page that a town's own site shows in a frame: a search box and, if asked for, a list.

No script and no cookie; whatever is chosen opens in a window of its own. Who may frame it stands in the edition.
"""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.faces.edition import not_ready

from .. import card, finding, question, topics
from ..form import Form
from ..page import Leave, page, town

MOST = 5
ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?")


def policy(edition: EditionView) -> str:
    """Stricter than that of our other pages but for the frame: no script at all."""
    framed = " ".join(one for one in edition.frames if ORIGIN.fullmatch(one)) or "'self'"
    return (
        "default-src 'none'; style-src 'self'; img-src data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors {framed}"
    )


@require_safe
def small(request: HttpRequest) -> HttpResponse:
    """`thema` (a topic) or `q` gives a list; `offen=1` keeps what is open now; with none of them, only the box."""
    asked = question.read(request.GET)
    if asked.topic and not topics.known(asked.topic):
        raise Http404
    edition = town(request)
    try:
        cards = [] if asked.empty else _cards(asked, edition)
    except IndexUnavailable:
        return not_ready(request)
    context = {
        "ask": Form(reverse("site:results"), asked.text, asked.place or edition.name),
        "heading": topics.caption(asked.topic) if asked.topic else _("Hilfe finden"),
        "cards": cards,
        "more": "" if asked.empty else asked.address(),
        "listed": not asked.empty,
    }
    response = page(request, "site/embed.html", context, Leave(title=_("Hilfe finden"), index=False))
    response["Content-Security-Policy"] = policy(edition)
    return response


def _cards(asked: question.Question, edition: EditionView) -> list[card.Card]:
    at = timezone.now()
    found = finding.find(asked, edition, get_language() or "de", settings.ANLAUFSTELLE_HOME, at)
    metres = {one.id: one.distance_m or None for one in found.answer.results[:MOST]}
    opening = read.open_now(metres, at)
    return [card.card(one, edition, at, opening.get(one.id), metres[one.id]) for one in read.entries(metres)]
