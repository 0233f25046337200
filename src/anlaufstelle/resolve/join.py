"""What an entry shows of the entries it refers to: its provider, its places, and where that puts it on the map.

Everything joined is computed from the entry's own record and the looked-up entries, so joining again is free of traces.
"""

from collections.abc import Callable

from msgspec.structs import replace

from anlaufstelle.record.entry import Entry, Point, Provider
from anlaufstelle.record.model import Location, Organization, Precision
from anlaufstelle.vocabulary import area

from . import derive
from .references import references

SHARP: dict[Precision | None, int] = {"address": 0, "street": 1, "district": 2, "town": 3, None: 4}


def join(entry: Entry, lookup: Callable[[str], Entry | None], home: str = "") -> Entry:
    """`home` is the area of the entry's source: who is served and where it is, if nothing else says so."""
    places = _places(entry, lookup)
    pinned = sorted((p for p in places if p.latitude is not None), key=lambda place: SHARP[place.precision])
    ags = next((place.ags for place in (*pinned, *places) if place.ags), None)
    areas = derive.areas(entry.record) or _served(_home(entry, home), ags)
    return replace(
        entry,
        provider=_provider(entry, lookup),
        locations=() if isinstance(entry.record, Location) else places,
        point=_point(pinned[0]) if pinned else None,
        ags=ags,
        district=next((a.district for place in places for a in place.addresses if a.district), None),
        areas=areas,
        reach=derive.reach(areas),
    )


def _served(homes: tuple[str, ...], ags: str | None) -> tuple[str, ...]:
    """Those where it is; what a network of towns holds is for its members, wherever it takes place."""
    network = any(one.startswith(area.NETWORK) for one in homes)
    return (ags,) if ags and not network else homes


def _home(entry: Entry, home: str) -> tuple[str, ...]:
    if entry.home is not None:
        return entry.home
    return (home,) if home else ()


def _places(entry: Entry, lookup: Callable[[str], Entry | None]) -> tuple[Location, ...]:
    if isinstance(entry.record, Location):
        return (entry.record,)
    targets = (id for role, id in references(entry.record) if role == "location")
    found = (lookup(id) for id in targets)
    return tuple(one.record for one in found if one and one.state == "published" and isinstance(one.record, Location))


def _provider(entry: Entry, lookup: Callable[[str], Entry | None]) -> Provider | None:
    target = getattr(entry.record, "organization_id", None)
    found = lookup(target) if target else None
    if found is None or found.state != "published" or not isinstance(found.record, Organization):
        return None
    record = found.record
    return Provider(
        id=found.id, name=record.name or "", website=record.website, email=record.email, phones=record.phones
    )


def _point(place: Location) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude, place.precision or "town")
