"""Keeping help for later, without an account and without a trace; an adviser prints five entries."""

import pytest
from playwright.sync_api import Browser, Page, expect

RESULTS = "/de/suche?q=Beratung&ort=Herten"


def keep(page: Page, most: int) -> list[str]:
    names = []
    for card in page.locator(".card").all()[:most]:
        card.locator("[data-keep]").click()
        names.append(card.locator("h2").inner_text())
    return names


def stored(page: Page) -> int:
    return int(page.evaluate("localStorage.length + sessionStorage.length"))


@pytest.mark.journey
def test_an_adviser_prints_five_entries(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site + RESULTS)
    names = keep(page, 5)
    page.locator(".see:visible").first.click()
    page.wait_for_url("**/de/merkliste#*")
    expect(page.locator(".card")).to_have_count(5)
    assert [one.inner_text() for one in page.locator(".card h2").all()] == names
    expect(page.locator("[data-told]")).to_have_text("5 Angebote auf Ihrer Liste")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Drucken").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    expect(page.locator(".paper").first).to_be_visible()
    hidden = [".keep", ".take .ways", ".head .urgent", ".foot .list", ".exit"]
    assert [one for one in hidden if page.locator(one).first.is_visible()] == []
    assert [one for one in page.locator(".card .act bdi").all() if not one.is_visible()] == []
    assert stored(page) == 0
    page.close()


@pytest.mark.journey
def test_the_list_travels_in_the_address_and_never_to_the_server(phone: Page, site: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(site + RESULTS)
    keep(phone, 2)
    codes = phone.url.partition("#")[2]
    assert len(codes) == 22 * 2 + 1
    phone.locator(".card h2 a").nth(3).click()
    phone.wait_for_url("**/de/angebot/**")
    assert phone.url.endswith(f"#{codes}")
    expect(phone.locator("[data-keep]").first).to_contain_text("Merken")
    phone.locator(".skip").focus()
    phone.keyboard.press("Enter")
    phone.wait_for_function("location.hash.length > 30")
    phone.locator(".brand").click()
    phone.get_by_label("Was suchen Sie?").fill("Tafel")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/de/suche**")
    assert phone.url.endswith(f"#{codes}")
    assert [url for url in asked if codes in url] == []
    assert stored(phone) == 0


@pytest.mark.journey
def test_taking_off_storing_and_deleting(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(site + RESULTS)
    keep(page, 3)
    page.goto(f"{site}/de/merkliste#{page.url.partition('#')[2]}")
    expect(page.locator(".card")).to_have_count(3)
    page.locator(".card [data-keep]").first.click()
    expect(page.locator(".card")).to_have_count(2)
    assert stored(page) == 0
    page.get_by_role("button", name="Auf diesem Gerät speichern").click()
    assert stored(page) == 1
    page.goto(f"{site}/de/")
    page.goto(f"{site}/de/merkliste")
    expect(page.locator(".card")).to_have_count(2)
    page.get_by_role("button", name="Alles löschen").click()
    expect(page.locator(".card")).to_have_count(0)
    expect(page.get_by_text("Ihre Liste ist noch leer.")).to_be_visible()
    assert (stored(page), page.url) == (0, f"{site}/de/merkliste")
    context.close()


@pytest.mark.journey
def test_by_keyboard_from_the_search_to_the_list(phone: Page, site: str) -> None:
    phone.goto(site + RESULTS)
    button = phone.locator(".card button[data-keep]").first
    button.focus()
    phone.keyboard.press("Enter")
    expect(button).to_contain_text("Gemerkt")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Zur Merkliste (1)").first).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.locator(".card")).to_have_count(1)


@pytest.mark.journey
def test_on_paper_an_arabic_list_and_entry_stand_beside_the_german(phone: Page, site: str) -> None:
    phone.goto(site + RESULTS.replace("/de/", "/ar/"))
    keep(phone, 2)
    phone.goto(f"{site}/ar/merkliste#{phone.url.partition('#')[2]}")
    twin = phone.locator(".card .twin").first
    expect(twin).to_be_hidden()
    entry = phone.locator(".card h2 a").first.get_attribute("href")
    phone.emulate_media(media="print")
    expect(twin).to_be_visible()
    phone.goto(f"{site}{entry}")
    expect(phone.locator(".summary [lang=de].paper").first).to_contain_text("Hier bekommen Sie Rat oder Hilfe.")
    expect(phone.locator(".summary [lang=de].paper").first).to_be_visible()


@pytest.mark.journey
def test_without_a_script_the_way_leads_to_an_explanation(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + RESULTS)
    page.locator("a[data-keep]").first.click()
    expect(page.get_by_text("Diese Liste braucht JavaScript")).to_be_visible()
    context.close()


@pytest.mark.journey
def test_the_guide_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/de/")
    page.get_by_role("link", name="Nicht sicher? Wir fragen Schritt für Schritt").click()
    page.get_by_role("link", name="Geld und Schulden").click()
    page.get_by_role("link", name="Familien").click()
    page.get_by_role("link", name="Schuldnerberatung").click()
    page.get_by_role("button", name="Weiter").click()
    page.get_by_role("link", name="Überspringen").click()
    expect(page.get_by_text("Frage 5 von 5")).to_be_visible()
    page.get_by_role("button", name="Angebote zeigen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schuldnerberatung")
    expect(page.locator(".card").first).to_be_visible()
    context.close()
