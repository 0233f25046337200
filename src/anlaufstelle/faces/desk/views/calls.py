"""“Zehn Anrufe, dreißig Minuten”: whom to call, what to say, and one tap for what came of it."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from anlaufstelle.catalogue import rules
from anlaufstelle.errors import BadQuery, NotAllowed
from anlaufstelle.pipeline import rota

from ..gate import page

OUTCOMES = {
    "right": "Stimmt",
    "changed": "Geändert",
    "nobody": "Niemand erreicht",
    "gone": "Gibt es nicht mehr",
}
LONGEST = 500


def listed(request: HttpRequest) -> HttpResponse:
    areas = rules.calling_in(request.person)  # type: ignore[attr-defined]
    context = {
        "calls": rota.calls(areas=areas),
        "outcomes": OUTCOMES.items(),
        "longest": LONGEST,
        "thanks": rota.thanks(timezone.now() - timedelta(days=7)).words(),
    }
    return page(request, "desk/calls.html", context)


def told(request: HttpRequest, id: UUID) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    outcome = request.POST.get("ergebnis", "")
    note = " ".join(request.POST.get("notiz", "").split())[:LONGEST]
    if outcome not in OUTCOMES:
        raise BadQuery("Bitte sagen Sie, was bei dem Anruf herauskam.")
    if rota.steward(str(id)) not in rules.calling_in(person):
        raise NotAllowed("Dieser Eintrag gehört zu einem anderen Gebiet.")
    if outcome == "changed" and not note:
        raise BadQuery("Bitte schreiben Sie dazu, was sich geändert hat.")
    rota.record(str(id), outcome, who=person.who, note=note)  # type: ignore[arg-type]
    return redirect("desk:calls-listed")
