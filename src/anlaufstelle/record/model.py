"""What we know about one thing, in the nouns of HSDS 3.1, plus what the standard lacks.

Everything here is immutable; whatever is not stated is absent (None or an empty tuple). What is *known not to
exist* ("has no phone") is named in `known_none`, so that the two never blur. A record refers to other records by id;
parts (phones, schedules …) are nested and have stable ids of their own: a decision can name `phones[id].number`.

Standards: HSDS 3.1.1 (names and meanings), OSM opening_hours, RFC 5545 (events), BCP 47 (languages), AGS (areas),
ISO 8601 with reduced precision for dates as sources give them ("2018", "2025-10").
"""

from typing import Any, ClassVar, Literal

from msgspec import Struct

from .ids import NAMESPACE as NAMESPACE  # noqa: PLC0414 - told on, as the two below
from .ids import part_id as part_id  # noqa: PLC0414
from .ids import record_id as record_id  # noqa: PLC0414

Kind = Literal["organization", "service", "location", "event", "opportunity"]
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


class Organization(Record, frozen=True, kw_only=True, omit_defaults=True, tag="organization", tag_field="kind"):
    """`service_ids` are Service record ids that the source lists under this organisation."""

    kind: ClassVar[Kind] = "organization"
    email: str | None = None
    website: str | None = None
    additional_websites: tuple[Url, ...] = ()
    legal_status: str | None = None
    organization_type: str | None = None
    tax_status: str | None = None
    tax_id: str | None = None
    year_incorporated: int | None = None
    logo: str | None = None
    uri: str | None = None
    parent_organization_id: str | None = None
    service_ids: tuple[str, ...] = ()
    location_ids: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    contacts: tuple[Contact, ...] = ()
    funding: tuple[Funding, ...] = ()
    programs: tuple[Program, ...] = ()
    organization_identifiers: tuple[OrganizationIdentifier, ...] = ()


class Location(Record, frozen=True, kw_only=True, omit_defaults=True, tag="location", tag_field="kind"):
    """A place. `precision` says what the point stands for; distances are only told from street precision on.

    A confidential location keeps nothing: no address, no point, no transport (`model.hide` makes it so).
    `ags` is the municipality it lies in, where known.
    """

    kind: ClassVar[Kind] = "location"
    location_type: Literal["physical", "postal", "virtual"] = "physical"
    url: str | None = None
    organization_id: str | None = None
    transportation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision | None = None
    ags: str | None = None
    confidential: bool = False
    external_identifier: str | None = None
    external_identifier_type: str | None = None
    wheelchair: Literal["yes", "limited", "no"] | None = None
    addresses: tuple[Address, ...] = ()
    languages: tuple[Language, ...] = ()
    contacts: tuple[Contact, ...] = ()
    accessibility: tuple[Accessibility, ...] = ()
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()


class Service(Record, frozen=True, kw_only=True, omit_defaults=True, tag="service", tag_field="kind"):
    """`categories` and `audiences` are the source's own words; needs are derived from them when entries are assembled.

    `organization_id` refers to an Organization record; `organization_name` is the provider's name as the source writes
    it, kept because one offer may be carried by several.
    """

    kind: ClassVar[Kind] = "service"
    status: Literal["active", "inactive", "defunct", "temporarily closed"] = "active"
    organization_id: str | None = None
    organization_name: str | None = None
    program_id: str | None = None
    program: Program | None = None
    url: str | None = None
    additional_urls: tuple[Url, ...] = ()
    email: str | None = None
    interpretation_services: str | None = None
    application_process: str | None = None
    fees_description: str | None = None
    fees: str | None = None
    free: bool | None = None
    wait_time: str | None = None
    accreditations: str | None = None
    licenses: str | None = None
    eligibility_description: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    assured_date: str | None = None
    assurer_email: str | None = None
    alert: str | None = None
    last_modified: str | None = None
    appointment: Appointment | None = None
    appointment_note: str | None = None
    anonymous_possible: bool | None = None
    adviser_gender_selectable: bool | None = None
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()
    service_at_locations: tuple[ServiceAtLocation, ...] = ()
    languages: tuple[Language, ...] = ()
    funding: tuple[Funding, ...] = ()
    cost_options: tuple[CostOption, ...] = ()
    required_documents: tuple[RequiredDocument, ...] = ()
    contacts: tuple[Contact, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    leika_keys: tuple[str, ...] = ()


class Happening(Part, frozen=True, kw_only=True, omit_defaults=True):
    """When an event takes place (RFC 5545). `dtstart`/`dtend` as stated: date-time, date, or only a month ("2025-10").

    `time_text` holds the hours in words where no instant is known. `exdate` and `rdate` (further ones) are ISO dates or
    date-times on the event's own clock, as are those of `moved`, which maps the original start to the new one
    (RECURRENCE-ID).
    """

    dtstart: str | None = None
    dtend: str | None = None
    timezone: str = "Europe/Berlin"
    rrule: str | None = None
    exdate: tuple[str, ...] = ()
    rdate: tuple[str, ...] = ()
    moved: dict[str, str] = {}
    time_text: str | None = None


class Event(Record, frozen=True, kw_only=True, omit_defaults=True, tag="event", tag_field="kind"):
    kind: ClassVar[Kind] = "event"
    happening: Happening = Happening()
    attendance: Literal["on-site", "online", "hybrid"] | None = None
    organizer_name: str | None = None
    organization_id: str | None = None
    place_text: str | None = None
    location_id: str | None = None
    url: str | None = None
    registration: str | None = None
    email: str | None = None
    fees_description: str | None = None
    free: bool | None = None
    status: Literal["confirmed", "tentative", "cancelled"] = "confirmed"
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    languages: tuple[Language, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


class Opportunity(Record, frozen=True, kw_only=True, omit_defaults=True, tag="opportunity", tag_field="kind"):
    """A place to volunteer."""

    kind: ClassVar[Kind] = "opportunity"
    organization_id: str | None = None
    organization_name: str | None = None
    location_id: str | None = None
    url: str | None = None
    email: str | None = None
    city: str | None = None
    time_needed: str | None = None
    requirements: str | None = None
    insured: bool | None = None
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    languages: tuple[Language, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


AnyRecord = Organization | Service | Location | Event | Opportunity
"""The tagged union: `msgspec.json.decode(data, type=AnyRecord)` reads the `kind` field."""

KINDS: dict[Kind, type[Organization] | type[Service] | type[Location] | type[Event] | type[Opportunity]] = {
    "organization": Organization,
    "service": Service,
    "location": Location,
    "event": Event,
    "opportunity": Opportunity,
}


def hide(location: Location) -> Location:
    """The only form in which a confidential location may be stored, shown or sent."""
    return Location(
        id=location.id,
        name=location.name,
        language=location.language,
        location_type=location.location_type,
        organization_id=location.organization_id,
        confidential=True,
        ags=location.ags,
    )
