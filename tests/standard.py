"""Judges documents by the official HSDS schemas in ../shared, with format assertions on and no network."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.shared import shared

FORMATS = {"uuid", "uri", "email", "date-time"}


@cache
def validator(shape: str) -> Draft202012Validator:
    folder = shared("data/hsds/schema")
    assert set(FormatChecker().checkers) >= FORMATS, "the format checkers are not installed"
    resources = [
        (path.name, Resource.from_contents(json.loads(path.read_text()), default_specification=DRAFT202012))
        for path in folder.glob("*.json")
        if "openapi" not in path.name
    ]
    registry = Registry().with_resources(resources)
    schema = {"$ref": f"{shape}.json"}
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def faults(shape: str, document: dict[str, Any]) -> list[str]:
    """What the standard finds wrong, empty when nothing."""
    return [f"{error.json_path}: {error.message}" for error in validator(shape).iter_errors(document)]
