import pytest

from anlaufstelle.record.model import Address, Happening, part_id
from anlaufstelle.resolve.traits import traits
from anlaufstelle.resolve.weigh import CAPTIONS, WEIGHTS, Rarity, weigh

from ..making import phone, received

NUMBER = "+4923661111"


def read(key, source="a", **fields):
    if number := fields.pop("number", None):
        fields["phones"] = (phone(received(key, source).id, number),)
    return traits(received(key, source, **fields))


NOTHING_KNOWN = Rarity()


def why(left, right, rarity=NOTHING_KNOWN):
    return [one.why for one in weigh(left, right, rarity).reasons]


def test_weighing_has_no_direction():
    left = read("x", name="Gymnasium am Stadtpark", number=NUMBER)
    right = read("y", "b", name="Gymnasium am Stadtpark Uerdingen", number=NUMBER, email="a@example.org")
    assert weigh(left, right, Rarity()).score == weigh(right, left, Rarity()).score


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Musikschule Krefeld", "Musikschule der Stadt Krefeld", "name"),
        ("Labor Day", "Labour Day", "name"),
        ("Realschule Oppum", "Realschule Opppum", "name-close"),
        ("Caritasverband Herten", "Caritasverband Witten", "name-other"),
        ("Haus der Kulturen", "Sprachmittler im Haus der Kulturen", "name-part"),
    ],
)
def test_names(one, other, told):
    assert why(read("x", name=one), read("y", "b", name=other))[0] == told


def test_another_sort_of_thing_keeps_all_else_from_merging():
    shared = {"number": NUMBER, "email": "info@example.org", "url": "https://example.org/"}
    found = weigh(
        read("x", name="Josefschule", **shared), read("y", "b", name="Josefschule (Spielplatz)", **shared), Rarity()
    )
    assert "sort-other" in [one.why for one in found.reasons]
    assert found.verdict != "same"


def test_a_switchboard_that_many_share_tells_little():
    left, right = read("x", name="Tafel", number=NUMBER), read("y", "b", name="Tafel", number=NUMBER)
    assert weigh(left, right, Rarity(crowded=frozenset({NUMBER}))).score == 0.5


def test_a_name_that_a_source_gives_twice_tells_less():
    left, right = read("x", name="Beratung Herten"), read("y", "b", name="Beratung Herten")
    assert why(left, right) == ["name", "name-rare"]
    assert why(left, right, Rarity(common=frozenset({left.name.key}))) == ["name-shared"]


def at(key, source, street, code="45699", city="Herten"):
    owner = received(key, source, kind="location").id
    address = Address(id=part_id(owner, "addresses/a"), address_1=street, postal_code=code, city=city)
    return traits(received(key, source, kind="location", name=None, addresses=(address,)))


@pytest.mark.parametrize(
    ("one", "other", "verdict", "told"),
    [
        (("Musterweg 1",), ("Musterweg 1",), "same", "address"),
        (("Ewaldstr. 72",), ("Ewaldstraße 72",), "same", "address"),
        (("Musterweg 17",), ("Musterweg 17/19",), "ask", "address"),
        (("Musterweg 1",), ("Musterweg 3",), "apart", "house-other"),
        (("Musterweg 1",), ("Musterweg 1", "10115", "Berlin"), "apart", "town-other"),
        (("Kaiserstr. 61", "47800", "Krefeld"), ("Kaiserstr. 61", "47799", "Krefeld"), "same", "address"),
    ],
)
def test_places_are_their_addresses(one, other, verdict, told):
    found = weigh(at("x", "a", *one), at("y", "b", *other), Rarity())
    assert (found.verdict, found.reasons[0].why) == (verdict, told)


def event(key, source, start, name="Trauercafé Herten"):
    return read(key, source, kind="event", name=name, happening=Happening(dtstart=start))


def test_an_event_is_one_on_its_day_only():
    one = event("x", "a", "2026-03-02T15:00")
    assert weigh(one, event("y", "b", "2026-03-02T15:00"), Rarity()).verdict == "same"
    assert weigh(one, event("y", "b", "2026-04-06T15:00"), Rarity()).verdict == "apart"
    assert weigh(one, event("y", "b", None), Rarity()).verdict == "ask"


def test_every_reason_has_a_caption():
    assert set(WEIGHTS) == set(CAPTIONS)
