"""Who may do what, as named predicates over a person and a source or line; tested as a role × state table.

Every source has one steward area, and its editors decide; everybody else can propose. An editor of a Kreis is no editor
of its towns: stewards are compared as they are written. Nobody is exempt, so that the ledgers name who answered for it.
"""

from collections.abc import Iterable

from msgspec import Struct

from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.lines import Line


class Actor(Struct, frozen=True, kw_only=True):
    """`areas`: whose editor this is. `sources`: what this provider speaks for. `machine`: our own harvest."""

    who: str
    areas: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    machine: bool = False


NIGHT = Actor(who="night", machine=True)
ANYBODY = Actor(who="anonymous")


def is_steward(actor: Actor, source: SourceFacts) -> bool:
    return bool(source.steward) and source.steward in actor.areas


def may_hand_in(actor: Actor, source: SourceFacts) -> bool:
    """A proposal from anybody; a harvest by the night; else the steward's editors and who speaks for the source."""
    return not source.publishes or actor.machine or source.id in actor.sources or is_steward(actor, source)


def may_decide(actor: Actor, source: SourceFacts) -> bool:
    """Decisions are people's: the night never decides."""
    return not actor.machine and is_steward(actor, source)


def may_verify(actor: Actor, source: SourceFacts) -> bool:
    return may_decide(actor, source)


def may_withdraw(actor: Actor, line: Line, source: SourceFacts) -> bool:
    """`source` is that of the line. A withdrawal can be withdrawn as well."""
    return line.source == source.id and may_decide(actor, source)


def may_judge(actor: Actor, sources: Iterable[SourceFacts]) -> bool:
    """Merging changes what both sides show, so both stewards' editors must agree in one person. A proposal has no side
    of its own: its target's steward judges."""
    sides = [source for source in sources if source.publishes]
    return bool(sides) and all(may_decide(actor, source) for source in sides)


def may_edit_edition(actor: Actor, areas: Iterable[str]) -> bool:
    """Releasing a town's edition and writing its own pages: an editor of one of its areas."""
    return not actor.machine and not actor.areas.isdisjoint(areas)
