"""The screen in the lobby: large targets, no way out of the site, no telephone, nothing left for the next person.

What somebody takes along is a QR code or paper. The idle reset needs a script; everything else works without one.
"""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.faces.edition import not_ready
from anlaufstelle.record.entry import Entry

from .. import action, answer, card, detail, exit, finding, houses, office, question, topics
from ..page import Leave, page, town
from ..slug import address
from .entry import gone, load
from .houses import of_house, on_this_day

IDLE_SECONDS = 90
WARNING_SECONDS = 30


@dataclass(frozen=True)
class Line:
    card: card.Card
    href: str


def _page(request: HttpRequest, template: str, title: str, context: dict[str, object]) -> HttpResponse:
    """Always kept nowhere: the next person presses Back."""
    frame = {"idle": IDLE_SECONDS, "warning": WARNING_SECONDS, "kiosk": reverse("site:kiosk")}
    frame |= {"end": reverse("site:kiosk-end"), "search": reverse("site:kiosk-results")}
    return page(request, template, {**frame, **context}, Leave(title=title, index=False, sensitive=True))


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    at_home = [(one, houses.page_of(one, "kiosk-house")) for one in town(request).houses]
    context = {
        "tiles": [(one, _search(one.href)) for one in topics.tiles()],
        "numbers": topics.first_numbers(),
        "houses": at_home,
    }
    return _page(request, "site/kiosk_start.html", _("Anlaufstelle"), context)


def _search(href: str) -> str:
    return f"{reverse('site:kiosk-results')}?{href.partition('?')[2]}"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    asked = question.read(request.GET)
    if asked.empty or (asked.topic and not topics.known(asked.topic)):
        return HttpResponseRedirect(reverse("site:kiosk"))
    at, edition = timezone.now(), town(request)
    try:
        found = finding.find(asked, edition, get_language() or "de", settings.ANLAUFSTELLE_HOME, at)
    except IndexUnavailable:
        return not_ready(request)
    told = found.answer
    ids = [one.id for one in told.results]
    opening = read.open_now(ids, at)
    lines = [Line(card.card(one, edition, at, opening.get(one.id)), _entry(one)) for one in read.entries(ids)]
    context = {
        "heading": answer.heading(asked, told.fit, told.total, found.place or edition.name),
        "lines": lines,
        "numbers": office.beside(topics.numbers_for(told.query.crisis), found, edition, settings.ANLAUFSTELLE_HOME, at),
        "contact": action.of_town(edition),
    }
    return _page(request, "site/kiosk_results.html", _("Suche"), context)


def _entry(entry: Entry) -> str:
    return reverse("site:kiosk-entry", kwargs={"id": entry.id})


@require_safe
def entry(request: HttpRequest, id: str) -> HttpResponse:
    found = load(id)
    if found.state == "gone":
        return gone(request)
    at, edition = timezone.now(), town(request)
    link = request.build_absolute_uri(address(found))
    code = segno.make(link, error="m", micro=False)
    context = {
        "card": card.card(found, edition, at, read.open_now([found.id], at).get(found.id)),
        "ways": action.ways(found, edition),
        "parts": detail.parts(found),
        "times": detail.times(found, at),
        "numbers": topics.numbers_for(found.needs),
        "code": code.svg_data_uri(border=2, dark="#000", light="#fff"),
        "link": link,
    }
    return _page(request, "site/kiosk_entry.html", _("Angebot"), context)


@require_safe
def end(request: HttpRequest) -> HttpResponse:
    """Empties what the browser kept, then begins anew."""
    response = HttpResponseRedirect(reverse("site:kiosk"))
    response["Clear-Site-Data"] = exit.CLEARED
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def house(request: HttpRequest, house: str) -> HttpResponse:
    found, slots = of_house(request, house)
    context = {"house": found, **on_this_day(slots)}
    return _page(request, "site/kiosk_house.html", found.name, context)
