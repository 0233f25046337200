"""The feeds are read by those who will read them: icalendar, extruct, an XML parser, rdflib."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import icalendar
import pytest
import recurring_ical_events
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.record.model import Event, Happening, ServiceArea, part_id
from anlaufstelle.record.received import Received

from .. import musternetz
from ..conftest import SOURCE, TOWN, edition, id_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def body(response: object) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def party(days: int = 10, **fields: object) -> Received:
    day = timezone.localdate() + timedelta(days=days)
    id = id_of("party")
    area = ServiceArea(id=part_id(id, "area"), areas=(TOWN,))
    when = Happening(dtstart=f"{day}T15:00:00", dtend=f"{day}T17:30:00", rrule="FREQ=WEEKLY;COUNT=3")
    record = Event(id=id, name="Musterfest, mit Musik; gratis", happening=when, service_areas=(area,),
                   description="Zeile eins\nZeile zwei " + "ä" * 90, **fields)  # type: ignore[arg-type]  # fmt: skip
    return Received(source=SOURCE, key="party", record=record)


def test_a_calendar_is_read_as_it_was_meant(visitor: Client, town: Callable[..., None]) -> None:
    town([party()])
    response = visitor.get("/feeds/termine.ics")
    assert response["Content-Type"].startswith("text/calendar")
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75
    found = icalendar.Calendar.from_ical(response.content)
    assert len([one for one in found.walk("VEVENT") if "Musterfest" in one["SUMMARY"]]) == 1  # told by its rule
    expanded = recurring_ical_events.of(found).between(timezone.localdate(), timezone.localdate() + timedelta(days=60))
    dates = [one for one in expanded if "Musterfest" in one["SUMMARY"]]
    assert len(dates) == 3
    assert str(dates[0]["SUMMARY"]) == "Musterfest, mit Musik; gratis"
    assert str(dates[0]["DESCRIPTION"]) == "Zeile eins\nZeile zwei " + "ä" * 90
    assert dates[0]["DTEND"].dt - dates[0]["DTSTART"].dt == timedelta(hours=2.5)
    assert len({str(one["UID"]) for one in dates}) == 1
    alone = icalendar.Calendar.from_ical(visitor.get(f"/feeds/{id_of('party')}.ics").content)
    assert len(alone.walk("VEVENT")) == 1


def test_a_calendar_of_a_topic_or_a_provider_has_only_its_own(visitor: Client, town: Callable[..., None]) -> None:
    town([party(organization_id=id_of("verein"))])
    assert b"Musterfest" not in visitor.get("/feeds/termine.ics?topic=debt-advice").content
    assert b"Musterfest" in visitor.get(f"/feeds/termine.ics?organization={id_of('verein')}").content
    assert b"Musterfest" in visitor.get(f"/feeds/{id_of('verein')}.ics").content
    for wrong, status in (("topic=nix", 404), ("nix=1", 400), ("topic=a&topic=b", 400)):
        assert visitor.get(f"/feeds/termine.ics?{wrong}").status_code == status


def test_points_are_a_feature_collection_without_the_shelter(visitor: Client) -> None:
    told = json.loads(body(visitor.get("/feeds/angebote.geojson")))
    assert told["type"] == "FeatureCollection"
    shelter = next(one for one in told["features"] if one["id"] == id_of("shelter"))
    assert shelter["geometry"] is None
    assert "street" not in shelter["properties"]
    assert all(one["properties"]["page"].startswith("http://localhost/de/") for one in told["features"])


def test_a_table_has_a_row_for_every_entry(visitor: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(body(visitor.get("/feeds/angebote.csv")).decode())))
    assert {row["name"] for row in rows} >= {"Mustertafel", "Mustercafé", "Vorlesen", "Musterverein e. V."}
    assert next(row for row in rows if row["id"] == id_of("debts"))["street"] == "Musterweg 1"


def test_an_entry_in_schema_org(visitor: Client) -> None:
    told = json.loads(visitor.get(f"/feeds/{id_of('debts')}.jsonld").content)
    assert told["@type"] == "Service"
    assert told["availableChannel"]["serviceLocation"][0]["address"]["streetAddress"] == "Musterweg 1"
    assert "Musterweg" not in visitor.get(f"/feeds/{id_of('shelter')}.jsonld").content.decode()
    assert visitor.get("/feeds/nix.jsonld").status_code == 404


def test_the_sitemap_waits_for_the_release_and_names_every_language(visitor: Client) -> None:
    assert ElementTree.fromstring(body(visitor.get("/sitemap.xml"))).findall(f"{SITEMAP}url") == []
    store.keep_edition(edition(languages=("de", "uk")))
    store.release_edition("herten", who="Erika Muster")
    urls = ElementTree.fromstring(body(visitor.get("/sitemap.xml"))).findall(f"{SITEMAP}url")
    addresses = [url.findtext(f"{SITEMAP}loc") or "" for url in urls]
    assert f"http://localhost/uk/angebot/{id_of('food')}/mustertafel" in addresses
    assert [one for one in addresses if id_of("shelter") in one] == []
    assert {len(list(url)) for url in urls} == {3}
    assert {visitor.get(one.removeprefix("http://localhost")).status_code for one in addresses[:6]} == {200}


def test_robots_and_opensearch_point_at_real_places(visitor: Client) -> None:
    assert "Sitemap: http://localhost/sitemap.xml" in visitor.get("/robots.txt").content.decode()
    told = ElementTree.fromstring(visitor.get("/feeds/opensearch.xml").content)
    template = next(one.attrib["template"] for one in told if one.tag.endswith("Url"))
    assert template == "http://localhost/de/suche?q={searchTerms}"


def test_the_dump_is_described_for_data_portals(visitor: Client) -> None:
    import rdflib  # slow import: only this test needs it

    graph = rdflib.Graph().parse(data=visitor.get("/feeds/dcat.jsonld").content, format="json-ld")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    geo = rdflib.URIRef("http://dcat-ap.de/def/dcatde/politicalGeocodingURI")
    assert len(list(graph.subjects(rdflib.RDF.type, dcat.Dataset))) == 1
    assert [str(one) for one in graph.objects(None, geo)] == [
        f"http://dcat-ap.de/def/politicalGeocoding/municipalityKey/{TOWN}"
    ]
    assert visitor.get("/feeds/dump/hsds.json").status_code == 503
    assert visitor.get("/feeds/dump/..%2fsecret.key").status_code == 404


@pytest.mark.parametrize("path", ["/feeds/termine.ics", "/feeds/angebote.csv", "/feeds/dcat.jsonld", "/sitemap.xml"])
def test_anybody_may_read_from_anywhere(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["ETag"]
    assert not response.cookies


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/termine.ics", "/feeds/angebote.geojson", "/feeds/angebote.csv", "/feeds/dcat.jsonld", "/api/changes",
        "/feeds/opensearch.xml", "/sitemap.xml", "/robots.txt", "/feeds/mitmachen.jsonld", "/api/hsds/services",
    ],
)  # fmt: skip
def test_a_network_is_told_like_a_town_and_never_what_is_not_for_everyone(visitor: Client, path: str) -> None:
    musternetz.found()
    store.release_edition("musternetz", who="Eva Muster")
    answer = visitor.get(f"/musternetz{path}", {"since": 0} if path == "/api/changes" else {})
    assert answer.status_code == 200
    told = body(answer).decode()
    assert musternetz.SECRET not in told
    own = {
        "/feeds/termine.ics": "Mustertreffen",
        "/feeds/angebote.csv": "Leitfaden",
        "/api/changes": "Beitrag 100 Euro",
        "/sitemap.xml": "/musternetz/de/netz/bibliothek/",
    }
    assert own.get(path, "") in told


def test_what_a_network_holds_in_schema_org(visitor: Client) -> None:
    musternetz.found()

    def told(key: str) -> dict[str, object]:
        return json.loads(visitor.get(f"/feeds/{musternetz.id_of(key)}.jsonld").content)  # type: ignore[no-any-return]

    paper, beirat, member = told("leitfaden"), told("beirat"), told("herten")
    assert (paper["@type"], paper["version"], paper["license"]) == ("DigitalDocument", "2", "CC-BY-4.0")
    assert beirat["member"] == [{"@type": "Person", "name": "Eva Muster"}, {"@type": "Person", "name": "Max Muster"}]
    assert member["member"] == {"@type": "City", "name": "Stadt Herten", "identifier": "05562020"}
    assert visitor.get(f"/feeds/{musternetz.id_of('entwurf')}.jsonld").status_code == 404
