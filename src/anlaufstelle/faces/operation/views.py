"""The operator's page: how reading the sources went. Nothing is known of visitors, so nothing is told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anlaufstelle.catalogue import read

from . import key, trend

HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def overview(request: HttpRequest) -> HttpResponse:
    if not key.given(request):
        return key.asked()
    sources = [trend.shown(one) for one in read.trends()]
    context = {
        "failing": [one for one in sources if one.last.status],
        "sources": sources,
        "stages": read.stages(),
        "width": trend.WIDTH,
        "height": trend.HEIGHT,
    }
    response = render(request, "operation/overview.html", context)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
