"""The guide: tiles first, then one question a page with how many offers fit so far."""

import logging
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.faces.edition import not_ready

from .. import action, finding, lotse, offered, question, topics
from ..page import Leave, page, town

logger = logging.getLogger(__name__)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    asked, at = question.read(request.GET), lotse.number(request.GET.get("schritt", ""))
    if asked.topic and not topics.known(asked.topic):
        asked = question.Question()
    if at == 0:
        return _first(request)
    try:
        return _step(request, asked, at)
    except IndexUnavailable:
        logger.error("There is no search index; `anlaufstelle night` builds one.")
        return not_ready(request)


def _first(request: HttpRequest) -> HttpResponse:
    context = {
        "tiles": lotse.tiles(),
        "begin": lotse.address(question.Question(), 1),
        "contact": next(iter(action.of_town(town(request))), None),
    }
    title = _("Wegweiser")
    return page(request, "site/lotse.html", context, Leave(title=title, canonical=reverse("site:lotse")))


def _step(request: HttpRequest, asked: question.Question, at: int) -> HttpResponse:
    edition = town(request)
    guarded = topics.guarded((asked.topic,))
    context = {
        "step": lotse.step(asked, at, edition, offered.concepts(edition, settings.ANLAUFSTELLE_HOME, time())),
        "steps": range(1, len(lotse.STEPS) + 1),
        "count": _count(asked, request),
        "numbers": topics.numbers_for((asked.topic,)) or (topics.first_numbers()[:3] if guarded else []),
        "contact": next(iter(action.of_town(edition)), None),
    }
    leave = Leave(title=_("Wegweiser"), index=False, sensitive=True, guarded=guarded)
    return page(request, "site/lotse_step.html", context, leave)


def _count(asked: question.Question, request: HttpRequest) -> str:
    """ "" before anything was answered that could be searched for."""
    if asked.empty:
        return ""
    language = get_language() or "de"
    found = finding.find(asked, town(request), language, settings.ANLAUFSTELLE_HOME, timezone.now())
    return lotse.count_words(found.answer.total, found.answer.unknown)
