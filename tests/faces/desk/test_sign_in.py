"""Getting in: an invitation that works once, a password, a code; and everything that must not get anybody in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import read, rules, store
from anlaufstelle.catalogue.models import Access, Deed, Invitation, Sitting
from anlaufstelle.catalogue.rules import Held, Person
from anlaufstelle.errors import BadValue, NotAllowed, NotFound
from anlaufstelle.pipeline import accounts

from ..conftest import TOWN
from .conftest import HELD, PASSWORD, code_of, make

pytestmark = pytest.mark.django_db


def ask(name: str, password: str, client: Client | None = None):
    return (client or Client(HTTP_HOST="localhost")).post("/desk/anmelden", {"name": name, "password": password})


def test_from_the_invitation_to_the_inbox():
    token = accounts.invite(by=accounts.SYSTEM, name="Eva Muster", held=HELD["editor"])
    client, link = Client(HTTP_HOST="localhost"), f"/desk/einladung/{token}"
    for _ in range(2):  # a mail scanner looks, too
        assert "Willkommen, Eva Muster" in client.get(link).content.decode()
        assert client.head(link).status_code == 200
    assert client.post(link, {"password": "kurz", "again": "kurz"}).status_code == 422
    assert client.post(link, {"password": PASSWORD, "again": "anders-und-lang-genug"}).status_code == 422
    assert client.post(link, {"password": PASSWORD, "again": PASSWORD})["Location"] == "/desk/code"
    assert client.get("/desk/").status_code == 302  # the password alone opens nothing
    user = read.people.user_id("eva muster")
    page = client.get("/desk/code").content.decode()
    assert read.people.access(user).secret in page
    assert client.post("/desk/code", {"code": "000000"}).status_code == 403
    assert client.post("/desk/code", {"code": code_of(user)})["Location"] == "/desk/"
    assert client.get("/desk/eingang").status_code == 200
    assert read.people.access(user).secret not in client.get("/desk/konto").content.decode()
    assert client.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 404  # the link worked once
    assert [one.act for one in read.people.deeds()] == ["sign in", "accept", "invite"]


def test_no_code_counts_twice_and_none_from_before():
    user = make("Eva Muster", HELD["editor"])
    accounts.secret(user)
    accounts.confirm(user=user, code=code_of(user))
    for step in (0, -1, -5, 5):
        with pytest.raises(NotAllowed):
            accounts.confirm(user=user, code=code_of(user, step))
    accounts.confirm(user=user, code=code_of(user, 1))


def test_a_set_up_second_step_is_not_shown_again():
    user = make("Eva Muster", HELD["editor"])
    secret = accounts.secret(user)
    accounts.confirm(user=user, code=code_of(user))
    with pytest.raises(NotAllowed):
        accounts.secret(user)
    client = Client(HTTP_HOST="localhost")
    assert ask("Eva Muster", PASSWORD, client)["Location"] == "/desk/code"
    assert secret not in client.get("/desk/code").content.decode()


def test_wrong_names_and_wrong_passwords_are_told_the_same():
    make("Alma Muster", HELD["adviser"])
    told = {ask(name, "falsch").content.decode().count(accounts.REFUSED) for name in ("Alma Muster", "Niemand")}
    assert told == {1}
    assert ask("Alma Muster", PASSWORD)["Location"] == "/desk/"  # an adviser needs no second step


def test_after_five_failures_nobody_gets_in_for_a_while():
    user = make("Alma Muster", HELD["adviser"])
    for _ in range(accounts.FAILURES):
        assert ask("Alma Muster", "falsch").status_code == 403
    assert ask("Alma Muster", PASSWORD).status_code == 403
    assert read.people.deeds(1)[0].act == "locked"
    Access.objects.filter(user_id=user).update(locked_until=timezone.now() - timedelta(seconds=1))
    assert ask("ALMA MUSTER", PASSWORD).status_code == 302


def test_codes_are_guessed_five_times_at_most():
    user = make("Eva Muster", HELD["editor"])
    accounts.secret(user)
    for _ in range(accounts.FAILURES):
        with pytest.raises(NotAllowed):
            accounts.confirm(user=user, code="123")
    with pytest.raises(NotAllowed):
        accounts.confirm(user=user, code=code_of(user))


def test_an_invitation_ends_by_time_by_a_newer_one_and_by_any_change():
    token = accounts.invite(by=accounts.SYSTEM, name="Eva Muster", held=HELD["editor"])
    for wrong in (token[:-1], token + "x", "", token.swapcase()):
        with pytest.raises(NotFound):
            accounts.invitation(wrong)
    newer = accounts.invite(by=accounts.SYSTEM, name="eva muster", held=HELD["editor"])
    with pytest.raises(NotFound):
        accounts.invitation(token)
    Invitation.objects.update(until=timezone.now())
    with pytest.raises(NotFound):
        accounts.accept(token=newer, password=PASSWORD)


def test_whom_an_editor_may_let_in():
    editor = Person(who="Eva", held=(HELD["editor"],))
    told = {}
    for role in HELD:
        for area in (TOWN, "05513000"):
            held = Held(role, "" if role == "operator" else area, "x" if role == "provider" else "")
            told[role, area] = rules.may_grant(editor, held)
    assert {key for key, may in told.items() if may} == {(role, TOWN) for role in rules.BY_EDITORS}
    assert not any(rules.may_grant(Person(), held) for held in HELD.values())
    make("Chefin", HELD["operator"])
    with pytest.raises(NotAllowed):  # else an editor could get into an operator's account
        accounts.invite(by=editor, name="chefin", held=HELD["caller"])


@pytest.mark.parametrize(
    ("name", "held"),
    [("", HELD["editor"]), ("x", Held("editor")), ("x", Held("king", TOWN)), ("x", Held("provider", TOWN))],
)
def test_a_bad_invitation_says_what_is_missing(name, held):
    with pytest.raises(BadValue):
        accounts.invite(by=accounts.SYSTEM, name=name, held=held)


def test_signing_out_everywhere_else():
    make("Alma Muster", HELD["adviser"])
    here, there = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost", HTTP_USER_AGENT="Anderswo/1.0")
    ask("Alma Muster", PASSWORD, here)
    ask("Alma Muster", PASSWORD, there)
    assert "Anderswo/1.0" in here.get("/desk/konto").content.decode()
    here.post("/desk/konto/sitzungen")
    assert (here.get("/desk/konto").status_code, there.get("/desk/konto").status_code) == (200, 302)
    here.post("/desk/abmelden")
    assert (here.get("/desk/konto").status_code, Sitting.objects.count()) == (302, 0)


def test_nobody_ends_the_session_of_another():
    other = make("Otto Muster", HELD["adviser"])
    theirs, mine = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    ask("Otto Muster", PASSWORD, theirs)
    make("Alma Muster", HELD["adviser"])
    ask("Alma Muster", PASSWORD, mine)
    mine.post("/desk/konto/sitzungen", {"sitzung": read.people.sittings(other)[0].id})
    assert theirs.get("/desk/konto").status_code == 200


def test_a_new_way_in_ends_all_that_was_before():
    user = make("Eva Muster", HELD["adviser"])
    client = Client(HTTP_HOST="localhost")
    ask("Eva Muster", PASSWORD, client)
    token = accounts.invite(by=accounts.SYSTEM, name="Eva Muster", held=HELD["editor"])
    assert accounts.accept(token=token, password=PASSWORD + "2") == user
    assert (client.get("/desk/konto").status_code, ask("Eva Muster", PASSWORD).status_code) == (302, 403)
    assert read.people.person(user).roles == {"adviser", "editor"}


def test_a_role_taken_away_counts_at_once():
    user = make("Alma Muster", HELD["adviser"])
    client = Client(HTTP_HOST="localhost")
    ask("Alma Muster", PASSWORD, client)
    [account] = read.people.accounts()
    accounts.take(by=accounts.SYSTEM, grant=account.grants[0][0])
    assert (client.get("/desk/konto").status_code, read.people.person(user).held) == (302, ())


def test_what_nobody_needs_is_forgotten_by_night(settings):
    settings.ANLAUFSTELLE_KEEP_DEEDS = 30
    store.people.note("Eva", "sign in")
    Deed.objects.update(at=timezone.now() - timedelta(days=31))
    store.people.note("Otto", "sign in")
    accounts.tidy()
    assert [one.who for one in read.people.deeds()] == ["Otto"]
