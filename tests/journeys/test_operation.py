"""The operator's page in a real browser: signed in with the key, readable on a telephone, without a violation."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.shapes import Tried

from .test_accessible import AXE, look


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_no_violation_and_nothing_cut_off(browser: Browser, live_server: LiveServer) -> None:
    for ago, records in ((3, 470), (2, 471), (1, 475)):
        store.add_attempt("musterstadt", timezone.now() - timedelta(days=ago), Tried(records=records, new=ago))
    store.add_attempt(
        "fern", timezone.now(), Tried(status=2, why="Die Adresse https://fern.example.org antwortet nicht.")
    )
    context = browser.new_context(
        bypass_csp=True, http_credentials={"username": "betrieb", "password": settings.ANLAUFSTELLE_OPERATOR_KEY}
    )
    context.add_init_script(AXE)
    page = context.new_page()
    answer = page.goto(f"{live_server.url}/betrieb")
    assert answer is not None
    assert (answer.status, page.locator("svg polyline").count()) == (200, 4)
    assert look(page, "light", 320) + look(page, "dark", 360) + look(page, "light", 1280) == []
    context.close()
