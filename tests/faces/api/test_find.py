"""`GET /api/find` answers exactly as contracts.md promises, and tells a program of its mistakes."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from ..conftest import id_of
from ..doors import HERE, METRES, choirs

PROMISED = {"query", "fit", "total", "results", "suggestions", "took_ms"}
RESULT = {"id", "source", "source_id", "kind", "name", "organization", "why", "action", "open", "checked_on"}


def test_the_shape_of_an_answer(visitor: Client) -> None:
    response = visitor.get("/api/find?q=Schuldnerberatung&place=Herten&lang=de&limit=3")
    told = json.loads(response.content)
    first = told["results"][0]
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert PROMISED - told.keys() == set()
    assert RESULT - first.keys() == set()
    assert (first["id"], first["source"], first["source_id"]) == (id_of("debts"), "musterstadt", "debts")
    assert first["action"] == {"kind": "phone", "value": "+4923660002", "whose": "service"}
    assert told["query"]["place"]["ags"] == "05562020"
    assert (told["query"]["text"], told["query"]["lang"], told["fit"]) == ("Schuldnerberatung", "de", "local")
    assert "distance_m" not in first


def test_the_town_is_the_place_unless_another_is_named(visitor: Client) -> None:
    assert json.loads(visitor.get("/api/find?q=Tafel").content)["query"]["place"]["name"] == "Herten"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=Tafel&counts=maybe", "counts"),
        ("q=Tafel&limit=0", "limit"),
        ("q=Tafel&limit=51", "limit"),
        ("q=Tafel&limit=x", "limit"),
        ("q=Tafel&limit=-1", "limit"),
        ("q=Tafel&limit=99999999999999999999", "limit"),
        ("q=Tafel&lang=Deutsch!", "lang"),
        ("q=Tafel&lang=", "lang"),
        ("q=Tafel&place=Xyzzyhausen", "place"),
        ("q=Tafel&q=Kleider", "q"),
        ("q=Tafel&limt=5", "limt"),
        ("q=Tafel&kind=service,quatsch", "kind"),
    ],
)
def test_a_mistake_is_a_problem_that_names_the_parameter(visitor: Client, query: str, parameter: str) -> None:
    response = visitor.get(f"/api/find?{query}")
    told = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert (told["status"], told["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    "text", ["", "%20", "x" * 10_000, "Wort%20" * 30, "a%00b", "%F0%9F%98%80", "%E2%80%8F", "'%3B--", ".*%2B%3F%5B("]
)
def test_whatever_a_person_types_is_answered(visitor: Client, text: str) -> None:
    response = visitor.get(f"/api/find?q={text}")
    assert response.status_code == 200
    assert json.loads(response.content)["fit"] in ("local", "regional", "national", "none")


def test_counts_are_made_when_asked_for(visitor: Client) -> None:
    told = [json.loads(visitor.get(f"/api/find?q=Tafel&counts={wanted}").content) for wanted in ("true", "false")]
    assert [bool(one["counts"]) for one in told] == [True, False]


ASKED = {"q": "Trommelgruppe", "near": HERE}


def test_a_point_of_one_s_own_tells_distances_and_counts_rings(visitor: Client, town: Callable[..., None]) -> None:
    town(choirs())
    told = json.loads(visitor.post("/api/find", ASKED | {"counts": "true"}).content)
    assert {one["source_id"]: one.get("distance_m") for one in told["results"]} == METRES
    rings = {int(ring): (one["fits"], one["unknown"]) for ring, one in told["counts"]["proximity"].items()}
    assert rings == {1_000: (0, 1), 2_000: (1, 1), 5_000: (1, 1), 10_000: (1, 1), 25_000: (2, 1)}
    without = json.loads(visitor.get("/api/find?q=Trommelgruppe&counts=true").content)
    assert without["total"] == 3 and "proximity" not in without["counts"]


def test_who_says_no_place_is_told_apart_from_who_is_near(visitor: Client, town: Callable[..., None]) -> None:
    town(choirs())
    told = json.loads(visitor.post("/api/find", ASKED | {"proximity": "5000"}).content)
    assert [one["source_id"] for one in told["results"]] == ["near"]
    assert (told["total"], told["unknown"]) == (1, 1)
    assert [one["source_id"] for one in told["maybe"]] == ["nowhere"]


def test_a_question_may_come_in_the_body(visitor: Client) -> None:
    said = {"q": "Tafel", "limit": "2", "kind": "service"}
    posted, got = visitor.post("/api/find", said), visitor.get("/api/find", said)
    assert posted["Cache-Control"] == "no-store"
    assert json.loads(posted.content) | {"took_ms": 0} == json.loads(got.content) | {"took_ms": 0}


@pytest.mark.parametrize(
    ("address", "body", "parameter"),
    [
        ("", {"q": "Tafel", "proximity": "2000"}, "proximity"),
        ("", ASKED | {"proximity": "0"}, "proximity"),
        ("", ASKED | {"proximity": "50001"}, "proximity"),
        ("", ASKED | {"proximity": "2 km"}, "proximity"),
        ("", ASKED | {"near": "Paris"}, "near"),
        ("", ASKED | {"near": "48.8566, 2.3522"}, "near"),
        ("", {"near": "51.6, 7.14"}, "q"),
        ("?q=Tafel", ASKED, "q"),
        ("?near=51.6,7.14", {"q": "Tafel"}, "near"),
    ],
)
def test_a_mistake_in_the_body_is_named(visitor: Client, address: str, body: dict[str, str], parameter: str) -> None:
    response = visitor.post(f"/api/find{address}", body)
    assert (response.status_code, json.loads(response.content)["parameter"]) == (400, parameter)


def test_a_position_is_not_taken_from_an_address_nor_repeated(visitor: Client) -> None:
    response = visitor.get("/api/find?q=Tafel&near=51.6123,7.1456")
    told = json.loads(response.content)
    assert (response.status_code, told["parameter"]) == (400, "near")
    assert "51.6123" not in response.content.decode()
    assert "51.6123" not in visitor.post("/api/find", ASKED | {"near": "51.6123, 7.1456"}).content.decode()


def test_only_get_and_post_are_answered(visitor: Client) -> None:
    response = visitor.put("/api/find?q=Tafel")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_the_api_leaves_no_trace_either(visitor: Client) -> None:
    response = visitor.get("/api/find?q=Tafel")
    assert response.cookies == {}
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
