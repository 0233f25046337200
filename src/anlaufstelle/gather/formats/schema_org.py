"""Pages with schema.org in them (JSON-LD or microdata): organisations, offers and events as rows.

`file` is one page, or a folder of them. What else a page says to machines (breadcrumbs, questions, the site itself) is
no directory entry; a node of a wanted kind keeps every property, so that an unknown one is a finding.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..sheet import Field, Options
from . import markup, schema_hours
from .flat import flat
from .refuse import capped, present, refuse

LARGEST = 8 << 20
Row = dict[str, Any]
KINDS = {
    "organization": "Organization NGO GovernmentOrganization GovernmentOffice Corporation EducationalOrganization "
    "Library Church PlaceOfWorship CivicStructure",
    "service": "Service GovernmentService LocalBusiness ProfessionalService MedicalBusiness MedicalClinic Physician "
    "Hospital SocialService ChildCare EmploymentAgency LegalService CityHall MedicalOrganization Place Course",
    "event": "Event EducationEvent SocialEvent ChildrensEvent BusinessEvent CourseInstance Festival ExhibitionEvent",
}
KIND = {name: kind for kind, names in KINDS.items() for name in names.split()}
DAYS = ("openingHours", "openingHoursSpecification")

FIELDS = {
    column: Field(to=(target,))
    for column, target in (
        ("key", "key"),
        ("name", "name"),
        ("alternateName", "alternate_name"),
        ("description", "description"),
        ("telephone", "phones"),
        ("contactPoint.telephone", "phones"),
        ("email", "email"),
        ("address", "location.address"),
        ("address.streetAddress", "location.address_1"),
        ("address.postalCode", "location.postal_code"),
        ("address.addressLocality", "location.city"),
        ("geo.latitude", "location.latitude"),
        ("geo.longitude", "location.longitude"),
    )
}
BY_KIND = {
    "organization": {"url": "website", "logo": "logo", "sameAs": "additional_websites"},
    "service": {
        "url": "url",
        "hours": "schedules.opening_hours",
        "provider.name": "organization",
        "serviceType": "categories",
        "audience.audienceType": "audiences",
        "availableLanguage": "languages",
        "areaServed": "service_areas",
    },
    "event": {
        "url": "url",
        "startDate": "happening.dtstart",
        "endDate": "happening.dtend",
        "location.name": "place_text",
        "location.address.streetAddress": "location.address_1",
        "location.address.postalCode": "location.postal_code",
        "location.address.addressLocality": "location.city",
        "organizer.name": "organization",
    },
}
IGNORE = dict.fromkeys(
    "@context @type kind image page logo.@type logo.url image.url address.@type address.addressCountry "
    "address.addressRegion geo.@type contactPoint.@type provider.@type location.@type location.address.@type "
    "organizer.@type audience.@type priceRange hasMap @id provider.@id eventStatus eventAttendanceMode".split(),
    "technical",
)


def fields(kind: str) -> tuple[dict[str, Field], dict[str, str]]:
    """The fields of a sheet that says none, and what it ignores."""
    own = {column: Field(to=(target,)) for column, target in BY_KIND.get(kind, {}).items()}
    return FIELDS | own, {name: why for name, why in IGNORE.items() if name not in own}


def read(path: Path, options: Options) -> Iterator[tuple[int, Row]]:
    """Within one source a thing that several pages tell in the same words is one row."""
    seen: set[str] = set()
    for page in pages(path):
        found = markup.read(text(page, options))
        for line, what in found.broken:
            yield line, {"key": f"{page.name}:{line}", "kind": f"JSON-LD that cannot be read: {what}"}
        for line, node in found.nodes:
            kind = _kind(node)
            row = _row(node, kind, page) if kind else None
            if row and repr(row | {"page": ""}) not in seen:
                seen.add(repr(row | {"page": ""}))
                yield line, row


def pages(path: Path) -> list[Path]:
    if not path.is_dir():
        return [present(path)]
    found = sorted(one for one in path.rglob("*") if one.suffix.lower() in (".html", ".htm", ".xhtml"))
    if not found:
        raise refuse(path, 1, "there is no page (*.html) in the folder", "check `file` in the fact sheet")
    return found


def text(page: Path, options: Options) -> str:
    data = capped(present(page), LARGEST).read_bytes()
    if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse(page, 1, "is no page", "fetch it again")
    for encoding in (options.encoding,) if options.encoding else ("utf-8-sig", "utf-16", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise refuse(page, 1, "its letters cannot be read", "set `options: {encoding: …}`")


def _kind(node: Row) -> str | None:
    types = node.get("@type")
    for one in types if isinstance(types, list) else [types]:
        if found := KIND.get(str(one).rpartition("/")[2].rpartition(":")[2]):
            return found
    return None


def _row(node: Row, kind: str, page: Path) -> Row:
    node = dict(node)
    hours = schema_hours.osm({name: node.pop(name) for name in DAYS if name in node})
    key = str(
        node.get("@id") or node.get("identifier") or f"{node.get('name', '')} {node.get('url', page.name)}"
    ).strip()
    row = {"key": key, "kind": kind, "page": page.name} | hours | flat(_single(node))
    return {name: value for name, value in row.items() if value not in (None, "", [], {})}


def _single(node: Row) -> Row:
    """A list of one is the one."""
    found: Row = {}
    for name, value in node.items():
        one = value[0] if isinstance(value, list) and len(value) == 1 else value
        found[name] = _single(one) if isinstance(one, dict) else one
    return found
