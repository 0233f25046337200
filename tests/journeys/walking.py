"""A walk over pages: each is looked at by axe, the HTML check and the content policy, weighed, and tabbed through."""

from itertools import product
from pathlib import Path
from typing import Any

import html5lib
from playwright.sync_api import Page, Response

from .matrix import THEMES, WIDTHS
from .test_accessible import look
from .test_html_is_valid import twice_or_nowhere

Form = tuple[str, dict[str, str]]
"""Where it stands, and what is sent."""
SENT = """([address, fields]) => { const form = document.createElement('form');
form.method = 'post'; form.action = address; form.enctype = 'multipart/form-data';
const token = document.querySelector('[name=csrfmiddlewaretoken]');
if (token) fields.csrfmiddlewaretoken = token.value;
for (const [name, value] of Object.entries(fields)) { const one = document.createElement('input');
one.name = name; one.value = value; one.type = 'hidden'; form.append(one); }
document.body.append(form); form.submit(); }"""
WEIGHT = """() => ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
.reduce((sum, one) => sum + one.decodedBodySize, 0)"""
CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
MARKED = f"""() => [...document.querySelectorAll('{CONTROLS}')].filter((one) => one.type !== 'radio' && !one.disabled
&& one.checkVisibility() && one.getAttribute('aria-hidden') !== 'true' && !one.closest('[aria-hidden=true]')
).forEach((one) => {{ one.dataset.unreached = ''; }})"""
REACHED = "() => { const one = document.activeElement; if (one) delete one.dataset.unreached; return one?.tagName; }"
UNREACHED = "() => [...document.querySelectorAll('[data-unreached]')].map((one) => one.outerHTML.slice(0, 120))"
BROKEN = """() => { const found = [], range = document.createRange();
const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
while (walker.nextNode()) { const node = walker.currentNode;
  const around = node.parentElement;
  if (!around.checkVisibility() || around.closest('code, .kern-sr-only, [aria-hidden]')) continue;
  for (const word of node.data.matchAll(/[\\p{L}]+/gu)) {
    if (/:\\/\\/\\S*$/.test(node.data.slice(0, word.index))) continue;  // an address has no words: it may break
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    if (word[0].length < 20 && new Set([...range.getClientRects()].map((one) => one.top)).size > 1) found.push(word[0]);
  } } return found; }"""


class Walk:
    """What was found on each page; sizes come by turns unless all are wanted."""

    def __init__(self, page: Page, every: bool, files: Path) -> None:
        self.page, self.every, self.files = page, every, files
        self.sizes = list(product(THEMES, WIDTHS))
        self.found: dict[str, list[Any]] = {}

    def see(self, name: str, answer: Response | None = None) -> None:
        turn = len(self.found)
        sizes = self.sizes if self.every else [self.sizes[turn % len(self.sizes)]]
        told: list[Any] = [one for theme, width in sizes for one in look(self.page, theme, width)]
        told += self.page.evaluate("window.refused")
        if (weight := self.page.evaluate(WEIGHT)) > 150_000:
            told.append(f"{weight} bytes")
        self.page.set_viewport_size({"width": 360, "height": 780})
        told += [f"broken: {word}" for word in self.page.evaluate(BROKEN)]
        if answer:
            told += self._valid(answer.text(), turn)
        if self.every:
            told += self._unreached()
        self.found[name] = told

    def _valid(self, text: str, turn: int) -> list[Any]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(text)
        (self.files / f"{turn}.html").write_text(text, encoding="utf-8")
        return [(place, code) for place, code, _ in parser.errors][:3] + twice_or_nowhere(tree)

    def _unreached(self) -> list[str]:
        """Controls that Tab never comes to."""
        self.page.evaluate(MARKED)
        self.page.evaluate("document.activeElement?.blur()")
        for _ in range(self.page.locator("[data-unreached]").count() + 30):
            self.page.keyboard.press("Tab")
            self.page.evaluate(REACHED)
        return [f"not reached by Tab: {one}" for one in self.page.evaluate(UNREACHED)]

    def visit(self, at: str, paths: tuple[str | Form, ...]) -> None:
        for one in paths:
            if isinstance(one, str):
                self.see(one, self.page.goto(at + one))
                continue
            with self.page.expect_navigation():
                self.page.evaluate(SENT, [at + one[0], dict(one[1])])
            self.see(f"{one[0]} {one[1]}")

    def told(self) -> dict[str, list[Any]]:
        return {name: found for name, found in self.found.items() if found}
