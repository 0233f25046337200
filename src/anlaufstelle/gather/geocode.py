"""From an address in words to a point, asked of a geocoder that the operator runs; a wrong point is worse than none.

An answer counts only if it lies in the municipality that the record names. How sharp it is goes with it: a house, a
street, a part of a town, a town.
"""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import msgspec
from msgspec import Struct

from ..errors import BadQuery, Unreadable
from ..record.entry import Point
from ..record.model import Address, Location, Precision
from ..vocabulary import area
from .fetch import Fetched

Get = Callable[..., Fetched]
TOWN_DIGITS = 8
_STREET = re.compile(r"str(?:asse|\.)?(?=\s|$)", re.I)


class Asked(Struct, frozen=True):
    """What is asked. `ags` is the municipality in which the answer has to lie."""

    street: str
    district: str
    postal_code: str
    city: str
    ags: str

    @property
    def text(self) -> str:
        """Under which an answer is kept: equal for "Musterstr. 1" and "Musterstraße 1"."""
        street = _STREET.sub("straße", self.street)
        return ", ".join(
            filter(None, (" ".join(street.split()), self.district, self.postal_code, self.city))
        ).casefold()


def asked(location: Location) -> Asked | None:
    """None for what has a point, hides, or says too little: without a street or a district a town is all there is."""
    if location.confidential or location.latitude is not None or len(location.ags or "") != TOWN_DIGITS:
        return None
    for address in location.addresses:
        if address.address_type != "postal" and (address.address_1 or address.district):
            return _of(address, location.ags or "")
    return None


def _of(address: Address, ags: str) -> Asked:
    city = address.city or area.get(ags).name
    return Asked(address.address_1 or "", address.district or "", address.postal_code or "", city, ags)


def town(location: Location) -> Point | None:
    """The middle of its municipality, from our own tables."""
    if location.confidential or location.location_type != "physical" or len(location.ags or "") != TOWN_DIGITS:
        return None
    place = area.get(location.ags or "")
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude, "town")


class Geocoder(Struct, frozen=True):
    """`kind` is "nominatim" or "photon", `base` where it answers."""

    kind: str
    base: str
    get: Get

    def find(self, one: Asked) -> Point | None:
        """None where it knows nothing, or only something elsewhere. Raises NotFetched when it does not answer."""
        url = self.base.rstrip("/") + (_nominatim_query(one) if self.kind == "nominatim" else _photon_query(one))
        body = self.get(url, accept="application/json").body
        try:
            point = _nominatim(body) if self.kind == "nominatim" else _photon(body)
        except (msgspec.MsgspecError, ValueError) as error:
            raise Unreadable(f"{url}: is no answer of {self.kind} ({error}). Check ANLAUFSTELLE_GEOCODER.") from error
        if point is None or area.contains(point.latitude, point.longitude) != one.ags:
            return None
        if point.precision == "town" or (not one.street and point.precision != "district"):
            return None  # our own tables know towns; without a street anything sharper is a guess
        return point


def geocoder(setting: str, get: Get) -> Geocoder | None:
    """From "nominatim:http://localhost:8080"; "" means none."""
    if not setting:
        return None
    kind, _, base = setting.partition(":")
    if kind not in ("nominatim", "photon") or not base.startswith(("http://", "https://")):
        raise BadQuery(f"ANLAUFSTELLE_GEOCODER is “{setting}”; it must be like nominatim:http://localhost:8080.")
    return Geocoder(kind, base, get)


class _Found(Struct):
    lat: str
    lon: str
    addresstype: str = ""
    type: str = ""
    address: dict[str, str] = {}


class _Geometry(Struct):
    coordinates: tuple[float, float]


class _Properties(Struct):
    type: str = ""


class _Feature(Struct):
    geometry: _Geometry
    properties: _Properties


class _Features(Struct):
    features: list[_Feature]


SHARP: dict[str, Precision] = {
    "house": "address", "building": "address", "place": "address", "amenity": "address", "office": "address",
    "shop": "address", "street": "street", "road": "street", "highway": "street", "suburb": "district",
    "district": "district", "city_district": "district", "quarter": "district", "neighbourhood": "district",
    "locality": "district", "village": "district", "hamlet": "district", "borough": "district",
}  # fmt: skip


def _nominatim_query(one: Asked) -> str:
    said = {"format": "jsonv2", "limit": "1", "addressdetails": "1", "countrycodes": "de"}
    if one.street:
        return "/search?" + urlencode(
            said
            | {"street": one.street, "city": one.city}
            | ({"postalcode": one.postal_code} if one.postal_code else {})
        )
    return "/search?" + urlencode(said | {"q": f"{one.district}, {one.city}"})


def _nominatim(body: bytes) -> Point | None:
    found = msgspec.json.decode(body, type=list[_Found])
    if not found:
        return None
    first = found[0]
    sharp = "address" if "house_number" in first.address else SHARP.get(first.addresstype or first.type, "town")
    return Point(float(first.lat), float(first.lon), sharp)


def _photon_query(one: Asked) -> str:
    words = (one.street or one.district, f"{one.postal_code} {one.city}".strip())
    return "/api?" + urlencode({"q": ", ".join(words), "limit": "1", "lang": "de"})


def _photon(body: bytes) -> Point | None:
    found = msgspec.json.decode(body, type=_Features).features
    if not found:
        return None
    longitude, latitude = found[0].geometry.coordinates
    return Point(latitude, longitude, SHARP.get(found[0].properties.type, "town"))


class Answer(Struct, frozen=True):
    """One line of the ledger of answers. `point` is None where the geocoder knew nothing; `on` a day."""

    text: str
    point: Point | None
    by: str
    on: str
