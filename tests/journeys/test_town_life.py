"""A free language café this evening and one real event are found; a carrier pins a note and it leaves by itself."""

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
AREA = "05562020"
TOWN_LIFE = f"""
import sys
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.rules import Actor
from anlaufstelle.pipeline import board, door, inbox, reminders
from anlaufstelle.record.model import Event, Happening, ServiceArea, part_id, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts
EDITOR = Actor(who="Erika Muster", areas=frozenset({{"{AREA}"}}))
def say(step):
    today = timezone.localdate()
    if step == "cafe":
        store.keep_source(SourceFacts(id="erfunden", title="Erfundene Termine", steward="{AREA}", area="{AREA}"))
        id = record_id("erfunden", "cafe")
        area = ServiceArea(id=part_id(id, "area"), areas=("{AREA}:Westerholt",))
        when = Happening(dtstart=f"{{today}}T23:00:00", dtend=f"{{today}}T23:45:00")
        record = Event(id=id, name="Sprachcafé Musterstadt (erfunden)", happening=when, free=True, child_care=True,
                       registration_url="https://sprachcafe.example.org/", service_areas=(area,))
        door.hand_in(actor=EDITOR, source="erfunden", received=[Received(source="erfunden", key="cafe", record=record)])
    if step == "link":
        carrier = next(one for one in read.stream("organization") if read.provider_services(one.id))
        print(reminders.letter(carrier.id).links.change)
    if step == "accept":
        from anlaufstelle.catalogue.rules import Held, Person
        from anlaufstelle.pipeline import desk
        erika = Person(who="Erika Muster", held=tuple(Held("editor", one) for one in ("{AREA}", "DE", "05562", "05")))
        for item in read.inbox.page(erika, kind="notice").items:
            desk.handle(person=erika, key=item.key, mark=item.mark, accept=True, why="passt")
            print(item.title)
    if step == "over":
        from anlaufstelle.pipeline import night
        later = today + timedelta(days=8)
        timezone.localdate = lambda *_: later
        night.night([], from_stage="assemble")
say(sys.argv[1])
"""


def town_life(environment: dict[str, str], step: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", TOWN_LIFE, step],
        env={**environment, "DJANGO_SETTINGS_MODULE": "anlaufstelle.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


def clean(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= 360")


def test_a_free_language_cafe_this_evening_and_a_real_event(
    site: str, phone: Page, environment: dict[str, str]
) -> None:
    town_life(environment, "cafe")
    phone.goto(f"{site}/de/")
    phone.get_by_role("link", name="Termine", exact=True).first.click()
    clean(phone)
    phone.get_by_role("link", name="Diese Woche kostenlos").click()
    clean(phone)
    cafe = phone.get_by_role("listitem").filter(has=phone.get_by_role("link", name="Sprachcafé Musterstadt (erfunden)"))
    assert "Mit Kinderbetreuung" in cafe.inner_text()
    phone.get_by_role("link", name="Sprachcafé Musterstadt (erfunden)").click()
    clean(phone)
    assert phone.get_by_role("link", name="In den eigenen Kalender").is_visible()
    assert phone.get_by_role("link", name="Anmelden").is_visible()
    assert phone.request.get(
        f"{site}{phone.get_by_role('link', name='In den eigenen Kalender').get_attribute('href')}"
    ).ok
    phone.goto(f"{site}/de/termine?ansicht=monat")
    clean(phone)
    phone.goto(f"{site}/de/termine")
    phone.get_by_role("link", name="Klönrunde im Heimatmuseum Westerholt").first.click()
    assert "Ungewiss" in phone.content()
    for path in ("/ar/termine?ansicht=monat", "/de/termine?ansicht=karte", "/de/termine/aushang", "/de/termine/archiv"):
        phone.goto(f"{site}{path}")
        clean(phone)


def test_the_calendar_works_without_script(browser: object, site: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 780})  # type: ignore[attr-defined]
    page.goto(f"{site}/de/termine")
    page.get_by_role("link", name="Monat", exact=True).click()
    page.locator("a.number-day").last.click()
    assert "ansicht=tag" in page.url
    assert page.locator(".dates a").count() > 0
    page.close()


def test_a_carrier_pins_a_note_and_it_leaves_by_itself(site: str, phone: Page, environment: dict[str, str]) -> None:
    link = town_life(environment, "link")
    phone.goto(site + link.partition(":8000")[2])
    phone.get_by_role("link", name="Etwas an die Pinnwand hängen").click()
    clean(phone)
    phone.get_by_label("Überschrift").fill("Musterflohmarkt (erfunden)")
    phone.get_by_label("Worum geht es?").fill("Wer macht mit? Tische gibt es genug.")
    phone.get_by_role("button", name="Absenden").click()  # without a last day the browser or the page says so
    last = phone.evaluate("new Date(Date.now() + 5 * 864e5).toISOString().slice(0, 10)")
    phone.get_by_label("Letzter Tag").fill(last)
    phone.get_by_role("button", name="Absenden").click()
    assert "Die Redaktion sieht sich" in phone.get_by_role("status").inner_text()
    phone.goto(f"{site}/de/pinnwand")
    clean(phone)
    assert "Musterflohmarkt" not in phone.content()
    assert town_life(environment, "accept") == "Musterflohmarkt (erfunden)"
    phone.goto(f"{site}/de/pinnwand")
    clean(phone)
    phone.get_by_role("link", name="Musterflohmarkt (erfunden)").first.click()
    clean(phone)
    gone = phone.url
    town_life(environment, "over")
    assert phone.goto(gone).status == 410  # type: ignore[union-attr]
    phone.goto(f"{site}/de/pinnwand")
    assert "Musterflohmarkt" not in phone.content()
