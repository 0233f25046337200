"""Where the lists of the standard show an entry, and by which words, terms and places they find it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from anlaufstelle.catalogue.models import Offer, Tag
from anlaufstelle.catalogue.models.published import AREA
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.hsds_terms import WORDS, term_id
from anlaufstelle.record.model import Location, Service
from anlaufstelle.vocabulary import area, needs
from anlaufstelle.vocabulary.words import fold

LONGEST = 500
"""Characters of a source's category that can be asked for; none known has a tenth of it."""


def words(entry: Entry) -> str:
    """All that a search of the standard's lists looks into; unlike the site's search it only knows what is written."""
    record = entry.record
    said = [record.name, record.alternate_name, record.description, *getattr(record, "categories", ())]
    said += [*getattr(record, "audiences", ()), getattr(record, "organization_name", None)]
    said += [entry.provider.name if entry.provider else None]
    said += [needs.load().caption(one, "de") for one in (*entry.needs, *entry.situations) if one in needs.load()]
    return fold(" ".join(one for one in said if one))


def modified(nested: Mapping[str, Any]) -> datetime | None:
    """What the document itself tells as its last change."""
    told = nested.get("last_modified")
    return datetime.fromisoformat(told) if told else None


def tags(entry: Entry, areas: Iterable[str]) -> tuple[Tag, ...]:
    """`areas` are those of the joined entry, which knows where its places are."""
    if not isinstance(entry.record, Service):
        return ()
    carried = {link_type: getattr(entry.record, field) for link_type, field in WORDS.items()}
    carried |= {"need": entry.needs, "situation": entry.situations, AREA: tuple(areas)}
    return tuple(
        Tag(entry_id=entry.id, link_type=link_type, word=word, term_id=term_id(link_type, word))
        for link_type, words in carried.items()
        for word in dict.fromkeys(words)
        if len(word) <= LONGEST
    )


def offers(entry: Entry, lookup: Callable[[str], Entry | None]) -> tuple[Offer, ...]:
    """Of a service whose places are known; `lookup` gives the places."""
    return tuple(_offers(entry, lookup)) if isinstance(entry.record, Service) else ()


def _offers(entry: Entry, lookup: Callable[[str], Entry | None]) -> Iterator[Offer]:
    for part in getattr(entry.record, "service_at_locations", ()):
        found = lookup(part.location_id) if part.location_id else None
        place = found.record if found and isinstance(found.record, Location) else None
        latitude, longitude = _point(place) if place else (None, None)
        yield Offer(id=part.id, entry_id=entry.id, latitude=latitude, longitude=longitude)


def _point(place: Location) -> tuple[float | None, float | None]:
    if place.confidential:
        return None, None
    if place.latitude is not None and place.precision in ("address", "street"):
        return place.latitude, place.longitude
    codes = (address.postal_code for address in place.addresses if address.postal_code)
    towns = (town for code in codes for town in area.by_postal_code(code)[:1])
    return next(((town.latitude, town.longitude) for town in towns), (None, None))
