import pytest

from anlaufstelle.catalogue.rules import ANYBODY, NIGHT, Actor
from anlaufstelle.catalogue.rules_asked import Asked, may_change, may_confirm

from ..making import received

MINE, OTHERS = received("mine"), received("others")
ADDRESS = frozenset({("musterstadt", "mine")})
ASKED = Asked(who="Anbieter", addresses=ADDRESS)
TRUSTED = Asked(who="Anbieter", addresses=ADDRESS, trusted=True)
EDITOR = Actor(who="Erika Muster", areas=frozenset({"05562020"}))


@pytest.mark.parametrize(
    ("actor", "target", "confirms", "changes"),
    [
        (ASKED, MINE, True, False),
        (ASKED, OTHERS, False, False),
        (TRUSTED, MINE, True, True),
        (TRUSTED, OTHERS, False, False),
        (EDITOR, MINE, False, False),  # has rights of another kind, in `rules`
        (ANYBODY, MINE, False, False),
        (NIGHT, MINE, False, False),
    ],
)
def test_whoever_was_asked_answers_for_that_alone(actor, target, confirms, changes):
    assert (may_confirm(actor, target), may_change(actor, target)) == (confirms, changes)
