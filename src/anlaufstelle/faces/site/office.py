"""The office of the town that has to act in a crisis: it stands among the numbers above the results, not far below."""

from datetime import datetime
from pathlib import Path

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView

from . import action, finding, languages, topics
from .question import Question

OFFICES = {"child-protection": "youth-welfare-office"}
"""Whom a child in danger may call itself, and who must protect it (§ 8 and § 8a SGB VIII)."""


def beside(
    numbers: list[topics.Number], told: finding.Found, edition: EditionView, home: Path, at: datetime
) -> list[topics.Number]:
    """The numbers with the office second: after the helpline that was made for just this, before the general ones."""
    wanted = next((OFFICES[one] for one in told.answer.query.crisis if one in OFFICES), None)
    if wanted is None:
        return numbers
    found = finding.find(Question(topic=wanted, place=told.place), edition, languages.current(), home, at)
    for entry in read.entries([one.id for one in found.answer.results]):
        way = next(iter(action.ways(entry, edition)), None)
        if way and way.way == "phone" and way.whose != "town":
            german = languages.german()
            name = entry.name if german else topics.caption(wanted)
            office = topics.Number(way.caption, way.href, name, "", "" if german else entry.name)
            return [*numbers[:1], office, *numbers[1:]]
    return numbers
