"""`/api/find`: the search of the site, as JSON. See contracts in docs/reference for its shape.

Addresses end up in logs and histories, so a person's own point is only taken from the body of a POST.
"""

import re

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import BadValue, IndexUnavailable
from anlaufstelle.search import find as searching
from anlaufstelle.search import proximity
from anlaufstelle.search.answer import Answer, Filters
from anlaufstelle.search.counts import KINDS
from anlaufstelle.search.query import find_place
from anlaufstelle.vocabulary import coordinates

from .problem import Refused, problem

KNOWN = ("q", "lang", "place", "limit", "counts", "kind", "near", "proximity")
METHODS = ("GET", "HEAD", "POST")
YES, NO = ("1", "true"), ("0", "false")
LONGEST = 500
MOST = 50
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Asked(Struct, frozen=True):
    text: str
    place: str | None
    lang: str
    limit: int
    counts: bool = False
    kinds: tuple[str, ...] = ()
    near: proximity.Spot | None = None
    metres: int | None = None


def read(query: QueryDict) -> Asked:
    """Raises Refused for whatever cannot be meant: unlike a page, a program is told of its mistakes.

    What a person typed is never a mistake, be it empty, a pasted letter or control characters.
    """
    unknown = sorted(set(query) - set(KNOWN))
    if unknown:
        raise Refused(f"There is no parameter {unknown[0]!r}; there are {', '.join(KNOWN)}.", parameter=unknown[0])
    twice = next((name for name in query if len(query.getlist(name)) > 1), None)
    if twice:
        raise Refused(f"The parameter {twice!r} was given more than once.", parameter=twice)
    if "q" not in query:
        raise Refused("Give what is looked for as 'q'; it may be empty.", parameter="q")
    text = query["q"].replace("\0", " ").strip()
    lang = query.get("lang", "de")
    if not LANGUAGE.fullmatch(lang):
        raise Refused(f"{lang!r} is no language tag like 'de' or 'uk'.", parameter="lang")
    place = query.get("place", "").strip()
    if len(place) > LONGEST:
        raise Refused("The place is too long to be one.", parameter="place")
    counts = query.get("counts", "false")
    if counts not in (*YES, *NO):
        raise Refused(f"{counts!r} is neither true nor false.", parameter="counts")
    limit, kinds, near = _limit(query.get("limit", "10")), _kinds(query), _near(query)
    return Asked(text, place or None, lang, limit, counts in YES, kinds, near, _metres(query))


def _kinds(query: QueryDict) -> tuple[str, ...]:
    stated = tuple(one for one in query.get("kind", "").split(",") if one)
    if unknown := next((one for one in stated if one not in KINDS), None):
        raise Refused(f"There is no kind {unknown!r}; there are {', '.join(KINDS)}.", parameter="kind")
    return stated


def _near(query: QueryDict) -> proximity.Spot | None:
    stated = query.get("near", "").strip()
    if not stated:
        return None
    try:
        return proximity.Spot(*coordinates.point(stated[:LONGEST]))
    except BadValue as error:
        raise Refused("This is no point in Germany like '51.5943, 7.1346'.", parameter="near") from error


def _metres(query: QueryDict) -> int | None:
    stated, most = query.get("proximity", "").strip(), proximity.FARTHEST
    if not stated:
        return None
    if not (stated.isascii() and stated.isdigit() and 1 <= int(stated[:9]) <= most):
        raise Refused(f"{stated[:80]!r} is no whole number of metres from 1 to {most}.", parameter="proximity")
    if not query.get("near", "").strip():
        raise Refused("Metres need a point to measure from: give 'near', too.", parameter="proximity")
    return int(stated)


def _limit(stated: str) -> int:
    if not (stated.isascii() and stated.isdigit() and 1 <= int(stated[:4]) <= MOST):
        raise Refused(f"{stated!r} is no whole number from 1 to {MOST}.", parameter="limit")
    return int(stated)


def answer(asked: Asked, request: HttpRequest) -> Answer:
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    districts = {name.casefold() for name in edition.districts}
    if asked.place and asked.place.casefold() not in districts and find_place(asked.place) is None:
        raise Refused(f"No place is called {asked.place!r}.", parameter="place")
    try:
        return searching.find(
            asked.text,
            place=asked.place,
            lang=asked.lang,
            limit=asked.limit,
            counted=asked.counts,
            filters=Filters(kinds=asked.kinds, proximity=proximity.condition(asked.near, asked.metres)),
            near=asked.near,
            edition=edition,
            home=settings.ANLAUFSTELLE_HOME,
            at=timezone.now(),
        )
    except IndexUnavailable as error:
        raise Refused(str(error), status=503, title="Not ready") from error


def _given(request: HttpRequest) -> QueryDict:
    """Of a POST only its body, a form: one question is never half in an address."""
    named = next(iter(request.GET), None) if request.method == "POST" else "near" if "near" in request.GET else None
    if named is not None:
        hint = "a position has no place in an address" if named == "near" else "a POST has everything there"
        raise Refused(f"Send {named[:80]!r} in the body of a POST: {hint}.", parameter=named[:80])
    return request.POST if request.method == "POST" else request.GET


def find_help(request: HttpRequest) -> HttpResponse:
    if request.method not in METHODS:
        response = problem(Refused("Only GET and POST are answered here.", status=405, title="Method not allowed"))
        response["Allow"] = ", ".join(METHODS)
        return response
    try:
        body = msgspec.json.encode(answer(read(_given(request)), request))
    except Refused as refused:
        return problem(refused)
    response = HttpResponse(body, content_type="application/json")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
