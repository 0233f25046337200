"""Ten people call; after their words it takes at most five keystrokes until the answer is on the screen."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .test_accessible import AXE, look

pytestmark = pytest.mark.journey
PASSWORD = "lange-genug-fuer-alle"
INVITED = """
import django
django.setup()
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.pipeline import accounts
print(accounts.invite(by=accounts.SYSTEM, name="Ada Muster", held=Held("adviser", "05562020")))
"""
CALLS = (
    ("ich komm mit den ganzen mahnungen nicht mehr klar", "Schuldner- und Insolvenzberatung", ""),
    ("der Vermieter hat uns gekündigt", "Wohnungsnotstelle der Stadt Herten", ""),
    ("mein Mann schlägt mich", "Frauenhaus Herten", "m"),
    ("Mutter kommt aus dem Krankenhaus und braucht Pflege", "Seniorenbüro", "j j Enter m"),
    ("Sprachkurs Deutsch", "Volkshochschule Herten", "d"),
    ("ich will nicht mehr leben", "TelefonSeelsorge", ""),
    ("Tafel", "Tafel Herten – Westerholt", "j Enter"),
    ("Sohn kifft", "Suchtberatung Herten", "m d"),
    ("Bürgergeld beantragen", "Jobcenter Kreis Recklinghausen", ""),
    ("Trauer", "Ambulanter Hospizdienst", "j Enter m d"),
)
"""What somebody says, whom the adviser names, and the keys after Enter: j moves, Enter opens, m keeps, d prints."""


@pytest.fixture
def adviser(browser: Browser, site: str, environment: dict[str, str]) -> Iterator[Page]:
    told = subprocess.run(
        [sys.executable, "-c", INVITED],
        env={**environment, "DJANGO_SETTINGS_MODULE": "anlaufstelle.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    context.add_init_script(AXE + ";window.print = () => { window.printed = (window.printed || 0) + 1; };")
    page = context.new_page()
    page.goto(f"{site}/desk/einladung/{told.stdout.strip()}")
    page.get_by_label("Neues Kennwort").fill(PASSWORD)
    page.get_by_label("Noch einmal").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield page
    context.close()


def press(page: Page, key: str) -> None:
    if key in ("Enter", "m"):
        with page.expect_navigation():
            page.keyboard.press(key)
    else:
        page.keyboard.press(key)


def test_ten_calls(adviser: Page, site: str) -> None:
    adviser.goto(f"{site}/desk/auskunft")
    kept = 0
    for words, name, keys in CALLS:
        adviser.keyboard.press("/")
        adviser.keyboard.press("Control+a")
        adviser.keyboard.type(words)
        after = ["Enter", *keys.split()]
        assert len(after) <= 5
        for key in after:
            press(adviser, key)
        shown = adviser.locator("#eintrag")
        assert name in shown.get_by_role("heading").inner_text()
        ways = shown.locator(".desk-number a, dl dd")
        assert ways.count() > 0
        kept += keys.count("m")
        if kept:
            assert adviser.get_by_role("heading", name=f"Korb ({kept})").is_visible()
        if keys.endswith("d"):
            adviser.wait_for_function("window.printed === 1")
            adviser.emulate_media(media="print")
            assert adviser.locator(".desk-paper .card").count() == max(kept, 1)
            assert adviser.locator(".desk-head").is_hidden()
            adviser.emulate_media(media="screen")


def test_the_quick_view_is_accessible_and_light(adviser: Page, site: str) -> None:
    weight: list[int] = []
    adviser.on("response", lambda answer: weight.append(len(answer.body())) if answer.status == 200 else None)
    adviser.goto(f"{site}/desk/auskunft?q=Beratung")
    assert sum(weight) <= 150_000
    adviser.get_by_text("Internen Hinweis schreiben").click()
    adviser.get_by_label("Hinweis", exact=True).fill("Nach Frau Muster fragen")
    adviser.get_by_label("Nummer zum Weitergeben").fill("02366 1")
    adviser.get_by_role("button", name="Hinweis speichern").click()
    assert adviser.get_by_text("Nach Frau Muster fragen").is_visible()
    found = look(adviser, "light", 360) + look(adviser, "dark", 1280)
    adviser.goto(f"{site}/desk/auskunft")
    found += look(adviser, "dark", 320)  # the walk of the desk's pages has the other sizes
    assert found == []


def test_the_quick_view_works_without_a_script(adviser: Page, site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    context.add_cookies(adviser.context.cookies())
    page = context.new_page()
    page.goto(f"{site}/desk/auskunft")
    page.get_by_label("Worum geht es?").fill("Schulden")
    page.get_by_role("button", name="Suchen").click()
    page.locator(".desk-hits a").first.click()
    page.get_by_role("link", name="In den Korb").click()
    assert page.get_by_role("heading", name="Korb (1)").is_visible()
    with context.expect_page() as sheet:
        page.get_by_role("link", name="Drucken").click()
    assert sheet.value.locator(".card").count() == 1
    context.close()
