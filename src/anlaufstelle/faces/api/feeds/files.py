"""Entries as GeoJSON, as a table, and one by one as JSON-LD; and the dump that the night leaves behind."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Mark
from anlaufstelle.errors import NotFound
from anlaufstelle.faces.slug import address, addresses
from anlaufstelle.record import bulk, schema_org
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import SHOWN

from ..opened import opened
from ..parameters import UUID
from ..problem import Refused

DUMPS = {
    "hsds.json": "application/json",
    "hsds-csv.zip": "application/zip",
    "entries.csv": "text/csv; charset=utf-8",
    "entries.geojson": "application/geo+json",
    "counts.json": "application/json",
}


def _entries() -> Iterator[Entry]:
    for kind in SHOWN:
        yield from read.stream(kind=kind)


@opened("GET")
def geojson(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """Streamed: memory stays flat however many entries there are."""
    page_of, site = addresses(), request.build_absolute_uri("/").rstrip("/")

    def stream() -> Iterator[bytes]:
        yield b'{"type":"FeatureCollection","features":['
        for number, one in enumerate(_entries()):
            yield (b"," if number else b"") + msgspec.json.encode(bulk.feature(one, site + page_of(one)))
        yield b"]}"

    return StreamingHttpResponse(stream(), content_type="application/geo+json")


@opened("GET")
def table(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    def stream() -> Iterator[str]:
        yield from _lines([bulk.COLUMNS])
        for one in _entries():
            yield from _lines([tuple(bulk.row(one).values())])

    return StreamingHttpResponse(stream(), content_type="text/csv; charset=utf-8")


def _lines(rows: list[tuple[str, ...]]) -> Iterator[str]:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    yield text.getvalue()


@opened("GET")
def json_ld(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    today = read.resolve_id(id) if UUID.fullmatch(id) else None
    try:
        found = read.entry(today or "")
    except NotFound as error:
        raise Refused(f"There is no entry {id[:80]}.", status=404) from error
    if found.kind == "location":
        raise Refused("A place has no page of its own.", status=404)
    told = schema_org.json_ld(found, request.build_absolute_uri(address(found)))
    return HttpResponse(msgspec.json.encode(told), content_type="application/ld+json")


@opened("GET")
def volunteering(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """Every place to volunteer in one document, for portals that gather them."""
    page_of, site = addresses(), request.build_absolute_uri("/").rstrip("/")
    things = [schema_org.json_ld(one, site + page_of(one)) for one in read.stream(kind="opportunity")]
    told = schema_org.listed("Mitmachen", request.build_absolute_uri(), things)
    return HttpResponse(msgspec.json.encode(told), content_type="application/ld+json")


@opened("GET")
def dump(request: HttpRequest, mark: Mark, name: str) -> HttpResponseBase:
    if name not in DUMPS:
        raise Refused(f"There is no dump {name[:80]!r}; there are {', '.join(DUMPS)}.", status=404)
    path = Path(settings.ANLAUFSTELLE_HOME) / "dump" / name
    if not path.exists():
        raise Refused("The first night has not written a dump yet.", status=503)
    written = path.stat().st_mtime_ns
    known = get_conditional_response(request, f'"{written:x}"', written // 10**9)
    if known is not None:
        return known
    response = FileResponse(path.open("rb"), content_type=DUMPS[name], filename=name)
    response["ETag"] = f'"{written:x}"'
    return response
