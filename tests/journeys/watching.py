"""Pages that tell what the browser refused, and what of a page stands on the first screen."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page

PHONE = (360, 780)
LISTENER = """window.refused = [];
document.addEventListener('securitypolicyviolation', (one) => {
  window.refused.push(one.violatedDirective + ' ' + one.blockedURI);
  console.error('Content Security Policy: ' + one.violatedDirective + ' ' + one.blockedURI);
});"""


@contextmanager
def watched(
    browser: Browser, *, script: bool = True, size: tuple[int, int] = PHONE, theme: str = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """A page in a fresh context and the list of what the content policy refused on all it loads."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=script,
        color_scheme=theme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)
    page.add_init_script(LISTENER)
    yield page, refused
    context.close()


def within_first_screen(page: Page, one: Locator) -> bool:
    """Whole and without scrolling."""
    box, size = one.bounding_box(), page.viewport_size
    assert size is not None
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]
