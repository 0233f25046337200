"""From HSDS JSON, ours or anybody's, to records that refer to each other by id instead of containing each other.

Nothing is lost: a field the model does not name, or whose value it cannot hold, stays in `extra` of its part.
"""

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import Struct

from anlaufstelle.errors import BadRecord

from . import hsds_terms as terms
from .hsds_fit import restore
from .hsds_shapes import SHAPES
from .model import KINDS, AnyRecord, Own
from .paths import slots

Data = dict[str, Any]
StructT = TypeVar("StructT", bound=Struct)

_OURS = frozenset(one.kind for one in get_args(Own))
_TERMS = {"taxonomy_term": {"taxonomy", "taxonomy_detail", "taxonomy_id", "term_uri"}, "taxonomy": {"version"}}


def read(data: Mapping[str, Any], kind: str | None = None, language: str = "de") -> list[AnyRecord]:
    """Every record in a document or in a page of a list (`contents`), the outermost first, each id once.

    `kind` (a shape of HSDS, such as "service_at_location") need only be given where the fields do not tell.
    `language` is that of texts whose document does not say: HSDS has no field for it.
    """
    found = _Found(language)
    page = data.get("contents") if isinstance(data, Mapping) else None
    for document in page if isinstance(page, list) else [data]:
        if not isinstance(document, Mapping):
            raise BadRecord(f"expected an HSDS object, found {str(document)[:80]!r}")
        shape = kind or shape_of(document)
        found.take(shape, restore(shape, document))
    return [found.records[key] for key in sorted(found.records, key=found.order.__getitem__)]


def shape_of(data: Mapping[str, Any]) -> str:
    """Which object of HSDS `data` is, by its fields: the standard writes no type."""
    if data.get("kind") in _OURS:
        return str(data["kind"])
    if "location_type" in data:
        return "location"
    if "name" not in data and data.keys() & {"location", "location_id", "service", "service_id"}:
        return "service_at_location"
    if "status" in data:
        return "service"
    for shape, marks in _TERMS.items():
        if data.keys() & marks:
            return shape
    return max(("organization", "service", "location"), key=lambda shape: len(data.keys() & SHAPES[shape].keys()))


class _Found:
    """Collects records while a document is taken apart; a record met twice keeps what either version states."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.seen: dict[str, Data] = {}
        self.records: dict[str, AnyRecord] = {}
        self.order: dict[str, int] = {}

    def take(self, shape: str, data: Data) -> str:
        """Keeps the record in `data` and those inside it; returns its id."""
        if shape == "service_at_location":
            return self._take_offer(data)
        if shape not in KINDS:
            raise BadRecord(f"an HSDS „{shape}“ holds no organisation, service, location, event or opportunity")
        if not isinstance(data.get("id"), str):
            raise BadRecord(f"this HSDS {shape} has no id: {str(data)[:120]}")
        own = str(data["id"])
        self.order.setdefault(own, len(self.order))
        data = getattr(self, f"_open_{shape}", self._open)(data)
        data.pop("entry", None)
        if data.get("kind") == shape:
            del data["kind"]
        self.seen[own] = {**data, **self.seen.get(own, {})}
        record: AnyRecord = shaped(KINDS[shape], {"language": self.language, **self.seen[own]})
        self.records[own] = record
        return own

    def _take_offer(self, data: Data) -> str:
        service = data.pop("service", None)
        if not isinstance(service, dict):
            raise BadRecord("this HSDS service_at_location does not contain its service, so there is nothing to read")
        return self.take(
            "service", {**service, "service_at_locations": [data, *service.get("service_at_locations", ())]}
        )

    def _open(self, data: Data) -> Data:
        data = dict(data)
        for shape in ("organization", "location"):
            if isinstance(data.get(shape), dict):
                data[f"{shape}_id"] = self.take(shape, _named(data.pop(shape), f"{data.get('id')}/{shape}"))
        return data

    def _open_service(self, data: Data) -> Data:
        data = self._open(data)
        offers = data.get("service_at_locations")
        if isinstance(offers, list):
            data["service_at_locations"] = [self._open(offer) if isinstance(offer, dict) else offer for offer in offers]
        rest = []
        attributes = data.get("attributes")
        if not isinstance(attributes, list):
            return data
        del data["attributes"]
        for attribute in attributes:
            own = terms.own_words(data["id"], attribute) if isinstance(attribute, dict) else None
            if own is None:
                rest.append(attribute)
            elif own[0] in terms.WORDS:
                data.setdefault(terms.WORDS[own[0]], []).append(own[1])
        return data | ({"attributes": rest} if rest else {})

    def _open_organization(self, data: Data) -> Data:
        data = dict(data)
        for field, shape, ids in (("locations", "location", "location_ids"), ("services", "service", "service_ids")):
            inner = data.get(field)
            if isinstance(inner, list) and all(isinstance(one, dict) for one in inner):
                del data[field]
                owner = f"{data['id']}/{field}"
                taken = [self.take(shape, _named(one, f"{owner}/{place}")) for place, one in enumerate(inner)]
                data.setdefault(ids, taken)
        return data

    def _open_location(self, data: Data) -> Data:
        parts = data.get("accessibility")
        if not isinstance(parts, list):
            return data
        kept = [one for one in parts if not (isinstance(one, dict) and terms.is_own_wheelchair(data["id"], one))]
        rest = {name: value for name, value in data.items() if name != "accessibility"}
        return rest | ({"accessibility": kept} if kept else {})


def _named(data: Data, place: str) -> Data:
    """A nested object without an id gets one that stays the same as long as it is found at the same place."""
    return data if isinstance(data.get("id"), str) else {**data, "id": terms.derived_id(place, "")}


def shaped(shape: type[StructT], data: Mapping[str, Any]) -> StructT:
    """`data` as a part or record; what does not fit its type stays in `extra`. BadRecord without a required field."""
    known: Data = {}
    extra: Data = {}
    for name, value in data.items():
        slot = slots(shape).get(name)
        if slot is None or name == "extra":
            extra[name] = value
        elif slot.holds == "parts" and slot.shape is not None and isinstance(value, list):
            good, bad = _parts(slot.shape, value, f"{data.get('id')}/{name}")
            known[name] = good
            if bad:
                extra[name] = bad
        elif slot.holds == "part" and slot.shape is not None and isinstance(value, Mapping):
            known[name] = shaped(slot.shape, value)
        else:
            try:
                known[name] = msgspec.convert(value, slot.type)
            except msgspec.ValidationError:
                extra[name] = value
    try:
        return shape(**known, **({"extra": extra} if extra else {}))
    except TypeError as error:
        raise BadRecord(f"{shape.__name__}: {error}") from error


def _parts(shape: type[Struct], items: list[Any], owner: str) -> tuple[tuple[Struct, ...], list[Any]]:
    good: list[Struct] = []
    bad: list[Any] = []
    needs_id = "id" in slots(shape)
    for place, item in enumerate(items):
        if not isinstance(item, Mapping):
            bad.append(item)
            continue
        named = _named(dict(item), f"{owner}/{place}") if needs_id else item
        try:
            good.append(shaped(shape, named))
        except BadRecord:
            bad.append(item)
    return tuple(good), bad
