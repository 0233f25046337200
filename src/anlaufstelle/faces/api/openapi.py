"""The OpenAPI 3.1 document, generated from `surface`, `parameters` and the record's schemas; the profile's patch."""

from functools import cache
from typing import Any

from anlaufstelle.record import hsds_schema

from .opened import VERSION
from .parameters import PARAMETERS
from .surface import OPERATIONS, Operation

Data = dict[str, Any]
REF = "#/components/schemas/{name}"
PAGE: Data = {
    "type": "object",
    "properties": {
        "total_items": {"type": "integer"},
        "total_pages": {"type": "integer"},
        "page_number": {"type": "integer"},
        "size": {"type": "integer"},
        "first_page": {"type": "boolean"},
        "last_page": {"type": "boolean"},
        "empty": {"type": "boolean"},
    },
    "required": ["empty"],
}
PROBLEM: Data = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}
TAGS = (
    {"name": "required", "description": "What HSDS requires."},
    {"name": "optional", "description": "What HSDS offers beyond that."},
    {"name": "own", "description": "What Anlaufstelle adds."},
)


@cache
def document() -> Data:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Anlaufstelle",
            "version": VERSION,
            "summary": "Social help of German towns as open data: HSDS 3.1 objects, the 3.2 surface, a change feed.",
            "description": "Anybody may read, without a key, from any page. Errors are problem details (RFC 9457).",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "jsonSchemaDialect": hsds_schema.DIALECT,
        "servers": [{"url": "/"}],
        "tags": list(TAGS),
        "paths": {one.path: _path(one) for one in OPERATIONS},
        "components": {"schemas": _schemas(), "parameters": _parameters(), "responses": _responses()},
    }


def _schemas() -> Data:
    return {
        **{name: hsds_schema.schema(name, REF) for name in hsds_schema.names()},
        "Page": PAGE,
        "Problem": PROBLEM,
    }


def _parameters() -> Data:
    return {
        name: {"name": name, "in": "query", "required": False, "description": one.description, "schema": one.schema}
        for name, one in PARAMETERS.items()
    }


def _responses() -> Data:
    said = {
        "BadParameter": "A parameter cannot be meant; `parameter` names it.",
        "NotFound": "Nothing has this id.",
        "Gone": "It was there once.",
        "NotReady": "The instance cannot answer yet.",
    }
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        **{name: {"description": words, "content": content} for name, words in said.items()},
        "NotModified": {"description": "As you know it (If-None-Match, If-Modified-Since)."},
        "Moved": {"description": "This id was merged into another.", "headers": {"Location": _URI_HEADER}},
    }


_URI_HEADER: Data = {"schema": {"type": "string"}, "description": "Where it stands now."}


def _path(one: Operation) -> Data:
    get = _operation(one, one.id)
    item: Data = {"get": get}
    if one.post:
        item["post"] = _operation(one, f"{one.id}ByPost") | {"tags": ["optional"]}
        del item["post"]["responses"]["304"]
    if one.form:
        item["post"] = _by_form(one)
    if "{id}" in one.path:
        schema = {"type": "string"}
        item["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": schema}]
    return item


def _by_form(one: Operation) -> Data:
    """All in the body, and there what has no place in an address."""
    fields = (*one.own, *one.form)
    schema = {
        "type": "object",
        "properties": {field["name"]: field["schema"] | {"description": field["description"]} for field in fields},
        "required": [field["name"] for field in fields if field["required"]],
    }
    body = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    return _operation(one, f"{one.id}ByPost") | {"parameters": [], "requestBody": body}


def _operation(one: Operation, name: str) -> Data:
    parameters = [{"$ref": f"#/components/parameters/{known}"} for known in one.parameters]
    return {
        "operationId": name,
        "summary": one.summary,
        "tags": [one.tag],
        "parameters": [*parameters, *one.own],
        "responses": {"200": {"description": one.summary, "content": _content(one)}, **_refusals(one)},
    }


def _content(one: Operation) -> Data:
    if not one.many:
        return {"application/json": {"schema": one.answer}}
    contents = {"type": "object", "properties": {"contents": {"type": "array", "items": one.answer}}}
    listed = {"allOf": [{"$ref": "#/components/schemas/Page"}, contents | {"required": ["contents"]}]}
    return {"application/json": {"schema": listed}, "application/x-ndjson": {"schema": {"type": "string"}}}


def _refusals(one: Operation) -> Data:
    told = {"400": "BadParameter"}
    told |= {} if one.ready else {"304": "NotModified"}
    told |= {"404": "NotFound"} if "{id}" in one.path else {}
    told |= {"308": "Moved"} if one.moves else {}
    told |= {"410": "Gone"} if one.gone else {}
    told |= {"503": "NotReady"} if one.ready else {}
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in sorted(told.items())}


def patch() -> Data:
    """The merge patch from the standard's openapi.json to what we add to it."""
    ours = [one for one in OPERATIONS if not one.path.startswith("/api/hsds/")]
    return {"info": {"title": "Anlaufstelle", "version": VERSION}, "paths": {one.path: _path(one) for one in ours}}
