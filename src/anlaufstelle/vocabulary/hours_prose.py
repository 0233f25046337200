"""Opening hours as people write them in German, read as an OSM expression.

A reading is accepted only where nothing in the text could mean something else; everything else keeps its words and
goes to a person, with the proposal beside it. Measured in docs/reference/finding.md on lines the rules never saw.
"""

from functools import lru_cache

from msgspec import Struct

from anlaufstelle.errors import BadValue

from . import hours_prose_rules as rules
from .hours import Hours
from .hours_prose_steps import walk
from .hours_prose_walk import Clause, Walk
from .hours_prose_words import tokens

__all__ = ["ACCEPTED", "Reading", "read"]

ACCEPTED = 0.9
LONGEST = 2000


class Reading(Struct, frozen=True, kw_only=True):
    """`osm` is a proposal unless `accepted`. `rest` are words that say nothing about hours, `doubts` why a person is
    asked; `text` is what stood there. `kind` "phone" or "online": when somebody can be reached, not when a door is
    open. `appointment`: more is possible by appointment (days that need one have no hours in `osm`)."""

    osm: str
    confidence: float
    accepted: bool
    text: str
    rest: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    kind: str = "opening"
    appointment: bool = False


@lru_cache(maxsize=8192)
def read(text: str, land: str) -> Reading | None:
    """None where no hours can be made out at all: no times, or only "nach Vereinbarung"."""
    if len(text) > LONGEST:
        return None
    done = walk(tokens(text))
    if not any(clause.spans for clause in done.clauses):
        return None
    _which(done)
    try:
        osm = Hours.parse(rules.expression(done), land).normal()
    except rules.Clash as clash:
        done.problem(str(clash))
        osm = _one_by_one(done, land)
    except BadValue as problem:
        done.problem(str(problem))
        osm = ""
    if not osm:
        return None
    confidence = _confidence(done)
    return Reading(
        osm=osm,
        confidence=confidence,
        accepted=confidence >= ACCEPTED,
        text=text,
        rest=tuple(done.rest),
        doubts=tuple(dict.fromkeys(done.problems)),
        kind=done.kind,
        appointment=done.appointment,
    )


def _which(done: Walk) -> None:
    """What can only be judged at the end: weeks, days of the month, whether Saturday is a working day."""
    numbers = [number for clause in done.clauses for _, number in clause.days if number]
    if done.weeks:
        if len(done.clauses) > 1 or (numbers and numbers != [2]):
            done.problem("which of them in which weeks")
        for clause in done.clauses:
            clause.days = tuple((day, 0) for day, _ in clause.days)
    elif done.biweekly:
        done.problem("every other week, and not which")
    elif not done.monthly and any(_lone(clause) for clause in done.clauses):
        done.problem("each second or the second of the month")
    if done.workdays:
        saturday = any(day == "Sa" for clause in done.clauses for day, _ in clause.days)
        if not saturday:
            done.problem("whether Saturday is meant too")
    if done.monthly and not numbers:
        done.problem("which of the month")


def _lone(clause: Clause) -> bool:
    """A lone "zweite" without "im Monat"; "erste", "letzte" and "1. und 3." can only be of the month."""
    for day in {day for day, _ in clause.days}:
        numbers = [number for one, number in clause.days if one == day]
        if len(numbers) == 1 and numbers[0] > 1:
            return True
    return False


def _one_by_one(done: Walk, land: str) -> str:
    """A proposal for a person: the clauses as they stand, a later one overriding an earlier."""
    try:
        alone = [rules.expression(Walk(clauses=[clause])) for clause in done.clauses]
        return Hours.parse("; ".join(dict.fromkeys(alone)), land).normal()
    except (BadValue, rules.Clash):
        return ""  # no proposal is better than a broken one; the words are kept


def _confidence(done: Walk) -> float:
    """Words beside the hours cost a little, each doubt much."""
    if done.problems:
        return max(0.1, 0.6 - 0.1 * len(set(done.problems)))
    return 0.95 if done.rest else 1.0
