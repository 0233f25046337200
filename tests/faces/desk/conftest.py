"""People of the invented town, signed in without the detour of a form where the form is not what is tested."""

import time
from collections.abc import Callable

import pyotp
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.pipeline import accounts

from .. import musternetz
from ..conftest import TOWN

PASSWORD = "lange-genug-fuer-alle"
HELD = {role: Held(role, "" if role == "operator" else TOWN, "x" if role == "provider" else "") for role in (
    "operator", "editor", "provider", "caller", "adviser", "planner", "translator")}  # fmt: skip
HELD["member"] = Held("member", musternetz.NET)


def make(name: str, held: Held) -> int:
    if held.area == musternetz.NET:
        store.keep_edition(musternetz.network())
    token = accounts.invite(by=accounts.SYSTEM, name=name, held=held)
    return accounts.accept(token=token, password=PASSWORD)


def code_of(user: int, step: int = 0) -> str:
    return pyotp.TOTP(read.people.access(user).secret).at(int(time.time()) + 30 * step)


def signed_in(name: str, held: Held) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(pk=make(name, held)))
    client.cookies["desk"]["path"] = "/desk/"
    return client


@pytest.fixture
def editor(town: Callable[..., None]) -> Client:
    return signed_in("Eva Muster", HELD["editor"])


@pytest.fixture
def second(town: Callable[..., None]) -> Client:
    return signed_in("Otto Muster", HELD["editor"])
