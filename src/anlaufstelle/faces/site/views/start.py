"""The first page: what this is, that it is free and leaves no trace, where to type, whom to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..action import of_town
from ..form import Form
from ..page import Leave, page, town
from ..topics import Tile, first_numbers, situations, tiles


def more() -> list[Tile]:
    """What is no need, and still a reason to come."""
    return [
        Tile(reverse("site:events"), _("Termine"), "calendar"),
        Tile(reverse("site:opportunities"), _("Mitmachen"), "care"),
    ]


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    edition = town(request)
    if edition.network is not None:
        return redirect("site:network")
    context = {
        "ask": Form(reverse("site:results"), place=edition.name, hint=_("zum Beispiel: Schulden, Kita, Pflege")),
        "numbers": first_numbers(),
        "tiles": [*tiles(), *more()],
        "situations": situations(),
        "contact": next(iter(of_town(edition)), None),
    }
    about = _("Rat und Hilfe in %s: kostenlos, ohne Anmeldung, ohne Spuren.") % edition.name
    return page(request, "site/start.html", context, Leave(about=about, canonical=reverse("site:start")))


def languages(request: HttpRequest) -> HttpResponse:
    """The bare address shows the first language of the town; the page itself offers the others."""
    return start(request)
