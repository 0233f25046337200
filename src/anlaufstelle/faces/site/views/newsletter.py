"""A network's newsletter: asked for, agreed to and ended by links, without an account."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlaufstelle.catalogue.read.newsletter import ReaderView
from anlaufstelle.errors import BadValue
from anlaufstelle.faces.gate import Gate
from anlaufstelle.pipeline import newsletter, tickets

from .. import sender
from ..page import Leave, page
from .network import of_network

GUESSES = Gate(most=20)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    edition = of_network(request)
    if not newsletter.offered(edition):
        raise Http404
    if request.method != "POST":
        return _asking(request)
    if not sender.from_our_page(request):
        wrong = _("Das hat nicht geklappt. Bitte nehmen Sie einen neueren Browser.")
        return _asking(request, wrong=wrong, status=403)
    if not sender.GATE.passes(request.META.get("REMOTE_ADDR", "")):
        return _asking(request, wrong=_("Bitte versuchen Sie es später noch einmal."), status=429)
    if not request.POST.get(sender.HONEYPOT):
        try:
            newsletter.sign_up(edition, request.POST.get("adresse", ""))
        except BadValue:
            return _asking(request, wrong=_("Bitte geben Sie eine E-Mail-Adresse an."), status=422)
    return _asking(request, sent=True)


def _asking(request: HttpRequest, *, sent: bool = False, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {
        "sent": sent,
        "wrong": wrong,
        "given": request.POST.get("adresse", ""),
        "days": newsletter.KEPT_DAYS,
        "honeypot": sender.HONEYPOT,
    }
    asking = request.method != "POST"
    here = reverse("site:newsletter")
    leave = Leave(title=_("Rundbrief"), index=asking, sensitive=not asking, status=status, canonical=here)
    response = page(request, "site/newsletter.html", context, leave)
    response["Referrer-Policy"] = "same-origin"  # else browsers send "Origin: null" with our own form
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Looking agrees to nothing: mail scanners open every link."""
    return _by_link(request, token, "join", newsletter.confirm)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """A mail program's own button posts here as well (List-Unsubscribe-Post): the address itself is the key."""
    return _by_link(request, token, "leave", lambda reader: newsletter.remove(reader.id))


def _by_link(
    request: HttpRequest,
    token: str,
    what: tickets.Purpose,
    act: Callable[[ReaderView], None],
) -> HttpResponse:
    found = newsletter.opened(of_network(request), token, what)
    status = 200
    if found is None:
        status = 404 if GUESSES.passes(request.META.get("REMOTE_ADDR", "")) else 429
    elif request.method == "POST":
        act(found)
    context = {"what": what if found else "closed", "done": request.method == "POST"}
    told = Leave(title=_("Rundbrief"), index=False, sensitive=True, status=status)
    return page(request, "site/newsletter_link.html", context, told)
