"""What every record is made of: its common fields and its nested parts, each with an id of its own.

`model` has the kinds themselves and is what others import from; this module and `happening` only keep it short.
"""

from typing import Any, ClassVar, Literal

from msgspec import Struct

Kind = Literal["organization", "service", "location", "event", "opportunity", "notice", "project", "conference", "slot",
               "membership", "body", "document"]  # fmt: skip
Precision = Literal["address", "street", "district", "town"]
Appointment = Literal["required", "possible", "none"]
TextOrigin = Literal["human", "machine", "machine-checked"]


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Root of all shapes. `extra` keeps what a source said in fields that the model does not name."""

    extra: dict[str, Any] = {}


class Address(Part, frozen=True, kw_only=True, omit_defaults=True):
    """May be incomplete; `hsds.write` then keeps it out of the standard's field, since HSDS demands all of it."""

    id: str
    attention: str | None = None
    address_1: str | None = None
    address_2: str | None = None
    district: str | None = None
    city: str | None = None
    region: str | None = None
    state_province: str | None = None
    postal_code: str | None = None
    country: str | None = None
    address_type: Literal["physical", "postal", "virtual"] = "physical"


class Language(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A language spoken; `code` is BCP 47."""

    id: str
    name: str | None = None
    code: str | None = None
    note: str | None = None


class Phone(Part, frozen=True, kw_only=True, omit_defaults=True):
    """`number` is E.164, or a short number (110, 116111) as it is dialled; `stated` keeps the source's own writing."""

    id: str
    number: str
    stated: str | None = None
    extension: int | None = None
    type: str | None = None
    description: str | None = None
    languages: tuple[Language, ...] = ()
    hours: str | None = None


class Contact(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    name: str | None = None
    title: str | None = None
    department: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()


class Schedule(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Hours in OSM syntax (`opening_hours`) beside the untouched words (`description`); RRULE fields as HSDS has them.

    "By appointment" is never hours: it stands in `Service.appointment`.
    """

    id: str
    opening_hours: str | None = None
    description: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    dtstart: str | None = None
    timezone: float | None = None
    until: str | None = None
    count: int | None = None
    wkst: str | None = None
    freq: str | None = None
    interval: int | None = None
    byday: str | None = None
    byweekno: str | None = None
    bymonthday: str | None = None
    byyearday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    schedule_link: str | None = None
    attending_type: str | None = None
    notes: str | None = None


class CostOption(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    valid_from: str | None = None
    valid_to: str | None = None
    option: str | None = None
    currency: str | None = None
    amount: float | None = None
    amount_description: str | None = None


class RequiredDocument(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    document: str | None = None
    uri: str | None = None


class ServiceArea(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Who is served, by place. `name` is the source's own words; `areas` are AGS prefixes ("05562020", "05562", "05"),
    "DE" for the whole country; districts of a town as "05562020:Westerholt". Empty `areas`: not understood."""

    id: str
    name: str | None = None
    description: str | None = None
    extent: str | None = None
    extent_type: str | None = None
    uri: str | None = None
    areas: tuple[str, ...] = ()


class Url(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    url: str
    label: str | None = None


class Accessibility(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    description: str | None = None
    details: str | None = None
    url: str | None = None


class TaxonomyTerm(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    name: str | None = None
    description: str | None = None
    code: str | None = None
    parent_id: str | None = None
    taxonomy: str | None = None
    language: str | None = None
    taxonomy_id: str | None = None
    term_uri: str | None = None


class Attribute(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    link_id: str | None = None
    taxonomy_term_id: str | None = None
    link_type: str | None = None
    link_entity: str | None = None
    value: str | None = None
    label: str | None = None
    taxonomy_term: TaxonomyTerm | None = None


class Funding(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    source: str | None = None


class Capacity(Part, frozen=True, kw_only=True, omit_defaults=True):
    """HSDS service_capacity; `unit` names what is counted."""

    id: str
    available: float | None = None
    maximum: float | None = None
    updated: str | None = None
    description: str | None = None
    unit: dict[str, Any] = {}


class Program(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    name: str | None = None
    alternate_name: str | None = None
    description: str | None = None


class OrganizationIdentifier(Part, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    identifier: str
    identifier_type: str | None = None
    identifier_scheme: str | None = None


class ServiceAtLocation(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A service at one place; `location_id` refers to a Location record."""

    id: str
    location_id: str | None = None
    description: str | None = None
    service_areas: tuple[ServiceArea, ...] = ()
    contacts: tuple[Contact, ...] = ()
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()


class Translation(Part, frozen=True, kw_only=True, omit_defaults=True):
    """One text in another language; addressed as `description[uk]`.

    `source_hash` is `vocabulary.text.fingerprint` of the text it translates: when that text changes, the translation
    is outdated. Nothing else stores that state.
    """

    path: str
    language: str
    text: str
    origin: TextOrigin = "human"
    source_hash: str | None = None
    translator: str | None = None
    date: str | None = None


class Record(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What every kind of record shares. `id` is the record's own id, never an entry's.

    `language` is the language of its plain texts, `known_none` the fields known to have no value (they are then empty).
    """

    kind: ClassVar[Kind]

    id: str
    name: str | None = None
    alternate_name: str | None = None
    description: str | None = None
    language: str = "de"
    translations: tuple[Translation, ...] = ()
    known_none: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    metadata: tuple[dict[str, Any], ...] = ()
