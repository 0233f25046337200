"""Herten's real data, served as an operator serves it, looked at with a real browser."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",  # there is none, and imitating one takes a tenth of the time
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    yield page
    page.close()


@pytest.fixture(scope="session")
def pages(site: str, browser: Browser) -> dict[str, str]:
    """Addresses of one page of each kind, found as a visitor finds them."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/de/suche?q=Schuldnerberatung&ort=Herten")
    entry = page.locator(".card h2 a").first.get_attribute("href")
    kept = ",".join(link.get_attribute("data-keep") or "" for link in page.locator(".card [data-keep]").all()[:3])
    page.goto(f"{site}{entry}")
    provider = page.locator(".entry-head .by a").get_attribute("href")
    page.goto(f"{site}/de/termine")
    event = page.locator(".dates h3 a").first.get_attribute("href")
    page.close()
    paths = {
        "start": "/de/",
        "results": "/de/suche?q=Schuldnerberatung&ort=Herten",
        "many results": "/de/suche?q=Beratung&ort=Herten",
        "conditions": "/de/suche?q=Jobcenter&offen=1&kostenlos=1",
        "crisis": "/de/suche?q=mein+Mann+schl%C3%A4gt+mich",
        "nothing found": "/de/suche?q=xyzzyqwert&ort=Xyzzyhausen",
        "nothing asked": "/de/suche",
        "entry": entry or "",
        "provider": provider or "",
        "event": event or "",
        "events": "/de/termine",
        "month": "/de/termine?ansicht=monat",
        "board": "/de/pinnwand",
        "sheet": "/de/termine/aushang",
        "opportunities": "/de/mitmachen",
        "what suits": "/de/mitmachen?tun=listen&gruppe=1",
        "helping guide": "/de/mitmachen/was-passt?schritt=5",
        "helping write": "/de/mitmachen/schreiben",
        "quarters": "/de/quartier",
        "quarter": "/de/quartier/herten-sued",
        "projects": "/de/projekte",
        "houses": "/de/haus",
        "network": "/ag-soziale-stadt-nrw/de/netz",
        "library": "/ag-soziale-stadt-nrw/de/netz/bibliothek",
        "done already": "/ag-soziale-stadt-nrw/de/netz/projekte?q=Garten",
        "guide": "/de/lotse",
        "guide choice": "/de/lotse?thema=housing&wer=families&schritt=2",
        "guide form": "/de/lotse?thema=safety&schritt=4",
        "saved list": f"/de/merkliste#{kept}",
        "nothing saved": "/de/merkliste",
        "calendar": "/de/kalender?monat=2026-10",
        "numbers": "/de/notfall",
        "traces": "/de/spuren",
        "about": "/de/ueber",
        "languages": "/de/sprachen",
        "imprint": "/de/impressum",
        "privacy": "/de/datenschutz",
        "statement": "/de/barrierefreiheit",
        "feedback": "/de/rueckmeldung",
        "feedback on an entry": f"{(entry or '').rpartition('/')[0]}/rueckmeldung",
        "take along": "/de/mitnehmen",
        "kiosk": "/de/kiosk",
        "kiosk results": "/de/kiosk/suche?q=Beratung",
        "kiosk entry": f"/de/kiosk{(entry or '').rpartition('/')[0].removeprefix('/de')}",
        "pattern": "/de/muster",
        "not found": "/de/gibt-es-nicht",
    }
    return {name: f"{site}{path}" for name, path in paths.items()}
