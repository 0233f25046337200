"""A pensioner on a small phone: from "Mitmachen" to a first contact in six taps; answered, and gone on its day."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.models import Approach, Letter
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.catalogue.shapes_town import HelpDesk
from anlaufstelle.pipeline import accounts, door, helping
from anlaufstelle.record.model import Opportunity, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition
from .test_accessible import AXE, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "lange-genug-fuer-alle"


@pytest.fixture
def places(tmp_path: Path, settings: object) -> None:
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition(helping=HelpDesk(name="Musteragentur")))
    names = ("Senioren am Telefon zuhören", "Kindern vorlesen", "Mithilfe bei der Mustertafel")
    door.hand_in(
        actor=NIGHT,
        source=SOURCE,
        received=[
            Received(
                source=SOURCE, key=name, record=Opportunity(id=record_id(SOURCE, name), name=name, city="Musterstadt")
            )
            for name in names
        ],
    )


def test_six_taps_an_answer_and_forgetting(
    browser: Browser, live_server: LiveServer, places: Callable[..., None]
) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 780}, has_touch=True)
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(f"{live_server.url}/de/")
    taps = 0

    def tap(words: str | re.Pattern[str], role: str = "link") -> None:
        nonlocal taps
        taps += 1
        found = page.get_by_role(role, name=words).first  # type: ignore[arg-type]
        if role == "textbox":
            return found.tap()
        with page.expect_navigation():
            found.tap()

    seen = []
    tap("Mitmachen")
    seen += look(page, "light", 360)
    tap("Zuhören und begleiten")
    seen += look(page, "light", 360)
    tap("Jetzt zeigen")
    seen += look(page, "light", 360)
    tap(re.compile("Kontakt aufnehmen.*Senioren am Telefon zuhören"))
    seen += look(page, "light", 360)
    tap("Ihr Telefon oder Ihre E-Mail", "textbox")
    page.keyboard.type("rentner@example.org")
    tap("Zustimmen und absenden", "button")
    page.get_by_text("Ihre Nachricht ist angekommen.").wait_for()
    seen += look(page, "light", 360)
    assert (taps, seen, context.cookies()) == (6, [], [])

    token = accounts.invite(by=accounts.SYSTEM, name="Karla Muster", held=Held("adviser", TOWN))
    page.goto(f"{live_server.url}/desk/einladung/{token}")
    page.get_by_label("Neues Kennwort").fill(PASSWORD)
    page.get_by_label("Noch einmal").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{live_server.url}/desk/mitmachen")
    assert look(page, "light", 360) == []
    page.get_by_label("Antwort per E-Mail").fill("Kommen Sie am Dienstag um 10 Uhr vorbei.")
    with page.expect_navigation():
        page.get_by_role("button", name="Beantwortet").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Vermittelt").click()
    page.get_by_text("1 vermittelt").wait_for()
    context.close()
    assert "Dienstag um 10 Uhr" in Letter.objects.get(address="rentner@example.org").body
    last_day = timezone.localdate() + timedelta(days=helping.KEPT_DAYS)
    assert (helping.forget(last_day - timedelta(days=1)), helping.forget(last_day)) == (0, 1)
    assert Approach.objects.count() == 0
