"""Every address of the desk as every role and as nobody: a new view without a line here fails the test."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from anlaufstelle.catalogue.models import Grant
from anlaufstelle.faces.desk import urls

from ..conftest import id_of
from .conftest import HELD, signed_in

ROLES = tuple(HELD)
ALL, WORKING, NONE = set(ROLES), set(ROLES) - {"provider", "member"}, set()
IN, PEOPLE = {"operator", "editor"}, {"operator", "editor"}
CALLING = {"editor", "caller", "adviser"}
WRITING = {"editor", "caller", "adviser", "translator"}
CHANGED = {"auth_user", "catalogue_grant"}
"""Tables of the back room with an action; whatever else stands there is for reading."""
BACKROOM = CHANGED | {
    f"catalogue_{one}" for one in ("invitation", "deed", "edition", "source", "run", "attempt", "nightstage", "letter")
}
TABLE = {
    "inbox-start": ("GET", ALL),
    "sign_in-ask": ("GET POST", None),
    "openid-start": ("GET", None),
    "openid-back": ("GET", None),
    "sign_in-code": ("GET POST", None),
    "sign_in-invited": ("GET POST", None),
    "account-leave": ("POST", ALL),
    "account-mine": ("GET", ALL),
    "account-end": ("POST", ALL),
    "inbox-listed": ("GET", IN),
    "inbox-handle": ("POST", IN),
    "inbox-take_back": ("POST", IN),
    "bulk-preview": ("POST", IN),
    "bulk-handle": ("POST", IN),
    "bulk-take_back": ("POST", IN),
    "edit-new": ("GET POST", {"editor"}),
    "edit-edit": ("GET POST", WRITING),
    "history-fields": ("GET", WORKING),
    "entry-find": ("GET", WORKING),
    "entry-shown": ("GET", WORKING),
    "field-decide": ("GET POST", WRITING),
    "field-withdraw": ("POST", WRITING),
    "advice-listed": ("GET", {"operator", "editor", "adviser"}),
    "advice-hint": ("POST", {"editor", "adviser"}),
    "advice-unhint": ("POST", {"editor", "adviser"}),
    "calls-listed": ("GET", CALLING),
    "calls-told": ("POST", CALLING),
    "letters-listed": ("GET", {"editor"}),
    "letters-written": ("POST", {"editor"}),
    "house-plan": ("GET POST", {"operator", "editor", "planner", "provider"}),
    "house-picture": ("GET", {"operator", "editor", "planner"}),
    "helping-listed": ("GET", {"editor", "adviser"}),
    "helping-answer": ("POST", {"editor", "adviser"}),
    "board-listed": ("GET POST", {"editor"}),
    "board-take_down": ("POST", {"editor"}),
    "translations-listed": ("GET", {"editor", "translator"}),
    "translations-export": ("GET", {"editor", "translator"}),
    "translations-bring": ("POST", {"editor", "translator"}),
    "translations-one": ("GET POST", {"editor", "translator"}),
    "network-home": ("GET", {"member"}),
    "network-subscribe": ("POST", {"member"}),
    "network-move": ("GET POST", NONE),
    "attendance-listed": ("GET POST", NONE),
    "attendance-paper": ("GET", NONE),
    "attendance-remove": ("POST", NONE),
    "people-listed": ("GET", PEOPLE),
    "people-invite": ("POST", PEOPLE),
    "people-take": ("POST", PEOPLE),
    "people-deeds": ("GET", {"operator"}),
    "admin:index": ("GET", {"operator"}),
    **{
        f"admin:{table}_{page}": ("GET POST" if page == "changelist" and table in CHANGED else "GET", {"operator"})
        for table in BACKROOM
        for page in ("changelist", "change")
    },
}
"""By address: its verbs, and who gets past the gate; None: everybody, signed in or not."""


def spaced(name: str) -> str:
    return name if ":" in name else f"desk:{name}"


def patterns() -> dict[str, URLPattern]:
    """Of the desk and of its back room, by name; the back room's with its space."""
    found = get_resolver().url_patterns
    desk = next(one for one in found if getattr(one, "namespace", "") == "desk").url_patterns
    assert desk == urls.urlpatterns
    room = next(one for one in found if getattr(one, "namespace", "") == "admin").url_patterns
    return {**{one.name: one for one in desk}, **{f"admin:{one.name}": one for one in room}}


def address(name: str) -> str:
    parts = {"sign_in-invited": {"token": "x"}}
    of_entry = (
        "entry-shown",
        "field-decide",
        "field-withdraw",
        "calls-told",
        "translations-one",
        "edit-edit",
        "board-take_down",
        "network-move",
        "attendance-listed",
    )
    if name in (*of_entry, "history-fields"):
        parts[name] = {"id": id_of("debts")}
    if name in ("helping-answer", "attendance-paper", "attendance-remove"):
        parts[name] = {"id": 1}
    if name.endswith("_change"):
        parts[name] = {"object_id": "1"}
    return reverse(spaced(name), kwargs=parts.get(name, {}))


def past_the_gate(client: Client, verb: str, name: str) -> bool:
    answer = client.generic(verb, address(name) + ("?feld=name" if name == "field-decide" else ""))
    if answer.status_code == 302 and answer["Location"] == "/desk/anmelden":
        return name in ("account-leave", "sign_in-code")
    return "Das dürfen Sie nicht." not in answer.content.decode() and (
        "Bitte melden Sie sich zuerst an." not in answer.content.decode()
    )


def test_the_table_names_every_address_and_verb() -> None:
    found = patterns()
    assert set(found) == set(TABLE)
    verbs = {name: " ".join(v for v in one.callback.methods.split() if v != "HEAD") for name, one in found.items()}
    assert verbs == {name: verbs for name, (verbs, _) in TABLE.items()}
    assert all(callable(one.callback.rule) for one in found.values())


@pytest.mark.parametrize("role", [None, *ROLES])
def test_who_gets_where(role, town) -> None:
    told = {}
    for name, (verbs, allowed) in TABLE.items():
        for verb in verbs.split():
            client = signed_in(f"{name} {verb}", HELD[role]) if role and name == "account-leave" else None
            if client is None:
                client = _client(role)
            told[name, verb] = past_the_gate(client, verb, name), allowed is None or role in allowed
    assert {key: got for key, (got, _) in told.items()} == {key: due for key, (_, due) in told.items()}


_kept: dict[str, Client] = {}


def _client(role: str | None) -> Client:
    return Client(HTTP_HOST="localhost") if role is None else _kept[role]


@pytest.fixture(autouse=True)
def _people(request, town) -> None:
    role = getattr(getattr(request.node, "callspec", None), "params", {}).get("role")
    _kept.clear()
    if role:
        _kept[role] = signed_in(role, HELD[role])


def test_somebody_without_a_role_sees_only_themselves(town) -> None:
    client = signed_in("Ohne Rolle", HELD["planner"])
    Grant.objects.all().delete()
    asked = [(name, verbs.split()[0]) for name, (verbs, allowed) in TABLE.items() if allowed is not None]
    passed = {name for name, verb in asked if past_the_gate(client, verb, name)}
    assert passed <= {"inbox-start", "account-mine", "account-leave", "account-end"}


def test_a_form_from_elsewhere_is_refused(town) -> None:
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    assert client.post("/desk/anmelden", {"name": "x", "password": "y"}).status_code == 403


def test_sessions_live_below_the_desk_only(town, editor) -> None:
    visitor = Client(HTTP_HOST="localhost")
    visitor.get("/desk/anmelden")
    assert {(one["path"], one["httponly"], one["samesite"]) for one in visitor.cookies.values()} == {
        ("/desk/", True, "Lax")
    }
    for page in ("/de/", "/de/suche?q=Schulden", "/", "/desk", "/betrieb", "/api/find?q=x"):
        answer = editor.get(page)
        assert (answer.cookies, answer.headers.get("Vary", "").count("Cookie")) == ({}, 0)
    told = visitor.get("/desk/anmelden").headers
    assert (told["Cache-Control"], told["Referrer-Policy"]) == ("no-store", "same-origin")


def test_elsewhere_than_here_the_cookie_travels_encrypted_only(town, settings) -> None:
    settings.ALLOWED_HOSTS = ["musterstadt.example"]
    visitor = Client(HTTP_HOST="musterstadt.example")
    visitor.get("/desk/anmelden")
    assert [bool(one["secure"]) for one in visitor.cookies.values()] == [True]
