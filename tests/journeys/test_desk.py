"""An editor's first day: from the invitation to an empty inbox, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import InboxItem
from anlaufstelle.catalogue.rules import Held

from ..faces.conftest import TOWN, id_of
from . import desk_town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "lange-genug-fuer-alle"


@pytest.fixture
def thirty(tmp_path: Path, settings: object) -> None:
    desk_town.fill(tmp_path, settings)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, thirty: None) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    yield opened
    context.close()


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def confirm(page: Page) -> None:
    """The button has the keys only once its page stands whole: Enter before that goes nowhere."""
    page.wait_for_function("document.activeElement.autofocus")
    press(page, "Enter")


def test_thirty_mixed_items_are_cleared_by_keyboard(page: Page, live_server: LiveServer) -> None:
    desk_town.come_in(page, live_server, Held("editor", TOWN), "Eva Muster")
    weight: list[int] = []
    page.on("response", lambda answer: weight.append(len(answer.body())) if answer.status == 200 else None)
    page.reload()
    assert waiting(page) >= 30 > page.locator("[data-item]").count()  # what is one matter is one
    kinds = set(InboxItem.objects.values_list("kind", flat=True))
    assert kinds == {"visitor", "proposal", "link", "finding", "source", "bounce", "dead-link", "changed", "new"}
    assert sum(weight) <= 150_000
    first = page.locator("[data-item] h2").first.inner_text()
    assert first == "Frauenhaus Musterstadt"  # what is wrong with help in a crisis comes before everything else
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    for _ in range(4):
        page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("[...document.querySelectorAll('[data-item]')].indexOf(document.activeElement)") == 3
    press(page, "Enter")
    assert "/desk/eintrag/" in page.url
    page.go_back()
    several_at_once(page)
    clear(page)
    assert page.get_by_text("Nichts wartet").is_visible()
    press(page, "u")
    assert waiting(page) >= 1
    clear(page)
    assert InboxItem.objects.count() == 0


def waiting(page: Page) -> int:
    return int(page.locator("h1 small").inner_text())


def several_at_once(page: Page) -> None:
    """Two are chosen, looked at, done, and taken back: all by keys."""
    before = waiting(page)
    for key in ("x", "j", "x"):
        page.keyboard.press(key)
    press(page, "v")
    assert page.locator(".desk-plan li").count() == 2
    confirm(page)
    assert waiting(page) <= before - 2
    press(page, "u")
    assert waiting(page) == before


def clear(page: Page) -> None:
    """One key for each item; some go by themselves, since what was decided mended what they were about. Of what is one
    matter all go at once, once it was looked at."""
    left = waiting(page)
    while left:
        press(page, "r" if left % 3 == 0 else "a")
        if "/mehrere" in page.url:
            confirm(page)
        now = waiting(page)
        assert now < left
        left = now


def test_two_editors_who_decide_one_field_at_once_lose_nothing_and_both_are_told(
    browser: Browser, live_server: LiveServer, thirty: None
) -> None:
    eva, otto = (browser.new_context().new_page() for _ in range(2))
    for one, name in ((eva, "Eva Muster"), (otto, "Otto Muster")):
        desk_town.come_in(one, live_server, Held("editor", TOWN), name)
        one.goto(f"{live_server.url}/desk/eintrag/{id_of('food')}/bearbeiten")
        one.get_by_label("Wartezeit").fill(f"{name.partition(' ')[0]} sagt: keine")
        one.get_by_label("Grund").fill("angerufen")
    for one in (eva, otto):
        with one.expect_navigation():
            one.get_by_role("button", name="Entscheiden").click()
    assert eva.get_by_text("schon auf der Website zu sehen").is_visible()
    assert otto.get_by_text("Eva Muster").first.is_visible() and "nicht verloren" in otto.inner_text("main")
    assert getattr(read.entry(id_of("food")).record, "wait_time", "") == "Eva sagt: keine"
    for one in (eva, otto):
        one.goto(f"{live_server.url}/desk/eingang")
    assert "Otto Muster möchte „Otto sagt: keine“" in eva.inner_text("main")
    assert "Otto sagt: keine" in otto.inner_text("main")
    for one in (eva, otto):
        one.context.close()


def test_a_point_is_set_by_click_and_by_arrow_keys_on_a_telephone(page: Page, live_server: LiveServer) -> None:
    desk_town.come_in(page, live_server, Held("editor", TOWN), "Eva Muster")
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{live_server.url}/desk/eintrag/{id_of('house')}/bearbeiten")
    page.locator("[data-pin]").click(position={"x": 150, "y": 150})
    north, east = (page.get_by_label(name) for name in ("Geografische Breite", "Geografische Länge"))
    before = float(north.input_value()), float(east.input_value())
    assert (51.5 < before[0] < 51.7, 7.0 < before[1] < 7.3) == (True, True)
    page.get_by_role("button", name="Mit Pfeiltasten verschieben").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    after = float(north.input_value()), float(east.input_value())
    assert round((after[0] - before[0]) * 111_320) == 10
    assert round((after[1] - before[1]) * 111_320 * 0.621) == 100
    page.get_by_label("Grund").fill("vor Ort gesehen")
    with page.expect_navigation():
        page.get_by_role("button", name="Entscheiden").click()
    place = read.entry(id_of("house")).record
    assert (getattr(place, "latitude", 0), getattr(place, "precision", "")) == (after[0], "address")


def test_the_inbox_can_be_worked_without_a_script(browser: Browser, live_server: LiveServer, thirty: None) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    desk_town.come_in(page, live_server, Held("editor", TOWN), "Eva Muster")
    before = waiting(page)
    page.locator("[data-item]").first.get_by_role("button").first.click()
    assert waiting(page) == before - 1
    page.get_by_text("Zuletzt erledigt").click()
    page.get_by_role("button", name="Zurücknehmen").first.click()
    assert waiting(page) == before
    context.close()
