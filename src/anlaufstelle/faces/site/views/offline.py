"""The town to take along. Nothing is kept on a device, and no worker runs, before somebody taps the one button."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.faces.edition import not_ready
from anlaufstelle.faces.headers import CONTENT_POLICY

from .. import action, pack, topics
from ..page import Leave, page, town

POLICY = f"{CONTENT_POLICY}; worker-src 'self'"


@require_safe
def take(request: HttpRequest) -> HttpResponse:
    context = {
        "scripts": [f"design/offline/{name}.js" for name in pack.SCRIPTS],
        "pack": reverse("site:offline-pack"),
        "meaning": pack.MEANING,
        "worker": reverse("site:offline-worker"),
        "scope": reverse("site:offline"),
        "count": sum(number for kind, number in read.counts()["published"].items() if kind != "location"),
        "numbers": topics.first_numbers(),
        "contact": next(iter(action.of_town(town(request))), None),
    }
    response = page(request, "site/offline.html", context, Leave(title=_("Mitnehmen"), canonical=context["scope"]))
    response["Content-Security-Policy"] = POLICY
    return response


def _etag(request: HttpRequest) -> str:
    return f'"{pack.stamp(town(request))}"'


@require_safe
@condition(etag_func=_etag)
def download(request: HttpRequest) -> HttpResponse:
    """Always compressed: who cannot read gzip cannot run a worker either."""
    try:
        response = HttpResponse(pack.compressed(town(request)), content_type="application/json")
    except IndexUnavailable:
        return not_ready(request)
    response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """It may answer for this one page only; everything else goes past it."""
    response = HttpResponse(WORKER, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = reverse("site:offline")
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = POLICY
    return response


WORKER = """\
/* Answers from what the page put into the cache, and puts nothing in by itself. */
self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || event.request.cache === "reload") return;
  event.respondWith((async () => {
    const kept = await caches.match(event.request, { ignoreSearch: event.request.mode === "navigate" });
    if (!kept) return fetch(event.request);
    if (event.request.mode !== "navigate") return kept;
    return fetch(event.request).catch(() => kept);
  })());
});
"""
