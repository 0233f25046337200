"""What we know about one thing, in the nouns of HSDS 3.1, plus what the standard lacks.

Everything here is immutable; whatever is not stated is absent (None or an empty tuple). What is *known not to
exist* ("has no phone") is named in `known_none`, so that the two never blur. A record refers to other records by id;
parts (phones, schedules …) are nested and have stable ids of their own: a decision can name `phones[id].number`.

Standards: HSDS 3.1.1 (names and meanings), OSM opening_hours, RFC 5545 (events), BCP 47 (languages), AGS (areas),
ISO 8601 with reduced precision for dates as sources give them ("2018", "2025-10").
"""

from typing import ClassVar, Literal

from .happening import Event, Happening
from .ids import NAMESPACE, part_id, record_id
from .network import Body, Document, Membership
from .notice import Notice
from .parts import (
    Accessibility,
    Address,
    Appointment,
    Attribute,
    Capacity,
    Contact,
    CostOption,
    Funding,
    Kind,
    Language,
    OrganizationIdentifier,
    Part,
    Phone,
    Precision,
    Program,
    Record,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
    TextOrigin,
    Translation,
    Url,
)
from .project import Conference, Project
from .slot import Slot

__all__ = [
    "KINDS",
    "NAMESPACE",
    "Accessibility",
    "Address",
    "AnyRecord",
    "Appointment",
    "Attribute",
    "Body",
    "Capacity",
    "Conference",
    "Contact",
    "CostOption",
    "Document",
    "Event",
    "Funding",
    "Happening",
    "Kind",
    "Language",
    "Location",
    "Membership",
    "Notice",
    "Opportunity",
    "Organization",
    "OrganizationIdentifier",
    "Own",
    "Part",
    "Phone",
    "Precision",
    "Program",
    "Project",
    "Record",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Slot",
    "TaxonomyTerm",
    "TextOrigin",
    "Translation",
    "Url",
    "hide",
    "part_id",
    "record_id",
]


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


class Opportunity(Record, frozen=True, kw_only=True, omit_defaults=True, tag="opportunity", tag_field="kind"):
    """A place to volunteer. `day` is the one of a task for a day (ISO date); `groups`: a firm's team may come."""

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
    commitment: Literal["once", "sometimes", "regular"] | None = None
    day: str | None = None
    groups: bool | None = None
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    languages: tuple[Language, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


Own = Event | Opportunity | Notice | Project | Conference | Slot | Membership | Body | Document
"""Kinds that HSDS does not know."""
AnyRecord = Organization | Service | Location | Own
"""The tagged union: `msgspec.json.decode(data, type=AnyRecord)` reads the `kind` field."""

KINDS: dict[Kind, type[AnyRecord]] = {
    "organization": Organization,
    "service": Service,
    "location": Location,
    "event": Event,
    "opportunity": Opportunity,
    "notice": Notice,
    "project": Project,
    "conference": Conference,
    "slot": Slot,
    "membership": Membership,
    "body": Body,
    "document": Document,
}
SHOWN: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "location")
"""Kinds with a page of their own: a place is told with what takes place there."""


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
