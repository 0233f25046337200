"""What is new in a network, as an Atom feed (RFC 4287): what its newsletter tells, at once and without an address."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation

from anlaufstelle.catalogue.read import Mark
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces.slug import address
from anlaufstelle.pipeline import newsletter
from anlaufstelle.record.ids import record_id

from ..opened import opened
from ..problem import Refused

MOST = 50
LONGEST = 500


@opened("GET", daily=True)
def network(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """Only what is for everyone. A town has none."""
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    if edition.network is None:
        raise Refused("Only a network of towns has this feed.", status=404)
    found = newsletter.news(edition, MOST)
    body = "".join(_feed(request, edition, found, mark))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


def _feed(request: HttpRequest, edition: EditionView, found: list[newsletter.News], mark: Mark) -> Iterator[str]:
    updated = found[0].at if found else mark.at or timezone.now()
    here, page = request.build_absolute_uri(request.path), request.build_absolute_uri(reverse("site:network"))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(translation.get_language() or "de")}>'
    yield f"<id>urn:uuid:{record_id('network feed', edition.areas[0])}</id><title>{escape(edition.name)}</title>"
    yield f"<author><name>{escape(edition.name)}</name></author><updated>{updated.isoformat()}</updated>"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/><link href={quoteattr(page)}/>\n'
    for one in found:
        yield _entry(request, one)
    yield "</feed>\n"


def _entry(request: HttpRequest, one: newsletter.News) -> str:
    url = request.build_absolute_uri(address(one.entry))
    words = " ".join((one.entry.record.description or "").split())[:LONGEST]
    summary = f"<summary>{escape(words)}</summary>" if words else ""
    return (
        f"<entry><id>urn:uuid:{one.entry.id}</id><title>{escape(one.entry.name)}</title>"
        f"<link href={quoteattr(url)}/><updated>{one.at.isoformat()}</updated>"
        f'<category term="{one.entry.kind}"/>{summary}</entry>\n'
    )
