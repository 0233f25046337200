"""The thesaurus as the index sees it: the words under which an entry's needs are known in every language."""

from functools import lru_cache
from hashlib import sha256

from anlaufstelle.vocabulary import needs

LANGUAGES = ("de", "en", "tr", "uk", "ar", "ru", "fr")
MOST = 12
"""Labels per concept and language: enough to be found by, too few to drown the entry's own words."""


@lru_cache(maxsize=4096)
def of_need(need: str) -> tuple[tuple[str, str], ...]:
    thesaurus = needs.load()
    if need not in thesaurus:
        return ()
    concept = thesaurus.get(need)
    said = ((lang, concept.said(lang)[:MOST]) for lang in LANGUAGES)
    return tuple((lang, " · ".join(labels)) for lang, labels in said if labels)


@lru_cache(maxsize=1)
def vocabulary_version() -> str:
    """Changes with every label that entries are found by."""
    digest = sha256()
    for concept in needs.load():
        digest.update(repr((concept.id, of_need(concept.id), concept.broader)).encode())
    return digest.hexdigest()
