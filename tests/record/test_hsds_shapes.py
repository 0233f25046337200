"""The table against the official schemas: same objects, same fields, same demands."""

import json
from typing import get_args

import pytest

from anlaufstelle.record.hsds_shapes import REQUIRED, SHAPES
from anlaufstelle.record.model import Own
from tests.shared import shared

STRICTER = {"digits", "country", "currency", "code"}
OURS = {one.kind for one in get_args(Own)}
NOT_OURS = {"meta_table_description"}


def _word(field: dict[str, object]) -> str:
    if "$ref" in field:
        return "{" + str(field["$ref"]).removesuffix(".json") + "}"
    if field["type"] == "array":
        return "[" + _word(field["items"])[1:-1] + "]"  # type: ignore[arg-type]
    if "enum" in field:
        return "enum"
    return str(field.get("format", {"string": "text", "number": "number"}[str(field["type"])]))


@pytest.mark.parametrize("shape", sorted(SHAPES.keys() - OURS))
def test_table_is_the_schema(shape: str) -> None:
    schema = json.loads((shared("data/hsds/schema") / f"{shape}.json").read_text())
    expected = {name: _word(field) for name, field in schema["properties"].items()}
    tests = {name: "enum" if expected.get(name) == "enum" else rule.test for name, rule in SHAPES[shape].items()}
    assert {name: "text" if test in STRICTER else test for name, test in tests.items()} == expected
    assert REQUIRED[shape] == set(schema["required"])


def test_no_object_is_missing() -> None:
    there = {path.stem for path in shared("data/hsds/schema").glob("*.json") if "openapi" not in path.stem}
    assert SHAPES.keys() - OURS == there - NOT_OURS
