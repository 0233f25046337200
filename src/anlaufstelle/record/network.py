"""What towns that work together share: who is a member and how, who meets in which body, and what they wrote down.

Lists are lines of text as in `project`: a member of a body is "name: role". What a body or document says is for its
`audience`; of anything not for everyone nothing is published.
"""

from typing import ClassVar, Literal

from .happening import Audience
from .parts import Kind, Phone, Record, ServiceArea

BodyType = Literal["board", "advisory-board", "committee", "working-group"]


class Membership(Record, frozen=True, kw_only=True, omit_defaults=True, tag="membership", tag_field="kind"):
    """A town in a network; `name` is the town's. `since` and `until` are ISO dates, as exact as they are known; `terms`
    what was agreed with this town."""

    kind: ClassVar[Kind] = "membership"
    ags: str | None = None
    since: str | None = None
    until: str | None = None
    terms: str | None = None
    organization_id: str | None = None
    organization_name: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


class Body(Record, frozen=True, kw_only=True, omit_defaults=True, tag="body", tag_field="kind"):
    """Those who meet under one name: a board, an advisory board, a committee, a working group."""

    kind: ClassVar[Kind] = "body"
    body_type: BodyType | None = None
    aims: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    audience: Audience = "everyone"
    organization_id: str | None = None
    organization_name: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


class Document(Record, frozen=True, kw_only=True, omit_defaults=True, tag="document", tag_field="kind"):
    """A working aid in one version. `description` is its summary, `text` the plain words of the whole, which are
    searched; `replaces_id` the version before it, `body_id` the group it comes from."""

    kind: ClassVar[Kind] = "document"
    version: str | None = None
    issued: str | None = None
    licence: str | None = None
    replaces_id: str | None = None
    body_id: str | None = None
    text: str | None = None
    audience: Audience = "everyone"
    organization_id: str | None = None
    organization_name: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


def member(record: Membership, day: str) -> bool:
    """Whether the town belongs to it on that day (ISO); a bound of which only the year is known holds all year."""
    begun = not record.since or record.since <= day[: len(record.since)]
    return begun and (not record.until or day[: len(record.until)] <= record.until)
