"""Places to volunteer: what there is, what suits somebody, and a first word without an account."""

from dataclasses import replace
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.pipeline import helping as desk
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Opportunity

from .. import action, card, helping, sender
from ..helping import Fit, Wish
from ..page import Leave, page, town
from ..provenance import date_words
from ..slug import address
from .entry import load


def _found(request: HttpRequest, wish: Wish) -> list[Fit]:
    return helping.fitting(wish, read.stream(kind="opportunity"), town(request), timezone.localdate())


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Everything there is, or what suits these answers; state in the address alone."""
    wish, edition = helping.read(request.GET), town(request)
    found = _found(request, wish)
    last = max(1, -(-len(found) // helping.PER_PAGE))
    number = min(wish.page, last)
    shown = found[(number - 1) * helping.PER_PAGE : number * helping.PER_PAGE]
    asked = {"asked": edition.helping is not None, "wish": wish}
    cards = [(one, _card(request, one, wish)) for one in shown]
    context = asked | {
        "fitting": [told for one, told in cards if not one.silent],
        "maybe": [told for one, told in cards if one.silent],
        "unknown": sum(1 for one in found if one.silent),
        "count": "" if wish.empty else helping.count_words(found),
        "tiles": [] if not wish.empty else helping.tiles(wish),
        "chips": helping.chips(wish, edition),
        "begin": helping.at(wish, 1),
        "write": wish.address("helping-write"),
        "before": replace(wish, page=number - 1).address() if number > 1 else "",
        "after": replace(wish, page=number + 1).address() if number < last else "",
        "pages": _("Seite %(page)s von %(last)s") % {"page": number, "last": last} if last > 1 else "",
        "contact": next(iter(action.of_town(edition)), None),
        "level": "h3" if wish.empty else "h2",
    }
    title = _("Mitmachen")
    leave = Leave(title=title, canonical=reverse("site:opportunities"), index=wish.empty and number == 1)
    return page(request, "site/helping.html", context, leave)


def _card(request: HttpRequest, one: Fit, wish: Wish) -> card.Card:
    edition = town(request)
    told = card.card(one.entry, edition, timezone.now())
    contact = wish.address("helping-about", id=one.entry.id) if edition.helping else ""
    return replace(told, fits=one.yes, silent=one.silent, contact=contact)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """One question a page, with how many places suit the answers so far."""
    wish, edition = helping.read(request.GET), town(request)
    number = helping.number(request.GET.get("schritt", ""))
    context = {
        "step": helping.step(wish, number, edition),
        "steps": range(1, len(helping.STEPS) + 1),
        "count": "" if wish.empty else helping.count_words(_found(request, wish)),
        "contact": next(iter(action.of_town(edition)), None),
    }
    leave = Leave(title=_("Was passt zu mir?"), index=False)
    return page(request, "site/lotse_step.html", context, leave)


@require_http_methods(["GET", "HEAD", "POST"])
def undecided(request: HttpRequest) -> HttpResponse:
    """Somebody who wants to help and does not know how: the desk that the edition names answers."""
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, id: str) -> HttpResponse:
    found = load(id)
    if not isinstance(found.record, Opportunity) or found.state == "gone":
        raise Http404
    return _form(request, found)


def _form(request: HttpRequest, entry: Entry | None) -> HttpResponse:
    if town(request).helping is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, entry)
    wrong, status = _refused(request)
    if not wrong and not request.POST.get(sender.HONEYPOT):
        desk.tell(_said(request), town(request), about=entry)
    return _shown(request, entry, sent=not wrong, wrong=wrong, status=status)


def _refused(request: HttpRequest) -> tuple[str, int]:
    if not sender.from_our_page(request):
        return _("Das hat nicht geklappt. Bitte rufen Sie an, oder nutzen Sie einen neueren Browser."), 403
    if not desk.reachable(request.POST.get("antwort", "")):
        return _("Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse an."), 422
    if not sender.GATE.passes(request.META.get("REMOTE_ADDR", "")):
        return _("Gerade kommen sehr viele Rückmeldungen an. Bitte versuchen Sie es später noch einmal."), 429
    return "", 200


def _said(request: HttpRequest) -> desk.Said:
    return desk.Said(
        reply=request.POST.get("antwort", ""),
        text=request.POST.get("text", ""),
        name=request.POST.get("name", ""),
        wishes=helping.read(request.GET).address().partition("?")[2],
        language=get_language() or "de",
    )


def _shown(
    request: HttpRequest, entry: Entry | None, *, sent: bool = False, wrong: str = "", status: int = 200
) -> HttpResponse:
    edition = town(request)
    assert edition.helping is not None
    wish = helping.read(request.GET)
    answers = [one.label for one in helping.chips(wish, edition) if one.on]
    context = {
        "entry": entry,
        "back": address(entry) if entry else wish.address(),
        "action": request.get_full_path(),
        "desk": edition.helping.name,
        "to": _to(entry),
        "due": date_words((timezone.localdate() + timedelta(days=edition.helping.days)).isoformat()),
        "days": desk.KEPT_DAYS,
        "answers": answers,
        "given": {name: request.POST.get(name, "") for name in ("text", "name", "antwort")},
        "honeypot": sender.HONEYPOT,
        "longest": desk.LONGEST,
        "sent": sent,
        "wrong": wrong,
        "contact": next(iter(action.of_town(edition)), None),
    }
    leave = Leave(title=_("Ich möchte mithelfen"), index=False, sensitive=True, status=status)
    response = page(request, "site/helping_write.html", context, leave)
    response["Referrer-Policy"] = "same-origin"  # else browsers send "Origin: null" with our own form
    return response


def _to(entry: Entry | None) -> str:
    """The organisation that gets the message as well, if it can be written to."""
    return card.by(entry) if entry and desk.address_of(entry) else ""
