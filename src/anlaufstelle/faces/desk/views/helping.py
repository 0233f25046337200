"""Those who want to help and wait for a word: the longest due first, one tap for what came of it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from anlaufstelle.catalogue import read, rules
from anlaufstelle.errors import OutOfDate
from anlaufstelle.pipeline import helping

from .. import words
from ..gate import page


def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    areas = rules.advising_in(request.person)  # type: ignore[attr-defined]
    today = timezone.localdate()
    since = (today - timedelta(days=365)).replace(day=1)
    told = read.helping.outcomes(areas, since)
    context = {
        "waiting": read.helping.waiting(areas),
        "today": today,
        "acts": words.HELPING.items(),
        "longest": helping.LONGEST,
        "counts": [(label, told.get(state, 0)) for state, label in words.HELPED.items()],
        "since": since,
        "days": helping.KEPT_DAYS,
        "wrong": wrong,
        "sent": request.GET.get("post") == "1",
        "path": reverse("site:opportunities"),
    }
    return page(request, "desk/helping.html", context, status)


def answer(request: HttpRequest, id: int) -> HttpResponse:
    try:
        sent = helping.answer(
            person=request.person,  # type: ignore[attr-defined]
            id=id,
            state=request.POST.get("ergebnis", ""),
            words=request.POST.get("antwort", ""),
        )
    except OutOfDate as error:
        return _page(request, wrong=str(error), status=409)
    return redirect(reverse("desk:helping-listed") + ("?post=1" if sent else ""))
