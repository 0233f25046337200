"""The change feed: everything since a number, deletions included, so that a follower can mirror the catalogue exactly.

What a follower has to do stands in docs/reference/api.md and, as code, in `gather/mirror.py`.
"""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Mark, Told

from .envelope import JSON
from .opened import opened
from .parameters import read as asked_for
from .problem import Refused

LIMIT = 100


@opened("GET")
def changes(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    asked = asked_for(request.GET, ("since", "limit"))
    since = asked.get("since", 0)
    if since > mark.sequence:
        raise Refused(
            f"The last change has the number {mark.sequence}: you followed another catalogue, or this one was "
            "restored. Begin again with since=0 and drop what it does not name.",
            parameter="since",
            status=410,
        )
    told, reached = read.mirror_page(since, asked.get("limit", LIMIT))
    head = msgspec.json.encode(
        {"feed": read.feed(), "since": since, "sequence": reached, "more": reached < mark.sequence}
    )
    body = b'%s,"changes":[%s]}' % (head[:-1], b",".join(_line(one) for one in told))
    return HttpResponse(body, content_type=JSON)


def _line(one: Told) -> bytes:
    """The document as it is stored, byte for byte."""
    head = {"sequence": one.sequence, "op": one.op, "id": one.id}
    for name in ("kind", "moved_to"):
        if value := getattr(one, name):
            head[name] = value
    if one.document is None:
        return msgspec.json.encode(head)
    return b'%s,"document":%s}' % (msgspec.json.encode(head)[:-1], one.document)
