from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.record.model import Address, Location, ServiceAtLocation, part_id
from anlaufstelle.resolve.link import candidates, pairs
from anlaufstelle.resolve.traits import traits

from ..making import phone, received


def linked(*records, **kept):
    places = {one.id: one.record for one in records}
    return candidates([traits(one, places.get) for one in records], **kept)


def tafel(key, source, *, number="+4923661111", name="Tafel Herten", **fields):
    phones = (phone(received(key, source).id, number),) if number else ()
    return received(key, source, name=name, phones=phones, **fields)


def test_a_shared_name_and_telephone_are_the_same_and_say_so():
    left, right = tafel("x", "a"), tafel("y", "b", name="TAFEL Herten e. V.", order=1)
    [link] = linked(right, left)
    assert (link.left, link.right, link.verdict, link.score) == (left.id, right.id, "same", 0.9)
    assert link.reasons == (
        "gleicher Name (TAFEL Herten e. V.) +0,45",
        "gleiche Telefonnummer (+4923661111) +0,25",
        "Name kommt in beiden Quellen nur einmal vor +0,20",
    )


def test_two_records_of_one_source_are_never_linked():
    assert linked(tafel("x", "a"), tafel("y", "a", order=1)) == []


def test_other_kinds_are_never_linked():
    assert linked(tafel("x", "a"), received("y", "b", kind="organization", name="Tafel Herten")) == []


def test_a_shared_switchboard_alone_is_nothing():
    assert linked(tafel("x", "a"), tafel("y", "b", name="Kleiderkammer Herten", order=1)) == []


def test_of_two_that_fit_alike_a_person_chooses():
    [one, other] = linked(tafel("x", "a"), tafel("y", "b", order=1), tafel("z", "b", name="Herten Tafel", order=2))
    assert (one.verdict, other.verdict) == ("ask", "ask")


def test_a_service_is_compared_by_the_place_it_is_at():
    def at(key, source, street, order):
        place = received(f"{key}#location", source, kind="location", name=None, order=order)
        address = Address(id=part_id(place.id, "addresses/a"), address_1=street, postal_code="45699", city="Herten")
        home = received(f"{key}#location", source, kind="location", name=None, addresses=(address,), order=order)
        here = ServiceAtLocation(id=part_id(place.id, "at"), location_id=place.id)
        return home, received(key, source, name="Schuldnerberatung", service_at_locations=(here,), order=order)

    same = linked(*at("x", "a", "Ewaldstr. 72", 0), *at("y", "b", "Ewaldstraße 72", 1))
    assert [(one.verdict, one.score) for one in same] == [("same", 0.7), ("same", 0.65)]
    other = linked(*at("x", "a", "Ewaldstr. 72", 0), *at("y", "b", "Kurze Straße 3", 1))
    assert [one.verdict for one in other] == []


def test_a_confidential_place_is_no_evidence():
    address = Address(id="a", address_1="Musterweg 1", postal_code="45699", city="Herten")
    hidden = Location(id="0" * 32, addresses=(address,), confidential=True)
    one = received("x", "a", kind="location", name=None)
    assert traits(one, lambda id: hidden).streets == ()


def test_only_what_touches_a_fresh_record_is_looked_at_again():
    one, other, third = tafel("x", "a"), tafel("y", "b", order=1), tafel("z", "c", order=2)
    assert {(link.left, link.right) for link in linked(one, other, third, fresh={third.id})} == {
        (one.id, third.id),
        (other.id, third.id),
    }


named = st.tuples(
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["Tafel Herten", "Tafel Marl", "Kleiderkammer", "Frauenhaus Essen"]),
    st.sampled_from(["", "+4923661111", "+4923662222"]),
)


@given(st.lists(named, max_size=8), st.randoms())
def test_links_do_not_depend_on_the_order_and_cross_sources(listed, random):
    records = [
        tafel(str(n), source, name=name, number=number, order=n) for n, (source, name, number) in enumerate(listed)
    ]
    shuffled = random.sample(records, len(records))
    assert linked(*shuffled) == linked(*records)
    source = {one.id: one.source for one in records}
    assert all(source[link.left] != source[link.right] for link in linked(*records))


def test_a_crowded_key_brings_nobody_together():
    crowd = [traits(tafel(str(n), f"s{n}", name=f"Angebot {n}", order=n)) for n in range(40)]
    assert pairs(crowd) == set()
