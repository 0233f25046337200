"""WCAG 2.2 AA as far as a tool can see it, on real pages with real data. Tools alone prove no conformity."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from .matrix import LANGUAGES, THEMES, WIDTHS, ids, in_language, sample

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
HEIGHTS = {320: 640, 360: 780, 1280: 900}
FIRST = [
    "start",
    "results",
    "entry",
    "crisis",
    "nothing found",
    "provider",
    "pattern",
    "guide",
    "saved list",
    "kiosk entry",
]
"""Pages of the sample; `make audit` looks at every page."""
SAMPLE = sample(FIRST)
NAMES = [
    *FIRST,
    "many results",
    "conditions",
    "nothing asked",
    "event",
    "events",
    "month",
    "board",
    "sheet",
    "opportunities",
    "numbers",
    "traces",
]
NAMES += ["guide choice", "guide form", "nothing saved", "calendar", "about", "imprint", "privacy", "not found"]
NAMES += ["what suits", "helping guide", "helping write", "quarters", "quarter", "projects", "houses"]
NAMES += ["network", "library", "done already"]
NAMES += ["languages", "statement", "feedback", "feedback on an entry", "take along", "kiosk", "kiosk results"]


@pytest.fixture(scope="module")
def examined(browser: Browser) -> Iterator[Page]:
    """One page for the whole matrix; axe comes with every document, so that a theme or a width costs one run only."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def look(page: Page, theme: str, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    found = page.evaluate("(rules) => axe.run(document, rules).then((told) => told.violations)", RULES)
    told = [f"{theme} {width} {one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return told + ([f"{theme} {width}: scrolls sideways, {wide} px"] if wide > width else [])


@pytest.mark.journey
@pytest.mark.parametrize(("name", "language", "theme", "width"), SAMPLE, ids=ids(SAMPLE))
def test_no_violation_in_the_sample(
    examined: Page, pages: dict[str, str], name: str, language: str, theme: str, width: int
) -> None:
    examined.goto(in_language(pages[name], language))
    assert look(examined, theme, width) == []


@pytest.mark.journey
@pytest.mark.audit
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_violation_on_any_page(examined: Page, pages: dict[str, str], name: str, language: str) -> None:
    """Every theme and width; nothing scrolls sideways in any of them."""
    examined.goto(in_language(pages[name], language))
    assert [one for theme in THEMES for width in WIDTHS for one in look(examined, theme, width)] == []


def test_the_matrix_knows_every_page_and_the_sample_every_pair(pages: dict[str, str]) -> None:
    assert sorted(NAMES) == sorted(pages)
    met = {pair for _, *other in SAMPLE for pair in combinations(other, 2)}
    assert len(met) == len(LANGUAGES) * len(THEMES) + len(LANGUAGES) * len(WIDTHS) + len(THEMES) * len(WIDTHS)


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
@pytest.mark.parametrize("language", ["de", "ar"])
def test_no_page_scrolls_sideways_at_320(browser: Browser, pages: dict[str, str], language: str) -> None:
    """1280 px at 400 % are 320."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = {}
    for name, address in pages.items():
        page.goto(in_language(address, language))
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: width for name, width in wide.items() if width > 320} == {}


@pytest.mark.journey
def test_nothing_moves_for_who_asked_for_rest(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    moving = {}
    for name in ("start", "results", "entry", "pattern", "kiosk"):
        page.goto(pages[name])
        moving[name] = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((one) => {
              const style = getComputedStyle(one);
              return style.transitionDuration.split(',').some((time) => parseFloat(time) > 0.01)
                || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
            }).map((one) => one.tagName + '.' + one.className)"""
        )
    context.close()
    assert {name: told for name, told in moving.items() if told} == {}


@pytest.mark.journey
@pytest.mark.parametrize("language", ["de", "ar"])
def test_forced_colours_leave_every_focus_a_ring(browser: Browser, pages: dict[str, str], language: str) -> None:
    """Solid and thick, or the browser's own ("auto"), which it draws as strong as the system asks."""
    context = browser.new_context(forced_colors="active", viewport={"width": 360, "height": 780})
    page = context.new_page()
    bare = {}
    for name in ("start", "results", "entry", "crisis"):
        page.goto(in_language(pages[name], language))
        for _ in range(12):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                """() => { const style = getComputedStyle(document.activeElement);
                const thick = style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2;
                return thick || style.outlineStyle === 'auto'; }"""
            )
            if not ring:
                bare[name] = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
    context.close()
    assert bare == {}


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
