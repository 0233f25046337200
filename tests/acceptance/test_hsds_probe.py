"""What somebody outside who only knows the standard would try, on all of Herten: the official mock fails half of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from tests.standard import faults

Ask = Callable[..., Any]
LISTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
PAGED = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def ask(herten: EditionView) -> Ask:
    client = Client(HTTP_HOST="localhost")

    def asked(path: str, status: int = 200, method: str = "get", **headers: str) -> Any:
        response = getattr(client, method)(f"/api/hsds/{path}", headers=headers)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == status, (path, body[:300])
        assert response["Access-Control-Allow-Origin"] == "*"
        if "ndjson" in response["Content-Type"]:
            return [json.loads(line) for line in body.splitlines()]
        return json.loads(body) if body else response

    return asked


def every(ask: Ask, path: str) -> list[dict[str, Any]]:
    """All pages of a list; each must add up with the others."""
    found: list[dict[str, Any]] = []
    number = 1
    while True:
        page = ask(f"{path}{'&' if '?' in path else '?'}per_page=100&page={number}")
        assert page.keys() == PAGED
        assert (page["page_number"], page["size"]) == (number, len(page["contents"]))
        assert (page["first_page"], page["empty"]) == (number == 1, not page["contents"])
        found += page["contents"]
        if page["last_page"]:
            assert (len(found), max(1, page["total_pages"])) == (page["total_items"], number)
            return found
        number += 1


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in found]


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_of_every_page_is_valid_and_met_once(ask: Ask, name: str) -> None:
    short = every(ask, name)
    assert len(set(ids(short))) == len(short) > 0
    assert [fault for one in short for fault in faults(LISTS[name], one)] == []
    lines = ask(f"{name}?format=ndjson")
    assert lines == short


@pytest.mark.parametrize("name", ["services", "organizations", "service_at_locations"])
def test_full_entries_are_valid_and_equal_their_own_address(ask: Ask, name: str) -> None:
    full = every(ask, f"{name}?full=true")
    assert ids(full) == ids(every(ask, name))
    assert [fault for one in full for fault in faults(LISTS[name], one)] == []
    for one in full[::9]:
        alone = ask(f"{name}/{one['id']}")
        assert {**alone, "services": None} == {**one, "services": None}
    assert ask(f"{name}?full=true&format=ndjson") == full


def test_every_page_of_a_list_is_valid_by_our_own_schemas_too(ask: Ask) -> None:
    from jsonschema import Draft202012Validator, FormatChecker  # slow import: only this test needs it
    from referencing import Registry, Resource  # slow import: only this test needs it

    profile = ask("profile/")
    names = list(profile["schema"])
    resources = [(f"{name}.json", Resource.from_contents(ask(f"schema/{name}.json"))) for name in names]
    registry: Registry = Registry().with_resources(resources)
    for path, name in LISTS.items():
        judge = Draft202012Validator({"$ref": f"{name}.json"}, registry=registry, format_checker=FormatChecker())
        full = "?full=true&" if path in ("services", "organizations", "service_at_locations") else "?"
        wrong = [error.message for one in every(ask, path + full) for error in judge.iter_errors(one)]
        assert wrong == []


def test_filters_hold_together(ask: Ask) -> None:
    services = every(ask, "services?full=true")
    one = next(s for s in services if "organization_id" in s and s.get("attributes"))
    term = one["attributes"][0]["taxonomy_term"]
    by_term = set(ids(every(ask, f"services?taxonomy_term_id={term['id']}")))
    by_taxonomy = set(ids(every(ask, f"services?taxonomy_id={term['taxonomy_id']}")))
    by_owner = set(ids(every(ask, f"services?organization_id={one['organization_id']}")))
    carried = {s["id"] for s in services if term["id"] in [a["taxonomy_term_id"] for a in s.get("attributes", ())]}
    assert by_term == carried
    assert by_taxonomy >= by_term
    assert by_owner == {s["id"] for s in services if s.get("organization_id") == one["organization_id"]}
    both = f"taxonomy_term_id={term['id']}&organization_id={one['organization_id']}"
    assert set(ids(every(ask, f"services?{both}&taxonomy_id={term['taxonomy_id']}"))) == by_term & by_owner
    offers = every(ask, f"service_at_locations?{both}")
    assert {o["service"]["id"] for o in offers} <= by_term & by_owner


def test_organisations_are_found_by_what_they_offer(ask: Ask) -> None:
    service = next(s for s in every(ask, "services?full=true") if "organization_id" in s and s.get("attributes"))
    term = service["attributes"][0]["taxonomy_term_id"]
    assert service["organization_id"] in ids(every(ask, f"organizations?taxonomy_term_id={term}"))


def test_a_search_finds_words_and_misses_others(ask: Ask) -> None:
    found = every(ask, "services?search=schuldnerberatung&full=true")
    assert found
    assert [one["name"] for one in found if "schuldn" not in json.dumps(one, ensure_ascii=False).lower()] == []
    miss = ask("services?search=qqxyzzy")
    assert (miss["total_items"], miss["empty"], miss["contents"]) == (0, True, [])


@pytest.mark.parametrize("filter", ["organization_id", "taxonomy_term_id", "taxonomy_id"])
def test_an_unknown_id_in_a_filter_is_an_empty_page(ask: Ask, filter: str) -> None:
    assert ask(f"services?{filter}={NOBODY}")["empty"] is True


def test_modified_after_is_on_or_after(ask: Ask) -> None:
    services = every(ask, "services?full=true")
    times = sorted(one["last_modified"] for one in services)
    middle = times[len(times) // 2]
    wanted = {one["id"] for one in services if one["last_modified"] >= middle}
    assert set(ids(every(ask, f"services?modified_after={middle.replace('+', '%2B')}"))) == wanted
    assert len(every(ask, "services?modified_after=2000-01-01")) == len(services)
    assert ask("services?modified_after=2999-01-01")["empty"] is True


def test_minimal_is_everything_on_one_page(ask: Ask) -> None:
    page = ask("services?minimal=true")
    assert page["last_page"] is True
    assert page["total_items"] == page["size"] == read.counts()["published"]["service"]
    assert {tuple(sorted(one)) for one in page["contents"]} == {("id", "last_modified")}


def test_per_page_goes_by_two_names(ask: Ask) -> None:
    assert ask("services?perPage=7") == ask("services?per_page=7")
    assert ask("services?per_page=7", method="post") == ask("services?per_page=7")


def test_an_organisation_shows_its_services_in_full_when_asked(ask: Ask) -> None:
    found = every(ask, "organizations?full_service=true")
    services = [service for one in found for service in one.get("services", ())]
    assert [fault for one in services for fault in faults("service", one)] == []
    some = next(one for one in found if one.get("services"))
    assert ask(f"organizations/{some['id']}?full_service=true") == some
    assert {s["id"] for s in some["services"]} >= {s["id"] for s in ask(f"organizations/{some['id']}")["services"]}


def test_places_near_a_postcode(ask: Ask) -> None:
    everywhere = ids(every(ask, "service_at_locations"))
    serving = ids(every(ask, "service_at_locations?postcode=45699"))
    near = ids(every(ask, "service_at_locations?postcode=45699&proximity=3000"))
    assert set(near) < set(serving) <= set(everywhere)
    assert near


def test_terms_have_their_places(ask: Ask) -> None:
    top = every(ask, "taxonomy_terms?top_only=true")
    below = next(one for one in every(ask, "taxonomy_terms") if "parent_id" in one)
    assert [one for one in top if "parent_id" in one] == []
    assert below["id"] in ids(every(ask, f"taxonomy_terms?parent_id={below['parent_id']}"))
    assert faults("taxonomy_term", ask(f"taxonomy_terms/{below['id']}")) == []


@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_there_is_not_found(ask: Ask, name: str) -> None:
    for id in (NOBODY, "x", "%00", "..%2f.."):
        assert ask(f"{name}/{id}", 404)["status"] == 404


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=x", "page=1.5", "page=99999999999999999999", "page=1&page=2", "page=%00",
        "per_page=0", "per_page=501", "per_page=5&perPage=6", "format=xml", "full=maybe", "minimal=2",
        "taxonomy_term_id=1", "taxonomy_id=x", "organization_id=%27", "modified_after=yesterday",
        "modified_after=2026-13-01", "modified_after=0001-01-01T00:00:00%2B14:00", "search=%00",
        "search=" + "x" * 201, "unknown=1", "modified_after=20260101",
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_meant_is_refused_by_name(ask: Ask, query: str) -> None:
    told = ask(f"services?{query}", 400)
    assert told["parameter"] == query.rsplit("&", 1)[-1].partition("=")[0]
    assert told["type"] == "urn:anlaufstelle:problem:bad-parameter"


@pytest.mark.parametrize("query", ["proximity=5", "postcode=4569", "postcode=45699&proximity=x", "postcode=00000"])
def test_a_place_that_cannot_be_meant_is_refused(ask: Ask, query: str) -> None:
    ask(f"service_at_locations?{query}", 400)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nobody_writes_here(ask: Ask, method: str) -> None:
    ask("services", 405, method=method)
    ask(f"services/{NOBODY}", 405, method=method)


def test_a_browser_may_ask_beforehand(ask: Ask) -> None:
    answer = ask("services", 204, method="options")
    assert "GET" in answer["Access-Control-Allow-Methods"]


def test_nothing_is_sent_twice(herten: EditionView) -> None:
    client = Client(HTTP_HOST="localhost")
    first = client.get("/api/hsds/services", headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert "max-age" in first["Cache-Control"]
    again = client.get("/api/hsds/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    since = client.get("/api/hsds/services", headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304
    assert client.get("/api/hsds/services?page=2")["ETag"] != first["ETag"]


def test_the_root_tells_who_we_are(ask: Ask) -> None:
    told = ask("")
    assert told["version"] == "3.2"
    assert told["publisher"]["name"]
    for address in (told["profile"], told["openapi_url"]):
        assert address.startswith("http://localhost/api/")


def test_a_page_asks_the_same_number_of_questions_for_few_and_many(
    ask: Ask, django_assert_max_num_queries: Any
) -> None:
    for path in ("services?full=true", "service_at_locations?full=true", "organizations?full_service=true"):
        ask(f"{path}&per_page=100")
        with django_assert_max_num_queries(8):
            ask(f"{path}&per_page=3")
        with django_assert_max_num_queries(8):
            ask(f"{path}&per_page=100")
