"""Pages for what went wrong. The last resort, 500, asks nothing of the database or the edition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import topics
from ..form import Form
from ..page import Leave, page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not hasattr(request, "edition"):
        return render(request, "design/failed.html", {"status": 404}, status=404)
    context = {
        "ask": Form(reverse("site:results")),
        "tiles": topics.tiles(),
        "heading": _("Diese Seite gibt es nicht"),
        "told": _("Vielleicht ist die Adresse alt oder ein Buchstabe fehlt. Suchen Sie hier weiter:"),
    }
    return page(request, "site/look_on.html", context, Leave(title=_("Nicht gefunden"), index=False, status=404))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/failed.html", {"status": 400}, status=400)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "design/failed.html", {"status": 500}, status=500)
