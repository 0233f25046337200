"""What an entry says beyond its record, derived from the record's own words."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from anlaufstelle.record.entry import Point, Provenance, Reach
from anlaufstelle.record.model import AnyRecord, Location, Service
from anlaufstelle.vocabulary import needs


def concepts(record: AnyRecord) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(needs, situations): a category may name a situation and an audience a need, so the concept's facet decides."""
    thesaurus = needs.load()
    found: dict[str, None] = {}
    for word in getattr(record, "categories", ()):
        found.update(dict.fromkeys(thesaurus.of_category(word)))
    for word in getattr(record, "audiences", ()):
        found.update(dict.fromkeys(thesaurus.of_audience(word)))
    help = tuple(id for id in found if thesaurus.get(id).facet == "help")
    return help, tuple(id for id in found if id not in help)


def areas(record: AnyRecord) -> tuple[str, ...]:
    """Who is served, as far as it is stated."""
    stated = list(getattr(record, "service_areas", ()))
    if isinstance(record, Service):
        stated += [area for part in record.service_at_locations for area in part.service_areas]
    return tuple(dict.fromkeys(code for area in stated for code in area.areas))


def reach(codes: Iterable[str]) -> Reach:
    """ "DE" is national; a Land, a Kreis or a town "and around" is regional; municipalities and districts are local."""
    found: Reach = "local"
    for code in codes:
        if code == "DE":
            return "national"
        if code.startswith("~") or len(code.partition(":")[0]) < 8:
            found = "regional"
    return found


def languages(record: AnyRecord) -> tuple[str, ...]:
    """BCP 47 codes of the languages spoken."""
    return tuple(dict.fromkeys(spoken.code for spoken in getattr(record, "languages", ()) if spoken.code))


def placed(
    record: AnyRecord, provenance: Mapping[str, Provenance], point_of: Callable[[Location], Point | None]
) -> AnyRecord:
    """With a point, where nobody gave one. An editor's word stands, also the word that there is none."""
    if not isinstance(record, Location) or record.confidential or record.latitude is not None:
        return record
    if "latitude" in provenance or "longitude" in provenance:
        return record
    point = point_of(record)
    if point is None:
        return record
    return replace(record, latitude=point.latitude, longitude=point.longitude, precision=point.precision)
