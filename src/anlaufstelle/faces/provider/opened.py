"""Who stands behind a link, and how every page of this face leaves the house. Looking never changes anything: mail
scanners and previews open each link with GET or HEAD, and only a POST is an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from anlaufstelle.catalogue.read.asking import TicketView
from anlaufstelle.catalogue.rules_asked import Asked
from anlaufstelle.pipeline import offers, tickets

from .. import tongues
from ..address_form import speaking
from ..gate import Gate

GUESSES = Gate(most=20)
ANSWERS = Gate(most=60)
"""Per ten minutes: wrong links from one place, and answers to one link."""


@dataclass(frozen=True)
class Opened:
    ticket: TicketView
    token: str
    held: offers.Holder

    def steward(self) -> str:
        """Whose editors decide about what this organisation says."""
        return offers.steward(self.held)

    def voice(self) -> Asked:
        name = self.held.organization.name[:120]
        return offers.speaking(self.held, f"Anbieter {name} (Link {self.ticket.id})")


View = Callable[..., HttpResponse]


def _language(request: HttpRequest) -> str:
    """The links of a mail name none: letters are German. What the pages offer is `?sprache=` with a language of the
    town."""
    asked = request.GET.get("sprache", "")
    return asked if asked in tongues.offered(request.edition) else tongues.SOURCE  # type: ignore[attr-defined]


def _menu(request: HttpRequest) -> dict[str, Any]:
    """As the part of the look that shows it wants it."""
    codes, here = tongues.offered(request.edition), translation.get_language()  # type: ignore[attr-defined]
    links = [
        tongues.Tongue(code=one, name=tongues.name(one), start=f"?sprache={one}", current=one == here) for one in codes
    ]
    about = f"{get_script_prefix()}{here}/sprachen"
    return {"home": "anbieter", "offered": codes, "tongues": links if len(links) > 1 else [], "about_tongues": about}


def opening(purpose: tickets.Purpose) -> Callable[[View], View]:
    """Hands the view an `Opened`; whoever has no right link is told whom to ask, and not what was wrong with it."""

    def around(view: View) -> View:
        @csrf_exempt  # the address itself is the secret, and there is no cookie that another site could ride on
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def asked(request: HttpRequest, token: str, **keys: Any) -> HttpResponse:
            with speaking(_language(request), request.edition.address_form):  # type: ignore[attr-defined]
                ticket = tickets.opened(token, purpose)
                held = offers.holder(ticket.organization) if ticket else None
                if ticket is None or held is None:
                    free = GUESSES.passes(request.META.get("REMOTE_ADDR", ""))
                    return closed(request) if free else too_often(request)
                if request.method == "POST" and not ANSWERS.passes(str(ticket.id)):
                    return too_often(request)
                return view(request, Opened(ticket, token, held), **keys)

        asked.purpose = purpose  # type: ignore[attr-defined]
        return asked

    return around


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    here = translation.get_language() or tongues.SOURCE
    told = {**context, "frame": _menu(request), "query": "" if here == tongues.SOURCE else f"?sprache={here}"}
    response = render(request, f"provider/{template}.html", told, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Language"] = here
    return response


def closed(request: HttpRequest) -> HttpResponse:
    return page(request, "closed", {"contact": request.edition.contact}, 404)  # type: ignore[attr-defined]


def too_often(request: HttpRequest) -> HttpResponse:
    return page(request, "often", {}, 429)
