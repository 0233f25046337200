from anlaufstelle.record import hsds
from anlaufstelle.record.hsds_terms import attributes, own_words
from anlaufstelle.vocabulary import needs
from tests.record.samples import uid
from tests.standard import faults


def test_every_concept_is_a_valid_term() -> None:
    for concept in needs.load().concepts:
        assert faults("taxonomy_term", hsds.concept_term(concept)) == []


def test_taxonomies_are_valid() -> None:
    for kind in hsds.TAXONOMIES:
        assert faults("taxonomy", hsds.taxonomy(kind)) == []
        assert hsds.taxonomy(kind)["id"] == attributes(uid(1), kind, ("muster",))[0]["taxonomy_term"]["taxonomy_id"]


def test_only_our_own_attributes_are_taken_back() -> None:
    (own,) = attributes(uid(1), "category", ("Rat",))
    assert own_words(uid(1), own) == ("category", "Rat")
    assert own_words(uid(2), own) is None
    assert own_words(uid(1), {**own, "value": "Tat"}) is None


def test_an_attribute_whose_kind_is_no_word_is_nobody_s_own() -> None:
    for kind in ([], {}, None, 3):
        assert own_words(uid(1), {"link_type": kind, "value": "Rat"}) is None
