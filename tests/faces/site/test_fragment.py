"""Kept cards: what changes is seen at once, and what somebody looked for is no part of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.test import Client
from django.utils.translation import override
from msgspec.structs import replace

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import OpenState, TownContact
from anlaufstelle.faces.site import fragment

from ..conftest import id_of, service
from .making import TOWN, entry, phone

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)  # a Monday, 12 Uhr in Musterstadt


def test_a_card_is_drawn_once_and_its_opening_words_are_told_anew() -> None:
    made = entry(phones=(phone(),), of={"checked_on": "2026-02-27"})
    fragment._drawn.cache_clear()
    told = [
        fragment.drawn(
            made, TOWN, NOON + timedelta(hours=hours), OpenState("open", until=NOON + timedelta(hours=4))
        ).html
        for hours in (0, 1, -14)
    ]
    assert fragment._drawn.cache_info().currsize == 1
    assert ["heute bis 16" in html for html in told] == [True, True, False]
    assert "bis morgen 16" in told[2]
    assert told[0].replace("heute bis 16", "bis morgen 16") == told[2]


def test_another_state_language_town_or_entry_is_another_card() -> None:
    made = entry(phones=())
    shut = OpenState("closed", opens=NOON + timedelta(hours=20))
    assert "state-closed" in fragment.drawn(made, TOWN, NOON, shut).html
    assert 'class="state' not in fragment.drawn(made, TOWN, NOON).html
    with override("uk"):
        ukrainian = fragment.drawn(made, TOWN, NOON, shut).html
    assert "Geschlossen" not in ukrainian and "state-closed" in ukrainian
    neighbour = replace(TOWN, contact=TownContact(name="Nachbarrathaus", phone="02366 000-9"))
    assert "Nachbarrathaus" in fragment.drawn(made, neighbour, NOON).html
    assert "Anders" in fragment.drawn(entry(name="Anders"), TOWN, NOON).html


def test_opening_words_are_escaped_and_no_mark_is_left() -> None:
    told = fragment.drawn(entry(), TOWN, NOON, OpenState("open", until=NOON + timedelta(hours=4))).html
    assert "\ue000" not in told and "\ue001" not in told


def test_an_entry_that_changed_is_shown_as_it_is_now(visitor: Client, town: Callable[..., None]) -> None:
    before = visitor.get("/de/suche?q=Mustertafel").content.decode()
    assert "https://tafel.example.org" in before
    town([service("food", "Mustertafel", "Tafel", "Lebensmittel", url="https://neu.example.org")])
    after = visitor.get("/de/suche?q=Mustertafel").content.decode()
    assert "https://neu.example.org" in after and "https://tafel.example.org" not in after
    assert read.entries([id_of("food")])[0].record.url == "https://neu.example.org"  # type: ignore[union-attr]
