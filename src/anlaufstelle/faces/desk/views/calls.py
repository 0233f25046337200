"""“Zehn Anrufe, dreißig Minuten”: whom to call, what to say, and one tap for what came of it."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from anlaufstelle.catalogue import read, rules
from anlaufstelle.errors import BadQuery, NotAllowed
from anlaufstelle.pipeline import rota

from .. import quick
from ..gate import page

OUTCOMES = {
    "right": "Stimmt",
    "changed": "Geändert",
    "nobody": "Niemand erreicht",
    "gone": "Gibt es nicht mehr",
}
LONGEST = 500


def listed(request: HttpRequest) -> HttpResponse:
    person, at = request.person, timezone.now()  # type: ignore[attr-defined]
    calls = rota.hand_out(person.who, rules.calling_in(person))
    opening = read.open_now([one.entry.id for one in calls], at)
    today = timezone.localdate()
    context = {
        "calls": [(one, opening[one.entry.id].state, quick.open_words(opening[one.entry.id], at)) for one in calls],
        "tomorrow": (today + timedelta(days=1)).isoformat(),
        "furthest": (today + timedelta(days=rota.FURTHEST)).isoformat(),
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
    rota.record(str(id), outcome, who=person.who, note=note, promised=_promised(request))  # type: ignore[arg-type]
    return redirect("desk:calls-listed")


def _promised(request: HttpRequest) -> date | None:
    given = request.POST.get("wieder", "")
    if not given:
        return None
    today = timezone.localdate()
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise BadQuery(f"„{given}“ ist kein Datum. Erwartet wird zum Beispiel 2027-05-31.") from error
    if not today < day <= today + timedelta(days=rota.FURTHEST):
        raise BadQuery(f"Bitte einen Tag in den nächsten {rota.FURTHEST} Tagen angeben.")
    return day
