"""“Stimmt noch”, “gibt es nicht mehr”, no more mail. Thirty offers are confirmed in two taps: the link, the button."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from anlaufstelle.pipeline import offers, reminders

from .opened import Opened, opening, page
from .told import lines


@opening("answer")
def right(request: HttpRequest, opened: Opened) -> HttpResponse:
    if request.method != "POST":
        return _list(request, opened, "right")
    chosen = [one for one in opened.held.offers if one.id in request.POST.getlist("angebot")]
    if not chosen and opened.held.offers:
        return _list(request, opened, "right", wrong=_("Bitte wählen Sie mindestens ein Angebot aus."))
    offers.confirm(
        opened.voice(), [opened.held.organization, *chosen], opened.held.places, "Link: stimmt noch"
    )  # fmt: skip
    left = len(opened.held.offers) - len(chosen)
    return page(request, "done", {"opened": opened, "what": "right", "number": len(chosen), "left": left})


@opening("answer")
def choose(request: HttpRequest, opened: Opened) -> HttpResponse:
    return _list(request, opened, "change")


@opening("answer")
def gone(request: HttpRequest, opened: Opened) -> HttpResponse:
    if request.method != "POST":
        return _list(request, opened, "gone")
    chosen = [one for one in opened.held.offers if one.id in request.POST.getlist("angebot")]
    if not chosen:
        return _list(request, opened, "gone", wrong=_("Bitte wählen Sie mindestens ein Angebot aus."))
    voice = opened.voice()
    told = [offers.gone(voice, one, "Link: gibt es nicht mehr") for one in chosen]
    waits = any(one.proposed for one in told)
    return page(request, "done", {"opened": opened, "what": "gone", "number": len(chosen), "waits": waits})


@opening("stop")
def stop(request: HttpRequest, opened: Opened) -> HttpResponse:
    done = request.method == "POST"
    if done:
        reminders.stop(opened.ticket)
    return page(request, "stop", {"opened": opened, "done": done})


def _list(request: HttpRequest, opened: Opened, what: str, wrong: str = "") -> HttpResponse:
    shown = [{"entry": one, "lines": lines(one)} for one in opened.held.offers]
    context = {"opened": opened, "what": what, "offers": shown, "own": lines(opened.held.organization), "wrong": wrong}
    return page(request, "offers", context, 422 if wrong else 200)
