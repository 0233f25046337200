"""The town taken along: nothing before the tap, a search without a network after it, nothing left when deleted."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from anlaufstelle.search.student import student
from anlaufstelle.vocabulary import words
from tests.shared import ROOT

LAY = [json.loads(line) for line in (ROOT / "evaluation/herten-lay.jsonl").read_text(encoding="utf-8").splitlines()]
GERMAN = [line for line in LAY if line["lang"] == "de"]
PACK = "const pack = await (await fetch(document.getElementById('mitnehmen').dataset.pack)).json();"
TOWN = f"""{PACK} const learnt = await fetch(document.getElementById('mitnehmen').dataset.meaning);
const town = new offline.Town(pack, await learnt.arrayBuffer());"""
STORED = """async () => ({
  workers: (await navigator.serviceWorker.getRegistrations()).length, caches: (await caches.keys()).length,
  storage: localStorage.length + sessionStorage.length, databases: (await indexedDB.databases()).length})"""
NOTHING = {"workers": 0, "caches": 0, "storage": 0, "databases": 0}


@pytest.fixture(scope="module")
def taken(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{site}/de/mitnehmen")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(STORED) == NOTHING
    page.get_by_role("button", name="Mitnehmen").click()
    expect(page.locator("#stand")).to_contain_text("auf diesem Gerät seit", timeout=30_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    yield page
    context.close()


@pytest.mark.journey
def test_a_tap_keeps_the_town_and_it_answers_without_a_network(taken: Page, site: str) -> None:
    taken.reload()
    taken.context.set_offline(True)
    try:
        taken.reload()
        taken.get_by_label("Was suchen Sie?").fill("Schuldnerberatung")
        taken.get_by_role("button", name="Hilfe finden").click()
        expect(taken.locator(".card h2").first).to_contain_text("Schuld")
        assert (taken.locator(".card .act a").first.get_attribute("href") or "").startswith(("tel:", "http", "mailto:"))
    finally:
        taken.context.set_offline(False)


@pytest.mark.journey
def test_only_this_page_is_kept(taken: Page, site: str) -> None:
    taken.goto(f"{site}/de/suche?q=Schulden")
    taken.goto(f"{site}/de/mitnehmen")
    kept = taken.evaluate(
        """async () => { const cache = await caches.open((await caches.keys())[0]);
        return (await cache.keys()).map((one) => new URL(one.url).pathname); }"""
    )
    assert {path for path in kept if not path.startswith("/assets/")} == {"/de/mitnehmen", "/de/mitnehmen/paket.json"}


@pytest.mark.journey
def test_the_pack_is_small(taken: Page, site: str) -> None:
    learnt = taken.locator("#mitnehmen").get_attribute("data-meaning")
    sizes = []
    for path in ("/de/mitnehmen/paket.json", learnt):
        answer = taken.request.get(f"{site}{path}", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        sizes.append(int(answer.headers["content-length"]))
    print(f"pack {sizes[0]} + meaning {sizes[1]} bytes")
    assert sum(sizes) <= 1_000_000


@pytest.mark.journey
def test_stems_on_the_device_are_the_server_s(taken: Page) -> None:
    told = taken.evaluate(
        f"""async () => {{ {PACK} const stem = offline.words.stemmer(pack.odd);
        return Object.keys(pack.lexicon).map((one) => [one, stem(one)]); }}"""
    )
    assert len(told) > 1500
    assert [(form, stem) for form, stem in told if stem != words.stems(form, "de")[0]] == []
    texts = [line["text"] for line in GERMAN]
    cut = taken.evaluate("(texts) => texts.map((one) => offline.words.words(one).map((word) => word.form))", texts)
    assert cut == [words.tokens(text) for text in texts]


@pytest.mark.journey
def test_first_hits_offline_are_those_online(taken: Page, site: str) -> None:
    texts = [line["text"] for line in GERMAN]
    here = taken.evaluate(
        f"""async (texts) => {{ {TOWN}
        return texts.map((one) => town.find(one).entries.slice(0, 3).map((entry) => entry.id)); }}""",
        texts,
    )
    there = []
    for text in texts:
        answer = taken.request.get(f"{site}/api/find?lang=de&limit=3&place=Herten&q={quote(text)}").json()
        there.append([one["id"] for one in answer["results"]])
    both = list(zip(here, there, strict=True))
    same = sum(one == other for one, other in both) / len(both)
    either_order = sum(set(one) == set(other) for one, other in both) / len(both)
    first = sum(one[:1] == other[:1] for one, other in both) / len(both)
    print(f"offline = online: {same:.1%} in order, {either_order:.1%} as a set, {first:.1%} the first hit")
    assert first >= FIRST
    assert either_order >= SET
    assert same >= ORDER


# Measured .956, .849 and .805 of 159 sentences; .98, .87 and .83 before finding heard far more, which the student
# follows less well. The lines for the set and the order fell to .83 and .79 meanwhile and are back since the device's
# lines are fitted to the student's own vectors. Sentences of other hands agree less: about .9 at the first, and in
# order about .5 (herten-lay-2) and .7 (herten-lay-3), told for a setting close by.
FIRST, SET, ORDER = 0.95, 0.84, 0.8


@pytest.mark.journey
def test_the_student_on_the_device_is_the_server_s(taken: Page) -> None:
    """Else the pack's codes and passages would mean something else there."""
    texts = [line["text"] for line in GERMAN[:60]]
    told = taken.evaluate(
        f"""async (texts) => {{ {PACK}
        const learnt = await (await fetch(document.getElementById('mitnehmen').dataset.meaning)).arrayBuffer();
        const meaning = new offline.Meaning(learnt, pack);
        return texts.map((one) => [meaning.pieces(one), [...meaning.vector(one)]]); }}""",
        texts,
    )
    assert [pieces for pieces, _ in told] == [student().pieces(text) for text in texts]
    far = max(
        float(np.abs(np.array(vector) - student().vector(text)).max())
        for text, (_, vector) in zip(texts, told, strict=True)
    )
    assert far < 1e-4


@pytest.mark.journey
def test_a_slow_phone_answers_at_once(taken: Page) -> None:
    """A processor six times slower than this one."""
    slow = taken.context.new_cdp_session(taken)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    try:
        took = taken.evaluate(
            f"""async (texts) => {{ {TOWN} town.find("Hilfe");
            return texts.map((one) => {{
              const start = performance.now(); town.find(one); return performance.now() - start; }});
            }}""",
            [line["text"] for line in GERMAN[::5]],
        )
    finally:
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    median = sorted(took)[len(took) // 2]
    print(f"six times slower: {median:.0f} ms a query, {max(took):.0f} at most")
    assert median < SLOW


SLOW = 100
"""Milliseconds; measured 66, and 294 for the slowest, on busy cores."""


@pytest.mark.journey
def test_delete_leaves_nothing(taken: Page, site: str) -> None:
    taken.goto(f"{site}/de/mitnehmen")
    taken.get_by_role("button", name="Alles löschen").click()
    expect(taken.locator("#stand")).to_have_text("Alles ist gelöscht.")
    assert taken.evaluate(STORED) == NOTHING
