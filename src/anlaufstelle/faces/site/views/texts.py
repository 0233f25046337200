"""Pages of text: what a town writes about itself, what the software can say for itself, and all crisis numbers."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import action, topics
from .. import languages as tongues
from ..page import Leave, page, town
from ..prose import html


def _of_town(request: HttpRequest, key: str, title: str, template: str) -> HttpResponse:
    edition = town(request)
    written = edition.texts.get(key, "")
    context = {"title": title, "written": html(written), "contact": action.of_town(edition)}
    return page(request, template, context, Leave(title=title, canonical=reverse(f"site:{key}")))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _of_town(request, "about", _("Über diese Seite"), "site/about.html")


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return _of_town(request, "imprint", _("Impressum"), "site/imprint.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _of_town(request, "privacy", _("Datenschutz"), "site/privacy.html")


@require_safe
def traces(request: HttpRequest) -> HttpResponse:
    leave = Leave(title=_("Hinweise"), sensitive=True, guarded=True, canonical=reverse("site:traces"))
    return page(request, "site/traces.html", {"beside_german": tongues.beside_german()}, leave)


@require_safe
def urgent(request: HttpRequest) -> HttpResponse:
    leave = Leave(title=_("Wichtige Nummern"), sensitive=True, guarded=True, canonical=reverse("site:urgent"))
    return page(
        request, "site/urgent.html", {"numbers": topics.numbers(), "beside_german": tongues.beside_german()}, leave
    )


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Which languages there are, and whether somebody who grew up with them has read the words."""
    told = [
        (one, tongues.reviewer(one.code), one.code == tongues.SOURCE) for one in tongues.menu(request, town(request))
    ]
    leave = Leave(title=_("Sprachen"), canonical=reverse("site:languages"))
    return page(request, "site/languages.html", {"told": told}, leave)
