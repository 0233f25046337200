"""Whatever a program sends by our own OpenAPI document gets an answer that the document names, with real ids in it.

Seeded, since a server that fails on every real id passes when only invented ones are tried.
"""

import json
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces.api import openapi
from anlaufstelle.faces.wsgi import application

EXAMPLES = 12
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
JUDGES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def real(herten: EditionView) -> dict[str, list[str]]:
    client = Client(HTTP_HOST="localhost")
    return {
        name: [
            one["id"] for one in json.loads(client.get(f"/api/hsds/{name}?per_page=20").content)["contents"]
        ]
        for name in LISTS
    }  # fmt: skip


def document() -> dict[str, Any]:
    return json.loads(json.dumps(openapi.document()))  # type: ignore[no-any-return]


def operations() -> Iterator[tuple[str, str]]:
    for path, item in document()["paths"].items():
        yield from ((path, method) for method in ("get", "post") if method in item)


def seeds(real: dict[str, list[str]]) -> dict[str, Iterator[str]]:
    of = {"organization_id": "organizations", "taxonomy_id": "taxonomies"}
    of |= {"taxonomy_term_id": "taxonomy_terms", "parent_id": "taxonomy_terms"}
    return {name: cycle(real[one]) for name, one in of.items()}


@pytest.mark.parametrize(("path", "method"), list(operations()))
def test_every_answer_is_one_the_document_names(path: str, method: str, real: dict[str, list[str]]) -> None:
    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    operation = schema[path][method.upper()]
    ids = cycle(real.get(path.split("/")[3], []) if "{id}" in path else ["x"])
    seeded, turn = seeds(real), cycle((True, False))
    judges = CHECKS.get_by_names(JUDGES)

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def judge(case: Any) -> None:
        if next(turn):
            if "{id}" in path:
                case.path_parameters["id"] = next(ids)
            for name in case.query or {}:
                if name in seeded:
                    case.query[name] = next(seeded[name])
        case.headers = {**(case.headers or {}), "Host": "localhost", "Accept-Encoding": "identity"}
        case.call_and_validate(checks=judges)

    judge()


def test_the_document_is_valid_openapi() -> None:
    from openapi_spec_validator import validate  # slow import: only this test needs it

    validate(document())


def test_the_document_names_every_address_of_the_standard() -> None:
    from tests.shared import shared  # slow import: only this test needs it

    theirs = json.loads((shared("data/hsds/schema") / "openapi.3.2-offline-light.json").read_text())
    ours = document()
    for path, item in theirs["paths"].items():
        own = ours["paths"][f"/api/hsds{path}"]
        for method in item.keys() & {"get", "post"}:
            wanted = {
                one.get("name") or one["$ref"].rsplit("/", 1)[1] for one in item[method].get("parameters", ())
            }  # fmt: skip
            told = {one["$ref"].rsplit("/", 1)[1] for one in own[method]["parameters"]}
            assert wanted - told == set(), (path, method)
            assert own[method]["tags"] == item[method]["tags"], (path, method)
