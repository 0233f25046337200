"""HSDS as a tabular data package: nested documents taken apart into one table per object, ids as foreign keys.

Each table has the standard's own columns, and `profile`: JSON of whatever of ours belongs to the row.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from .hsds_schema import schema
from .hsds_shapes import REQUIRED, SHAPES
from .model import Own

Data = dict[str, Any]
Row = tuple[str, Data]
"""The table's name, and what stands in its columns."""

PROFILE: Final = "profile"
FILES: Final = {
    "organization": "organizations.csv",
    "program": "programs.csv",
    "service": "services.csv",
    "attribute": "attributes.csv",
    "service_at_location": "service_at_location.csv",
    "location": "locations.csv",
    "phone": "phones.csv",
    "contact": "contacts.csv",
    "address": "addresses.csv",
    "schedule": "schedules.csv",
    "funding": "funding.csv",
    "service_area": "service_areas.csv",
    "required_document": "required_documents.csv",
    "language": "languages.csv",
    "accessibility": "accessibility.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "metadata": "metadata.csv",
    "cost_option": "cost_options.csv",
    "organization_identifier": "organization_identifiers.csv",
    "taxonomy": "taxonomies.csv",
    "service_capacity": "service_capacity.csv",
    "unit": "units.csv",
    "url": "url.csv",
    "event": "events.csv",
    "opportunity": "opportunities.csv",
    "notice": "notices.csv",
    "project": "projects.csv",
    "conference": "conferences.csv",
    "slot": "slots.csv",
    "membership": "memberships.csv",
    "body": "bodies.csv",
    "document": "documents.csv",
}
"""As the standard names them; the last nine are ours."""

_ENTRIES = frozenset({"organization", "location"})
"""Nested where they are shown, but rows of their own: a nested one only leaves its id behind."""
_OURS: Final = frozenset(f"{one.kind}_id" for one in get_args(Own))
"""How parts point back at what the standard does not know."""
_TARGETS: Final = {
    "organization_id": "organization",
    "parent_organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "program_id": "program",
    "contact_id": "contact",
    "phone_id": "phone",
    "taxonomy_term_id": "taxonomy_term",
    "taxonomy_id": "taxonomy",
    "unit_id": "unit",
}


def columns(name: str) -> tuple[str, ...]:
    plain = (field for field, rule in SHAPES[name].items() if not rule.one and not rule.many)
    return (*plain, PROFILE)


def references(name: str) -> dict[str, str]:
    """Column -> the table it points to."""
    own = {"parent_id": "taxonomy_term"} if name == "taxonomy_term" else {}
    return {column: _TARGETS[column] for column in columns(name) if column in _TARGETS} | own


def rows(kind: str, document: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of one published document, its own first."""
    yield from _rows(kind, document, {})


def _rows(name: str, data: Mapping[str, Any], owner: Data) -> Iterator[Row]:
    rules = SHAPES[name]
    row: Data = {column: value for column, value in owner.items() if column in rules}
    profile: Data = {column: value for column, value in owner.items() if column in _OURS}
    parts: list[tuple[str, Mapping[str, Any]]] = []
    for field, value in data.items():
        rule = rules.get(field)
        if rule is None:
            profile[field] = value
        elif rule.one in _ENTRIES:
            row.setdefault(f"{field}_id", value.get("id"))
        elif rule.one:
            parts.append((rule.one, value))
            row.setdefault(f"{field}_id", value.get("id"))
        elif rule.many in _ENTRIES:
            profile[f"{field[:-1]}_ids"] = [one["id"] for one in value]
        elif rule.many:
            parts += [(rule.many, one) for one in value]
        else:
            row[field] = value
    if profile:
        row[PROFILE] = json.dumps(profile, ensure_ascii=False, sort_keys=True)
    yield name, {column: value for column, value in row.items() if column in columns(name)}
    for shape, part in parts:
        yield from _rows(shape, part, _owned(name, data))


def _owned(name: str, data: Mapping[str, Any]) -> Data:
    """How a part points back at what holds it; `link_id` and `resource_id` may point at any table."""
    return {f"{name}_id": data["id"], "link_id": data["id"], "link_entity": name,
            "resource_id": data["id"], "resource_type": name}  # fmt: skip


def descriptor(tables: Mapping[str, int], **about: Any) -> Data:
    """The datapackage.json of these tables (with their numbers of rows)."""
    return {
        "profile": "tabular-data-package",
        "name": "anlaufstelle",
        **about,
        "resources": [_resource(name) | {"rows": tables[name]} for name in FILES if name in tables],
    }


def _resource(name: str) -> Data:
    told = schema(name)["properties"]
    keys = [
        {"fields": column, "reference": {"resource": target if target != name else "", "fields": "id"}}
        for column, target in references(name).items()
    ]
    fields = [
        {"name": column, **_field(column, told.get(column, {})), "constraints": _constraints(name, column)}
        for column in columns(name)
    ]
    return {
        "name": name,
        "path": FILES[name],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"primaryKey": "id", "fields": fields, **({"foreignKeys": keys} if keys else {})},
    }


def _field(column: str, told: Mapping[str, Any]) -> Data:
    if column == PROFILE:
        return {"type": "object", "description": "Fields of the profile of Anlaufstelle, as JSON."}
    if told.get("format") == "date-time":
        return {"type": "string"}
    formats = {"format": told["format"]} if told.get("format") in ("uuid", "uri", "email") else {}
    return {"type": told.get("type", "string"), **formats}


def _constraints(name: str, column: str) -> Data:
    """An organisation of which only the name is known has no description; its services point at it all the same."""
    must = column in REQUIRED[name] and (name, column) != ("organization", "description")
    return {"required": must, **({"unique": True} if column == "id" else {})}
