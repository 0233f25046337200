"""WCAG 2.2 AA as far as a tool can see it, on real pages with real data. Tools alone prove no conformity."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

Theme = Literal["light", "dark"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = {"phone": (360, 780), "desk": (1280, 900)}
THEMES = ("light", "dark")
PAIRS = [
    *((name, size, theme) for name in ("start", "results", "entry") for size, theme in zip(SIZES, THEMES, strict=True)),
    ("start", "desk", "light"),
    ("results", "phone", "dark"),
    ("entry", "desk", "light"),
    ("crisis", "phone", "dark"),
    ("nothing found", "phone", "light"),
    ("provider", "desk", "dark"),
    ("pattern", "phone", "light"),
    ("pattern", "desk", "dark"),
    ("kiosk entry", "desk", "light"),
    ("feedback on an entry", "phone", "dark"),
]
EVERY = ["many results", "conditions", "nothing asked", "event", "events", "opportunities", "numbers", "traces"]
EVERY += ["guide", "guide choice", "guide form", "saved list", "nothing saved", "calendar"]
EVERY += ["about", "imprint", "privacy", "not found", "statement", "feedback", "feedback on an entry", "take along"]
EVERY += ["kiosk", "kiosk results", "kiosk entry", "pattern"]


def violations(browser: Browser, address: str, size: str, theme: Theme = "light") -> list[str]:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, bypass_csp=True, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    found = Axe().run(page, options=RULES).response["violations"]
    context.close()
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.journey
@pytest.mark.parametrize(("name", "size", "theme"), PAIRS)
def test_no_violation_on_the_main_pages(
    browser: Browser, pages: dict[str, str], name: str, size: str, theme: Theme
) -> None:
    assert violations(browser, pages[name], size, theme) == []


@pytest.mark.journey
@pytest.mark.audit
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERY)
def test_no_violation_on_every_other_page(
    browser: Browser, pages: dict[str, str], name: str, size: str, theme: Theme
) -> None:
    assert violations(browser, pages[name], size, theme) == []


@pytest.mark.journey
def test_forced_colours_keep_every_border(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(pages["pattern"])
    bare = page.evaluate(
        """() => [...document.querySelectorAll('.card, .panel, .tile, .chip, .note, .kern-btn')]
        .filter((one) => getComputedStyle(one).borderTopWidth === '0px').map((one) => one.className)"""
    )
    context.close()
    assert bare == []


@pytest.mark.journey
def test_no_page_scrolls_sideways_at_320(browser: Browser, pages: dict[str, str]) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = {}
    for name, address in pages.items():
        page.goto(address)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: width for name, width in wide.items() if width > 320} == {}


@pytest.mark.journey
def test_text_of_double_size_still_fits(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 800}, bypass_csp=True)
    page = context.new_page()
    wide = {}
    for name in ("start", "results", "entry"):
        page.goto(pages[name])
        page.add_style_tag(content="html{font-size:200%!important}")
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {name: width for name, width in wide.items() if width > 640} == {}


@pytest.mark.journey
def test_every_action_names_its_offer(browser: Browser, pages: dict[str, str]) -> None:
    """A list of links read aloud must tell ten "Anrufen" apart."""
    page = browser.new_page()
    page.goto(pages["many results"])
    cards = page.locator(".card").all()
    told = [(card.locator("h2").inner_text(), card.locator(".act a").first.text_content() or "") for card in cards]
    page.close()
    assert len(told) == 10
    assert [name for name, action in told if name.strip() not in " ".join(action.split())] == []
