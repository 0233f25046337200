"""What older versions of HSDS called their tables and columns, and what they are called today."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Data = dict[str, Any]

NAMES: dict[str, str] = {
    "organization": "organization", "organizations": "organization",
    "location": "location", "locations": "location",
    "service": "service", "services": "service",
    "program": "program", "programs": "program",
    "service_at_location": "service_at_location", "services_at_location": "service_at_location",
    "service_at_locations": "service_at_location", "services_at_locations": "service_at_location",
    "contact": "contact", "contacts": "contact",
    "phone": "phone", "phones": "phone",
    "address": "address", "addresses": "address",
    "physical_address": "address", "physical_addresses": "address",
    "postal_address": "postal_address", "postal_addresses": "postal_address",
    "mail_address": "postal_address", "mail_addresses": "postal_address",
    "schedule": "regular_schedule", "schedules": "regular_schedule",
    "regular_schedule": "regular_schedule", "regular_schedules": "regular_schedule",
    "holiday_schedule": "holiday_schedule", "holiday_schedules": "holiday_schedule",
    "language": "language", "languages": "language",
    "accessibility": "accessibility", "accessibility_for_disabilities": "accessibility",
    "service_area": "service_area", "service_areas": "service_area",
    "required_document": "required_document", "required_documents": "required_document",
    "funding": "funding", "fundings": "funding",
    "cost_option": "cost_option", "cost_options": "cost_option",
    "payment_accepted": "payment", "payments_accepted": "payment",
    "eligibility": "eligibility", "eligibilities": "eligibility",
    "service_taxonomy": "service_taxonomy", "service_taxonomies": "service_taxonomy",
    "taxonomy": "taxonomy", "taxonomies": "taxonomy", "taxonomy_term": "taxonomy", "taxonomy_terms": "taxonomy",
    "url": "url", "urls": "url",
}  # fmt: skip
"""File or resource to table. Those with a name of their own here are read in another way than today's."""

SHAPE = {"postal_address": "address", "regular_schedule": "schedule", "holiday_schedule": "schedule"}
"""Table to the object it holds, where they differ."""

RENAMED: dict[str, dict[str, str]] = {
    "organization": {"url": "website"},
    "service": {"website": "url", "eligibility": "eligibility_description"},
    "location": {"website": "url"},
    "phone": {"number_type": "type", "department": "description"},
    "language": {"language": "name"},
    "service_area": {"service_area": "name"},
    "accessibility": {"accessibility": "description"},
    "postal_address": {},
}
LISTED = {
    "funding_sources": ("funding", "source"),
    "languages": ("languages", "name"),
    "language": ("languages", "name"),
    "required_documents": ("required_documents", "document"),
    "service_areas": ("service_areas", "name"),
    "accessibility": ("accessibility", "description"),
}
"""Columns that hold a list in words: where it stands today, and in which field of each part."""
YEAR = re.compile(r"\b(1[6-9]|20)\d\d\b")


def split(words: str) -> list[str]:
    """At commas and semicolons outside of brackets: "TTY (voice, text), ramp" are two."""
    return [one for part in re.split(r"[,;](?![^(]*\))", words) if (one := part.strip())]


def plain(row: Mapping[str, str]) -> Data:
    return dict(row)


def _renamed(table: str, row: Mapping[str, str]) -> Data:
    """An old name gives way where today's name is there too."""
    names = RENAMED.get(table, {})
    return {(names[old] if old in names and names[old] not in row else old): cell for old, cell in row.items()}


def _lists(row: Data, *columns: str) -> Data:
    for column in columns:
        field, name = LISTED[column]
        if isinstance(words := row.pop(column, None), str):
            row[field] = [{name: one} for one in split(words)]
    return row


def organization(row: Mapping[str, str]) -> Data:
    made = _lists(_renamed("organization", row), "funding_sources")
    stated = made.get("date_incorporated")
    if isinstance(stated, str) and (year := YEAR.search(stated)) and "year_incorporated" not in made:
        made["year_incorporated"] = year[0]
        del made["date_incorporated"]
    return made


def service(row: Mapping[str, str]) -> Data:
    made = _lists(_renamed("service", row), "funding_sources", "languages", "required_documents", "service_areas")
    if words := made.pop("audience", None):
        made["audiences"] = [words]
    if words := made.pop("keywords", None):
        made["categories"] = split(words)
    return made


def location(row: Mapping[str, str]) -> Data:
    made = _lists(_renamed("location", row), "languages", "accessibility")
    virtual = str(made.pop("virtual", "")).casefold() in ("true", "1", "t", "yes")
    made.setdefault("location_type", "virtual" if virtual else "physical")
    if email := made.pop("email", None):
        made["contacts"] = [{"email": email}]
    return made


def phone(row: Mapping[str, str]) -> Data:
    made = _lists(_renamed("phone", row), "language")
    if (prefix := made.pop("country_prefix", None)) and "number" in made:
        made["number"] = f"{prefix} {made['number']}"
    return made


def address(row: Mapping[str, str]) -> Data:
    made = plain(row)
    if "country" in made:
        made["country"] = made["country"].upper()
    return made


def postal_address(row: Mapping[str, str]) -> Data:
    return {**address(row), "address_type": "postal"}


def holiday(row: Mapping[str, str]) -> Data:
    """Old dates may lack their year ("January 01, 0001"), so they stay words."""
    made = plain(row)
    days = " – ".join(dict.fromkeys(made.pop(name) for name in ("start_date", "end_date") if name in made))
    shut = made.pop("closed", "").casefold() in ("true", "1", "t", "yes")
    hours = "-".join(made.pop(name) for name in ("opens_at", "closes_at") if name in made)
    made["description"] = f"{days}: {'closed' if shut else hours or 'open'}"
    return made


def renamed(table: str) -> Callable[[Mapping[str, str]], Data]:
    return lambda row: _renamed(table, row)


MAKERS: dict[str, Callable[[Mapping[str, str]], Data]] = {
    "organization": organization, "service": service, "location": location, "phone": phone, "address": address,
    "postal_address": postal_address, "holiday_schedule": holiday, "language": renamed("language"),
    "service_area": renamed("service_area"), "accessibility": renamed("accessibility"),
}  # fmt: skip


def joined(table: str, row: Mapping[str, str], terms: Mapping[str, str]) -> dict[str, list[str]] | None:
    """For tables whose rows are words of their owner today: field and words."""
    if table == "eligibility":
        return {"eligibility_rows": [row["eligibility"]] if "eligibility" in row else []}
    if table == "payment":
        return {"payments_accepted": [row["payment"]] if "payment" in row else []}
    if table == "service_taxonomy":
        code = row.get("taxonomy_id") or row.get("taxonomy_detail") or ""
        return {"categories": [terms.get(code, code)] if code else []}
    return None
