"""Somebody who has to leave at once: afterwards neither Back nor Forward shows what was read."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

SECRET = "/de/suche?q=mein+Mann+schl%C3%A4gt+mich"
NEUTRAL = re.compile(r"/de/kalender\?monat=\d{4}-\d{2}$")


def read_something(page: Page, site: str) -> None:
    """From the start to a result, as one looks for help: four pages in the history."""
    page.goto(f"{site}/de/")
    page.get_by_label("Was suchen Sie?").fill("mein Mann schlägt mich")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/suche**")
    page.locator(".card h2 a").first.click()
    page.wait_for_url("**/de/angebot/**")
    page.go_back()
    page.wait_for_url("**/de/suche**")


def move(page: Page, way: str) -> None:
    """As the browser's own button does it; the page may be on its way elsewhere again before it has loaded."""
    page.evaluate(f"setTimeout(() => history.{way}(), 0), null")
    page.wait_for_timeout(800)
    page.wait_for_load_state()


def stays_away(page: Page) -> None:
    """Wherever the history is entered there is the neutral page, or the empty one before the visit."""
    expect(page).to_have_url(NEUTRAL)
    for way in ("back", "forward", "back", "back", "forward"):
        move(page, way)
        assert "/de/kalender" in page.url or page.url == "about:blank", (way, page.url)
    expect(page.locator("html")).not_to_contain_text("Gewalt")


@pytest.fixture
def context(browser: Browser) -> BrowserContext:  # type: ignore[misc]
    opened = browser.new_context(viewport={"width": 360, "height": 780})
    yield opened
    opened.close()


@pytest.mark.journey
def test_the_button_and_then_back_and_forward(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    read_something(page, site)
    page.evaluate("localStorage.setItem('left', 'behind')")
    button = page.locator("a.exit")
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    button.click()
    page.wait_for_url(NEUTRAL)
    assert page.title() == "Kalender"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    stays_away(page)


@pytest.mark.journey
def test_shift_three_times_on_any_page(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/de/")
    page.goto(f"{site}/de/suche?q=Tafel")
    page.keyboard.press("Shift")
    expect(page.locator("#exit-status")).to_contain_text("noch zweimal")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("#exit-status")).to_contain_text("noch einmal")
    page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)
    stays_away(page)


@pytest.mark.journey
def test_on_the_first_page_of_a_visit_and_after_walking_back(context: BrowserContext, site: str) -> None:
    """Pages that lie ahead must be gone too."""
    page = context.new_page()
    page.goto(site + SECRET)
    page.locator(".card h2 a").first.click()
    page.wait_for_url("**/de/angebot/**")
    page.go_back()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)
    stays_away(page)


@pytest.mark.journey
def test_a_browser_that_cannot_walk_its_history_still_leaves(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'navigation', {value: undefined})")
    page.goto(f"{site}/de/")
    page.goto(site + SECRET)
    page.locator("a.exit").click()
    page.wait_for_url(NEUTRAL)


@pytest.mark.journey
def test_without_a_script_the_exit_is_a_link(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + SECRET)
    page.locator("a.exit").click()
    page.wait_for_url("**/de/kalender")
    assert page.title() == "Kalender"
    assert "Anlaufstelle" not in page.content()
    context.close()


@pytest.mark.journey
def test_it_is_quiet_where_nobody_is_in_danger(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/de/suche?q=Kita")
    expect(page.locator("a.exit")).to_be_hidden()
    expect(page.locator("footer a[data-exit]")).to_have_count(1)
