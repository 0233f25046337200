"""Our generated schemas say what the standard says, and more; the profile's patches lead from one to the other."""

import json
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from anlaufstelle.record import hsds_schema
from anlaufstelle.record.hsds_shapes import SHAPES
from anlaufstelle.record.model import Own
from tests.shared import shared

STANDARD = sorted(SHAPES.keys() - {one.kind for one in get_args(Own)})
SAID = ("type", "format", "enum", "minLength", "maxLength")


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared("data/hsds/schema") / f"{name}.json").read_text())
    return found


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def said(field: dict[str, Any]) -> dict[str, Any]:
    told = {key: field[key] for key in SAID if key in field}
    told |= {"enum": sorted(told["enum"])} if "enum" in told else {}
    inner = field.get("items", field)
    return told | ({"ref": inner["$ref"]} if "$ref" in inner else {})


@pytest.mark.parametrize("name", STANDARD)
def test_the_standards_fields_are_as_the_standard_says(name: str) -> None:
    theirs, ours = published(name), hsds_schema.schema(name)
    assert sorted(theirs.get("required", [])) == ours["required"]
    pairs = {
        field: (said(rule), said(ours["properties"].get(field, {}))) for field, rule in theirs["properties"].items()
    }
    differing = {field: pair for field, pair in pairs.items() if pair[0] != {key: pair[1].get(key) for key in pair[0]}}
    assert differing == {}


@pytest.mark.parametrize("name", STANDARD)
def test_the_patch_makes_the_standards_schema_ours(name: str) -> None:
    patched = merged(published(name), hsds_schema.patch(name))
    assert patched["properties"].keys() == hsds_schema.schema(name)["properties"].keys()
    added = hsds_schema.added(name)
    assert added.keys() & published(name)["properties"].keys() == set()


@pytest.mark.parametrize("name", hsds_schema.names())
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(hsds_schema.document(name))
    assert "null" not in json.dumps(hsds_schema.schema(name))
    refs = set(json.dumps(hsds_schema.schema(name)).split('"$ref": "')[1:])
    assert {ref.partition(".json")[0] for ref in refs} <= set(hsds_schema.names())
