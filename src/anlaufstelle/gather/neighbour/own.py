"""What a neighbour tells that is not for us: our own entries coming back, and what it only passes on from a third.

A neighbour's entries travel one step and no further, so no ring of neighbours can keep a withdrawn entry alive, and
none can put back a telephone number that its origin took out. Who wants a third one's entries reads the third one.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...record.ids import record_id

Data = dict[str, Any]
Held = Callable[[list[str]], Mapping[str, tuple[str, str]]]
"""Of these ids, those that belong to a record of another source here: id to (source, key)."""


class Sorter:
    """`relayed`: takes what the neighbour passes on, too – only for one who reads nobody that reads us."""

    def __init__(self, held: Held, *, relayed: bool = False) -> None:
        self._held = held
        self._relayed = relayed
        self._passed_on = 0
        self._ours = 0

    def sort(self, document: Data) -> Data | None:
        """The document, without what of ours is nested in it; None where all of it is ours or a third one's."""
        first = _first_source(document)
        if first.get("origin") and not self._relayed:
            self._passed_on += 1
            return None
        inside = [one for one in _nested(document) if isinstance(one.get("id"), str)]
        told = str(first.get("record_id", document.get("id")))
        born = _born(first)
        claimed = record_id(*born) if born else told
        held = self._held([*(one["id"] for one in inside), told, claimed])
        if born and born in (held.get(told), held.get(claimed)):
            self._ours += 1
            return None
        return _without(document, held.keys())

    def left(self) -> Iterator[tuple[str, str, int]]:
        yield "passed on", "the neighbour has it from a third one; read it there", self._passed_on
        yield "our own", "came from here, or from a source that both have", self._ours


def _first_source(document: Data) -> Data:
    entry = document.get("entry")
    sources = entry.get("sources") if isinstance(entry, dict) else None
    first = sources[0] if isinstance(sources, list) and sources else None
    return first if isinstance(first, dict) else {}


def _born(first: Data) -> tuple[str, str] | None:
    """The address at which the neighbour says that it was born."""
    match first.get("origin") or first:
        case {"source": str(source), "key": str(key)}:
            return source, key
    return None


def _nested(document: Data) -> Iterator[Data]:
    """The organisations and places standing inside a document."""
    for name in ("organization", "location"):
        if isinstance(one := document.get(name), dict):
            yield one
            yield from _nested(one)
    for name in ("service_at_locations", "locations"):
        for one in many if isinstance(many := document.get(name), list) else ():
            if isinstance(one, dict):
                if name == "locations":
                    yield one
                yield from _nested(one)


def _without(document: Data, ours: Any) -> Data:
    """References stay: the things they name are here already."""
    kept = dict(document)
    for name in ("organization", "location"):
        if isinstance(one := kept.get(name), dict):
            if one.get("id") in ours:
                del kept[name]
                kept.setdefault(f"{name}_id", one["id"])
            else:
                kept[name] = _without(one, ours)
    if isinstance(offers := kept.get("service_at_locations"), list):
        kept["service_at_locations"] = [_without(one, ours) if isinstance(one, dict) else one for one in offers]
    if isinstance(places := kept.get("locations"), list):
        if stated := [one["id"] for one in places if isinstance(one, dict) and "id" in one]:
            kept.setdefault("location_ids", stated)
        kept["locations"] = [one for one in places if not (isinstance(one, dict) and one.get("id") in ours)]
    return kept
