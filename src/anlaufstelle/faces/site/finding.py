"""From a question in the address to the search, and its answer as the results page needs it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.search import find as searching
from anlaufstelle.search.answer import Answer, Filters
from anlaufstelle.search.query import find_place

from . import topics
from .answer import KINDS
from .question import PER_PAGE, Question


@dataclass(frozen=True, kw_only=True)
class Found:
    """`place` is the place that was understood; `place_unknown`: one was given, and it is none we know."""

    answer: Answer
    place: str
    place_unknown: bool


def filters(asked: Question) -> Filters:
    chosen = [one for one in (asked.topic, asked.who) if one]
    return Filters(
        needs=tuple(one for one in chosen if not topics.is_situation(one)),
        audiences=tuple(one for one in chosen if topics.is_situation(one)),
        kinds=(asked.kind,) if asked.kind in KINDS else (),
        languages=(asked.language,) if asked.language else (),
        open="offen" in asked.switches or None,
        free="kostenlos" in asked.switches or None,
        no_appointment="ohnetermin" in asked.switches or None,
        wheelchair="rollstuhl" in asked.switches or None,
    )


def is_place(name: str, edition: EditionView) -> bool:
    """A district of the town counts as much as any town."""
    return name.casefold() in {one.casefold() for one in edition.districts} or find_place(name) is not None


def find(asked: Question, edition: EditionView, language: str, home: Path, at: datetime) -> Found:
    """A topic is searched by its caption, so that what fits it best comes first."""
    unknown = bool(asked.place) and not is_place(asked.place, edition)
    answer = searching.find(
        asked.text or topics.caption(asked.topic or asked.who),
        home=home,
        place=None if unknown else asked.place or None,
        lang=language.partition("-")[0],
        limit=PER_PAGE,
        offset=asked.offset,
        edition=edition,
        filters=filters(asked),
        without=asked.without,
        at=at,
    )
    where = answer.query.place
    return Found(answer=answer, place=(where.district or where.name) if where else "", place_unknown=unknown)
