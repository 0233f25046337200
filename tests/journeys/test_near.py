"""How far away help is, for somebody who lets the browser say where they stand. All of it by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from . import full_town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RESULTS = "/de/suche?q=Trommelgruppe"
HERE = {"latitude": 51.60042, "longitude": 7.13967, "accuracy": 30.0}


@pytest.fixture
def walker(browser: Browser, tmp_path: Path, settings: object) -> Iterator[BrowserContext]:
    full_town.fill(tmp_path, settings)
    context = browser.new_context(
        viewport={"width": 360, "height": 780},
        geolocation=HERE,  # type: ignore[arg-type]
        permissions=["geolocation"],
    )
    yield context
    context.close()


def chips(page: Page) -> list[str]:
    return [one.inner_text().strip() for one in page.locator("#umkreis a").all()]


def test_one_tap_tells_distances_and_a_second_one_keeps_what_is_near(
    walker: BrowserContext, live_server: LiveServer
) -> None:
    page = walker.new_page()
    sent: list[tuple[str, str | None]] = []
    page.on("request", lambda request: sent.append((request.url, request.post_data)))
    page.goto(live_server.url + RESULTS)
    page.locator(".card", has_text="Trommelgruppe Near").locator("[data-keep]").press("Enter")
    page.get_by_role("button", name="In meiner Nähe").press("Enter")
    expect(page.locator("#umkreis")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "inhalt"
    assert chips(page) == ["bis 2 km (1)", "bis 25 km (2)"]
    expect(page.locator(".card .facts", has_text="Luftlinie")).to_have_count(2)

    page.locator("#umkreis a").first.press("Enter")
    expect(page.locator("h1")).to_contain_text("1 Angebot für")
    expect(page.locator(".over-list")).to_have_text("1 Angebot sagt dazu nichts")
    assert page.url.partition("?")[2].partition("#")[0] == "q=Trommelgruppe&umkreis=2"
    assert len(page.url.partition("#")[2]) == 22, "the saved list comes along"
    expect(page.locator(".kept")).to_have_count(1)

    page.go_back()
    expect(page.locator("h1")).to_contain_text("3 Angebote für")
    expect(page.locator("#umkreis .chip-on")).to_have_count(0)
    page.get_by_role("link", name="In meiner Nähe").press("Enter")
    expect(page.get_by_role("button", name="In meiner Nähe")).to_be_visible()

    assert {data for _, data in sent if data} == {"hier=51.600%2C+7.140"}, "rounded, and only in the body"
    assert [address for address, _ in sent if "51.6" in address] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert walker.cookies() == []


def test_a_vague_or_refused_position_is_none(walker: BrowserContext, live_server: LiveServer) -> None:
    page = walker.new_page()
    page.goto(live_server.url + RESULTS)
    walker.set_geolocation({**HERE, "accuracy": 5_000.0})  # type: ignore[typeddict-item]
    page.get_by_role("button", name="In meiner Nähe").click()
    expect(page.locator("[data-near-told]")).to_contain_text("nicht genau genug")
    walker.clear_permissions()
    page.goto(live_server.url + RESULTS)
    page.get_by_role("button", name="In meiner Nähe").click()
    expect(page.locator("[data-near-told]")).to_contain_text("nicht genau genug")
    assert page.locator("#umkreis").count() == 0


def test_without_a_script_nobody_is_offered_what_cannot_work(
    browser: Browser, walker: BrowserContext, live_server: LiveServer
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(live_server.url + RESULTS)
    expect(page.locator("h1")).to_contain_text("3 Angebote für")
    assert page.get_by_role("button", name="In meiner Nähe").count() == 0
    page.close()
