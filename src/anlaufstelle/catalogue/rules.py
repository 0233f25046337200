"""Who may do what, as named predicates over a person and a source or line; tested as a role × state table.

Every source has one steward area, and its editors decide; everybody else can propose. An editor of a Kreis is no editor
of its towns: stewards are compared as they are written. Nobody is exempt, so that the ledgers name who answered for it.
"""

from collections.abc import Iterable
from typing import Literal, get_args

from msgspec import Struct

from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.lines import Line
from anlaufstelle.vocabulary import area

Role = Literal["operator", "editor", "provider", "caller", "adviser", "planner", "translator", "member"]
ROLES: tuple[Role, ...] = get_args(Role)
BY_EDITORS: frozenset[Role] = frozenset({"provider", "caller", "adviser", "planner", "translator", "member"})
"""Whom an editor may let in, within the editor's own areas; everybody else is the operator's to invite."""
SECOND_STEP: frozenset[Role] = frozenset({"operator", "editor"})
"""Whose password alone opens nothing."""


class Held(Struct, frozen=True):
    """A role within an area (empty for operators) and, for a provider, an organisation."""

    role: Role
    area: str = ""
    organization: str = ""


class Person(Struct, frozen=True, kw_only=True):
    """Somebody at the desk; without a name, nobody has signed in."""

    who: str = ""
    held: tuple[Held, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(one.role for one in self.held)

    def areas(self, role: Role) -> frozenset[str]:
        return frozenset(one.area for one in self.held if one.role == role and one.area)


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


def actor(person: Person) -> Actor:
    """As whom a person goes through the door. An operator lets people in and decides nothing."""
    return Actor(who=person.who, areas=person.areas("editor"))


def is_anybody(person: Person) -> bool:
    """The way in: signing in, and taking up an invitation."""
    return True


def is_signed_in(person: Person) -> bool:
    """One's own page: sessions, second step, signing out."""
    return bool(person.who)


def may_open_inbox(person: Person) -> bool:
    """Editors see what is theirs to decide, operators the sources that fail."""
    return is_signed_in(person) and not person.roles.isdisjoint({"editor", "operator"})


def may_handle(person: Person, area: str, kind: str) -> bool:
    """An item of the inbox: the steward's editors; an operator only what fails by itself."""
    return is_signed_in(person) and (
        area in person.areas("editor") or (kind == "source" and "operator" in person.roles)
    )


def may_look_up(person: Person) -> bool:
    """An entry with its sources and its history, internal notes included: whoever works for the town."""
    return is_signed_in(person) and not person.roles.isdisjoint(
        {"operator", "editor", "caller", "adviser", "planner", "translator"}
    )


def may_propose(person: Person) -> bool:
    """Writing a value down: it is a decision for the steward's editors, and a proposal from all others."""
    return is_signed_in(person) and not person.roles.isdisjoint({"editor", "caller", "adviser", "translator"})


def may_add(person: Person) -> bool:
    """A new entry in the editors' own source, within one's own areas; others propose it as providers do."""
    return is_signed_in(person) and "editor" in person.roles


def may_call(person: Person) -> bool:
    """Calling organisations about their entries, within one's own areas (`calling_in`)."""
    return is_signed_in(person) and not person.roles.isdisjoint({"editor", "caller", "adviser"})


def calling_in(person: Person) -> frozenset[str]:
    return person.areas("editor") | person.areas("caller") | person.areas("adviser")


def may_write_letters(person: Person) -> bool:
    """Paper to organisations of one's own areas that have no mail address."""
    return is_signed_in(person) and "editor" in person.roles


def may_advise(person: Person) -> bool:
    """The quick view for somebody on the telephone."""
    return is_signed_in(person) and not person.roles.isdisjoint({"operator", "editor", "adviser"})


def may_hint(person: Person) -> bool:
    """Internal words about an entry, among those who advise in the same area (`advising_in`)."""
    return is_signed_in(person) and not person.roles.isdisjoint({"editor", "adviser"})


def advising_in(person: Person) -> frozenset[str]:
    return person.areas("editor") | person.areas("adviser")


def may_translate(person: Person) -> bool:
    """Writing a text in another language: a decision for the steward's editors, a proposal from all others."""
    return is_signed_in(person) and not person.roles.isdisjoint({"editor", "translator"})


def may_answer_helpers(person: Person) -> bool:
    """Reading and answering those who want to help, within one's own areas (`advising_in`)."""
    return is_signed_in(person) and not person.roles.isdisjoint({"editor", "adviser"})


def may_pin(person: Person) -> bool:
    """Hanging a note on the pinboard of one's own areas, and taking one down."""
    return is_signed_in(person) and "editor" in person.roles


def may_plan(person: Person) -> bool:
    """Hours in a house: a carrier its own, the town's editors everybody's (`pipeline.house` asks for which)."""
    return is_signed_in(person) and not person.roles.isdisjoint({"editor", "provider"})


def may_see_plan(person: Person) -> bool:
    return may_plan(person) or may_see_picture(person)


def may_see_picture(person: Person) -> bool:
    """Who carries what, with the money: whoever plans for the town."""
    return is_signed_in(person) and not person.roles.isdisjoint({"operator", "editor", "planner"})


def may_read_inside(person: Person) -> bool:
    """What a network of towns keeps for its members, online links of meetings included (`inside_of`)."""
    return is_signed_in(person) and bool(inside_of(person))


def inside_of(person: Person) -> frozenset[str]:
    """The networks whose member or secretary this is; no role in a town opens a network."""
    return frozenset(one for one in person.areas("editor") | person.areas("member") if one.startswith(area.NETWORK))


def may_lead_network(person: Person) -> bool:
    """Moving a meeting, noting who took part: the network's secretary."""
    return is_signed_in(person) and bool(leading(person))


def leading(person: Person) -> frozenset[str]:
    return inside_of(person) & person.areas("editor")


def may_see_people(person: Person) -> bool:
    return is_signed_in(person) and not person.roles.isdisjoint({"operator", "editor"})


def may_grant(person: Person, held: Held) -> bool:
    """Giving a role, and taking it away."""
    if "operator" in person.roles:
        return is_signed_in(person)
    return is_signed_in(person) and held.role in BY_EDITORS and held.area in person.areas("editor")


def may_reset(person: Person) -> bool:
    """A new way in for an account that exists: an editor who could do that could become an operator."""
    return is_signed_in(person) and "operator" in person.roles


def may_read_deeds(person: Person) -> bool:
    return may_reset(person)


def may_see_back_room(person: Person) -> bool:
    """Accounts, editions, sources, runs and letters as the tables hold them."""
    return may_reset(person)


def needs_second_step(person: Person) -> bool:
    return not person.roles.isdisjoint(SECOND_STEP)
