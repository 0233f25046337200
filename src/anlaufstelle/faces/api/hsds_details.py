"""One entry of HSDS by its id. A former id leads to today's, and what was public once and is no more is gone (410)."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Mark
from anlaufstelle.record.hsds_flat import offer as offer_of

from .envelope import document
from .hsds_lists import with_services
from .opened import opened
from .parameters import UUID
from .parameters import read as asked_for
from .problem import Refused


@opened("GET")
def service(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    asked_for(request.GET, ())
    found = _found(id, "service", request)
    return found if isinstance(found, HttpResponse) else document(found)


@opened("GET")
def organization(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    asked = asked_for(request.GET, ("full_service",))
    found = _found(id, "organization", request)
    if isinstance(found, HttpResponse):
        return found
    if asked.get("full_service"):
        return document(with_services([id.lower()])[0])
    services = [{"id": one} for one in msgspec.json.decode(found).get("service_ids", ())]
    return document(msgspec.json.decode(found) | ({"services": services} if services else {}))


@opened("GET")
def offer(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    asked_for(request.GET, ())
    bodies = read.offered([id.lower()]) if UUID.fullmatch(id) else []
    found = offer_of(msgspec.json.decode(bodies[0][1]), id.lower()) if bodies else None
    if found is None:
        raise Refused(f"There is no service_at_location {id[:80]}.", status=404)
    return document(found)


def _found(id: str, kind: str, request: HttpRequest) -> bytes | HttpResponse:
    """The document, or the way to where it stands today. Raises Refused (404, 410)."""
    if not UUID.fullmatch(id):
        raise Refused(f"There is no {kind} {id[:80]!r}: ids are UUIDs.", status=404)
    body = read.published(id.lower(), kind)
    if body is not None:
        return body
    today = read.resolve_id(id)
    if today and today != id.lower() and read.published(today, kind) is not None:
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        address = reverse(f"hsds-{kind}", kwargs={"id": today}) + query
        return HttpResponse(status=308, headers={"Location": address, "Cache-Control": "public, max-age=60"})
    if today and read.was_public(today, kind):
        raise Refused(f"The {kind} {id} is no longer published.", status=410)
    raise Refused(f"There is no {kind} {id}.", status=404)
