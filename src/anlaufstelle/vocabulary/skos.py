"""The thesaurus as SKOS, out and back: Turtle and JSON-LD, through rdflib (the extra `skos`).

`understood` words are skos:hiddenLabel, which SKOS defines as found but never shown. Crisis lines stay out.
"""

from typing import TYPE_CHECKING, Any, Literal

from anlaufstelle.errors import BadVocabulary
from anlaufstelle.vocabulary.needs_concept import Concept, Thesaurus

if TYPE_CHECKING:
    from rdflib import Graph

Format = Literal["turtle", "json-ld"]

BASE = "urn:anlaufstelle:need:"
OURS = "urn:anlaufstelle:vocabulary#"
SCHEME = "urn:anlaufstelle:needs"

# Our fields that SKOS has no word for, as plain literals.
_LISTS = {
    "answered_by": "answeredBy",
    "categories": "sourceCategory",
    "audiences": "sourceAudience",
    "osm": "osmTag",
    "open_eligibility": "openEligibility",
}
_PLAIN = ("crisis", "sensitive", "general", "topic", "icon", "file")
_TAGS = {"de-simple": "de-x-simple"}
_LANGUAGES = {tag: language for language, tag in _TAGS.items()}


def to_skos(thesaurus: Thesaurus, form: Format = "turtle") -> str:
    from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef  # slow import: rdflib is an extra

    graph, ours = Graph(), Namespace(OURS)
    graph.bind("skos", SKOS)
    graph.bind("an", ours)
    graph.bind("need", Namespace(BASE))
    scheme = URIRef(SCHEME)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for concept in thesaurus:
        node = URIRef(BASE + concept.id)
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, scheme))
        graph.add((node, SKOS.notation, Literal(concept.taxonomy_id)))
        graph.add((node, ours.facet, Literal(concept.facet)))
        if concept.topic is not None:
            graph.add((scheme, SKOS.hasTopConcept, node))
        for predicate, others in ((SKOS.broader, concept.broader), (SKOS.related, concept.related)):
            for other in others:
                graph.add((node, predicate, URIRef(BASE + other)))
        for predicate, language, label in _labels(concept, SKOS):
            graph.add((node, predicate, Literal(label, lang=_TAGS.get(language, language))))
        for field, name in _LISTS.items():
            for value in getattr(concept, field):
                graph.add((node, ours[name], Literal(value)))
        for field in _PLAIN:
            if value := getattr(concept, field):
                graph.add((node, ours[field], Literal(value)))
    return str(graph.serialize(format=form))


def _labels(concept: Concept, skos: Any) -> list[tuple[Any, str, str]]:
    preferred = [(skos.prefLabel, language, label) for language, label in concept.labels.items()]
    lay = [(skos.altLabel, language, label) for language, labels in concept.lay.items() for label in labels]
    hidden = [
        (skos.hiddenLabel, language, label) for language, labels in concept.understood.items() for label in labels
    ]
    return preferred + lay + hidden


def from_skos(text: str, form: Format = "turtle") -> Thesaurus:
    """Reads our own export or any SKOS; a foreign concept without a facet is taken for a need. Labels come sorted."""
    from rdflib import RDF, SKOS, Graph  # slow import: rdflib is an extra

    graph = Graph()
    try:
        graph.parse(data=text, format=form)
    except Exception as error:
        raise BadVocabulary(f"Not readable as SKOS ({form}): {error}") from error
    nodes = sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)
    if not nodes:
        raise BadVocabulary(f"There is no skos:Concept in this {form} text.")
    return Thesaurus([_concept(graph, node, SKOS) for node in nodes])


def _concept(graph: "Graph", node: Any, skos: Any) -> Concept:
    from rdflib import Namespace  # slow import: rdflib is an extra

    ours = Namespace(OURS)
    fields: dict[str, Any] = {
        field: tuple(sorted(str(value) for value in graph.objects(node, ours[name]))) for field, name in _LISTS.items()
    }
    for field in _PLAIN:
        if (value := graph.value(node, ours[field])) is not None:
            fields[field] = value.toPython()
    preferred = _by_language(graph, node, skos.prefLabel)
    if not preferred:
        raise BadVocabulary(f"{node}: a concept needs a skos:prefLabel.")
    return Concept(
        id=_id(node),
        facet="situation" if str(graph.value(node, ours.facet)) == "situation" else "help",
        labels={language: labels[0] for language, labels in preferred.items()},
        lay=_by_language(graph, node, skos.altLabel),
        understood=_by_language(graph, node, skos.hiddenLabel),
        broader=tuple(sorted(_id(other) for other in graph.objects(node, skos.broader))),
        related=tuple(sorted(_id(other) for other in graph.objects(node, skos.related))),
        **fields,
    )


def _by_language(graph: "Graph", node: Any, predicate: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for label in graph.objects(node, predicate):
        tag = getattr(label, "language", None) or "de"
        found.setdefault(_LANGUAGES.get(tag, tag), []).append(str(label))
    return {language: tuple(sorted(labels)) for language, labels in sorted(found.items())}


def _id(node: Any) -> str:
    return str(node).removeprefix(BASE)
