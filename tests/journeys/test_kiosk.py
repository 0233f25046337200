"""The lobby's screen: it asks after a while without a touch, and forgets everything when nobody answers."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def lobby(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1080, "height": 1920})
    page.clock.install()
    yield page
    page.close()


@pytest.mark.journey
def test_somebody_takes_an_offer_along_as_a_code(lobby: Page, site: str) -> None:
    lobby.goto(f"{site}/de/kiosk")
    lobby.get_by_label("Was suchen Sie?").fill("Schuldnerberatung")
    lobby.get_by_role("button", name="Hilfe finden").click()
    lobby.locator(".card h2 a").first.click()
    expect(lobby.get_by_role("img", name="QR-Code")).to_be_visible()
    expect(lobby.get_by_role("button", name="Drucken")).to_be_visible()
    assert lobby.locator("a[href^='tel:'], a[href^='http'], a[href^='mailto:']").count() == 0


@pytest.mark.journey
def test_every_target_is_large(lobby: Page, site: str) -> None:
    for address in ("/de/kiosk", "/de/kiosk/suche?q=Beratung"):
        lobby.goto(site + address)
        boxes = [one.bounding_box() for one in lobby.locator("main a, main button, main input").all()]
        small = [box for box in boxes if box and box["height"] < 44]
        assert small == [], address


@pytest.mark.journey
def test_a_question_after_ninety_seconds_and_the_start_after_thirty_more(lobby: Page, site: str) -> None:
    lobby.goto(f"{site}/de/kiosk/suche?q=Tafel")
    lobby.clock.run_for(89_000)
    expect(lobby.get_by_role("dialog")).to_be_hidden()
    lobby.clock.run_for(2_000)
    expect(lobby.get_by_role("dialog")).to_contain_text("Sind Sie noch da?")
    lobby.clock.run_for(31_000)
    lobby.wait_for_url(re.compile(r"/de/kiosk$"))
    lobby.go_back()
    assert "Tafel" not in lobby.content()


@pytest.mark.journey
def test_the_time_can_be_extended_again_and_again(lobby: Page, site: str) -> None:
    lobby.goto(f"{site}/de/kiosk/suche?q=Tafel")
    for _ in range(3):
        lobby.clock.run_for(95_000)
        lobby.get_by_role("button", name="Ja, weiter").click()
        expect(lobby.get_by_role("dialog")).to_be_hidden()
    lobby.clock.run_for(95_000)
    lobby.keyboard.press("Escape")
    expect(lobby.get_by_role("dialog")).to_be_hidden()
    assert "Tafel" in lobby.url
