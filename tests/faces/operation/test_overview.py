"""The operator's page: for nobody without the key, and true to what happened."""

import base64

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.shapes import Tried
from anlaufstelle.faces.operation import trend
from anlaufstelle.resolve.context import SourceFacts

pytestmark = pytest.mark.django_db


def ask(password: str | None = None, user: str = "") -> object:
    headers = {}
    if password is not None:
        headers["HTTP_AUTHORIZATION"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    return Client(HTTP_HOST="localhost").get("/betrieb", **headers)


@pytest.mark.parametrize("password", [None, "", "falsch", "ü"])
def test_nobody_sees_it_without_the_key(password):
    answer = ask(password)
    assert (answer.status_code, answer.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    assert settings.ANLAUFSTELLE_OPERATOR_KEY not in answer.content.decode()


def test_without_any_key_nobody_gets_in(settings):
    settings.ANLAUFSTELLE_OPERATOR_KEY = ""
    assert ask("").status_code == 401


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Basic /w==", "Bearer x", "basic"])
def test_a_broken_sign_in_is_refused(header):
    assert Client(HTTP_HOST="localhost").get("/betrieb", HTTP_AUTHORIZATION=header).status_code == 401


def test_it_tells_what_came_of_each_source():
    store.keep_source(SourceFacts(id="gut", title="Gute <Quelle>", area="", steward="05562020"))
    for number in (3, 5):
        store.add_attempt("gut", timezone.now(), Tried(records=number, new=number))
    store.add_attempt("weg/weg.yml", timezone.now(), Tried(status=2, why="Der Schlüssel `id` fehlt."))
    answer = ask(settings.ANLAUFSTELLE_OPERATOR_KEY, user="egal")
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "1 von 2 Quellen" in page
    assert "Gute &lt;Quelle&gt;" in page
    assert "Datensätze in 2 Läufen: zuletzt 5, von 3 bis 5" in page
    assert "Der Schlüssel `id` fehlt." in page
    assert answer.cookies == {}


def test_before_the_first_night_it_says_what_to_do():
    assert "anlaufstelle night" in ask(settings.ANLAUFSTELLE_OPERATOR_KEY).content.decode()


@pytest.mark.parametrize(
    ("values", "points"),
    [([], ""), ([4], ""), ([4, 4], "2.0,16.0 158.0,16.0"), ([1, 3, 2], "2.0,30.0 80.0,2.0 158.0,16.0")],
)
def test_a_line_runs_from_the_least_at_the_bottom_to_the_most_at_the_top(values, points):
    assert trend.points(values) == points
