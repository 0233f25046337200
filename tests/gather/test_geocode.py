"""Only an answer in the right town counts, and it says how sharp it is."""

import json

import pytest

from anlaufstelle.errors import BadQuery, Unreadable
from anlaufstelle.gather import geocode
from anlaufstelle.gather.fetch import Fetcher, Policy
from anlaufstelle.record.entry import Point
from anlaufstelle.record.model import Address, Location

from .misbehaving import answer, serving

HERTEN = "05562020"
HERE = (51.5937, 7.1372)
ELSEWHERE = (52.52, 13.40)


def place(ags=HERTEN, **address):
    return Location(id="1", ags=ags, addresses=(Address(id="a", city="Herten", **address),))


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def get(tmp_path):
    return Fetcher(tmp_path / "asked", Policy(inside=("127.0.0.1",), pause=0, attempts=1)).get


def nominatim(server, point=HERE, kind="place", **address):
    found = [{"lat": str(point[0]), "lon": str(point[1]), "addresstype": kind, "address": address, "class": "x"}]
    answers(server, "/search", found)


def photon(server, kind, point=HERE):
    feature = {"geometry": {"type": "Point", "coordinates": [point[1], point[0]]}, "properties": {"type": kind}}
    answers(server, "/api", {"type": "FeatureCollection", "features": [feature]})


def answers(server, path, told):
    """Whatever is asked for after the question mark."""
    body = json.dumps(told).encode()
    server.pages = Prefixed({path: answer(body=body, Content_Type="application/json")})


class Prefixed(dict):
    def get(self, path, default=None):
        return next((page for prefix, page in self.items() if path.startswith(f"{prefix}?")), default)


def find(server, get, kind, location):
    return geocode.geocoder(f"{kind}:{server.url('')}", get).find(geocode.asked(location))


@pytest.mark.parametrize(
    ("kind", "address", "precision"),
    [("place", {"house_number": "1"}, "address"), ("road", {"road": "Musterstraße"}, "street")],
)
def test_nominatim(server, get, kind, address, precision):
    nominatim(server, kind=kind, **address)
    found = find(server, get, "nominatim", place(address_1="Musterstraße 1", postal_code="45699"))
    assert found == Point(*HERE, precision)
    asked = server.asked[-1][0]
    assert all(part in asked for part in ("street=Musterstra%C3%9Fe+1", "city=Herten", "postalcode=45699"))


@pytest.mark.parametrize(("kind", "precision"), [("house", "address"), ("street", "street"), ("district", "district")])
def test_photon(server, get, kind, precision):
    photon(server, kind)
    assert find(server, get, "photon", place(address_1="Musterstraße 1")) == Point(*HERE, precision)


def test_a_district_without_a_street(server, get):
    nominatim(server, kind="suburb")
    assert find(server, get, "nominatim", place(district="Westerholt")) == Point(*HERE, "district")
    assert "q=Westerholt%2C+Herten" in server.asked[-1][0]
    nominatim(server, kind="road")
    assert find(server, get, "nominatim", place(district="Westerholt")) is None


@pytest.mark.parametrize(("point", "kind"), [(ELSEWHERE, "road"), (HERE, "city")])
def test_the_wrong_town_and_a_mere_town_are_no_answer(server, get, point, kind):
    nominatim(server, point, kind)
    assert find(server, get, "nominatim", place(address_1="Musterstraße 1")) is None


def test_nothing_known(server, get):
    answers(server, "/search", [])
    assert find(server, get, "nominatim", place(address_1="Musterstraße 1")) is None


@pytest.mark.parametrize("told", [{"error": "x"}, [{"lat": "nan?", "lon": "7"}], "text"])
def test_an_answer_that_is_none(server, get, told):
    answers(server, "/search", told)
    with pytest.raises(Unreadable):
        find(server, get, "nominatim", place(address_1="Musterstraße 1"))


def test_what_is_not_asked():
    hidden = Location(id="1", ags=HERTEN, confidential=True)
    pinned = Location(id="1", ags=HERTEN, latitude=51.6, longitude=7.1, addresses=place(address_1="Weg 1").addresses)
    assert [geocode.asked(one) for one in (hidden, pinned, place(), place(ags=None, address_1="Weg 1"))] == [None] * 4


def test_one_address_in_two_spellings_is_one_question():
    one, other = place(address_1="Musterstr. 1"), place(address_1="Musterstraße  1")
    assert geocode.asked(one).text == geocode.asked(other).text == "musterstrasse 1, herten"


def test_the_middle_of_the_town():
    assert geocode.town(place()).precision == "town"
    assert geocode.town(Location(id="1", ags=HERTEN, location_type="virtual")) is None
    assert geocode.town(Location(id="1", ags=HERTEN, confidential=True)) is None


@pytest.mark.parametrize("setting", ["google:https://example.org", "nominatim", "nominatim:localhost"])
def test_a_wrong_setting(get, setting):
    with pytest.raises(BadQuery, match="nominatim:http://localhost:8080"):
        geocode.geocoder(setting, get)
