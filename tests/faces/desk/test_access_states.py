"""Role × state × action: every address and verb of the desk, with every state of what its address names.

Generated from the addresses themselves: a part that an address may have, and a table of access, are looked up by name,
so that a new view without a rule, a verb nobody spoke of, or a new kind of part fails here.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.catalogue import models, store
from anlaufstelle.catalogue.rules import Actor, Held
from anlaufstelle.pipeline import accounts, door
from anlaufstelle.record.model import record_id
from anlaufstelle.resolve.context import SourceFacts

from ..conftest import SOURCE, TOWN, everything, id_of, service
from .conftest import HELD, PASSWORD, code_of, make, signed_in
from .test_access import ROLES, TABLE, patterns, spaced

EDITOR = Actor(who="Eva Muster", areas=frozenset({TOWN}))
FOREIGN = Held("editor", "05513000")
KEPT = (
    models.DecisionLine, models.SourceRecord, models.Judgement, models.Handled, models.Call, models.Grant,
    models.Invitation, models.Sitting, models.TownLogin,
)  # fmt: skip
REFUSED = ("Das dürfen Sie nicht.", "Bitte melden Sie sich zuerst an.")


def entries() -> dict[str, str]:
    """By state: an entry that stands there; "unknown" is none."""
    food = {"actor": EDITOR, "source": SOURCE, "key": "food"}
    door.decide(**food, path="status", value="defunct", seen="active", why="zu")
    shelter = next(one for one in everything() if one.key == "shelter")
    door.hand_in(actor=EDITOR, source=SOURCE, received=[replace(shelter, gone=True)])
    store.keep_source(SourceFacts(id="zweite", title="Zweite Liste", area=TOWN, steward=TOWN))
    again = service("debts", "Schuldnerberatung am Musterplatz", "Schuldnerberatung")
    again = replace(again, source="zweite", record=replace(again.record, id=record_id("zweite", "debts")))
    [twin] = door.hand_in(actor=EDITOR, source="zweite", received=[again])
    door.judge(actor=EDITOR, left=id_of("debts"), right=twin, verdict="same", why="dasselbe Haus")
    states = {"published": "debts", "withheld": "food", "gone": "shelter", "unknown": "nirgends"}
    return {**{state: id_of(key) for state, key in states.items()}, "former": twin}


def invitations() -> dict[str, str]:
    tokens = {
        state: accounts.invite(by=accounts.SYSTEM, name=f"Gast {state}", held=HELD["adviser"])
        for state in ("open", "used", "expired", "replaced")
    }
    accounts.accept(token=tokens["used"], password=PASSWORD)
    models.Invitation.objects.filter(name="Gast expired").update(until=timezone.now() - timedelta(seconds=1))
    accounts.invite(by=accounts.SYSTEM, name="Gast replaced", held=HELD["adviser"])
    return {**tokens, "unknown": "x" * 43, "shortened": tokens["open"][:-1]}


def rows() -> dict[str, str]:
    """What has a number; whether its area is the person's own, each action asks itself."""
    return {"unknown": "999999"}


def kept() -> dict[str, str]:
    """A row of the back room, in whichever table."""
    return {"unknown": "999999"}


STATES: dict[str, Callable[[], dict[str, str]]] = {
    "uuid id": entries,
    "string token": invitations,
    "int id": rows,
    "string object_id": kept,
}
"""Of each part an address may have."""
MISSING = {"unknown", "used", "expired", "replaced", "shortened"}


@pytest.fixture
def states(town) -> dict[str, dict[str, str]]:
    return {part: make() for part, make in STATES.items()}


def asked(states: dict[str, dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Name, state and address of everything there is; whoever leaves comes last."""
    for name, one in sorted(patterns().items(), key=lambda one: one[0] == "account-leave"):
        parts = [f"{type(kind).__name__[:-9].lower()} {name}" for name, kind in one.pattern.converters.items()]
        assert len(parts) < 2, f"{name} has several parts: say here which of their states belong together"
        for state, value in states[parts[0]].items() if parts else [("", "")]:
            named = {parts[0].partition(" ")[2]: value} if parts else {}
            yield name, state, reverse(spaced(name), kwargs=named)


def outcome(client: Client, verb: str, address: str) -> str:
    answer = client.generic(verb, address + ("?feld=name" if address.endswith("/feld") else ""))
    text = answer.content.decode()
    if answer.status_code == 405:
        return "no such verb"
    refused = any(words in text for words in REFUSED) or (verb, answer.status_code) == ("HEAD", 403)
    if refused or answer.get("Location", "") == "/desk/anmelden":
        return "refused"
    if answer.status_code >= 500:
        return f"failed: {answer.status_code}"
    return "missing" if answer.status_code == 404 else "in"


NARROWER = {"translations-one"}
"""They open a text of an entry: an entry may be there that has none."""


OFF = {"openid-start", "openid-back"}
"""Not there unless a setting names the town's provider; with one, `test_openid` asks them."""


def as_due(got: str, want: str, name: str, verb: str) -> bool:
    """An empty form may miss what it should have named, or be told so before anything is looked up."""
    return got == want or ((verb == "POST" or name in NARROWER) and {got, want} == {"missing", "in"})


def due(role: str | None, name: str, verb: str, state: str) -> str:
    verbs, allowed = TABLE[name]
    if verb not in (*verbs.split(), *(["HEAD"] if "GET" in verbs else [])):
        return "no such verb"
    if allowed is not None and role not in allowed:
        return "refused"
    return "missing" if state in MISSING or name in OFF else "in"


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


@pytest.mark.parametrize("role", [None, *ROLES])
def test_every_address_verb_and_state(role, states) -> None:
    client = signed_in(f"Person {role}", HELD[role]) if role else Client(HTTP_HOST="localhost")
    looks = ("GET", "HEAD") if role else ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
    before, told = counts(), {}
    plan = [(*one, verb) for one in asked(states) for verb in (*looks, "POST")]
    free = {"sign_in-code", "account-leave"}  # both may lead to signing in: without a first step, and afterwards
    for allowed in (False, True):  # whoever may not write changes nothing, and looking never does
        for name, state, address, verb in plan:
            want = due(role, name, verb, state)
            if (verb == "POST" and want == "in") == allowed:
                told[name, state, verb] = outcome(client, verb, address), "refused" if name in free else want
        assert allowed or counts() == before
    assert {
        key: got for key, (got, want) in told.items() if key[0] not in free and not as_due(got, want, key[0], key[2])
    } == {}


def test_an_editor_of_elsewhere_decides_nothing_here(town) -> None:
    """The gate lets any editor through; whose area it is, each action asks itself."""
    client = signed_in("Fremd", FOREIGN)
    before = models.DecisionLine.objects.count()
    client.post(
        f"/desk/eintrag/{id_of('debts')}/feld?feld=name",
        {"record": id_of("debts"), "value": "Gekapert", "seen": "x", "why": "so"},
    )
    assert models.DecisionLine.objects.count() == before
    assert not models.InboxItem.objects.filter(pk__in=[one.id for one in _inbox(client)]).exists()


def _inbox(client: Client) -> list[models.InboxItem]:
    page = client.get("/desk/eingang").content.decode()
    return [one for one in models.InboxItem.objects.all() if one.title in page]


def sign_in(name: str, password: str = PASSWORD) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.post("/desk/anmelden", {"name": name, "password": password})
    user = get_user_model().objects.get(username=name)
    if client.get("/desk/code").status_code == 200:
        client.post("/desk/code", {"code": code_of(user.pk)})
    return client


def opens(client: Client) -> bool:
    return client.get("/desk/eingang").status_code == 200


def _inactive(user: int) -> None:
    get_user_model().objects.filter(pk=user).update(is_active=False)


def _locked(user: int) -> None:
    models.Access.objects.filter(user_id=user).update(locked_until=timezone.now() + timedelta(minutes=5))


def _without_role(user: int) -> None:
    for grant in models.Grant.objects.filter(user_id=user):
        accounts.take(by=accounts.SYSTEM, grant=grant.pk)


def _signed_out(user: int) -> None:
    accounts.sign_out(user=user)


def _reset(user: int) -> None:
    name = get_user_model().objects.get(pk=user).username
    accounts.accept(
        token=accounts.invite(by=accounts.SYSTEM, name=name, held=HELD["editor"]), password="neu" + PASSWORD
    )


def _untouched(user: int) -> None:
    """Nothing happens."""


ACCOUNTS = {
    "untouched": (_untouched, True, True),
    "inactive": (_inactive, False, False),
    "locked": (_locked, False, True),
    "without a role": (_without_role, False, False),
    "signed out everywhere": (_signed_out, True, False),
    "given a new way in": (_reset, False, False),
}
"""By state: what happened, whether name, password and code let in then, whether a session from before goes on."""


@pytest.mark.parametrize("state", ACCOUNTS)
def test_what_becomes_of_an_account(state, town) -> None:
    happened, lets_in, goes_on = ACCOUNTS[state]
    user = make("Eva Muster", HELD["editor"])
    session = sign_in("Eva Muster")
    assert opens(session)
    happened(user)
    models.Access.objects.update(step=0)  # the code of this half minute counts again: it is not what is asked here
    assert (opens(sign_in("Eva Muster")), opens(session)) == (lets_in, goes_on)


SESSIONS = {"none": {}, "made up": {"desk": "x" * 32}, "of a form only": {"desk-form": "y" * 32}}


@pytest.mark.parametrize("state", SESSIONS)
def test_a_cookie_alone_opens_nothing(state, town) -> None:
    client = Client(HTTP_HOST="localhost")
    for name, value in SESSIONS[state].items():
        client.cookies[name] = value
    assert not opens(client)


def test_the_first_step_alone_opens_nothing(town) -> None:
    user = make("Eva Muster", HELD["editor"])
    accounts.secret(user)
    client = Client(HTTP_HOST="localhost")
    client.post("/desk/anmelden", {"name": "Eva Muster", "password": PASSWORD})
    assert (client.get("/desk/code").status_code, opens(client)) == (200, False)
