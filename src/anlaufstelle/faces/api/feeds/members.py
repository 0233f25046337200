"""A member's own calendar of a network: what the public one has, and what is for members, online links included."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.errors import NotFound
from anlaufstelle.pipeline import meetings

from .calendars import answer, told

HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the address has the calendar, until it is ended or the person's role is taken away."""
    try:
        _, area = meetings.subscriber(token)
    except NotFound:
        return HttpResponse("404", status=404, content_type="text/plain", headers=HEADERS)
    today = timezone.localdate()
    found = [told(request, one, today) for one in read.inside.events((area,), today)]
    response = answer(f"{read.networks.name(area)} (Mitglieder)", found, timezone.now())
    for header, value in HEADERS.items():
        response[header] = value
    return response
