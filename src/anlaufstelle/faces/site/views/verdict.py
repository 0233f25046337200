"""One tap: does it still stand? No account, no cookie, nothing about who said it; a form that works everywhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlaufstelle.pipeline import visitor
from anlaufstelle.record.entry import Entry

from .. import sender, topics
from ..page import Leave, page
from ..slug import address
from . import feedback
from .entry import gone, load

YES, NO = "ja", "nein"


@require_http_methods(["GET", "HEAD", "POST"])
def verdict(request: HttpRequest, id: str) -> HttpResponse:
    entry = load(id)
    if entry.state == "gone":
        return gone(request)
    if request.method != "POST":
        return _asked(request, entry)
    wrong, status = _refused(request)
    if wrong:
        return _asked(request, entry, wrong=wrong, status=status)
    if request.POST["wort"] == NO:
        visitor.wrong(entry)
        return feedback.shown(request, entry, heard=True)
    visitor.right(entry)
    return _asked(request, entry, sent=True)


def _refused(request: HttpRequest) -> tuple[str, int]:
    if not sender.from_our_page(request):
        return _("Bitte tippen Sie noch einmal."), 403
    if request.POST.get("wort", "") not in (YES, NO):
        return _("Bitte tippen Sie noch einmal."), 422
    if not sender.GATE.passes(request.META.get("REMOTE_ADDR", "")):
        return _("Gerade kommen sehr viele Rückmeldungen an. Bitte versuchen Sie es später noch einmal."), 429
    return "", 200


def _asked(
    request: HttpRequest, entry: Entry, *, sent: bool = False, wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "entry": entry,
        "back": address(entry),
        "verdict": reverse("site:verdict", args=[entry.id]),
        "tell": reverse("site:feedback-entry", args=[entry.id]),
        "sent": sent,
        "wrong": wrong,
    }
    secret = topics.sensitive((*entry.needs, *entry.situations))
    leave = Leave(title=_("Rückmeldung"), index=False, sensitive=secret or sent, status=status)
    response = page(request, "site/verdict.html", context, leave)
    response["Referrer-Policy"] = "same-origin"  # an old browser then names our origin, and its second tap counts
    return response
