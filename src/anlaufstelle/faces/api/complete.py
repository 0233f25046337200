"""`GET /api/complete`: what somebody may be about to type."""

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from anlaufstelle.catalogue.read import Mark
from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.search import complete as completing

from .envelope import JSON
from .find import LANGUAGE
from .opened import opened
from .problem import Refused

KNOWN = ("q", "lang", "limit")
LONGEST = 80
MOST = 20


@opened("GET")
def complete(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """Fewer than two letters complete to nothing. Never kept anywhere on the way: it is what a person types."""
    query = request.GET
    wrong = next((name for name in query if name not in KNOWN or len(query.getlist(name)) > 1), None)
    if wrong is not None:
        raise Refused(f"{wrong[:80]!r} is none of {', '.join(KNOWN)}, given once.", parameter=wrong[:80])
    text, lang, limit = query.get("q", ""), query.get("lang", "de"), query.get("limit", "8")
    if not text.strip() or len(text) > LONGEST or "\0" in text:
        raise Refused(f"Give what was typed as 'q', 1 to {LONGEST} characters.", parameter="q")
    if not LANGUAGE.fullmatch(lang):
        raise Refused(f"{lang[:80]!r} is no language tag like 'de' or 'uk'.", parameter="lang")
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:4]) <= MOST):
        raise Refused(f"{limit[:80]!r} is no whole number from 1 to {MOST}.", parameter="limit")
    try:
        found = completing.complete(text, home=settings.ANLAUFSTELLE_HOME, lang=lang, limit=int(limit))
    except IndexUnavailable as error:
        raise Refused(str(error), status=503) from error
    response = HttpResponse(msgspec.json.encode({"completions": found}), content_type=JSON)
    response["Cache-Control"] = "no-store"
    return response
