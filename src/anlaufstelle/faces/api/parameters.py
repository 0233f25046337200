"""What may be asked in an address: one table, from which requests are read and the OpenAPI document is written.

A program is told of every mistake, an unknown parameter included: a filter that is silently ignored is a wrong answer.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict
from msgspec import Struct

from .problem import Refused

LONGEST = 200
MOST = 500
"""Entries on one page."""
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY_OR_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?")


class Bad(ValueError):
    """A value that cannot be meant; the message completes "'x' is …"."""


class Parameter(Struct, frozen=True, kw_only=True):
    """`read` raises Bad; `schema` is how the OpenAPI document says the same."""

    read: Callable[[str], Any]
    schema: dict[str, Any]
    description: str


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise Bad(f"no whole number from {least} to {most}")
        return int(value)

    return read


def _yes(value: str) -> bool:
    if value.lower() not in ("true", "false", "1", "0"):
        raise Bad("neither true nor false")
    return value.lower() in ("true", "1")


def _id(value: str) -> str:
    if not UUID.fullmatch(value):
        raise Bad("no UUID")
    return value.lower()


def _text(value: str) -> str:
    if len(value) > LONGEST or "\0" in value:
        raise Bad(f"no text of 1 to {LONGEST} characters")
    return value.strip()


def _one_of(*words: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in words:
            raise Bad(f"none of {', '.join(words)}")
        return value

    return read


def _instant(value: str) -> datetime:
    """A blank stands where an unescaped `+` was; without an offset the time is UTC."""
    value = value.replace(" ", "+") if "T" in value else value
    if not _DAY_OR_INSTANT.fullmatch(value):
        raise Bad("no date like 2026-05-14 and no date-time like 2026-05-14T08:00:00Z")
    try:
        told = datetime.fromisoformat(value)
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Bad("no day of the calendar") from error


def _postcode(value: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", value):
        raise Bad("no German postcode of five digits")
    return value


_YES = {"type": "boolean", "default": False}
_ID = {"type": "string", "format": "uuid"}

PARAMETERS: dict[str, Parameter] = {
    "search": Parameter(
        read=_text,
        schema={"type": "string", "maxLength": LONGEST},
        description="All these words must occur in names, descriptions or terms. Results stay ordered by id.",
    ),
    "page": Parameter(
        read=_whole(1, 10**9),
        schema={"type": "integer", "minimum": 1, "maximum": 10**9 - 1, "default": 1},
        description="Number of the page. Beyond the last one, the page is empty.",
    ),
    "per_page": Parameter(
        read=_whole(1, MOST),
        schema={"type": "integer", "minimum": 1, "maximum": MOST, "default": 50},
        description="Entries on a page.",
    ),
    "perPage": Parameter(
        read=_whole(1, MOST),
        schema={"type": "integer", "minimum": 1, "maximum": MOST},
        description="The same as per_page, as clients of Open Referral UK write it.",
    ),
    "format": Parameter(
        read=_one_of("json", "ndjson"),
        schema={"type": "string", "enum": ["json", "ndjson"], "default": "json"},
        description="ndjson streams all results, one per line, without pages.",
    ),
    "taxonomy_term_id": Parameter(read=_id, schema=_ID, description="Only what carries this term."),
    "taxonomy_id": Parameter(read=_id, schema=_ID, description="Only what carries any term of this taxonomy."),
    "organization_id": Parameter(read=_id, schema=_ID, description="Only what this organisation offers."),
    "modified_after": Parameter(
        read=_instant,
        schema={"type": "string", "examples": ["2026-05-14", "2026-05-14T08:00:00Z"]},
        description="Only what was modified on or after this date or date-time (UTC without an offset).",
    ),
    "minimal": Parameter(
        read=_yes, schema=_YES, description="Only id and last_modified; without per_page all on one page."
    ),
    "full": Parameter(read=_yes, schema=_YES, description="Entries with everything nested in them."),
    "full_service": Parameter(
        read=_yes, schema=_YES, description="The services of the organisation with everything nested in them."
    ),
    "postcode": Parameter(
        read=_postcode,
        schema={"type": "string", "pattern": "^[0-9]{5}$"},
        description="Only what serves the municipality of this German postcode.",
    ),
    "proximity": Parameter(
        read=_whole(1, 1_000_000),
        schema={"type": "string", "pattern": "^[0-9]{1,6}$", "examples": ["5000"]},
        description="Metres around the centre of the postcode's municipality. Needs postcode. A place without a point "
        "of its own stands at the centre of its postcode.",
    ),
    "top_only": Parameter(read=_yes, schema=_YES, description="Only terms that have no parent."),
    "parent_id": Parameter(read=_id, schema=_ID, description="Only terms directly below this one."),
    "since": Parameter(
        read=_whole(0, 10**9),
        schema={"type": "integer", "minimum": 0, "maximum": 10**9 - 1, "default": 0},
        description="The number of the last change already known.",
    ),
    "limit": Parameter(
        read=_whole(1, MOST),
        schema={"type": "integer", "minimum": 1, "maximum": MOST, "default": 100},
        description="Changes looked at for one answer.",
    ),
}
PAGING = ("page", "per_page", "perPage", "format")


def read(query: QueryDict, known: Iterable[str]) -> dict[str, Any]:
    """The values given; an empty one counts as not given. Raises Refused."""
    names = tuple(known)
    told: dict[str, Any] = {}
    for name in sorted(query):
        if name not in names:
            raise Refused(
                f"There is no parameter {name[:80]!r} here; there are {', '.join(names)}.", parameter=name[:80]
            )
        values = query.getlist(name)
        if len(values) > 1:
            raise Refused(f"The parameter {name!r} was given more than once.", parameter=name)
        if not values[0].strip():
            continue
        try:
            told[name] = PARAMETERS[name].read(values[0])
        except Bad as error:
            raise Refused(f"{name}={values[0][:80]!r} is {error}.", parameter=name) from error
    if "perPage" in told:
        if told.get("per_page", told["perPage"]) != told["perPage"]:
            raise Refused("per_page and perPage contradict each other; give one of them.", parameter="perPage")
        told["per_page"] = told.pop("perPage")
    return told
