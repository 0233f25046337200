"""Five people with Herten's real data: what each needs stands where they look, with a script and without one."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .watching import watched, within_first_screen

NAMES_OF_OFFICE = re.compile("Jugendamt")
EVICTION = {
    "وصلني إخطار بالإخلاء من الشقة": "Wohnungsnotstelle",
    "صاحب البيت يريد طردنا من الشقة": "Wohnungsnotstelle",
}
FATHER_HITS = {
    "de": "Papa schlägt mich",
    "de-simple": "Papa schlägt mich",
    "uk": "Тато б'є мене",
    "ar": "أبي يضربني",
    "tr": "Babam beni dövüyor",
    "en": "my dad hits me",
}
SPOKEN_ONLY = re.compile("^tel:")
WITH_AND_WITHOUT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def search(page: Page, site: str, language: str, words: str) -> None:
    """As a person does it: types into the first field of the start page and presses Enter."""
    page.goto(f"{site}/{language}/")
    page.locator("input[name=q]").fill(words)
    page.locator("input[name=q]").press("Enter")
    page.wait_for_url("**/suche?**")


@pytest.mark.journey
@WITH_AND_WITHOUT
@pytest.mark.parametrize(("words", "wanted"), EVICTION.items())
def test_a_mother_with_an_eviction_notice_in_arabic(
    browser: Browser, site: str, words: str, wanted: str, script: bool
) -> None:
    with watched(browser, script=script) as (page, refused):
        search(page, site, "ar", words)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        first = page.locator(".card").first
        expect(first.locator("h2")).to_contain_text(wanted)
        assert within_first_screen(page, first.locator("h2"))
        first.locator("h2 a").click()
        page.wait_for_url("**/ar/angebot/**")
        told = page.locator(".summary")
        assert re.search("[\u0600-\u06ff]{3}", told.inner_text()), told.inner_text()
        assert page.locator(".entry .act a[href^='tel:'], .entry .act a[href^='https:']").count() > 0
        assert refused == []


@pytest.mark.journey
@WITH_AND_WITHOUT
@pytest.mark.parametrize("language", FATHER_HITS)
def test_a_boy_whose_father_hits_him(browser: Browser, site: str, language: str, script: bool) -> None:
    """The helpline for children first, then the office that must protect him, both without scrolling."""
    with watched(browser, script=script) as (page, refused):
        search(page, site, language, FATHER_HITS[language])
        numbers = page.locator(".urgent-box .numbers li")
        helpline, office = numbers.nth(0), numbers.nth(1)
        expect(helpline.locator("a")).to_have_attribute("href", "tel:116111")
        expect(office).to_contain_text(NAMES_OF_OFFICE)
        expect(office.locator("a")).to_have_attribute("href", re.compile(r"^tel:\+492366"))
        assert [within_first_screen(page, one) for one in (helpline, office)] == [True, True]
        assert page.locator("a[href='tel:110']").count() == 1
        assert any("Jugendamt" in name for name in page.locator(".card h2").all_inner_texts())
        assert FATHER_HITS[language] not in page.title()
        assert refused == []


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => !!document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{most} times Tab never reached {selector}")


@pytest.mark.journey
def test_a_deaf_senior_by_keyboard(browser: Browser, site: str) -> None:
    """Search, entry, list, print, never a pointer; and somebody can be written to, not only called."""
    with watched(browser, size=(1280, 900)) as (page, refused):
        page.goto(f"{site}/de/")
        tab_to(page, "input[name=q]")
        page.keyboard.type("Seniorenberatung")
        page.keyboard.press("Enter")
        page.wait_for_url("**/suche?**")
        tab_to(page, ".card h2 a")
        name = page.evaluate("document.activeElement.textContent").strip()
        page.keyboard.press("Enter")
        page.wait_for_url("**/de/angebot/**")
        written = page.locator("main a[href^='mailto:'], main a[href^='https:'], main a[href^='sms:']")
        assert written.count() > 0
        tab_to(page, ".entry button[data-keep]")
        page.keyboard.press("Enter")
        tab_to(page, "a.see")
        page.keyboard.press("Enter")
        page.wait_for_url("**/de/merkliste#*")
        expect(page.locator(".card h2")).to_have_text([name])
        page.evaluate("window.print = () => { window.printed = true }")
        tab_to(page, "[data-do='print']")
        page.keyboard.press("Enter")
        assert page.evaluate("window.printed") is True
        assert refused == []


@pytest.mark.journey
@WITH_AND_WITHOUT
def test_no_entry_for_seniors_can_only_be_called(browser: Browser, site: str, script: bool) -> None:
    with watched(browser, script=script) as (page, refused):
        search(page, site, "de", "Seniorenberatung")
        links = [link.get_attribute("href") or "" for link in page.locator(".card h2 a").all()]
        deaf_end = []
        for link in links[:5]:
            page.goto(site + link)
            ways = [one.get_attribute("href") or "" for one in page.locator(".entry-side a[href]").all()]
            ways = [one for one in ways if re.match("(tel|mailto|sms|https):", one)]
            if all(SPOKEN_ONLY.match(one) for one in ways):
                deaf_end.append(link)
        assert (len(links) > 0, deaf_end, refused) == (True, [], [])


@pytest.mark.journey
def test_an_adviser_prints_five_entries(browser: Browser, site: str, tmp_path: Path) -> None:
    with watched(browser, size=(1280, 900)) as (page, refused):
        search(page, site, "de", "Beratung")
        names = []
        for card in page.locator(".card").all()[:5]:
            card.locator("[data-keep]").click()
            names.append(" ".join(card.locator("h2").inner_text().split()))
        page.locator(".see:visible").first.click()
        page.wait_for_url("**/de/merkliste#*")
        expect(page.locator(".card")).to_have_count(5)
        assert missing(names, printed(page, tmp_path / "list.pdf")) == []
        assert (len(set(names)), refused) == (5, [])


@pytest.mark.journey
@WITH_AND_WITHOUT
def test_an_adviser_prints_the_results(browser: Browser, site: str, tmp_path: Path, script: bool) -> None:
    """Without a script there is no list; the page of results itself is paper enough."""
    with watched(browser, script=script, size=(1280, 900)) as (page, refused):
        search(page, site, "de", "Schuldnerberatung")
        names = [" ".join(one.split()) for one in page.locator(".card h2").all_inner_texts()]
        assert missing(names, printed(page, tmp_path / "results.pdf")) == []
        assert (len(names) > 0, refused) == (True, [])


def headings_on(paper: Path) -> set[str]:
    """The titles of the PDF's outline: the headings that were printed, and no reader of PDF is needed."""
    told = set()
    for title in re.findall(rb"/Title (\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>)", paper.read_bytes()):
        if title.startswith(b"<"):
            raw = bytes.fromhex(title[1:-1].decode("ascii"))
        else:
            raw = re.sub(rb"\\(.)", rb"\1", title[1:-1])
        told.add(squeezed(raw.decode("utf-16" if raw.startswith(b"\xfe\xff") else "latin-1")))
    return told


def printed(page: Page, paper: Path) -> set[str]:
    page.pdf(path=paper, format="A4", outline=True, tagged=True)
    return headings_on(paper)


def missing(names: list[str], titles: set[str]) -> list[str]:
    """A heading that meets the edge of a sheet stands in the outline twice over, in one title."""
    return [name for name in names if not any(squeezed(name) in title for title in titles)]


def squeezed(words: str) -> str:
    """Letters and digits only: paper breaks and hyphenates lines where it likes."""
    return re.sub(r"[\W_]", "", words)


@pytest.mark.journey
def test_the_content_policy_refuses_nothing_on_any_page(browser: Browser, pages: dict[str, str]) -> None:
    told = {}
    with watched(browser) as (page, refused):
        for name, address in pages.items():
            answer = page.goto(address)
            assert answer is not None
            policy = answer.headers.get("content-security-policy", "")
            if refused or not policy.startswith("default-src 'none'"):
                told[name] = [policy, *refused]
                refused.clear()
    assert told == {}
