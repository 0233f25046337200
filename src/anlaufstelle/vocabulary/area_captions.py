"""What a person reads for a place, so that namesakes can be told apart."""

from collections import Counter

import msgspec

from .area_data import Place
from .area_find import has_district_title


def captioned(places: dict[str, Place]) -> dict[str, Place]:
    """All places with their caption; only municipalities whose name occurs twice carry their Kreis."""
    names = Counter(place.name for place in places.values() if place.kind == "municipality")
    found = {code: place for code, place in places.items() if place.kind != "municipality"}
    for code, place in found.items():
        found[code] = msgspec.structs.replace(place, caption=_larger(place))
    for code, place in places.items():
        if place.kind == "municipality":
            district = found.get(code[:5])
            known = names[place.name] > 1 and district is not None and has_district_title(district)
            caption = f"{place.name} ({district.caption})" if known and district else place.name
            found[code] = msgspec.structs.replace(place, caption=caption)
    return found


def _larger(place: Place) -> str:
    if place.kind == "region":
        return f"Regierungsbezirk {place.name}"
    if place.kind != "district":
        return place.name
    if not has_district_title(place):
        return f"{place.name} (kreisfreie Stadt)"
    if any(word in place.name.lower() for word in ("kreis", "region")):
        return place.name
    return f"{place.title} {place.name}"
