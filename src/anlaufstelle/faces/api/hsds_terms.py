"""Taxonomies and their terms: the thesaurus whole, and every word of the sources that a published service carries."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import Mark
from anlaufstelle.record import hsds
from anlaufstelle.record.hsds_terms import WORDS, need_term
from anlaufstelle.vocabulary import needs
from anlaufstelle.vocabulary.words import fold

from .envelope import document, encode, lines, page
from .opened import opened
from .parameters import PAGING, UUID
from .parameters import read as asked_for
from .problem import Refused

Data = dict[str, Any]
TAXONOMIES = ("search", *PAGING)
TERMS = ("search", *PAGING, "taxonomy_id", "top_only", "parent_id")
PER_PAGE = 50


@cache
def _link_types() -> dict[str, str]:
    return {hsds.taxonomy(kind)["id"]: kind for kind in hsds.TAXONOMIES}


def link_type(taxonomy_id: str) -> str | None:
    """What attributes of this taxonomy call themselves; None: it is none of ours."""
    return _link_types().get(taxonomy_id)


@lru_cache(maxsize=2)
def _terms(mark: Mark) -> dict[str, Data]:
    """All terms by id, in a fixed order."""
    found = [hsds.concept_term(concept) for concept in needs.load()]
    for kind, word in read.words_in_use():
        found.append(hsds.word_term(kind, word) if kind in WORDS else need_term(kind, word))
    return {one["id"]: one for one in sorted(found, key=lambda one: str(one["id"]))}


@opened("GET", "POST")
def taxonomies(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    asked = asked_for(request.GET, TAXONOMIES)
    known = sorted((hsds.taxonomy(kind) for kind in hsds.TAXONOMIES), key=lambda one: str(one["id"]))
    return _answer(_matching(known, asked.get("search", "")), asked)


@opened("GET", "POST")
def terms(request: HttpRequest, mark: Mark) -> HttpResponseBase:
    asked = asked_for(request.GET, TERMS)
    found = _matching(_terms(mark).values(), asked.get("search", ""))
    if "taxonomy_id" in asked:
        found = [one for one in found if one["taxonomy_id"] == asked["taxonomy_id"]]
    if asked.get("top_only"):
        found = [one for one in found if "parent_id" not in one]
    if "parent_id" in asked:
        found = [one for one in found if one.get("parent_id") == asked["parent_id"]]
    return _answer(found, asked)


@opened("GET")
def taxonomy(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    asked_for(request.GET, ())
    kind = link_type(id.lower())
    if kind is None:
        raise Refused(f"There is no taxonomy {id[:80]}.", status=404)
    return document(hsds.taxonomy(kind))


@opened("GET")
def term(request: HttpRequest, mark: Mark, id: str) -> HttpResponseBase:
    asked_for(request.GET, ())
    found = _terms(mark).get(id.lower()) if UUID.fullmatch(id) else None
    if found is None:
        raise Refused(f"There is no taxonomy term {id[:80]}.", status=404)
    return document(found | {"taxonomy_detail": hsds.taxonomy(_link_types()[found["taxonomy_id"]])})


def _matching(known: Iterable[Data], search: str) -> list[Data]:
    wanted = fold(search).split()
    return [one for one in known if all(word in fold(f"{one['name']} {one['description']}") for word in wanted)]


def _answer(found: list[Data], asked: Data) -> HttpResponseBase:
    if asked.get("format") == "ndjson":
        return lines([[encode(one) for one in found]])
    number, size = asked.get("page", 1), asked.get("per_page", PER_PAGE)
    some = found[(number - 1) * size : number * size]
    return page([encode(one) for one in some], len(found), number, size)
