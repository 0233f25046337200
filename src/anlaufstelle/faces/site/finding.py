"""From a question in the address to the search, and its answer as the results page needs it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import UnknownPlace
from anlaufstelle.search import find as searching
from anlaufstelle.search.query import Filters, Query

from .question import PER_PAGE, Question


@dataclass(frozen=True, kw_only=True)
class Found:
    """`place` is the place that was understood; `unknown` counts records that say nothing about a chosen condition."""

    answer: searching.Answer
    place: str
    place_unknown: bool

    @property
    def results(self) -> tuple[searching.Result, ...]:
        return self.answer.results


def _filters(asked: Question) -> Filters:
    return Filters(
        needs=(asked.topic,) if asked.topic else (),
        open="offen" in asked.switches,
        free="kostenlos" in asked.switches,
        no_appointment="ohnetermin" in asked.switches,
        wheelchair="rollstuhl" in asked.switches,
    )


def find(asked: Question, edition: EditionView, language: str, home: Path, at: datetime) -> Found:
    """An unknown place is not an error on a page: the town itself is searched, and the page says so."""
    query = Query(text=asked.text, lang=language, limit=PER_PAGE, offset=asked.offset, filters=_filters(asked))
    place_unknown = False
    try:
        answer = searching.find(query, place=asked.place or None, edition=edition, home=home, at=at)
    except UnknownPlace:
        place_unknown = True
        answer = searching.find(query, edition=edition, home=home, at=at)
    place = answer.query.place.name if answer.query.place else ""
    return Found(answer=answer, place=place, place_unknown=place_unknown)
