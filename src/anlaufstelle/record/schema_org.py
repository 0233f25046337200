"""An entry in the words of schema.org, for search engines and assistants; what is not known is left out."""

from collections.abc import Sequence
from typing import Any

from .entry import Entry
from .model import (
    AnyRecord,
    Body,
    Document,
    Event,
    Location,
    Membership,
    Opportunity,
    Organization,
    Project,
    Service,
)
from .project import split

Data = dict[str, Any]
CONTEXT = "https://schema.org"
_DAYS = {"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
         "SU": "Sunday"}  # fmt: skip
_STATUS = {"cancelled": "EventCancelled", "confirmed": "EventScheduled", "tentative": "EventScheduled"}
_ATTENDANCE = {"on-site": "Offline", "online": "Online", "hybrid": "Mixed"}
_TYPES: dict[str, str | list[str]] = {"event": "Event", "organization": "Organization", "location": "Place",
    "opportunity": ["JobPosting", "VolunteerAction"], "project": "Project", "body": "Organization",
    "document": "DigitalDocument", "membership": "ProgramMembership"}  # fmt: skip
_PUBLIC = ("stadt", "kreis", "gemeinde", "rathaus", "jobcenter", "agentur für arbeit", "landkreis")


def json_ld(entry: Entry, address: str) -> Data:
    """`address` is the entry's own page: it names the thing."""
    record = entry.record
    told: Data = {
        "@context": CONTEXT,
        "@id": address,
        "@type": _type(entry),
        "name": record.name,
        "alternateName": record.alternate_name,
        "description": record.description,
        "url": address,
    }
    if isinstance(record, Service):
        told |= _service(entry, record)
    elif isinstance(record, Event):
        told |= _event(entry, record)
    elif isinstance(record, Organization):
        told |= {"sameAs": record.website, "email": record.email, "telephone": _phones(record)}
    elif isinstance(record, Project):
        told |= {"foundingDate": record.starts, "dissolutionDate": record.ends, "parentOrganization": _provider(entry),
                 "email": record.email, "areaServed": _areas(entry)}  # fmt: skip
    elif isinstance(record, Opportunity):
        told |= _opportunity(entry, record)
    else:
        told |= _network(entry, record)
    return {name: value for name, value in told.items() if value}


def site(name: str, home: str, search: str) -> Data:
    """A page that is about nothing in particular: the site, and how to search it."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": name,
        "url": home,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def _type(entry: Entry) -> str | Sequence[str]:
    provider = (entry.provider.name if entry.provider else "").lower()
    if isinstance(entry.record, Service):
        return "GovernmentService" if provider.startswith(_PUBLIC) else "Service"
    return _TYPES.get(entry.kind, "Service")


def _service(entry: Entry, record: Service) -> Data:
    places = [place for one in entry.locations if (place := _place(one))]
    channel = {
        "@type": "ServiceChannel",
        "serviceUrl": record.url,
        "servicePhone": [{"@type": "ContactPoint", "telephone": number} for number in _phones(record)],
        "serviceLocation": places,
        "availableLanguage": [one.code or one.name for one in record.languages],
    }
    channel = {name: value for name, value in channel.items() if value}
    return {
        "provider": _provider(entry),
        "serviceType": list(record.categories),
        "areaServed": _areas(entry),
        "audience": [{"@type": "Audience", "audienceType": word} for word in record.audiences],
        "availableChannel": channel if len(channel) > 1 else None,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "EUR"} if record.free else None,
    }


def _event(entry: Entry, record: Event) -> Data:
    when = record.happening
    return {
        "startDate": when.dtstart,
        "endDate": when.dtend,
        "eventStatus": f"{CONTEXT}/{_STATUS[record.status]}",
        "eventAttendanceMode": f"{CONTEXT}/{_ATTENDANCE[record.attendance]}EventAttendanceMode"
        if record.attendance
        else None,
        "eventSchedule": _schedule(when.rrule) if when.rrule else None,
        "location": [place for one in entry.locations if (place := _place(one))] or record.place_text,
        "organizer": _provider(entry) or ({"@type": "Organization", "name": record.organizer_name}
                                          if record.organizer_name else None),
        "isAccessibleForFree": record.free,
    }  # fmt: skip


def _schedule(rrule: str) -> Data | None:
    parts = dict(part.split("=", 1) for part in rrule.removeprefix("RRULE:").split(";") if "=" in part)
    days = [_DAYS[day[-2:]] for day in parts.get("BYDAY", "").split(",") if day[-2:] in _DAYS]
    period = {"DAILY": "P1D", "WEEKLY": "P1W", "MONTHLY": "P1M", "YEARLY": "P1Y"}.get(parts.get("FREQ", ""))
    told = {"@type": "Schedule", "repeatFrequency": period, "byDay": [f"{CONTEXT}/{day}" for day in days],
            "scheduleTimezone": "Europe/Berlin"}  # fmt: skip
    return {name: value for name, value in told.items() if value} if period else None


def _opportunity(entry: Entry, record: Opportunity) -> Data:
    """schema.org has no type of its own for it: search engines know a job that is voluntary, others the action."""
    places = [place for one in entry.locations if (place := _place(one))]
    town = {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": record.city}}
    return {
        "title": record.name,
        "employmentType": "VOLUNTEER",
        "actionStatus": f"{CONTEXT}/PotentialActionStatus",
        "hiringOrganization": _provider(entry) or ({"@type": "Organization", "name": record.organization_name}
                                                   if record.organization_name else None),
        "jobLocation": places or (town if record.city else None),
        "startTime": record.day,
        "workHours": record.time_needed,
        "qualifications": record.requirements,
        "areaServed": _areas(entry),
    }  # fmt: skip


def listed(name: str, address: str, things: list[Data]) -> Data:
    """Many things in one document."""
    items = [{"@type": "ListItem", "position": place, "item": one} for place, one in enumerate(things, 1)]
    return {"@context": CONTEXT, "@type": "ItemList", "@id": address, "name": name, "numberOfItems": len(items),
            "itemListElement": items}  # fmt: skip


def _network(entry: Entry, record: AnyRecord) -> Data:
    if isinstance(record, Body):
        people = [{"@type": "Person", "name": split(line)[0] or line} for line in record.members]
        return {"parentOrganization": _provider(entry), "member": people, "email": record.email}
    if isinstance(record, Document):
        return {"version": record.version, "datePublished": record.issued, "license": record.licence,
                "inLanguage": record.language, "creator": _provider(entry), "encoding":
                {"@type": "MediaObject", "contentUrl": record.url} if record.url else None}  # fmt: skip
    if isinstance(record, Membership):
        town = {"@type": "City", "name": record.name, "identifier": record.ags}
        return {"member": {name: value for name, value in town.items() if value}, "validFrom": record.since,
                "validUntil": record.until, "hostingOrganization": _provider(entry)}  # fmt: skip
    return {}


def _provider(entry: Entry) -> Data | None:
    if entry.provider is None:
        return None
    return {"@type": "Organization", "name": entry.provider.name} | (
        {"url": entry.provider.website} if entry.provider.website else {}
    )


def _phones(record: Service | Organization) -> list[str]:
    return [one.number for one in record.phones]


def _areas(entry: Entry) -> list[Data]:
    """By official key; "~05562020" and districts have none."""
    codes = [code for code in entry.areas if code.isdigit() or code == "DE"]
    return [{"@type": "AdministrativeArea", "identifier": code} for code in codes]


def _place(place: Location) -> Data | None:
    """A confidential place is no place for anybody else."""
    if place.confidential:
        return None
    stated = next(iter(place.addresses), None)
    told: Data = {"@type": "Place", "name": place.name}
    if stated:
        address = {"@type": "PostalAddress", "streetAddress": stated.address_1, "postalCode": stated.postal_code,
                   "addressLocality": stated.city, "addressCountry": stated.country or "DE"}  # fmt: skip
        told["address"] = {name: value for name, value in address.items() if value}
    if place.latitude is not None and place.precision in ("address", "street"):
        told["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    told = {name: value for name, value in told.items() if value}
    return told if len(told) > 1 else None
