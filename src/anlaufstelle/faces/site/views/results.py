"""Search results: a list that says where help was found and hands over to a person where it was not."""

import logging
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import BadValue, IndexUnavailable
from anlaufstelle.faces.edition import not_ready
from anlaufstelle.pipeline import tally
from anlaufstelle.search import proximity
from anlaufstelle.search.answer import Answer
from anlaufstelle.vocabulary import coordinates

from .. import action, answer, finding, fixed, fragment, map_svg, office, question, topics
from ..form import Form
from ..page import Leave, page, town

logger = logging.getLogger(__name__)


@require_safe
def topic(request: HttpRequest, concept: str) -> HttpResponse:
    if not topics.known(concept):
        raise Http404
    return HttpResponseRedirect(topics.search_for(concept))


@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest) -> HttpResponse:
    asked = question.read(request.GET)
    if asked.topic and not topics.known(asked.topic):
        return HttpResponseRedirect(asked.but(topic=""))
    if asked.who and not topics.is_situation(asked.who):
        return HttpResponseRedirect(asked.but(who=""))
    if asked.empty:
        return _nothing_asked(request, asked)
    try:
        return _answered(request, asked)
    except IndexUnavailable:
        logger.error("There is no search index; `anlaufstelle night` builds one.")
        return not_ready(request)


def _nothing_asked(request: HttpRequest, asked: question.Question) -> HttpResponse:
    context = {
        "ask": Form(fixed.address("results"), place=asked.place),
        "tiles": topics.tiles(),
        "heading": _("Was suchen Sie?"),
        "told": _("Schreiben Sie ein Wort oder einen Satz. Oder wählen Sie ein Thema."),
    }
    return page(request, "site/look_on.html", context, Leave(title=_("Suche"), index=False))


def _cards(told: Answer, edition: EditionView, at: datetime) -> tuple[list[fragment.Drawn], bool]:
    """Two questions to the tables, however many results; and whether a distance could be told of any."""
    listed = (*told.results, *told.maybe)
    metres = {one.id: one.distance_m if isinstance(one.distance_m, int) else None for one in listed}
    levels = dict.fromkeys((one.id for one in told.maybe), "h3")
    opening = read.open_now(metres, at)
    entries = list(read.entries(metres))
    cards = [
        fragment.drawn(one, edition, at, opening.get(one.id), metres[one.id], level=levels.get(one.id, "h2"))
        for one in entries
    ]
    return cards, any(proximity.located(proximity.point_of(one)) for one in entries)


def _answered(request: HttpRequest, asked: question.Question) -> HttpResponse:
    at, edition, language = timezone.now(), town(request), get_language() or "de"
    near = _near(request)
    found = finding.find(asked, edition, language, settings.ANLAUFSTELLE_HOME, at, near)
    told = found.answer
    if asked.page > 1 and not told.results:
        return HttpResponseRedirect(asked.but(page=1))
    _count(request, asked, told, language)
    shown, located = _cards(told, edition, at)
    cards, maybe = shown[: len(told.results)], shown[len(told.results) :]
    place = found.place or edition.name
    context = {
        "ask": Form(
            fixed.address("results"),
            asked.text or topics.caption(asked.topic or asked.who),
            asked.place or edition.name,
        ),
        "heading": answer.heading(asked, told.fit, told.total, place, maybe=bool(maybe)),
        "beneath": answer.beneath(told.fit, place, chosen=bool(asked.switches or asked.kind or (near and asked.ring))),
        "corrected": told.query.corrected,
        "as_typed": asked.dropping("spelling"),
        "place_unknown": asked.place if found.place_unknown else "",
        "chips": answer.chips(asked, told.query.chips, edition.name, {one.kind for one in told.results}),
        "near": near,
        "located": located or near,
        "around": asked.but(ring=0),
        "rings": answer.rings(asked, found.rings),
        "cards": cards,
        "maybe": maybe,
        "unknown": told.unknown,
        "pages": answer.pages(asked, told.total),
        "numbers": office.beside(topics.numbers_for(told.query.crisis), found, edition, settings.ANLAUFSTELLE_HOME, at),
        "contact": action.of_town(edition),
        "ways_on": answer.ways_on(asked, told.suggestions, told.query.chips),
        "tiles": [] if shown else topics.tiles(),
        "map": map_svg.of_cards((told.query.place.ags,) if told.query.place else edition.areas, cards),
    }
    concepts = (*told.query.needs, asked.topic)
    leave = Leave(
        title=_("Suche"),
        index=False,
        sensitive=bool(asked.text or near) or topics.sensitive(concepts),
        guarded=topics.guarded(concepts),
    )
    return page(request, "site/results.html", context, leave)


def _near(request: HttpRequest) -> proximity.Spot | None:
    """Where somebody stands, as their browser tells it after a tap: in the body, since addresses are kept."""
    stated = request.POST.get("hier", "")
    try:
        return proximity.Spot(*coordinates.point(stated[:40])) if stated else None
    except BadValue:
        return None  # abroad, or no browser's words


def _count(request: HttpRequest, asked: question.Question, told: Answer, language: str) -> None:
    """Only the first page of a question, only concepts of the closed vocabulary, never its words."""
    if asked.page > 1 or request.method != "GET":
        return
    concepts = (asked.topic,) if asked.topic else told.query.needs[:1]
    where = told.query.place
    district = f"{where.ags}:{where.district}" if where and where.district else where.ags if where else ""
    tally.count(concepts, language=language, zero=not told.results, district=district)
