"""`GET /api/find` answers exactly as contracts.md promises, and tells a program of its mistakes."""

import json

import pytest
from django.test import Client

from ..conftest import id_of

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


def test_only_get_is_answered(visitor: Client) -> None:
    response = visitor.post("/api/find?q=Tafel")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_the_api_leaves_no_trace_either(visitor: Client) -> None:
    response = visitor.get("/api/find?q=Tafel")
    assert response.cookies == {}
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
