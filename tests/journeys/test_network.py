"""A network's secretary moves one meeting: all calendars follow at once, and only members get the way in from afar."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.pipeline import accounts, door
from anlaufstelle.record.model import Happening

from ..faces import musternetz
from ..faces.conftest import edition
from ..faces.musternetz import NET, id_of, meeting
from . import desk_town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LINK = "https://konferenz.example.org/raum/4711"


@pytest.fixture
def network(tmp_path: Path, settings: Any) -> None:
    settings.ANLAUFSTELLE_HOME = tmp_path
    store.keep_edition(edition())
    musternetz.settle()
    thursdays = Happening(dtstart="2026-01-01T10:00", dtend="2026-01-01T12:00", rrule="FREQ=MONTHLY;BYDAY=1TH")
    fields = {"happening": thursdays, "attendance": "hybrid", "online_url": LINK, "online_for": "members",
              "place_text": "Rathaus Musterstadt"}  # fmt: skip
    door.hand_in(actor=NIGHT, source="netz", received=[meeting("lang", name="Netzwerktreffen (erfunden)", **fields)])


def clean(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= 360")


def calendar(page: Page, address: str) -> tuple[str, dict[str, Any]]:
    """Its text, and the dates of the meeting by the day the rule gives them; "" is the series."""
    answer = page.request.get(address)
    assert answer.ok
    found = icalendar.Calendar.from_ical(answer.text()).walk("VEVENT")
    mine = [one for one in found if str(one["UID"]) == id_of("lang")]
    when = {f"{one['RECURRENCE-ID'].dt.date()}" if "RECURRENCE-ID" in one else "": one for one in mine}
    return answer.text().replace("\r\n ", ""), when


def come_in_as_member(page: Page, server: LiveServer) -> str:
    """By her invitation; the address of her own calendar."""
    token = accounts.invite(by=accounts.SYSTEM, name="Mia Muster", held=Held("member", NET))
    page.goto(f"{server.url}/desk/einladung/{token}")
    page.get_by_label("Neues Kennwort").fill(desk_town.PASSWORD)
    page.get_by_label("Noch einmal").fill(desk_town.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/netz")
    clean(page)
    assert page.get_by_role("link", name="Online teilnehmen").first.get_attribute("href") == LINK
    page.get_by_role("button", name="Kalender einrichten").focus()
    page.keyboard.press("Enter")
    return page.locator("main code").inner_text()


def test_a_secretary_moves_a_meeting_and_all_calendars_follow(
    network: None, browser: Browser, live_server: LiveServer
) -> None:
    member, secretary, anybody = (browser.new_page(viewport={"width": 360, "height": 780}) for _ in range(3))
    base = f"{live_server.url}/musternetz/feeds"
    addresses = [f"{base}/termine.ics", f"{base}/{id_of('lang')}.ics", come_in_as_member(member, live_server)]
    before = [int(calendar(anybody, one)[1][""]["SEQUENCE"]) for one in addresses]
    desk_town.come_in(secretary, live_server, Held("editor", NET), "Eva Muster")
    secretary.get_by_role("link", name="Netz", exact=True).click()
    secretary.get_by_role("link", name=re.compile(r"Verlegen.*Netzwerktreffen")).first.click()
    clean(secretary)
    moved = secretary.url.partition("von=")[2].partition("T")[0]
    to = datetime.fromisoformat(moved).date() + timedelta(days=4)
    secretary.get_by_label("Neuer Tag").fill(f"{to}")
    secretary.get_by_label("Neue Uhrzeit").fill("15:30")
    secretary.get_by_label("Grund").fill("Der Saal ist belegt")
    secretary.keyboard.press("Enter")
    secretary.wait_for_url("**/desk/netz")
    clean(secretary)
    assert "(verlegt)" in secretary.locator("main").inner_text()
    for address, number, inside in zip(addresses, before, (False, False, True), strict=True):
        text, when = calendar(anybody, address)
        start = timezone.localtime(when[moved]["DTSTART"].dt)
        assert (f"{start:%Y-%m-%d %H:%M}", int(when[moved]["SEQUENCE"]) > number) == (f"{to} 15:30", True)
        assert (LINK in text) == inside
    for path in (f"/musternetz/de/termine/{id_of('lang')}", "/musternetz/de/termine", "/musternetz/de/netz"):
        anybody.goto(live_server.url + path)
        assert ("Netzwerktreffen (erfunden)" in anybody.content(), LINK in anybody.content()) == (True, False)
    for page in (member, secretary, anybody):
        page.close()
