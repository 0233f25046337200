"""The role × state table: every predicate for every role, nothing left to be guessed."""

import pytest

from anlaufstelle.catalogue import rules
from anlaufstelle.catalogue.rules import ANYBODY, NIGHT, Actor
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
