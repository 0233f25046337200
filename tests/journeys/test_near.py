"""How far away help is, for somebody who lets the browser say where they stand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

RESULTS = "/de/suche?thema=counselling&ort=Herten"
TOWN_HALL = {"latitude": 51.59421, "longitude": 7.13467, "accuracy": 30.0}


@pytest.fixture
def walker(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, geolocation=TOWN_HALL, permissions=["geolocation"]
    )  # type: ignore[arg-type]
    yield context
    context.close()


def near(page: Page) -> None:
    page.get_by_role("button", name="In meiner Nähe").press("Enter")
    expect(page.locator("#umkreis")).to_be_visible()


@pytest.mark.journey
def test_one_tap_tells_distances_and_a_second_one_keeps_what_is_near(walker: BrowserContext, site: str) -> None:
    page = walker.new_page()
    sent: list[tuple[str, str | None]] = []
    page.on("request", lambda request: sent.append((request.url, request.post_data)))
    page.goto(site + RESULTS)
    page.locator(".card [data-keep]").first.click()
    near(page)
    assert page.evaluate("document.activeElement.id") == "inhalt"
    expect(page.locator(".card .facts", has_text="Luftlinie").first).to_be_visible()
    ring = page.locator("#umkreis a").first
    told = int(ring.inner_text().partition("(")[2].partition(")")[0])
    ring.press("Enter")
    expect(page.locator("h1")).to_contain_text(f"{told} Angebot")
    assert "umkreis=" in page.url and page.url.partition("#")[2], "the saved list comes along"
    page.go_back()
    expect(page.locator("#umkreis .chip-on")).to_have_count(0)
    expect(page.locator("#umkreis")).to_be_visible()
    page.get_by_role("link", name="In meiner Nähe").click()
    expect(page.get_by_role("button", name="In meiner Nähe")).to_be_visible()
    positions = {data for _, data in sent if data}
    assert positions == {"hier=51.594%2C+7.134"}, "rounded, and only in the body"
    assert [address for address, _ in sent if "51.59" in address] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert walker.cookies() == []


@pytest.mark.journey
def test_a_vague_position_is_none(walker: BrowserContext, site: str) -> None:
    walker.set_geolocation({**TOWN_HALL, "accuracy": 5_000.0})  # type: ignore[typeddict-item]
    page = walker.new_page()
    page.goto(site + RESULTS)
    page.get_by_role("button", name="In meiner Nähe").click()
    expect(page.locator("[data-near-told]")).to_contain_text("nicht genau genug")
    assert page.locator("#umkreis").count() == 0


@pytest.mark.journey
def test_without_a_script_nobody_is_offered_what_cannot_work(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + RESULTS)
    assert page.get_by_role("button", name="In meiner Nähe").count() == 0
    page.close()
