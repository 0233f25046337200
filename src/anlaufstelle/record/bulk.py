"""Entries as flat rows and as GeoJSON features, for those who want a table or a map and no standard."""

from typing import Any

from .entry import Entry

Data = dict[str, Any]
COLUMNS = (
    "id", "kind", "name", "organization", "description", "phone", "email", "url", "street", "postal_code", "city",
    "district", "opening_hours", "needs", "areas", "languages", "checked_on", "source_date", "sources", "licences",
)  # fmt: skip


def row(entry: Entry) -> dict[str, str]:
    """One line of a table; several values are separated by `; `. A confidential place has no address."""
    record = entry.record
    address = next((one for place in entry.locations if not place.confidential for one in place.addresses), None)
    told: dict[str, Any] = {
        "id": entry.id,
        "kind": entry.kind,
        "name": record.name,
        "organization": entry.provider.name if entry.provider else getattr(record, "organization_name", None),
        "description": record.description,
        "phone": "; ".join(one.number for one in record.phones),
        "email": getattr(record, "email", None),
        "url": getattr(record, "url", None) or getattr(record, "website", None),
        "street": address.address_1 if address else None,
        "postal_code": address.postal_code if address else None,
        "city": address.city if address else None,
        "district": None if any(place.confidential for place in entry.locations) else entry.district,
        "opening_hours": "; ".join(one.opening_hours for one in _schedules(entry) if one.opening_hours),
        "needs": "; ".join(entry.needs),
        "areas": "; ".join(entry.areas),
        "languages": "; ".join(entry.languages),
        "checked_on": entry.checked_on,
        "source_date": entry.source_date,
        "sources": "; ".join(dict.fromkeys(one.url or one.title or one.source for one in entry.sources)),
        "licences": "; ".join(dict.fromkeys(one.licence for one in entry.sources if one.licence)),
    }
    return {name: told[name] or "" for name in COLUMNS}


def feature(entry: Entry, address: str = "") -> Data:
    """A GeoJSON feature; without a point of street precision its geometry is null, which RFC 7946 calls unlocated."""
    point = entry.point
    exact = point is not None and point.precision in ("address", "street")
    properties = {name: value for name, value in row(entry).items() if value and name != "id"}
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point and exact else None,
        "properties": properties | ({"page": address} if address else {}),
    }


def _schedules(entry: Entry) -> list[Any]:
    own = list(getattr(entry.record, "schedules", ()))
    return own + [one for part in getattr(entry.record, "service_at_locations", ()) for one in part.schedules]
