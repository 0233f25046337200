"""People on their way, without a script and by keyboard."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .matrix import in_language
from .watching import within_first_screen


@pytest.mark.journey
def test_debt_advice_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/")
    page.get_by_label("Was suchen Sie?").fill("Schuldnerberatung")
    page.get_by_label("Ort oder Postleitzahl").fill("45699")
    page.get_by_role("button", name="Hilfe finden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Herten")
    page.locator(".card h2 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schuldner- und Insolvenzberatung")
    expect(page.locator(".act a").first).to_have_attribute("href", re.compile("^(tel:|https:|mailto:)"))
    context.close()


@pytest.mark.journey
def test_by_keyboard_alone(phone: Page, site: str) -> None:
    phone.goto(f"{site}/de/")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(phone.get_by_label("Was suchen Sie?")).to_be_focused()
    phone.keyboard.type("Tafel")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("„Tafel“")
    phone.locator(".again summary").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("Was suchen Sie?")).to_be_visible()
    phone.locator(".card h2 a").first.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator(".entry h1")).to_be_visible()


@pytest.mark.journey
def test_a_topic_and_a_condition_and_back_again(phone: Page, site: str) -> None:
    phone.goto(f"{site}/de/")
    phone.get_by_role("link", name="Wohnen", exact=True).click()
    before = phone.get_by_role("heading", level=1).inner_text()
    phone.get_by_role("link", name="Kostenlos", exact=True).click()
    expect(phone.locator(".chip-on")).to_contain_text("Kostenlos")
    phone.locator(".chip-on").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(before)


@pytest.mark.journey
def test_violence_shows_numbers_first_and_results_all_the_same(phone: Page, site: str) -> None:
    phone.goto(f"{site}/de/suche?q=mein Mann schlägt mich&ort=Herten")
    numbers = phone.locator(".urgent-box a[href^='tel:']")
    expect(numbers.first).to_be_in_viewport()
    assert "tel:116016" in [link.get_attribute("href") for link in numbers.all()]
    assert phone.locator(".card").count() > 0
    assert phone.title() == "Suche – Anlaufstelle Herten"


@pytest.mark.journey
def test_every_card_of_every_topic_ends_in_an_action(phone: Page, site: str) -> None:
    phone.goto(f"{site}/de/")
    topics = [link.get_attribute("href") or "" for link in phone.locator(".tile").all()]
    for address in topics:
        if "thema=" not in address:
            continue
        phone.goto(site + address)
        cards = phone.locator(".card").count()
        assert phone.locator(".card .act .way-btn[href]").count() == cards, address
        assert phone.locator(".card .from").count() == cards, address


@pytest.mark.journey
@pytest.mark.parametrize("language", ["de", "ar"])
def test_an_entry_s_first_action_stands_on_the_first_screen(phone: Page, pages: dict[str, str], language: str) -> None:
    phone.goto(in_language(pages["entry"], language))
    assert within_first_screen(phone, phone.locator(".entry .act a").first)


@pytest.mark.journey
@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(250, 247, 242)"), ("dark", "rgb(23, 21, 18)")])
def test_the_ground_follows_the_system(browser: Browser, site: str, scheme: str, ground: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}/de/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    context.close()
