"""Two forms without cookie, account or personal data: about the site (§5 BITVNRW), and about one entry."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlaufstelle.pipeline import visitor
from anlaufstelle.record.entry import Entry

from .. import action, sender, topics
from ..page import Leave, page, town
from ..slug import address
from .entry import load

REASONS = ("phone", "hours", "gone", "address", "other")
"""Kept with the message as these words of the vocabulary; what is shown is their caption."""


@dataclass(frozen=True)
class Reason:
    value: str
    label: str


def reasons() -> list[Reason]:
    told = (
        _("Die Telefonnummer stimmt nicht"),
        _("Die Öffnungszeiten stimmen nicht"),
        _("Das Angebot gibt es nicht mehr"),
        _("Die Adresse stimmt nicht"),
        _("Etwas anderes"),
    )
    return [Reason(value, label) for value, label in zip(REASONS, told, strict=True)]


@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def about_entry(request: HttpRequest, id: str) -> HttpResponse:
    return _form(request, load(id))


def _form(request: HttpRequest, entry: Entry | None) -> HttpResponse:
    wrong, status = "", 200
    if request.method == "POST":
        wrong, status = _refused(request, entry is not None)
        if not wrong:
            if not request.POST.get(sender.HONEYPOT):
                visitor.tell(_written(request), about=entry, steward=next(iter(town(request).areas), "DE"))
            return shown(request, entry, sent=True)
    return shown(request, entry, wrong=wrong, status=status)


def _refused(request: HttpRequest, about_entry: bool) -> tuple[str, int]:
    if not sender.from_our_page(request):
        return _("Das hat nicht geklappt. Bitte rufen Sie an, oder nutzen Sie einen neueren Browser."), 403
    if not request.POST.get("text", "").strip() and not (about_entry and _reason(request)):
        return _("Bitte schreiben Sie, worum es geht."), 422
    if not sender.GATE.passes(request.META.get("REMOTE_ADDR", "")):
        return _("Gerade kommen sehr viele Rückmeldungen an. Bitte versuchen Sie es später noch einmal."), 429
    return "", 200


def _reason(request: HttpRequest) -> str:
    given = request.POST.get("grund", "")
    return given if given in REASONS else ""


def _written(request: HttpRequest) -> str:
    reply = request.POST.get("antwort", "").strip()[:200]
    parts = (_reason(request), request.POST.get("text", "").strip(), f"reply: {reply}" if reply else "")
    return "\n".join(part for part in parts if part)


def shown(
    request: HttpRequest,
    entry: Entry | None,
    *,
    sent: bool = False,
    heard: bool = False,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    """`heard`: somebody just said that something is wrong, and is asked what."""
    secret = entry is not None and topics.sensitive((*entry.needs, *entry.situations))
    context = {
        "entry": entry,
        "back": address(entry) if entry else reverse("site:start"),
        "action": reverse("site:feedback-entry", args=[entry.id]) if entry else request.path,
        "reasons": reasons() if entry else [],
        "chosen": _reason(request),
        "text": request.POST.get("text", ""),
        "reply": request.POST.get("antwort", ""),
        "honeypot": sender.HONEYPOT,
        "longest": visitor.LONGEST,
        "sent": sent,
        "heard": heard,
        "wrong": wrong,
        "contact": next(iter(action.of_town(town(request))), None),
    }
    leave = Leave(title=_("Rückmeldung"), index=entry is None and not sent, sensitive=secret or sent, status=status)
    response = page(request, "site/feedback.html", context, leave)
    response["Referrer-Policy"] = "same-origin"  # else browsers send "Origin: null" with our own form
    return response
