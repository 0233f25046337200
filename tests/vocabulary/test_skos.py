import pytest

from anlaufstelle.errors import BadVocabulary
from anlaufstelle.vocabulary import needs, skos
from anlaufstelle.vocabulary.needs_concept import Thesaurus

SAMPLE = Thesaurus(
    [needs.load().get(one) for one in ("housing", "eviction", "rent-arrears", "homelessness-help", "homeless")]
)


def sorted_labels(thesaurus: Thesaurus) -> dict[str, object]:
    return {
        concept.id: (
            concept.facet,
            concept.labels,
            {language: tuple(sorted(set(labels))) for language, labels in concept.lay.items()},
            {language: tuple(sorted(labels)) for language, labels in concept.understood.items()},
            tuple(sorted(concept.broader)),
            tuple(sorted(concept.related)),
            tuple(sorted(concept.categories)),
            tuple(sorted(concept.audiences)),
            tuple(sorted(concept.osm)),
            tuple(sorted(concept.open_eligibility)),
            concept.crisis,
            concept.sensitive,
            concept.topic,
            concept.icon,
            concept.file,
        )
        for concept in thesaurus
    }


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_round_trip_keeps_everything_but_the_order_of_lay_labels(form):
    back = skos.from_skos(skos.to_skos(SAMPLE, form), form)
    assert sorted_labels(back) == sorted_labels(SAMPLE)


def test_understood_words_are_hidden_labels():
    text = skos.to_skos(SAMPLE)
    (one,) = [concept for concept in skos.from_skos(text) if "Landstreicher" in concept.understood.get("de", ())]
    assert "Landstreicher" not in one.said("de")


def test_foreign_skos_is_read():
    text = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <https://example.org/c/1> a skos:Concept ; skos:prefLabel "Kahnverleih"@de , "Boat hire"@en ."""
    (concept,) = skos.from_skos(text)
    assert (concept.id, concept.facet, concept.labels["en"]) == ("https://example.org/c/1", "help", "Boat hire")


@pytest.mark.parametrize(("text", "message"), [("@prefix", "Not readable"), ("", "no skos:Concept")])
def test_what_is_no_skos_is_said(text, message):
    with pytest.raises(BadVocabulary, match=message):
        skos.from_skos(text)
