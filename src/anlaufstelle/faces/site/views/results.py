"""Search results: a list that says where help was found and hands over to a person where it was not."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read

from .. import action, answer, card, finding, question, topics
from ..form import Form
from ..page import Leave, page, town


@require_safe
def topic(request: HttpRequest, concept: str) -> HttpResponse:
    if not topics.known(concept):
        raise Http404
    return HttpResponseRedirect(topics.search_for(concept))


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    asked = question.read(request.GET)
    if asked.topic and not topics.known(asked.topic):
        return HttpResponseRedirect(asked.but(topic=""))
    if asked.empty:
        return _nothing_asked(request, asked)
    return _answered(request, asked)


def _nothing_asked(request: HttpRequest, asked: question.Question) -> HttpResponse:
    context = {
        "ask": Form(reverse("site:results"), place=asked.place),
        "tiles": topics.tiles(),
        "contact": next(iter(action.of_town(town(request))), None),
    }
    return page(request, "site/nothing_asked.html", context, Leave(title=_("Suche"), index=False))


def _answered(request: HttpRequest, asked: question.Question) -> HttpResponse:
    at, edition = timezone.now(), town(request)
    found = finding.find(asked, edition, get_language() or "de", settings.ANLAUFSTELLE_HOME, at)
    if asked.page > 1 and not found.results:
        return HttpResponseRedirect(asked.but(page=1))
    told = found.answer
    ids = [one.id for one in found.results]
    opening = read.open_now(ids, at)
    metres = {one.id: one.distance_m for one in found.results}
    cards = [card.card(one, edition, at, opening.get(one.id), metres.get(one.id)) for one in read.entries(ids)]
    place = found.place or edition.name
    context = {
        "ask": Form(reverse("site:results"), asked.text or topics.caption(asked.topic), asked.place or edition.name),
        "heading": answer.heading(asked, told.fit, told.total, place),
        "beneath": answer.beneath(told.fit, place),
        "corrected": told.query.corrected,
        "place_unknown": asked.place if found.place_unknown else "",
        "chips": answer.chips(asked, "" if found.place_unknown or not asked.place else place, edition.name)
        if cards or asked.switches
        else [],
        "cards": cards,
        "pages": answer.pages(asked, told.total),
        "numbers": topics.numbers_for(told.query.needs),
        "unknown": told.unknown,
        "contact": action.of_town(edition),
        "tiles": topics.tiles() if told.fit == "none" else [],
        "suggestions": [topics.Tile(asked.but(text=one), one, "") for one in told.suggestions],
    }
    sensitive = bool(asked.text) or topics.sensitive(told.query.needs)
    return page(request, "site/results.html", context, Leave(title=_("Suche"), index=False, sensitive=sensitive))
