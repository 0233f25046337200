"""The small page inside a stranger's page under a strict policy, in a real browser."""

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from anlaufstelle.catalogue import store

from ..conftest import edition

pytestmark = pytest.mark.journey
STRANGER = "http://127.0.0.1:9099/"
"""Another origin than ours; a browser does not let the open net reach into a machine of its own."""
POLICY = "default-src 'none'; frame-src {site}"
FLAGS = ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests"]
PAGE = (
    '<!doctype html><html lang="de"><title>Musterstadt</title><iframe src="{site}{path}" title="Hilfe finden"></iframe>'
)


@pytest.fixture
def framing(monkeypatch: pytest.MonkeyPatch, transactional_db: None, town: Callable[..., None]) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop in this thread
    store.keep_edition(edition(frames=(STRANGER.rstrip("/"),)))


def test_a_strict_stranger_can_show_our_list(framing: None, live_server: Any, settings: Any) -> None:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    site = live_server.url
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(java_script_enabled=True)
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.route(STRANGER, lambda route: route.fulfill(
            body=PAGE.format(site=site, path="/de/einbetten?thema=debt-advice"), content_type="text/html",
            headers={"Content-Security-Policy": POLICY.format(site=site)},
        ))  # fmt: skip
        page.goto(STRANGER, wait_until="networkidle")
        assert told == []
        frame = page.frames[1]
        assert frame.locator("h3, h2").first.inner_text() == "Musterberatung bei Schulden"
        assert (
            frame.locator("a").first.evaluate("link => link.target || document.querySelector('base').target")
            == "_blank"
        )
        assert told == []
        assert page.context.cookies() == []
        alone = browser.new_page()
        alone.goto(f"{site}/de/einbetten?thema=debt-advice")
        assert [one["id"] for one in Axe().run(alone).response["violations"]] == []
        browser.close()
