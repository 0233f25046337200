"""A note on the town's pinboard: short, from a carrier or the editors, and gone by itself after its last day."""

from typing import ClassVar

from .parts import Kind, Phone, Record, ServiceArea

LONGEST = 600
"""Letters of the text: what does not fit on a card on the real board is an offer or an event."""
LASTING = 92
"""Days a note may hang at most."""


class Notice(Record, frozen=True, kw_only=True, omit_defaults=True, tag="notice", tag_field="kind"):
    """`since` and `until` are its first and last day (ISO dates), both included; without `until` it is not shown.

    `organization_name` is whoever pinned it, as they write themselves.
    """

    kind: ClassVar[Kind] = "notice"
    since: str | None = None
    until: str | None = None
    organization_id: str | None = None
    organization_name: str | None = None
    place_text: str | None = None
    location_id: str | None = None
    district: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    categories: tuple[str, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()
