"""A link for a person, from the machine itself."""

import pytest

from anlaufstelle import commands
from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.pipeline import accounts

pytestmark = pytest.mark.django_db


def test_the_link_it_prints_lets_one_person_in(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["invite", "editor", "Eva Muster", "--area", "05562020", "--address", "https://musterstadt.example/"]
    assert commands.main(asked) == 0
    link = capsys.readouterr().out.splitlines()[0]
    assert link.startswith("https://musterstadt.example/desk/einladung/")
    user = accounts.accept(token=link.rpartition("/")[2], password="lange-genug-fuer-alle")
    assert read.people.person(user).held == (Held("editor", "05562020"),)


@pytest.mark.parametrize("asked", [["king", "Eva"], ["editor", "Eva"], ["editor", "Eva", "--area", "99999999"]])
def test_what_cannot_be_is_said_and_makes_nobody(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["invite", *asked]) == 2
    assert "anlaufstelle invite:" in capsys.readouterr().err
    assert read.people.invitations() == []


def test_a_trial_account_has_the_last_password_only() -> None:
    first, second = (accounts.trial("redaktion", Held("editor", "05562020")) for _ in range(2))
    assert first != second
    user = read.people.user_id("redaktion")
    assert accounts.check(request=None, name="redaktion", password=second) == user
    with pytest.raises(accounts.NotAllowed):
        accounts.check(request=None, name="redaktion", password=first)
    assert accounts.second_step(user or 0)  # only `demo` on one's own machine goes without
