"""The short form of a document, as the lists of the standard show it: nothing that there can be several of."""

from collections.abc import Mapping
from typing import Any

from .hsds_fit import AS_STATED, DERIVED, INCOMPLETE
from .hsds_shapes import SHAPES

Data = dict[str, Any]
_LEFT_OUT = frozenset({INCOMPLETE, AS_STATED, "translations", "service_ids", "location_ids"})


def flat(shape: str, data: Mapping[str, Any]) -> Data:
    """Single objects inside (a service's organisation) stay, in their own short form."""
    told: Data = {}
    for name, value in data.items():
        rule = SHAPES[shape].get(name)
        if name in _LEFT_OUT or (rule and rule.many):
            continue
        told[name] = flat(rule.one, value) if rule and rule.one and isinstance(value, Mapping) else value
    if derived := [name for name in data.get(DERIVED, ()) if name in told]:
        told[DERIVED] = derived
    else:
        told.pop(DERIVED, None)
    return told


def offer(service: Mapping[str, Any], id: str) -> Data | None:
    """The service_at_location `id` of a service's document as a document of its own, its service inside."""
    offers = service.get("service_at_locations", ())
    found = next((one for one in offers if one.get("id") == id), None)
    if found is None:
        return None
    rest = {name: value for name, value in service.items() if name != "service_at_locations"}
    return {**found, "service": rest}


def flat_offer(data: Mapping[str, Any]) -> Data:
    """The short form of what `offer` made."""
    return flat("service_at_location", data) | {"service": flat("service", data["service"])}
