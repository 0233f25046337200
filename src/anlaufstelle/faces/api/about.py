"""What the interface says of itself: its root, its OpenAPI document, its profile, and a page for people."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from anlaufstelle.catalogue.read import Mark
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record import hsds_schema

from . import openapi
from .envelope import document
from .opened import opened
from .parameters import read as asked_for
from .problem import Refused

HSDS = "3.2"
"""The surface; its objects are those of 3.1."""


def _absolute(request: HttpRequest, view: str, **kwargs: str) -> str:
    return request.build_absolute_uri(reverse(view, kwargs=kwargs))


@opened("GET")
def information(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    asked_for(request.GET, ())
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    contact = edition.contact
    publisher = {"name": contact.name or edition.name, "email": contact.email, "website": contact.website}
    return document(
        {
            "version": HSDS,
            "profile": _absolute(request, "hsds-profile"),
            "openapi_url": _absolute(request, "api-openapi"),
            "description": f"Anlaufstelle {edition.name}: soziale Angebote als offene Daten.",
            "publisher": {name: value for name, value in publisher.items() if value},
        }
    )


@opened("GET")
def described(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    prefix = reverse("api-page").removesuffix("api/") or "/"
    return document(openapi.document() | {"servers": [{"url": prefix.rstrip("/") or "/"}]})


@opened("GET")
def profile(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """The files of the profile: merge patches, and the schemas they result in."""
    asked_for(request.GET, ())
    names = hsds_schema.names()
    return document(
        {
            "name": "Anlaufstelle",
            "of": "HSDS 3.1",
            "profile": {name: _absolute(request, "hsds-patch", name=name) for name in (*names, "openapi")},
            "schema": {name: _absolute(request, "hsds-schema", name=name) for name in names},
            "openapi_url": _absolute(request, "api-openapi"),
        }
    )


@opened("GET")
def patch(request: HttpRequest, mark: Mark, name: str) -> HttpResponseBase:
    if name == "openapi":
        return document(openapi.patch())
    return document(hsds_schema.patch(name) if name in hsds_schema.SHAPES else _whole(name))


@opened("GET")
def schema(request: HttpRequest, mark: Mark, name: str) -> HttpResponseBase:
    return document(_whole(name))


def _whole(name: str) -> dict[str, object]:
    if name not in hsds_schema.names():
        raise Refused(f"There is no schema {name[:80]}.", status=404)
    return hsds_schema.document(name)


@opened("GET")
def page(request: HttpRequest, mark: Mark) -> HttpResponse:
    """For people. In English, since it is read by programmers of any country."""
    told = openapi.document()
    rows = [
        {"path": path, "summary": item["get"]["summary"], "post": "post" in item, "parameters": _named(item, told)}
        for path, item in told["paths"].items()
    ]
    response = render(request, "api/page.html", {"rows": rows, "info": told["info"]})
    response["Content-Language"] = "en"
    return response


def _named(item: dict[str, object], told: dict[str, object]) -> list[dict[str, object]]:
    known = told["components"]["parameters"]  # type: ignore[index]
    parameters = item["get"]["parameters"]  # type: ignore[index]
    return [known[one["$ref"].rsplit("/", 1)[1]] if "$ref" in one else one for one in parameters]


@opened("GET", "POST")
def nothing(request: HttpRequest, mark: Mark, rest: str = "") -> HttpResponseBase:
    raise Refused(f"There is nothing at /api/{rest[:80]}; see /api/openapi.json.", status=404)
