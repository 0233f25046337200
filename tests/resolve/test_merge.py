from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.record.entry import Provenance
from anlaufstelle.record.model import Address, Translation, part_id
from anlaufstelle.record.received import Origin
from anlaufstelle.resolve.lines import Line, value_hash
from anlaufstelle.resolve.merge import merge
from anlaufstelle.vocabulary.text import fingerprint

from ..making import context, phone, received

TRUSTED = context(a={"trust": 90}, b={"trust": 10}, c={"trust": 90})


def merged(*cluster, lines=()):
    return merge(cluster[0].id, cluster, lines, TRUSTED)


def decide(source, path, value, seen, number=1):
    return Line(
        number=number, verb="decide", source=source, key="one", path=path, value=value, seen=value_hash(seen),
        on="2026-03-01",
    )  # fmt: skip


def test_the_more_trusted_source_wins_and_the_other_fills_what_it_leaves_open():
    low = received("one", "b", name="B", email="b@example.org")
    high = received("one", "a", name="A", order=1)
    one = merged(low, high)
    assert (one.record.id, one.record.name, one.record.email) == (low.id, "A", "b@example.org")
    assert one.provenance == {
        "name": Provenance(record_id=high.id),
        "email": Provenance(record_id=low.id),
    }


def test_of_equal_trust_the_fresher_wins():
    old, new = (
        received("one", "a", name="Alt", source_date="2019"),
        received("one", "c", name="Neu", source_date="2025"),
    )
    assert merged(old, new).record.name == "Neu"


def test_a_decision_about_any_record_stands_above_trust():
    low, high = received("one", "b", name="B"), received("one", "a", name="A", order=1)
    one = merged(low, high, lines=[decide("b", "name", "Entschieden", "B")])
    assert one.record.name == "Entschieden"
    assert one.provenance["name"] == Provenance(record_id=low.id, date="2026-03-01", state="decided", line=1)


def test_a_decision_about_a_part_that_is_gone_silences_nobody():
    high, low = received("one", "a", phones=(phone("0" * 32, "+4923661"),)), received("one", "b", order=1)
    line = decide("b", f"phones[{phone(low.id).id}].number", "+4923662", "+4923663")
    assert merged(high, low, lines=[line]).record.phones == high.record.phones
    alone = merged(low, lines=[line])
    assert (alone.record.phones, alone.provenance[line.path].state) == ((), "review")


def test_known_to_have_none_is_not_filled_by_a_lesser_source():
    high = received("one", "a", known_none=("email",))
    low = received("one", "b", email="b@example.org", order=1)
    assert (merged(high, low).record.email, merged(high, low).record.known_none) == (None, ("email",))


def test_parts_come_whole_from_one_record_but_categories_are_united():
    high, low = received("one", "a"), received("one", "b")
    high = received("one", "a", phones=(phone(high.id, "+492366111"),), categories=("Essen",))
    low = received("one", "b", phones=(phone(low.id, "+492366222"),), categories=("Kleidung", "Essen"), order=1)
    one = merged(high, low)
    assert [one.number for one in one.record.phones] == ["+492366111"]
    assert one.record.categories == ("Essen", "Kleidung")


def test_an_echo_states_only_what_its_origin_leaves_open():
    own = received("one", "b", name="Unser Name")
    echo = received("x", "a", name="Fremd", email="a@example.org", origin=Origin("b", "one"), order=1)
    one = merged(own, echo)
    assert (one.record.name, one.record.email) == ("Unser Name", "a@example.org")


def test_an_echo_does_not_outlive_its_origin():
    own = received("one", "b", name="Unser Name", gone=True)
    echo = received("x", "a", name="Fremd", origin=Origin("b", "one"), order=1)
    assert merged(own, echo).gone


def test_a_gone_record_says_nothing_while_another_lives():
    gone, here = received("one", "a", name="Fort", email="a@example.org", gone=True), received("one", "b", name="Da")
    one = merged(gone, here)
    assert (one.record.id, one.record.name, one.record.email, one.gone) == (gone.id, "Da", None, False)


def test_a_confidential_place_keeps_nothing_whoever_else_states_it():
    secret = received("one", "b", kind="location", name="Schutzhaus", confidential=True)
    address = Address(id=part_id(secret.id, "addresses/a"), address_1="Musterweg 1", city="Musterstadt")
    open_ = received("one", "a", kind="location", addresses=(address,), latitude=51.5, longitude=7.1, order=1)
    one = merged(secret, open_)
    assert (one.record.confidential, one.record.addresses, one.record.latitude) == (True, (), None)
    assert [path for path in one.provenance if path.startswith(("addresses", "latitude"))] == []


def test_only_an_editor_makes_a_confidential_place_public():
    secret = received("one", "b", kind="location", confidential=True, latitude=51.5, longitude=7.1)
    one = merged(secret, lines=[decide("b", "confidential", False, True)])
    assert (one.record.confidential, one.record.latitude) == (False, 51.5)


def test_a_translation_stays_only_with_the_text_it_translates():
    uk = Translation(path="description", language="uk", text="Їжа", source_hash=fingerprint("Essen"))
    low = received("one", "b", description="Essen", translations=(uk,), order=1)
    assert merged(received("one", "a", description="Essen"), low).record.translations == (uk,)
    assert merged(received("one", "a", description="Kleidung"), low).record.translations == ()


def test_a_text_in_another_language_becomes_a_translation():
    german = received("one", "a", name="Tafel")
    english = received("one", "b", name="Food bank", description="Free food", language="en", order=1)
    one = merged(german, english)
    assert (one.record.name, one.record.description) == ("Tafel", None)
    assert [(text.path, text.language, text.text) for text in one.record.translations] == [
        ("description", "en", "Free food"),
        ("name", "en", "Food bank"),
    ]


stated = st.fixed_dictionaries(
    {}, optional={"name": st.sampled_from("XYZ"), "email": st.sampled_from(["a@example.org", "b@example.org"])}
)


@given(st.lists(st.tuples(st.sampled_from("abc"), stated, st.booleans()), min_size=1, max_size=5), st.randoms())
def test_assembling_is_a_function_of_the_records_not_of_their_order_at_hand(records, random):
    cluster = [
        received(f"r{n}", source, gone=gone, order=n, **fields) for n, (source, fields, gone) in enumerate(records)
    ]
    shuffled = [cluster[0], *random.sample(cluster[1:], len(cluster) - 1)]
    assert merged(*shuffled) == merged(*cluster)


@given(st.lists(st.tuples(st.sampled_from("abc"), stated), min_size=1, max_size=4))
def test_every_value_has_a_source_that_states_it(records):
    cluster = [received(f"r{n}", source, order=n, **fields) for n, (source, fields) in enumerate(records)]
    one = merged(*cluster)
    by_id = {received.id: received.record for received in cluster}
    for path, told in one.provenance.items():
        assert getattr(by_id[told.record_id], path) == getattr(one.record, path)
