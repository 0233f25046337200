"""The role × state table: every predicate for every role, nothing left to be guessed."""

import pytest

from anlaufstelle.catalogue import rules
from anlaufstelle.catalogue.rules import ANYBODY, NIGHT, Actor, Held, Person
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.lines import Line

TOWN, KREIS = "05562020", "05562"
ROLES = {
    "anybody": ANYBODY,
    "provider": Actor(who="Verein", sources=frozenset({"town"})),
    "editor": Actor(who="Erika", areas=frozenset({TOWN})),
    "editor of the Kreis": Actor(who="Karl", areas=frozenset({KREIS})),
    "editor of both": Actor(who="Beate", areas=frozenset({TOWN, KREIS})),
    "night": NIGHT,
}
TOWNS = SourceFacts(id="town", steward=TOWN)
KREISES = SourceFacts(id="kreis", steward=KREIS)
PROPOSALS = SourceFacts(id="proposal", steward="DE", publishes=False)
NOBODYS = SourceFacts(id="nobody", steward="")
LINE = Line(number=1, verb="decide", source="town", key="x")

TABLE = {
    ("hand in", "town"): {"provider", "editor", "editor of both", "night"},
    ("hand in", "kreis"): {"editor of the Kreis", "editor of both", "night"},
    ("hand in", "proposal"): set(ROLES),
    ("hand in", "nobody"): {"night"},
    ("decide", "town"): {"editor", "editor of both"},
    ("decide", "kreis"): {"editor of the Kreis", "editor of both"},
    ("decide", "proposal"): set(),
    ("decide", "nobody"): set(),
    ("verify", "town"): {"editor", "editor of both"},
    ("withdraw", "town"): {"editor", "editor of both"},
    ("withdraw", "kreis"): set(),
    ("judge", "town+town"): {"editor", "editor of both"},
    ("judge", "town+kreis"): {"editor of both"},
    ("judge", "town+proposal"): {"editor", "editor of both"},
    ("judge", "proposal+proposal"): set(),
    ("edit", "edition of the town"): {"editor", "editor of both"},
}
SOURCES = {"town": TOWNS, "kreis": KREISES, "proposal": PROPOSALS, "nobody": NOBODYS}


def allowed(act: str, state: str, actor: Actor) -> bool:
    sides = [SOURCES[id] for id in state.split("+") if id in SOURCES]
    match act:
        case "hand in":
            return rules.may_hand_in(actor, sides[0])
        case "decide":
            return rules.may_decide(actor, sides[0])
        case "verify":
            return rules.may_verify(actor, sides[0])
        case "withdraw":
            return rules.may_withdraw(actor, LINE, sides[0])
        case "judge":
            return rules.may_judge(actor, sides)
    return rules.may_edit_edition(actor, [TOWN])


@pytest.mark.parametrize(("act", "state"), TABLE, ids=" ".join)
def test_who_may(act, state):
    assert {role for role, actor in ROLES.items() if allowed(act, state, actor)} == TABLE[act, state]


NET, OTHER = "net:musternetz", "net:anderes"
PEOPLE = {
    "nobody": Person(),
    "without a role": Person(who="Ohne"),
    "operator": Person(who="Olga", held=(Held("operator"),)),
    "member": Person(who="Mia", held=(Held("member", NET),)),
    "member elsewhere": Person(who="Max", held=(Held("member", OTHER),)),
    "secretary": Person(who="Eva", held=(Held("editor", NET),)),
    "editor of a town": Person(who="Erika", held=(Held("editor", TOWN),)),
    "member and editor of a town": Person(who="Beate", held=(Held("member", NET), Held("editor", TOWN))),
    "member of a town": Person(who="Tom", held=(Held("member", TOWN),)),
    "adviser of the network": Person(who="Ada", held=(Held("adviser", NET),)),
}
READERS = {"member", "member elsewhere", "secretary", "member and editor of a town"}
IN_A_NETWORK = {
    ("read", "inside of any"): READERS,
    ("read", "inside of this"): READERS - {"member elsewhere"},
    ("read", "inside of the other"): {"member elsewhere"},
    ("move", "a meeting of any"): {"secretary"},
    ("move", "a meeting of this"): {"secretary"},
    ("move", "a meeting of the other"): set(),
    ("invite", "a member of this"): {"operator", "secretary"},
    ("invite", "a member of the other"): {"operator"},
    ("look up", "any entry"): {"operator", "secretary", "editor of a town", "member and editor of a town",
                               "adviser of the network"},
}  # fmt: skip


def allowed_in_a_network(act: str, state: str, person: Person) -> bool:
    net = OTHER if state.endswith("other") else NET
    match act:
        case "read":
            return rules.may_read_inside(person) if state.endswith("any") else net in rules.inside_of(person)
        case "move":
            return rules.may_lead_network(person) if state.endswith("any") else net in rules.leading(person)
        case "invite":
            return rules.may_grant(person, Held("member", net))
    return rules.may_look_up(person)


@pytest.mark.parametrize(("act", "state"), IN_A_NETWORK, ids=" ".join)
def test_who_may_in_a_network(act, state):
    found = {name for name, person in PEOPLE.items() if allowed_in_a_network(act, state, person)}
    assert found == IN_A_NETWORK[act, state]
