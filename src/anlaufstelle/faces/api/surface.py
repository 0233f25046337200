"""All addresses of the open interface: one table, from which `urls` and the OpenAPI document are made."""

from typing import Any

from msgspec import Struct

from anlaufstelle.search.counts import KINDS
from anlaufstelle.search.proximity import FARTHEST

from . import hsds_lists, hsds_terms


class Operation(Struct, frozen=True, kw_only=True):
    """`answer` is a schema; `many`: it is the schema of what a list holds. `parameters` are names of `parameters`.

    `form` are fields that only the body of a POST takes, beside those of `own`.
    """

    path: str
    id: str
    summary: str
    answer: dict[str, Any]
    parameters: tuple[str, ...] = ()
    many: bool = False
    post: bool = False
    tag: str = "optional"
    gone: bool = False
    moves: bool = False
    own: tuple[dict[str, Any], ...] = ()
    form: tuple[dict[str, Any], ...] = ()
    ready: bool = False


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


_MINIMAL = {
    "type": "object",
    "properties": {"id": {"type": "string", "format": "uuid"}, "last_modified": {"type": "string"}},
    "required": ["id", "last_modified"],
    "additionalProperties": False,
    "description": "With minimal=true.",
}
_INFORMATION = {
    "type": "object",
    "properties": {
        "version": {"type": "string"},
        "profile": {"type": "string", "format": "uri"},
        "openapi_url": {"type": "string", "format": "uri"},
        "description": {"type": "string"},
        "publisher": {"type": "object"},
    },
    "required": ["version", "profile", "openapi_url", "publisher"],
}
_CHANGES = {
    "type": "object",
    "properties": {
        "feed": {"type": "string", "format": "uuid", "description": "Another feed: begin again with since=0."},
        "since": {"type": "integer"},
        "sequence": {"type": "integer", "description": "Reached with this answer: the next since."},
        "more": {"type": "boolean"},
        "changes": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "sequence": {"type": "integer"},
                    "op": {"type": "string", "enum": ["put", "drop"]},
                    "id": {"type": "string", "format": "uuid"},
                    "kind": {"type": "string"},
                    "document": {"type": "object"},
                    "moved_to": {"type": "string", "format": "uuid"},
                },
                "required": ["sequence", "op", "id"],
            },
        },
    },
    "required": ["feed", "since", "sequence", "more", "changes"],
}
_ANSWER = {
    "type": "object",
    "required": ["query", "fit", "total", "results", "suggestions", "took_ms"],
    "properties": {
        "query": {"type": "object"},
        "fit": {"type": "string", "enum": ["local", "regional", "national", "none"]},
        "total": {"type": "integer"},
        "results": {"type": "array", "items": {"type": "object", "required": ["id", "kind", "name"]}},
        "suggestions": {"type": "array"},
        "took_ms": {"type": "number"},
    },
}
_COMPLETIONS = {
    "type": "object",
    "required": ["completions"],
    "properties": {
        "completions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind", "caption", "value"],
                "properties": {
                    "kind": {"type": "string", "enum": ["need", "name", "place"]},
                    "caption": {"type": "string"},
                    "value": {"type": "string"},
                },
            },
        }
    },
}


def _query(name: str, description: str, *, required: bool = False, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


_LANG = _query("lang", "Language of the words.", type="string", pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")

OPERATIONS: tuple[Operation, ...] = (
    Operation(path="/api/hsds/", id="information", summary="What this interface is", answer=_INFORMATION,
              tag="required"),
    Operation(path="/api/hsds/services", id="services", summary="Services", many=True, post=True, tag="required",
              answer={"anyOf": [_ref("service"), _MINIMAL]}, parameters=hsds_lists.SERVICES),
    Operation(path="/api/hsds/services/{id}", id="service", summary="A service with everything nested in it",
              answer=_ref("service"), tag="required", gone=True, moves=True),
    Operation(path="/api/hsds/organizations", id="organizations", summary="Organisations", many=True, post=True,
              answer=_ref("organization"), parameters=hsds_lists.ORGANIZATIONS),
    Operation(path="/api/hsds/organizations/{id}", id="organization", summary="An organisation",
              answer=_ref("organization"), parameters=("full_service",), gone=True, moves=True),
    Operation(path="/api/hsds/service_at_locations", id="service_at_locations", summary="Services at places",
              many=True, post=True, answer=_ref("service_at_location"), parameters=hsds_lists.OFFERS),
    Operation(path="/api/hsds/service_at_locations/{id}", id="service_at_location", summary="A service at a place",
              answer=_ref("service_at_location")),
    Operation(path="/api/hsds/taxonomies", id="taxonomies", summary="Taxonomies", many=True, post=True,
              answer=_ref("taxonomy"), parameters=hsds_terms.TAXONOMIES),
    Operation(path="/api/hsds/taxonomies/{id}", id="taxonomy", summary="A taxonomy", answer=_ref("taxonomy")),
    Operation(path="/api/hsds/taxonomy_terms", id="taxonomy_terms", summary="Terms", many=True, post=True,
              answer=_ref("taxonomy_term"), parameters=hsds_terms.TERMS),
    Operation(path="/api/hsds/taxonomy_terms/{id}", id="taxonomy_term", summary="A term",
              answer=_ref("taxonomy_term")),
    Operation(path="/api/changes", id="changes", summary="Everything that changed since a number, deletions included",
              answer=_CHANGES, parameters=("since", "limit"), tag="own", gone=True),
    Operation(path="/api/find", id="find", summary="The search of the site", answer=_ANSWER,
              tag="own", ready=True, own=(
        _query("q", "What somebody looks for, in any words; 1,500 characters are read.", required=True, type="string"),
        _query("place", "Postcode or name of a place.", type="string", maxLength=500),
        _LANG,
        _query("limit", "Results at most.", type="integer", minimum=1, maximum=50, default=10),
        _query("kind", f"Only these, between commas: {', '.join(KINDS)}.", type="string"),
        _query("counts", "Whether to count results by condition too.", type="boolean", default=False),
    ), form=(
        _query("near", "The person's own point, known to the street: latitude and longitude.", type="string",
               examples=["51.5943, 7.1346"]),
        _query("proximity", "Only what lies at most so many metres from `near`. What has no point at street precision, "
               "or is nowhere one goes, is counted and listed apart.", type="integer", minimum=1, maximum=FARTHEST),
    )),
    Operation(path="/api/complete", id="complete", summary="What somebody may be about to type", answer=_COMPLETIONS,
              tag="own", ready=True, own=(
        _query("q", "What was typed.", required=True, type="string", minLength=1, maxLength=80),
        _LANG,
        _query("limit", "Completions at most.", type="integer", minimum=1, maximum=20, default=8),
    )),
)  # fmt: skip
