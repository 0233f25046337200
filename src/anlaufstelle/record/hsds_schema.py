"""JSON Schemas of what we publish, generated: the standard's fields from `hsds_shapes`, ours from `model`.

A profile of HSDS is told as merge patches (RFC 7396) of the standard's schemas: here, the fields we add.
"""

import re
from functools import cache
from typing import Any, Final, get_args

import msgspec

from . import model
from .hsds_fit import AS_STATED, DERIVED, INCOMPLETE
from .hsds_shapes import REQUIRED, SHAPES, Rule

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

MODELS: Final[dict[str, Any]] = {
    **{str(kind): shape for kind, shape in model.KINDS.items()},
    "address": model.Address,
    "language": model.Language,
    "phone": model.Phone,
    "contact": model.Contact,
    "schedule": model.Schedule,
    "cost_option": model.CostOption,
    "required_document": model.RequiredDocument,
    "service_area": model.ServiceArea,
    "url": model.Url,
    "accessibility": model.Accessibility,
    "taxonomy_term": model.TaxonomyTerm,
    "attribute": model.Attribute,
    "funding": model.Funding,
    "service_capacity": model.Capacity,
    "program": model.Program,
    "organization_identifier": model.OrganizationIdentifier,
    "service_at_location": model.ServiceAtLocation,
}
"""The model behind each shape; those without one (metadata, unit, taxonomy) have no fields of ours."""

OWN: Final[dict[str, Any]] = {"translation": model.Translation, "happening": model.Happening}
_OWN_KINDS: Final = frozenset(str(one.kind) for one in get_args(model.Own))
_TESTS: Final[dict[str, Schema]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "uuid": {"type": "string", "format": "uuid"},
    "uri": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
    "date-time": {"type": "string", "format": "date-time"},
    "digits": {"type": "string"},
    "country": {"type": "string", "minLength": 2, "maxLength": 2},
    "currency": {"type": "string", "minLength": 3, "maxLength": 3},
    "code": {"type": "string"},
    "status": {"type": "string", "enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "place": {"type": "string", "enum": ["physical", "postal", "virtual"]},
    "weekday": {"type": "string", "enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
    "freq": {"type": "string", "enum": ["WEEKLY", "MONTHLY"]},
}
_EVERYWHERE: Final[dict[str, Schema]] = {
    INCOMPLETE: {"type": "object", "description": "Values that are not valid HSDS, by the field they belong to."},
    AS_STATED: {"type": "object", "description": "The source's own writing of addresses that had to be encoded."},
    DERIVED: {"type": "array", "items": {"type": "string"}, "description": "Fields here that no source states."},
}
_ENTRY: Final[Schema] = {
    "type": "object",
    "description": "Whom it serves, where it is, and the sources that speak for it.",
    "properties": {
        "areas": {"type": "array", "items": {"type": "string"}},
        "reach": {"type": "string", "enum": ["local", "regional", "national"]},
        "ags": {"type": "string"},
        "district": {"type": "string"},
        "checked_on": {"type": "string"},
        "source_date": {"type": "string"},
        "sources": {"type": "array", "items": {"type": "object"}},
    },
}


def names() -> tuple[str, ...]:
    """Of all schemas, the standard's first."""
    return (*SHAPES, *OWN)


def schema(name: str, ref: str = "{name}.json") -> Schema:
    """The whole schema of one object; `ref` is how it points at others."""
    if name in OWN:
        return {"type": "object", "properties": _model_fields(OWN[name], ref)}
    standard = {field: _of_rule(rule, ref) for field, rule in SHAPES[name].items()}
    required = sorted(REQUIRED[name] | ({"kind"} if name in _OWN_KINDS else set()))
    return {"type": "object", "properties": {**standard, **added(name, ref)}, "required": required}


def document(name: str) -> Schema:
    """The schema as a file of its own."""
    return {"$schema": DIALECT, "title": name, **schema(name)}


def added(name: str, ref: str = "{name}.json") -> dict[str, Schema]:
    """The fields of ours that stand beside the standard's."""
    fields = dict(_EVERYWHERE)
    if name in MODELS:
        fields |= {field: told for field, told in _model_fields(MODELS[name], ref).items() if field not in SHAPES[name]}
    if name in model.KINDS:
        fields["entry"] = _ENTRY
    if name in _OWN_KINDS:
        fields["kind"] = {"const": name}
    elif name == "organization":
        fields["services"] = {"type": "array", "items": {"type": "object"}}
    elif name == "service_at_location":
        fields["service"] = {"$ref": ref.format(name="service")}
    return fields


def patch(name: str) -> Schema:
    """The merge patch from the standard's schema to ours."""
    return {"properties": added(name)}


def _of_rule(rule: Rule, ref: str) -> Schema:
    if rule.many:
        return {"type": "array", "items": {"$ref": ref.format(name=rule.many)}}
    return {"$ref": ref.format(name=rule.one)} if rule.one else dict(_TESTS[rule.test])


@cache
def _components() -> dict[str, Schema]:
    _, found = msgspec.json.schema_components([*MODELS.values(), *OWN.values()], ref_template="{name}")
    return found


def _model_fields(of: Any, ref: str) -> dict[str, Schema]:
    told = _components()[of.__name__]["properties"]
    hidden = {"extra", "kind", "categories", "audiences"} if of in (model.Service,) else {"extra", "kind"}
    return {field: _without_null(schema, ref) for field, schema in told.items() if field not in hidden}


def _without_null(told: Any, ref: str) -> Any:
    """As msgspec tells a type, but for what is absent instead of null, and without defaults, which are never meant."""
    if isinstance(told, list):
        return [_without_null(one, ref) for one in told]
    if not isinstance(told, dict):
        return told
    if "$ref" in told:
        return {"$ref": ref.format(name=_shape_of(told["$ref"]))}
    if "anyOf" in told:
        real = [one for one in told["anyOf"] if one != {"type": "null"}]
        return _without_null(real[0] if len(real) == 1 else {"anyOf": real}, ref)
    if "enum" in told:
        return {"enum": [one for one in told["enum"] if one is not None]}
    return {key: _without_null(value, ref) for key, value in told.items() if key not in ("default", "title")}


def _shape_of(struct: str) -> str:
    found = next((name for name, of in (*MODELS.items(), *OWN.items()) if of.__name__ == struct), None)
    return found or re.sub(r"(?<!^)(?=[A-Z])", "_", struct).lower()
