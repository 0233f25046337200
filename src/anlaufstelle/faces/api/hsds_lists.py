"""The lists of HSDS: services, organisations and services at locations, paged or streamed, filters joined by AND."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Ids, Listing, Mark, Near
from anlaufstelle.record.hsds_flat import flat, flat_offer, offer
from anlaufstelle.vocabulary import area

from . import hsds_terms
from .envelope import encode, lines, page
from .opened import opened
from .parameters import PAGING
from .parameters import read as asked_for
from .problem import Refused

decode = msgspec.json.decode
PER_PAGE = 50
STREAMED = 500
"""Documents fetched at a time while streaming."""

TERMS = ("taxonomy_term_id", "taxonomy_id")
SERVICES = ("search", *PAGING, *TERMS, "organization_id", "modified_after", "minimal", "full")
ORGANIZATIONS = ("search", *PAGING, *TERMS, "full", "full_service")
OFFERS = ("search", *PAGING, *TERMS, "organization_id", "modified_after", "full", "postcode", "proximity")

Show = Callable[[Sequence[str]], list[bytes]]


@opened("GET", "POST")
def services(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    asked = asked_for(request.GET, SERVICES)
    found = _found("service", asked, mark)
    if asked.get("minimal"):
        asked.setdefault("per_page", max(1, len(found)))
        return _answer(found, asked, _minimal)
    return _answer(found, asked, read.documents if asked.get("full") else partial(_short, "service"))


@opened("GET", "POST")
def organizations(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    asked = asked_for(request.GET, ORGANIZATIONS)
    found = _found("organization", asked, mark)
    if asked.get("full_service"):
        return _answer(found, asked, with_services)
    return _answer(found, asked, read.documents if asked.get("full") else partial(_short, "organization"))


@opened("GET", "POST")
def offers(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    asked = asked_for(request.GET, OFFERS)
    found = _found("service_at_location", asked, mark)
    return _answer(found, asked, partial(_offers, bool(asked.get("full"))))


def _found(kind: read.Listed, asked: dict[str, Any], mark: Mark) -> Ids:
    if "taxonomy_id" in asked and hsds_terms.link_type(asked["taxonomy_id"]) is None:
        return Ids("")
    organization = asked.get("organization_id")
    town, near = _around(asked)
    listing = Listing(
        kind=kind,
        search=asked.get("search", ""),
        organization=read.resolve_id(organization) or organization if organization else None,
        term=asked.get("taxonomy_term_id"),
        taxonomy=hsds_terms.link_type(asked["taxonomy_id"]) if "taxonomy_id" in asked else None,
        modified_after=asked.get("modified_after"),
        serves=town,
        near=near,
    )
    return read.listed(listing, mark)


def _around(asked: dict[str, Any]) -> tuple[str | None, Near | None]:
    """As the standard has it: a postcode alone asks who serves it, with proximity it asks what is near."""
    if "postcode" not in asked:
        if "proximity" in asked:
            raise Refused("proximity is measured from a postcode; give postcode, too.", parameter="proximity")
        return None, None
    town = next(iter(area.by_postal_code(asked["postcode"])), None)
    if town is None:
        raise Refused(f"No municipality has the postcode {asked['postcode']}.", parameter="postcode")
    if "proximity" not in asked or town.latitude is None or town.longitude is None:
        return town.ags, None
    return town.ags, Near(town.latitude, town.longitude, asked["proximity"])


def _answer(found: Ids, asked: dict[str, Any], show: Show) -> HttpResponseBase:
    if asked.get("format") == "ndjson":
        return lines(show(ids) for ids in read.pages(found, STREAMED))
    number, size = asked.get("page", 1), asked.get("per_page", PER_PAGE)
    return page(show(found.page(number, size)), len(found), number, size)


def _minimal(ids: Sequence[str]) -> list[bytes]:
    return [
        encode({"id": id, "last_modified": modified.isoformat(timespec="milliseconds")})
        for piece in read.pages(Ids("".join(ids)), STREAMED)
        for id, modified in read.minimal(piece)
    ]


def _short(shape: str, ids: Sequence[str]) -> list[bytes]:
    return [encode(flat(shape, decode(body))) for body in read.documents(ids)]


def _offers(full: bool, ids: Sequence[str]) -> list[bytes]:
    told = []
    for id, body in read.offered(ids):
        found = offer(decode(body), id)
        if found is not None:
            told.append(encode(found if full else flat_offer(found)))
    return told


def with_services(ids: Sequence[str]) -> list[bytes]:
    """Organisations with the whole of their services, which leave out the organisation around them. Three queries."""
    offered = read.offered_by(ids)
    told = []
    for body in read.documents(ids):
        document = decode(body)
        services = [decode(one) for one in offered.get(document["id"], ())]
        for service in services:
            service.pop("organization", None)
        told.append(encode(document | {"services": services}))
    return told
