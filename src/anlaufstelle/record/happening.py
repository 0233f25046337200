"""Events after RFC 5545: a rule with its exceptions, and whatever decides whether somebody comes."""

from typing import ClassVar, Literal

from msgspec import field

from .parts import Kind, Language, Part, Phone, Record, ServiceArea

Pause = Literal["school-holidays", "public-holidays"]
Audience = Literal["everyone", "professionals", "members"]


class Happening(Part, frozen=True, kw_only=True, omit_defaults=True):
    """When an event takes place (RFC 5545). `dtstart`/`dtend` as stated: date-time, date, or only a month ("2025-10").

    `time_text` holds the hours in words where no instant is known. `exdate` and `rdate` (further ones) are ISO dates or
    date-times on the event's own clock, as are those of `moved`, which maps the original start to the new one
    (RECURRENCE-ID). `pauses` are holidays of the Land it stands in on which a series does not take place.
    """

    dtstart: str | None = None
    dtend: str | None = None
    timezone: str = "Europe/Berlin"
    rrule: str | None = None
    exdate: tuple[str, ...] = ()
    rdate: tuple[str, ...] = ()
    moved: dict[str, str] = field(default_factory=dict)
    time_text: str | None = None
    pauses: tuple[Pause, ...] = ()


class Event(Record, frozen=True, kw_only=True, omit_defaults=True, tag="event", tag_field="kind"):
    """One signs up by `registration_url`, by `email` or by `phones`; `registration` says it in words.

    `online_url` is where one takes part from afar, and `online_for` whom that is told: an event for everyone may have a
    link for members only. `wheelchair` and `accessibility` are what holds for this event, beside what its place says of
    itself. `units` is how much it counts ("6 Unterrichtsstunden") and `recognised_by` who counts it: what a certificate
    of attendance says.
    """

    kind: ClassVar[Kind] = "event"
    happening: Happening = Happening()
    attendance: Literal["on-site", "online", "hybrid"] | None = None
    organizer_name: str | None = None
    organization_id: str | None = None
    place_text: str | None = None
    location_id: str | None = None
    url: str | None = None
    registration: str | None = None
    registration_url: str | None = None
    online_url: str | None = None
    online_for: Audience = "everyone"
    audience: Audience = "everyone"
    wheelchair: Literal["yes", "limited", "no"] | None = None
    accessibility: str | None = None
    child_care: bool | None = None
    child_care_note: str | None = None
    email: str | None = None
    fees_description: str | None = None
    free: bool | None = None
    units: str | None = None
    recognised_by: str | None = None
    status: Literal["confirmed", "tentative", "cancelled"] = "confirmed"
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    languages: tuple[Language, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()
