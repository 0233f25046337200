from msgspec.structs import replace

from anlaufstelle.record.entry import Entry, Point, Provider
from anlaufstelle.record.model import Address, ServiceAtLocation, part_id
from anlaufstelle.resolve.join import join

from ..making import phone, received

ORG = received("org", kind="organization", name="Träger", website="https://example.org/")
ORG = received(
    "org", kind="organization", name="Träger", website="https://example.org/", phones=(phone(ORG.id),)
).record
PLACE = received("place", kind="location").record
PLACE = replace(
    PLACE, ags="05562020", latitude=51.5, longitude=7.1, precision="street",
    addresses=(Address(id=part_id(PLACE.id, "a"), city="Herten", district="Westerholt"),),
)  # fmt: skip
AT = ServiceAtLocation(id=part_id(PLACE.id, "at"), location_id=PLACE.id)
SERVICE = received("s", organization_id=ORG.id, service_at_locations=(AT,)).record
ENTRY = Entry(id=SERVICE.id, record=SERVICE)
SHELF = {one.id: Entry(id=one.id, record=one) for one in (ORG, PLACE)}


def test_an_entry_shows_its_provider_and_places():
    one = join(ENTRY, SHELF.get)
    assert one.provider == Provider(id=ORG.id, name="Träger", website="https://example.org/", phones=ORG.phones)
    assert one.locations == (PLACE,)
    assert (one.ags, one.district, one.point) == ("05562020", "Westerholt", Point(51.5, 7.1, "street"))
    assert (one.areas, one.reach) == (("05562020",), "local")


def test_what_is_not_published_is_not_shown():
    withheld = {id: replace(entry, state="withheld") for id, entry in SHELF.items()}
    one = join(ENTRY, withheld.get, "05562")
    assert (one.provider, one.locations, one.ags, one.areas, one.reach) == (None, (), None, ("05562",), "regional")


def test_joining_again_leaves_no_trace():
    assert join(join(ENTRY, SHELF.get), lambda _: None) == join(ENTRY, lambda _: None)
