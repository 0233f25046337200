"""What search engines and data portals ask for: sitemap, robots, OpenSearch, and the dump described in DCAT-AP.de."""

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Mark
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces.slug import addresses
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import SHOWN
from anlaufstelle.vocabulary import area, needs

from ..envelope import encode
from ..opened import opened
from .files import DUMPS

XML = "application/xml; charset=utf-8"
MOST = 45_000
"""Addresses in one sitemap; the protocol allows 50,000."""
NETWORK_PAGES = ("site:network", "site:library", "site:network-projects", "site:events", "site:about")
OF_NETWORKS = ("membership", "body", "document")
PAGES = ("site:start", "site:events", "site:opportunities", "site:quarters", "site:projects", "site:about")
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def _languages(edition: EditionView) -> list[str]:
    known = dict(settings.LANGUAGES)
    return [code for code in edition.languages if code in known] or [settings.LANGUAGE_CODE]


@opened("GET")
def sitemap(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    """Empty while the town has not released its pages. Offers that somebody may have to hide from are left out."""
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    languages = _languages(edition)
    sensitive = {one.id for one in needs.load() if one.sensitive}
    page_of = addresses(settings.LANGUAGE_CODE)
    with translation.override(settings.LANGUAGE_CODE):
        fixed = [reverse(name) for name in (NETWORK_PAGES if edition.network else PAGES)]

    def stream() -> Iterator[str]:
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SITEMAP}>\n'
        if edition.state == "released":
            for number, path in enumerate(_paths(edition, fixed, page_of, sensitive)):
                if number >= MOST // len(languages):
                    break
                yield from _urls(request, path, languages)
        yield "</urlset>\n"

    return StreamingHttpResponse(stream(), content_type=XML)


def _paths(
    edition: EditionView, fixed: list[str], page_of: Callable[[Entry], str], sensitive: set[str]
) -> Iterator[str]:
    """Addresses in the first language; the others differ in that part only. A network names what is its own."""
    yield from fixed
    networked = edition.network is not None
    for kind in ("event", "body", "document") if networked else [one for one in SHOWN if one not in OF_NETWORKS]:
        for one in read.stream(kind=kind):
            own = not networked or not set(edition.areas).isdisjoint(one.areas)
            if own and not sensitive & {*one.needs, *one.situations}:
                yield page_of(one)


def _urls(request: HttpRequest, path: str, languages: list[str]) -> Iterator[str]:
    own = f"/{settings.LANGUAGE_CODE}/"
    told = {code: request.build_absolute_uri(path.replace(own, f"/{code}/", 1)) for code in languages}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{_tag(code)}" href="{escape(href)}"/>' for code, href in told.items()
    )
    for href in told.values():
        yield f"<url><loc>{escape(href)}</loc>{links}</url>\n"


def _tag(code: str) -> str:
    """Plain German is a variant that BCP 47 knows under another name."""
    return "de-x-simple" if code == "de-simple" else code


@opened("GET")
def robots(request: HttpRequest, mark: Mark) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /api/find", "Disallow: /api/complete"]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@opened("GET")
def opensearch(request: HttpRequest, mark: Mark) -> HttpResponse:
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    results = request.build_absolute_uri(reverse("site:results"))
    complete = request.build_absolute_uri(reverse("api-find"))
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(f'Hilfe {edition.name}'[:16])}</ShortName>\n"
        f"<LongName>{escape(f'Anlaufstelle {edition.name}'[:48])}</LongName>\n"
        f"<Description>{escape(f'Soziale Hilfe in {edition.name} finden')}</Description>\n"
        f'<Url type="text/html" template="{escape(results)}?q={{searchTerms}}"/>\n'
        f'<Url type="application/json" template="{escape(complete)}?q={{searchTerms}}"/>\n'
        "<Language>de</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n"
    )
    return HttpResponse(body, content_type="application/opensearchdescription+xml; charset=utf-8")


@opened("GET")
def dcat(request: HttpRequest, mark: Mark) -> HttpResponse:
    """DCAT-AP.de: the dump as one data set with a distribution per file, its licences and its area."""
    edition: EditionView = request.edition  # type: ignore[attr-defined]
    home = request.build_absolute_uri(reverse("feeds-dcat"))
    licences = list(dict.fromkeys(one.licence for one in read.sources() if one.licence))
    told = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "dcatde": "http://dcat-ap.de/def/dcatde/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@id": home,
        "@type": "dcat:Dataset",
        "dct:identifier": home,
        "dct:title": {"@value": f"Soziale Angebote {edition.name}", "@language": "de"},
        "dct:description": {
            "@value": f"Soziale Angebote, Träger, Termine und Ehrenamt, wie Anlaufstelle {edition.name} sie zeigt.",
            "@language": "de",
        },
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": edition.contact.name or edition.name},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/DEU"},
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/SOCI"},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"},
        "dcatde:politicalGeocodingURI": [{"@id": uri} for uri in _areas(edition)],
        "dct:rights": licences,
        "dcat:distribution": [_distribution(request, name, kind) for name, kind in DUMPS.items()],
    }
    if mark.at:
        told["dct:modified"] = mark.at.isoformat(timespec="seconds")
    return HttpResponse(encode(told), content_type="application/ld+json")


def _areas(edition: EditionView) -> list[str]:
    """DCAT-AP.de names municipalities by their regional key."""
    base = "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/"
    return [f"{base}{area.get(ags).ags}" for ags in edition.areas if len(ags) == 8 and ags.isdigit()]


def _distribution(request: HttpRequest, name: str, kind: str) -> dict[str, object]:
    address_ = request.build_absolute_uri(reverse("feeds-dump", kwargs={"name": name}))
    return {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": {"@id": address_},
        "dcat:downloadURL": {"@id": address_},
        "dcat:mediaType": kind.partition(";")[0],
        "dct:license": {"@id": "http://dcat-ap.de/def/licenses/other-open"},
    }
