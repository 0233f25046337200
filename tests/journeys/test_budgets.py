"""What a cheap phone has to load, and what it sees first. Bytes, requests and pixels; never milliseconds."""

import json
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

RESULTS = "/de/suche?q=Beratung&ort=Herten"


@dataclass
class Load:
    """What one cold visit cost, as it went over the wire."""

    bytes: dict[str, int] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    cookies: int = 0
    stored: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.bytes.values())


def load(browser: Browser, address: str) -> Load:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    told, kinds = Load(), {}
    network = context.new_cdp_session(page)
    network.send("Network.enable")

    def asked(event: dict) -> None:  # type: ignore[type-arg]
        if not event["request"]["url"].startswith("data:"):
            kinds[event["requestId"]] = event["type"]
            told.addresses.append(event["request"]["url"])

    def done(event: dict) -> None:  # type: ignore[type-arg]
        if kind := kinds.get(event["requestId"]):
            told.bytes[kind] = told.bytes.get(kind, 0) + event["encodedDataLength"]

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.loadingFinished", done)
    page.on("console", lambda message: told.refused.append(message.text))
    page.goto(address, wait_until="networkidle")
    told.cookies = len(context.cookies())
    told.stored = int(page.evaluate("localStorage.length + sessionStorage.length"))
    context.close()
    return told


@pytest.mark.journey
def test_the_first_page_of_results_fits_a_cheap_phone(browser: Browser, site: str) -> None:
    told = load(browser, site + RESULTS)
    assert told.bytes["Document"] <= 12_000, told
    assert told.bytes["Stylesheet"] <= 10_000, told
    assert told.total <= 40_000, told
    assert len(told.addresses) <= 4, told
    assert told.bytes.get("Script", 0) <= 16_000, told
    assert told.bytes.keys() <= {"Document", "Stylesheet", "Script"}, told


@pytest.mark.journey
@pytest.mark.parametrize("name", ["start", "results", "entry", "provider", "crisis", "not found"])
def test_a_page_loads_nothing_from_elsewhere_and_keeps_nothing(
    browser: Browser, site: str, pages: dict[str, str], name: str
) -> None:
    told = load(browser, pages[name])
    assert [address for address in told.addresses if not address.startswith(site)] == []
    assert (told.cookies, told.stored) == (0, 0)
    assert [words for words in told.refused if "404" not in words] == [], "the content policy refused something"
    assert told.total <= 50_000


@pytest.mark.journey
@pytest.mark.parametrize(
    "question", ["Schuldnerberatung", "Tafel", "ich kann meine Miete nicht mehr bezahlen", "Kleidung fürs Kind", "Kita"]
)
def test_the_first_card_starts_on_the_first_screen(phone: Page, site: str, question: str) -> None:
    phone.goto(f"{site}/de/suche?q={question}&ort=Herten")
    box = phone.locator(".card").first.bounding_box()
    assert box is not None
    assert box["y"] < 400


@pytest.mark.journey
def test_machines_get_the_same_first_result(phone: Page, site: str) -> None:
    told = json.loads(phone.request.get(f"{site}/api/find?q=Schuldnerberatung&place=Herten").text())
    phone.goto(f"{site}/de/suche?q=Schuldnerberatung&ort=Herten")
    shown = [link.get_attribute("href") or "" for link in phone.locator(".cards h2 a").all()]
    assert [result["id"] in address for result, address in zip(told["results"], shown, strict=True)] == [True] * len(
        shown
    )
    first = phone.locator(".card .act a").first.get_attribute("href") or ""
    assert first.removeprefix("tel:") == told["results"][0]["action"]["value"]
