"""Germany's places for everybody above: find one, see what holds it, and who is served where.

Codes are text: "05562020" a municipality (AGS), "05562" its Kreis, "05" its Land, "DE" the country, and
"05562020:Westerholt" a part of a town, which only the town's own edition data can name for sure. "net:musternetz" is a
network of towns, of which the tables know nothing.
"""

from anlaufstelle.errors import UnknownPlace

from . import area_data, area_find, area_geo
from .area_data import COUNTRY, Place
from .area_find import LANDS, NETWORK, POSTAL_SAID, by_postal_code, current, find, get, whole
from .area_geo import (
    EARTH_M,
    Coordinates,
    Located,
    contains,
    distance_m,
    metres,
    near,
    neighbours,
    polygon,
    precise,
)
from .area_served import Reach, served, serves

__all__ = [
    "COUNTRY",
    "EARTH_M",
    "NETWORK",
    "POSTAL_SAID",
    "Coordinates",
    "Located",
    "Place",
    "Reach",
    "by_postal_code",
    "contains",
    "distance_m",
    "find",
    "forget",
    "get",
    "land",
    "metres",
    "near",
    "neighbours",
    "parents",
    "polygon",
    "precise",
    "served",
    "serves",
    "whole",
]


def parents(ags: str) -> tuple[str, ...]:
    """What holds it, from near to far: ("05562", "05", "DE") for "05562020"; a network lies nowhere."""
    if ags.startswith(NETWORK):
        return ()
    town, _, part = ags.partition(":")
    town = current(town)
    if town == COUNTRY:
        return ()
    own = (town,) if part else ()
    return (*own, *(town[:length] for length in (5, 2) if length < len(town)), COUNTRY)


def land(ags: str) -> str:
    """The Land's letters as in ISO 3166-2 ("NW"), for its holidays."""
    letters = LANDS.get(ags[:2])
    if letters is None:
        raise UnknownPlace(f"{ags!r} lies in no Land: a code begins with 01 to 16.")
    return letters


def forget() -> None:
    """Read all tables anew at the next question, after `places update`."""
    area_data.forget()
    area_find.forget()
    area_geo.forget()
