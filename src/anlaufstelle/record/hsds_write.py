"""From records to the nested JSON of HSDS 3.1; what the standard lacks goes into the profile's fields beside it.

A confidential location leaves here only as `model.hide` makes it. No time zone is ever written for opening hours:
HSDS has a fixed UTC offset only, which is wrong for half the year; `opening_hours` means local time. What a week can
say stands in the RRULE fields as well (`hsds_weekly`).
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from anlaufstelle.errors import UnknownPlace
from anlaufstelle.vocabulary import area

from . import hsds_terms as terms
from .entry import Entry
from .hsds_fit import DERIVED, INCOMPLETE, fit, missing
from .hsds_weekly import patterns
from .model import AnyRecord, Location, Organization, Own, Service, hide
from .paths import plain, slots

Data = dict[str, Any]
Lookup = Callable[[str], AnyRecord | None]

_RRULE = frozenset({"freq", "byday", "opens_at", "closes_at", "dtstart", "until", "count", "interval", "bymonthday"})
"""A schedule that has any of these speaks for itself."""

_ALWAYS = frozenset({"status", "location_type", "address_type", "language", "timezone"})
"""Fields whose default is a statement that a reader who does not know our defaults needs."""


def write(what: Entry | AnyRecord, lookup: Lookup, *, modified: datetime | None = None) -> Data:
    """The nested document of an entry or record; `lookup` gives the records it refers to, or None.

    `modified` is used as a service's `last_modified` where the record states none.
    """
    if isinstance(what, Entry):
        places = {place.id: place for place in what.locations}
        data = _nested(what.record, lambda found: lookup(found) or places.get(found))
        _tell_entry(data, what)
    else:
        data = _nested(what, lookup)
    if modified is not None and isinstance(what.record if isinstance(what, Entry) else what, Service):
        _derive(data, "last_modified", modified.astimezone(UTC).isoformat(timespec="milliseconds"))
    return fit(shape_of(what), data)


def shape_of(what: Entry | AnyRecord) -> str:
    return what.kind


def lacks(what: Entry | AnyRecord, data: Data) -> tuple[str, ...]:
    """What HSDS demands of the whole document and `write` did not have. With any, publish it outside the standard's
    own lists (an organisation of which only the name is known has no description)."""
    return missing(shape_of(what), data)


def _nested(record: AnyRecord, lookup: Lookup) -> Data:
    if isinstance(record, Location):
        return _location(record)
    data = _flat(record)
    if isinstance(record, Organization):
        return _organization(record, data, lookup)
    if isinstance(record, Own):
        data["kind"] = record.kind
    if isinstance(record, Service):
        _service(record, data, lookup)
    organization = lookup(record.organization_id) if record.organization_id else None
    if isinstance(organization, Organization):
        data["organization"] = _organization(organization, _flat(organization), lookup)
        if isinstance(record, Service) and "description" not in data["organization"] and record.name:
            _derive(data["organization"], "description", f"Anbieter von „{record.name}“.")
    if isinstance(record, Own):
        _place(data, getattr(record, "location_id", None), lookup)
    return data


def _service(record: Service, data: Data, lookup: Lookup) -> None:
    own = [a for kind, field in terms.WORDS.items() for a in terms.attributes(record.id, kind, data.pop(field, ()))]
    if own or "attributes" in data:
        data["attributes"] = _linked(data.get("attributes", []), record.id, "service") + own
    for there in data.get("service_at_locations", ()):
        _derive(there, "service_id", record.id)
        _place(there, there.get("location_id"), lookup)


def _organization(record: Organization, data: Data, lookup: Lookup) -> Data:
    found = [place for ref in record.location_ids if isinstance(place := lookup(ref), Location)]
    if found:
        data["locations"] = [_location(place) for place in found]
    if "description" not in data and (told := _told(record)):
        _derive(data, "description", told)
    if "attributes" in data:
        data["attributes"] = _linked(data["attributes"], record.id, "organization")
    return data


def _told(record: Organization) -> str:
    """HSDS demands a description, which hardly any list of organisations has: what the record itself lets one say."""
    kind = f" ({record.organization_type})" if record.organization_type else ""
    count = len(record.service_ids)
    listed = (
        f" mit {count} verzeichneten Angeboten" if count > 1 else " mit einem verzeichneten Angebot" if count else ""
    )
    return f"Anbieter{kind}{listed}." if kind or listed else ""


def _place(data: Data, location_id: str | None, lookup: Lookup) -> None:
    place = lookup(location_id) if location_id else None
    if isinstance(place, Location):
        data["location"] = _location(place)


def _location(record: Location) -> Data:
    record = hide(record) if record.confidential else record
    data = _flat(record)
    for address in data.get("addresses", ()) if record.ags else ():
        _locate(address, record.ags or "")
    if record.wheelchair:
        data["accessibility"] = [*data.get("accessibility", ()), terms.wheelchair(record.id, record.wheelchair)]
    if "attributes" in data:
        data["attributes"] = _linked(data["attributes"], record.id, "location")
    return data


def _locate(address: Data, ags: str) -> None:
    """Only for addresses that this makes complete: the Land and country follow from the municipality."""
    if not address.keys() >= {"address_1", "city", "postal_code"}:
        return
    try:
        land = area.land(ags)
    except UnknownPlace:  # `check` has told the editor; here the address just stays in the profile
        return
    _derive(address, "state_province", land)
    _derive(address, "country", "DE")


def _linked(attributes: list[Data], owner: str, entity: str) -> list[Data]:
    for attribute in attributes:
        _derive(attribute, "link_id", owner)
        _derive(attribute, "link_entity", entity)
    return attributes


def _tell_entry(data: Data, entry: Entry) -> None:
    """What is known of an entry beyond its record; `read` leaves `entry` and these attributes out again."""
    if isinstance(entry.record, Service):
        own = terms.attributes(entry.id, "need", entry.needs) + terms.attributes(
            entry.id, "situation", entry.situations
        )
        if own:
            data["attributes"] = [*data.get("attributes", ()), *own]
        if entry.checked_on:
            _derive(data, "assured_date", entry.checked_on)
    hidden = any(place.confidential for place in entry.locations)
    fields = ("areas", "reach", "ags", "checked_on", "source_date", "sources", *(() if hidden else ("district",)))
    told = {name: getattr(entry, name) for name in fields if getattr(entry, name)}
    data["entry"] = plain(told)


def _weekly(schedule: Data) -> list[Data]:
    """Says the first pattern of a schedule in its own RRULE fields; further ones are schedules that follow from it."""
    if schedule.keys() & _RRULE:
        return []
    more: list[Data] = []
    for number, pattern in enumerate(patterns(schedule.get("opening_hours", ""))):
        if number:
            told: Data = {}
            _derive(told, "id", terms.derived_id(schedule["id"], f"weekly/{number}"))
            more.append(told)
        for name, value in asdict(pattern).items():
            _derive(more[-1] if number else schedule, name, value)
    return more


def _derive(data: Data, field: str, value: str) -> None:
    if field not in data:
        data[field] = value
        named = data.get(DERIVED)
        data[DERIVED] = [*(named if isinstance(named, list) else ()), field]


def _flat(part: Struct) -> Data:
    data: Data = {}
    extra: Data = {}
    for name, slot in slots(type(part)).items():
        value = getattr(part, name)
        if name == "extra":
            extra = value
        elif value is None or value == () or (value == slot.empty and name not in _ALWAYS):
            continue
        elif slot.holds == "parts":
            data[name] = [_flat(inner) for inner in value]
            if name == "schedules":
                data[name] += [more for schedule in data[name] for more in _weekly(schedule)]
        elif slot.holds == "part":
            data[name] = _flat(value)
        else:
            data[name] = list(plain(value)) if isinstance(value, tuple) else plain(value)
    for name, value in extra.items():
        if name in slots(type(part)):  # what `read` could not hold in the field itself
            data.setdefault(INCOMPLETE, {})[name] = value
        else:
            data[name] = value
    return data
