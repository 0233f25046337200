"""Where a quick exit ends. The first visit empties what the browser kept of this site, and goes on to the month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import exit
from ..page import town

HOME_LAND = "05"
"""Whose holidays are shown where an edition has no area of its own."""


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    stated, today = request.GET.get("monat", ""), timezone.localdate()
    first = exit.month_of(stated, today)
    own = [code for code in town(request).areas if code[:1].isdigit()]
    shown = exit.month(first, today, own[0] if own else HOME_LAND)
    here = reverse("site:calendar")
    context = {
        "month": shown,
        "here": here,
        "onward": "" if stated else f"{here}?monat={first:%Y-%m}",
    }
    response = render(request, "site/calendar.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    if not stated:
        response["Clear-Site-Data"] = exit.CLEARED
    return response
