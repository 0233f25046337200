"""What the law makes a town say about its own site. Nothing here has a default that claims anything."""

from typing import Literal

from msgspec import Struct

Conformity = Literal["full", "partial", "none"]


class Barrier(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One part of the site that is not accessible: what, why, and what helps instead."""

    what: str
    why: str | None = None
    instead: str | None = None


class Accessibility(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """For the statement of §4 BITVNRW. `conformity` is the town's own assessment; dates are ISO 8601."""

    conformity: Conformity | None = None
    assessed_on: str | None = None
    updated_on: str | None = None
    exceptions: tuple[Barrier, ...] = ()
    email: str | None = None
    phone: str | None = None
    ombuds: str | None = None
    ombuds_url: str | None = None


class Publisher(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who answers for the site, for the imprint and the privacy page."""

    name: str | None = None
    street: str | None = None
    place: str | None = None
    represented_by: str | None = None
    email: str | None = None
    phone: str | None = None
    supervised_by: str | None = None
    vat_id: str | None = None
    editor: str | None = None
    privacy_officer: str | None = None
    privacy_email: str | None = None
    privacy_authority: str | None = None


class Signing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A film in German sign language, served by the town itself."""

    video: str
    poster: str | None = None
    captions: str | None = None
