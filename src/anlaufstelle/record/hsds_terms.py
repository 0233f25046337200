"""Categories, audiences, needs and situations as HSDS says them: attributes that point to terms of four taxonomies.

The id of each is derived from what it says, so that `read` tells our own attributes from anybody else's by id alone
and turns them back into the plain fields.
"""

from typing import Any, Final

from anlaufstelle.vocabulary import needs
from anlaufstelle.vocabulary.needs_concept import Concept

from .ids import record_id

Data = dict[str, Any]

TAXONOMIES: Final[dict[str, Data]] = {
    "category": {"name": "Kategorien der Quellen", "description": "Womit die Quellen selbst ihre Angebote einordnen."},
    "audience": {"name": "Zielgruppen der Quellen", "description": "Für wen die Angebote den Quellen nach da sind."},
    "need": {"name": "Anliegen", "description": "Thesaurus von Anlaufstelle: welche Hilfe jemand braucht."},
    "situation": {"name": "Lebenslagen", "description": "Thesaurus von Anlaufstelle: in welcher Lage jemand ist."},
}
"""Keys are the `link_type` of the attributes."""

WORDS: Final = {"category": "categories", "audience": "audiences"}
_FACETS: Final = {"help": "need", "situation": "situation"}
_HIDDEN_ID = "wheelchair"
_WHEELCHAIR = {
    "yes": "Mit dem Rollstuhl erreichbar",
    "limited": "Eingeschränkt mit dem Rollstuhl erreichbar",
    "no": "Nicht mit dem Rollstuhl erreichbar",
}


def derived_id(owner: str, path: str) -> str:
    return record_id(owner, path)


def taxonomy(kind: str) -> Data:
    """The HSDS taxonomy behind a `link_type`."""
    return {"id": derived_id("taxonomy", kind), **TAXONOMIES[kind]}


def word_term(kind: str, word: str) -> Data:
    """The term for a source's own word; `kind` is "category" or "audience"."""
    label = "Kategorie" if kind == "category" else "Zielgruppe"
    return _term(kind, word, word, f"{label} in den Worten der Quelle: {word}")


def concept_term(concept: Concept) -> Data:
    """The term for a concept of the thesaurus, with its words in everyday German."""
    name = concept.labels.get("de", concept.id)
    lay = ", ".join(concept.lay.get("de", ()))
    data = _term(_FACETS[concept.facet], concept.id, name, f"{name}; auch: {lay}" if lay else name)
    broader = concept.broader[:1]
    return data | ({"parent_id": term_id(_FACETS[concept.facet], broader[0])} if broader else {})


def attributes(owner: str, kind: str, words: tuple[str, ...]) -> list[Data]:
    """`words` of a service as attributes; for needs and situations they are concept ids."""
    return [_attribute(owner, kind, word) for word in words]


def own_words(owner: str, attribute: Data) -> tuple[str, str] | None:
    """(link_type, word) when `attribute` is one that `attributes` made, else None."""
    kind, word = attribute.get("link_type"), attribute.get("value")
    if not (isinstance(kind, str) and isinstance(word, str) and kind in TAXONOMIES):
        return None  # somebody's whole document is read, with whatever stands there
    return (kind, word) if attribute.get("id") == derived_id(owner, f"{kind}/{word}") else None


def wheelchair(owner: str, value: str) -> Data:
    return {"id": derived_id(owner, _HIDDEN_ID), "description": _WHEELCHAIR[value]}


def is_own_wheelchair(owner: str, accessibility: Data) -> bool:
    return bool(accessibility.get("id") == derived_id(owner, _HIDDEN_ID))


def _attribute(owner: str, kind: str, word: str) -> Data:
    term = word_term(kind, word) if kind in WORDS else need_term(kind, word)
    return {
        "id": derived_id(owner, f"{kind}/{word}"),
        "link_id": owner,
        "link_type": kind,
        "link_entity": "service",
        "value": word,
        "label": term["name"],
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }


def need_term(kind: str, concept_id: str) -> Data:
    """A concept that the thesaurus no longer has keeps its id for a name, so that old entries can still be told."""
    thesaurus = needs.load()
    if concept_id in thesaurus:
        return concept_term(thesaurus.get(concept_id))
    return _term(kind, concept_id, concept_id, concept_id)


def term_id(kind: str, code: str) -> str:
    """Of the term for a word or concept; `kind` is its `link_type`."""
    return derived_id("taxonomy_term", f"{kind}/{code}")


def _term(kind: str, code: str, name: str, description: str) -> Data:
    return {
        "id": term_id(kind, code),
        "code": code,
        "name": name,
        "description": description,
        "taxonomy": TAXONOMIES[kind]["name"],
        "taxonomy_id": derived_id("taxonomy", kind),
        "language": "de",
    }
