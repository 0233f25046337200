"""From a question in the address to the search, and its answer as the results page needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.search import find as searching
from anlaufstelle.search import proximity
from anlaufstelle.search.answer import Answer, Count, Filters
from anlaufstelle.search.query import find_place

from . import topics
from .answer import KINDS
from .question import PER_PAGE, Question


@dataclass(frozen=True, kw_only=True)
class Found:
    """`place` is the place that was understood; `place_unknown`: one was given, and it is none we know.

    `rings` tells by kilometres how many lie so near, whichever ring was chosen.
    """

    answer: Answer
    place: str
    place_unknown: bool
    rings: Mapping[int, Count]


def filters(asked: Question, near: proximity.Spot | None = None) -> Filters:
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
        proximity=proximity.condition(near, asked.ring * 1000 or None),
    )


def is_place(name: str, edition: EditionView) -> bool:
    """A district of the town counts as much as any town."""
    return name.casefold() in {one.casefold() for one in edition.districts} or find_place(name) is not None


def find(
    asked: Question,
    edition: EditionView,
    language: str,
    home: Path,
    at: datetime,
    near: proximity.Spot | None = None,
) -> Found:
    """A topic is searched by its caption, so that what fits it best comes first."""
    unknown = bool(asked.place) and not is_place(asked.place, edition)

    def found(asked: Question) -> Answer:
        return searching.find(
            asked.text or topics.caption(asked.topic or asked.who),
            home=home,
            place=None if unknown else asked.place or None,
            lang=language.partition("-")[0],
            limit=PER_PAGE,
            offset=asked.offset,
            edition=edition,
            filters=filters(asked, near),
            without=asked.without,
            near=near,
            at=at,
            counted=near is not None and not asked.ring,
        )

    answer = found(asked)
    counts = (found(replace(asked, ring=0)) if near and asked.ring else answer).counts
    rings = {int(metres) // 1000: count for metres, count in counts.get("proximity", {}).items()}
    where = answer.query.place
    place = (where.district or where.name) if where else ""
    return Found(answer=answer, place=place, place_unknown=unknown, rings=rings)
