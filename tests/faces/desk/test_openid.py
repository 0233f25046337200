"""Signing in by the town's provider: who is taken, and everything that must not get anybody in.

The provider is a real server on loopback with a real key (`town_provider`); after a refusal nothing may have changed.
"""

import base64
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Access, Deed, Grant, Invitation, Sitting, TownLogin
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import accounts, openid, openid_people, person

from .conftest import HELD, PASSWORD, code_of, make
from .town_provider import CLIENT, KEYS, SECRET, Provider, provider, public

pytestmark = pytest.mark.django_db
MAIL = "eva@musterstadt.example"
START, BACK = "/desk/anmelden/stadt", "/desk/anmelden/stadt/zurueck"


@pytest.fixture
def town_login(settings) -> Iterator[Provider]:
    with provider() as one:
        settings.ANLAUFSTELLE_OIDC_ISSUER = one.issuer
        settings.ANLAUFSTELLE_OIDC_CLIENT, settings.ANLAUFSTELLE_OIDC_SECRET = CLIENT, SECRET
        openid._kept.clear()
        yield one


def browser() -> Client:
    return Client(HTTP_HOST="localhost")


def comes_back(one: Provider, client: Client | None = None, **answer: str):
    """From the button to the page after coming back; `answer` changes what the browser brings."""
    client = client or browser()
    return client.get(BACK, {**one.agrees(client.get(START)["Location"]), **answer})


def invite(role: str = "adviser", name: str = "Eva Muster", mail: str = MAIL) -> str:
    return accounts.invite(by=accounts.SYSTEM, name=name, held=HELD[role], mail=mail)


def words(answer) -> str:
    assert answer.status_code in (403, 503)
    page = answer.content.decode()
    assert 'role="alert"' in page and START in page and 'action="/desk/anmelden"' in page  # it says how to go on
    return page


def everything() -> list[list[tuple]]:
    kept = (get_user_model(), Access, Deed, Grant, Invitation, Sitting, TownLogin)
    return [list(model.objects.order_by("pk").values_list()) for model in kept]


def test_without_the_setting_it_is_not_there(settings):
    assert settings.ANLAUFSTELLE_OIDC_ISSUER == ""
    assert START not in browser().get("/desk/anmelden").content.decode()
    assert [browser().get(page).status_code for page in (START, BACK)] == [404, 404]
    assert 'name="mail"' not in _people().content.decode()


def test_with_it_the_button_stands_first_and_asks_with_a_fresh_challenge(town_login, settings):
    settings.ANLAUFSTELLE_ADDRESS = "https://hilfe.musterstadt.example/"
    page = browser().get("/desk/anmelden").content.decode()
    assert 0 < page.index(START) < page.index('name="password"')
    asked = [parse_qs(urlsplit(browser().get(START)["Location"]).query) for _ in range(2)]
    first, second = asked
    assert {name: first[name] for name in first if name not in ("state", "nonce", "code_challenge")} == {
        "mandant": ["1"], "response_type": ["code"], "client_id": [CLIENT], "scope": ["openid email"],
        "redirect_uri": [f"https://hilfe.musterstadt.example{BACK}"], "code_challenge_method": ["S256"],
    }  # fmt: skip
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))
    assert town_login.server.counts["/stadt/.well-known/openid-configuration"] == 1  # remembered for a while


def test_an_invited_adviser_comes_in_without_the_link_and_again(town_login):
    invite()
    client = browser()
    assert comes_back(town_login, client)["Location"] == "/desk/"
    assert client.get("/desk/auskunft").status_code == 200
    [login] = TownLogin.objects.all()
    assert (login.issuer, login.subject, login.user.username) == (town_login.issuer, "person-1", "Eva Muster")
    assert not login.user.has_usable_password()
    town_login.claims = {"email": None, "email_verified": None}  # from now on the subject alone counts
    assert comes_back(town_login)["Location"] == "/desk/"
    assert [(one.act, one.about) for one in read.people.deeds()] == [
        ("sign in", "OpenID Connect"), ("sign in", "OpenID Connect"), ("bind", town_login.issuer),
        ("accept", "adviser 05562020"), ("invite", "Eva Muster: adviser 05562020"),
    ]  # fmt: skip


def test_an_account_called_by_its_address_is_found(town_login):
    user = make(MAIL.upper(), HELD["adviser"])
    assert comes_back(town_login)["Location"] == "/desk/"
    assert TownLogin.objects.get().user_id == user
    client = browser()
    assert client.post("/desk/anmelden", {"name": MAIL, "password": PASSWORD})["Location"] == "/desk/"


def test_an_account_made_by_the_link_is_found_by_its_address(town_login):
    user = accounts.accept(token=invite(), password=PASSWORD)
    assert comes_back(town_login)["Location"] == "/desk/"
    assert TownLogin.objects.get().user_id == user


@pytest.mark.parametrize(
    ("claims", "strong"),
    [
        ({}, False),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, False),
        ({"amr": ["pwd", "otp"]}, False),
        ({"acr": "1"}, False),
        ({"acr": ["gold"]}, False),
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "https://refeds.org/profile/mfa"}, True),
        ({"acr": "gold"}, True),
    ],
)
def test_an_editors_second_step_is_the_towns_only_if_it_says_so(claims, strong, town_login, settings):
    settings.ANLAUFSTELLE_OIDC_ACR = ["gold"]
    invite("editor")
    town_login.claims = claims
    client = browser()
    assert "acr_values=gold" in client.get(START)["Location"]
    assert comes_back(town_login, client)["Location"] == ("/desk/" if strong else "/desk/code")
    assert (client.get("/desk/eingang").status_code == 200) is strong
    if not strong:
        assert client.get("/desk/code").status_code == 200
        user = read.people.user_id("Eva Muster")
        assert client.post("/desk/code", {"code": code_of(user)})["Location"] == "/desk/"
        assert client.get("/desk/eingang").status_code == 200
    assert Deed.objects.filter(act="sign in", about="OpenID Connect").count() == 1


LIES = {
    "wrong issuer": ({"iss": "https://anderswo.example"}, {}),
    "wrong audience": ({"aud": "jemand-anderes"}, {}),
    "made for another among several": ({"aud": [CLIENT, "jemand-anderes"], "azp": "jemand-anderes"}, {}),
    "expired": ({"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200}, {}),
    "from tomorrow": ({"iat": int(time.time()) + 86400}, {}),
    "without an end": ({"exp": None}, {}),
    "wrong nonce": ({"nonce": "x" * 43}, {}),
    "no nonce": ({"nonce": None}, {}),
    "nobody": ({"sub": None}, {}),
    "an empty name": ({"sub": ""}, {}),
    "wrong signature": ({}, {"key": KEYS[1]}),
    "unknown key": ({}, {"header": {"alg": "RS256", "kid": "zwei"}}),
    "alg none": ({}, {"header": {"alg": "none", "kid": "eins"}, "key": None}),
    "the secret we share as key": ({}, {"header": {"alg": "HS256", "kid": "eins"}, "key": SECRET * 2}),
    "a key we share, in its list": (
        {}, {"header": {"alg": "HS256", "kid": "oct"}, "key": "k" * 32, "keys": [
            {"kty": "oct", "kid": "oct", "k": base64.urlsafe_b64encode(b"k" * 32).rstrip(b"=").decode()}]}),
    "a key that only encrypts": ({}, {"keys": [{**public(0, "eins"), "use": "enc"}]}),
    "no keys": ({}, {"keys": []}),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_does_not_hold_changes_nothing(lie, town_login):
    invite()
    town_login.claims, told = LIES[lie]
    for name, value in told.items():
        setattr(town_login, name, value)
    before, client = everything(), browser()
    assert openid.WRONG in words(comes_back(town_login, client))
    assert (everything(), client.get("/desk/konto").status_code) == (before, 302)
    town_login.claims, town_login.header, town_login.key = {}, {"alg": "RS256", "kid": "eins"}, KEYS[0]
    town_login.keys = [public(0, "eins")]
    openid._kept.clear()
    assert comes_back(town_login, client)["Location"] == "/desk/"  # and the honest one is taken, in the same browser


def test_a_token_cut_or_made_longer_does_not_hold(town_login):
    invite()
    real = town_login.token
    head, body, sign = range(3)
    for part in (head, body, sign):
        town_login.token = lambda nonce, part=part: _spoiled(real(nonce), part)  # type: ignore[method-assign]
        assert openid.WRONG in words(comes_back(town_login))
    town_login.token = lambda nonce: None  # type: ignore[method-assign,assignment,return-value]
    assert openid.WRONG in words(comes_back(town_login))
    assert TownLogin.objects.count() == 0


def _spoiled(token: str, part: int) -> str:
    parts = token.split(".")
    raw = base64.urlsafe_b64decode(parts[part] + "==")
    raw = json.dumps(json.loads(raw) | {"sub": "other", "kid": "x"}).encode() if part < 2 else raw[:-1]
    parts[part] = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    return ".".join(parts)


def test_what_the_browser_brings_counts_once_and_in_its_own_session(town_login):
    invite()
    client, before = browser(), everything()
    brought = town_login.agrees(client.get(START)["Location"])
    assert openid.STALE in words(browser().get(BACK, brought))  # somebody else's browser
    for wrong in ({"state": "x"}, {"state": ""}, {"state": brought["state"][:-1]}, {"iss": "https://anderswo.example"}):
        other = browser()
        assert openid.STALE in words(other.get(BACK, {**town_login.agrees(other.get(START)["Location"]), **wrong}))
    assert everything() == before
    assert client.get(BACK, brought)["Location"] == "/desk/"
    after = everything()
    client.post("/desk/abmelden")
    assert openid.STALE in words(client.get(BACK, brought))
    assert Sitting.objects.count() == 0 < len(after)


def test_a_failed_answer_is_used_up_too(town_login):
    invite()
    client = browser()
    brought = town_login.agrees(client.get(START)["Location"])
    town_login.refuses = 503
    assert openid.AWAY in words(client.get(BACK, brought))
    town_login.refuses = 0
    assert openid.STALE in words(client.get(BACK, brought))


def test_a_code_of_another_sign_in_does_not_fit_the_challenge(town_login):
    invite()
    client, thief = browser(), browser()
    stolen = town_login.agrees(client.get(START)["Location"])["code"]
    before = everything()
    assert openid.WRONG in words(comes_back(town_login, thief, code=stolen))
    assert everything() == before


def test_coming_back_too_late(town_login):
    client = browser()
    brought = town_login.agrees(client.get(START)["Location"])
    session = client.session
    session["openid"] = session["openid"] | {"since": int(time.time()) - openid.WAITS - 1}
    session.save()
    assert openid.STALE in words(client.get(BACK, brought))


def test_who_changes_their_mind_or_is_refused_there(town_login):
    client = browser()
    state = town_login.agrees(client.get(START)["Location"])["state"]
    page = words(client.get(BACK, {"state": state, "error": "access_denied", "error_description": "<b>Nein</b>"}))
    assert openid.REFUSED in page and "Nein" not in page


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": None}, {"email_verified": "yes"}, {"email": None}, {"email": 7},
     {"email": "eva@musterstadt.exämple"}, {"email": ""}],
)  # fmt: skip
def test_an_address_nobody_verified_names_nobody(claims, town_login):
    invite()
    town_login.claims = claims
    assert openid_people.UNVERIFIED in words(comes_back(town_login))
    assert (TownLogin.objects.count(), get_user_model().objects.count()) == (0, 0)
    assert [(one.act, one.who) for one in read.people.deeds(1)] == [("refused", "OpenID Connect")]


def test_an_address_told_apart_from_the_token(town_login):
    invite()
    town_login.claims = {"email": None, "email_verified": None}
    town_login.about["userinfo_endpoint"] = town_login.server.url("/stadt/userinfo")
    town_login.userinfo = {"sub": "person-2", "email": MAIL, "email_verified": True}
    assert openid.WRONG in words(comes_back(town_login))
    town_login.userinfo["sub"] = "person-1"
    assert comes_back(town_login)["Location"] == "/desk/"
    assert town_login.server.asked[-1][1]["authorization"] == "Bearer zugang"


def test_whom_nobody_invited_stays_out_and_the_log_says_so(town_login):
    make("Otto Muster", HELD["adviser"])
    Invitation.objects.all().delete()
    invite()
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    before = everything()
    assert openid_people.UNKNOWN in words(comes_back(town_login))
    Deed.objects.filter(act="refused", who=MAIL).get().delete()
    assert everything() == before


def test_an_address_that_changed_hands_opens_nothing(town_login):
    invite()
    assert comes_back(town_login)["Location"] == "/desk/"
    town_login.claims = {"sub": "person-2"}
    assert openid_people.OTHER in words(comes_back(town_login))
    invite()  # the operator's new way in ends the old one
    assert comes_back(town_login)["Location"] == "/desk/"
    assert [one.subject for one in TownLogin.objects.all()] == ["person-2"]
    town_login.claims = {}
    assert openid_people.OTHER in words(comes_back(town_login))


@pytest.mark.parametrize("bound", [True, False])
def test_locked_closed_and_removed_accounts_stay_out(bound, town_login):
    user = accounts.accept(token=invite(), password=PASSWORD)
    if bound:
        assert comes_back(town_login)["Location"] == "/desk/"
    Access.objects.filter(user_id=user).update(locked_until=timezone.now() + timedelta(minutes=5))
    assert openid_people.CLOSED in words(comes_back(town_login))
    Access.objects.update(locked_until=None)
    get_user_model().objects.update(is_active=False)
    assert openid_people.CLOSED in words(comes_back(town_login))
    get_user_model().objects.update(is_active=True)
    person.forget(MAIL)
    assert openid_people.UNKNOWN in words(comes_back(town_login))
    assert (get_user_model().objects.count(), TownLogin.objects.count()) == (0, 0)


def test_a_new_way_in_ends_the_towns_as_well(town_login):
    invite()
    assert comes_back(town_login)["Location"] == "/desk/"
    accounts.accept(token=invite(mail=""), password=PASSWORD)
    assert openid_people.UNKNOWN in words(comes_back(town_login))


def test_one_address_leads_to_one_account(town_login):
    invite()
    for mail in (MAIL.upper(), "otto", "ötto@musterstadt.example"):
        with pytest.raises(BadValue):
            invite(name="Otto Muster", mail=mail)
    make("otto@musterstadt.example", HELD["caller"])
    with pytest.raises(BadValue):
        invite(name="Otto Muster", mail="otto@musterstadt.example")
    with pytest.raises(BadValue):
        invite(name=MAIL, mail="")
    invite()  # for the same name anew


def test_a_provider_that_is_away_or_not_itself(town_login, settings):
    client = browser()
    town_login.about["issuer"] = "https://anderswo.example"
    assert openid.WRONG in words(client.get(START))
    town_login.about["issuer"] = town_login.issuer
    openid._kept.clear()
    town_login.about["authorization_endpoint"] = "http://anderswo.example/ask"  # in the clear, elsewhere than here
    assert openid.WRONG in words(client.get(START))
    settings.ANLAUFSTELLE_OIDC_ISSUER = "http://127.0.0.1:9"
    assert openid.AWAY in words(client.get(START))
    settings.ANLAUFSTELLE_OIDC_ISSUER, settings.ANLAUFSTELLE_OIDC_CLIENT = town_login.issuer, ""
    openid._kept.clear()
    assert openid.WRONG in words(client.get(START))


def test_keys_that_changed_are_asked_for_again(town_login):
    invite()
    assert comes_back(town_login)["Location"] == "/desk/"
    town_login.keys, town_login.key = [public(1, "zwei")], KEYS[1]
    town_login.header = {"alg": "RS256", "kid": "zwei"}
    assert comes_back(town_login)["Location"] == "/desk/"
    town_login.header = {"alg": "RS256"}  # without a name, where there is one key only
    assert comes_back(town_login)["Location"] == "/desk/"


def test_an_operator_invites_by_address_at_the_desk(town_login):
    page = _people("Eva Muster").content.decode()
    assert 'name="mail"' in page and f"Eva Muster ({MAIL})" in page
    assert comes_back(town_login)["Location"] == "/desk/"


def _people(invited: str = ""):
    client = browser()
    client.force_login(get_user_model().objects.get(pk=make("Chefin", HELD["operator"])))
    client.cookies["desk"]["path"] = "/desk/"
    if invited:
        told = {"name": invited, "role": "caller", "area": "05562020", "mail": MAIL}
        assert client.post("/desk/personen/einladen", told).status_code == 200
    return client.get("/desk/personen")
