"""A draft (target → value) becomes records: the thing itself and, where a place is stated, its Location beside it.

A Location has the key `<row key>#location`. A confidential one is hidden here, before anything leaves the run, and
what the row's place columns said is kept nowhere else.
"""

from typing import Any

from ..record.ids import part_id, record_id
from ..record.model import (
    KINDS,
    Address,
    AnyRecord,
    Contact,
    Happening,
    Location,
    Schedule,
    ServiceAtLocation,
    hide,
)
from . import happen, week
from .context import Context, Draft
from .places import Town, of_words

NAMES = {"service": "organization_name", "event": "organizer_name", "opportunity": "organization_name",
         "notice": "organization_name", "project": "organization_name", "conference": "organization_name",
         "slot": "organization_name", "membership": "organization_name", "body": "organization_name",
         "document": "organization_name"}  # fmt: skip
IN_ADDRESS = ("address_1", "address_2", "postal_code", "city", "district", "region", "country")
REFERENCES = ("organization_id", "location_id", "parent_organization_id", "replaces_id", "body_id")
ABOUT = ("source_url", "source_date", "note")


def finish(context: Context, key: str) -> None:
    """Emits what the draft holds; its place first, so that the ledger never meets a reference to something later."""
    draft, town = context.draft, context.town
    about = {name: draft.pop(name) for name in ABOUT if name in draft}
    groups = _groups(draft)
    place = groups.pop("location", {})
    for name in REFERENCES:
        if name in draft:
            draft[name] = context.refer(draft[name])
    for name in ("service_ids", "location_ids"):
        if name in draft:
            draft[name] = tuple(context.refer(one) for one in draft[name])
    if words := draft.pop("organization", None):
        draft[NAMES[context.table.kind]] = words
        if found := context.organization(words):
            draft["organization_id"] = found
    _nest(context, draft, groups)
    if context.table.kind == "location":
        draft.update(_place(context, context.id, place, town))
    elif place:
        _stand_at(context, key, _place(context, record_id(context.sheet.id, f"{key}#location"), place, town), about)
    shape: dict[str, Any] = {"id": context.id, "language": context.sheet.language, "extra": context.extra} | draft
    record: AnyRecord = KINDS[context.table.kind](**shape)
    if isinstance(record, Location) and (context.confidential or record.confidential):
        record = hide(record)
    context.emit(record, key, **about)


def _groups(draft: Draft) -> dict[str, Draft]:
    """Takes the dotted targets out of the draft, by what stands before the dot."""
    groups: dict[str, Draft] = {}
    for path in [path for path in draft if "." in path]:
        group, _, name = path.partition(".")
        groups.setdefault(group, {})[name] = draft.pop(path)
    return groups


def _nest(context: Context, draft: Draft, groups: dict[str, Draft]) -> None:
    """Folds dotted targets into their parts."""
    if schedule := groups.get("schedules"):
        draft["schedules"] = (Schedule(id=part_id(context.id, "schedules/schedule"), **week.together(schedule)),)
    if contact := groups.get("contacts"):
        draft["contacts"] = (Contact(id=part_id(context.id, "contacts/contact"), **contact),)
    if happening := groups.get("happening"):
        draft["happening"] = Happening(**happen.settled(happening))
    if (span := draft.pop("ages", None)) is not None:
        draft["minimum_age"], draft["maximum_age"] = span.minimum, span.maximum


def _stand_at(context: Context, key: str, place: Draft, about: Draft) -> None:
    """Emits the row's place and links the row's record to it."""
    if not place:
        return
    key = f"{key}#location"
    found = record_id(context.sheet.id, key)
    location = Location(id=found, language=context.sheet.language, **place)
    context.emit(hide(location) if context.confidential else location, key, **_without_note(about))
    if context.table.kind == "service":
        part = part_id(context.id, "service_at_locations/location")
        context.draft["service_at_locations"] = (ServiceAtLocation(id=part, location_id=found),)
    elif context.table.kind == "organization":
        context.draft["location_ids"] = (*context.draft.get("location_ids", ()), found)
    else:
        context.draft["location_id"] = found


def _without_note(about: Draft) -> Draft:
    return {name: value for name, value in about.items() if name != "note"}


def _place(context: Context, owner: str, place: Draft, town: Town | None) -> dict[str, Any]:
    """Attributes of a Location. A Kreis named in the city's column is a region, not a city."""
    if words := place.pop("words", None):
        district, town = of_words(words, context.sheet.ground, context.sheet.districts)
        place = ({"city": town.name} if town else {}) | ({"district": district} if district else {}) | place
    if town and town.kind == "district" and "city" in place:
        place.setdefault("region", place.pop("city"))
    address = {name: place.pop(name) for name in IN_ADDRESS if name in place}
    found: dict[str, Any] = dict(place)
    if address:
        found["addresses"] = (Address(id=part_id(owner, "addresses/address"), **address),)
    if town:
        found["ags"] = town.ags
    if "latitude" in found and "longitude" in found:
        found.setdefault("precision", "address" if "address_1" in address else "town")
    return found
