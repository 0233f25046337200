"""The neutral page, and which pages keep the way out in sight."""

from datetime import date

import pytest
from django.test import Client

from anlaufstelle.faces.site import exit, topics

from ..conftest import id_of

TODAY = date(2026, 11, 22)


def test_the_first_visit_empties_what_the_browser_kept(visitor: Client) -> None:
    first = visitor.get("/de/kalender")
    assert first["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert (first["Cache-Control"], first["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "away.js" in first.content.decode()
    second = visitor.get("/de/kalender?monat=2026-11")
    assert "Clear-Site-Data" not in second
    assert "<script" not in second.content.decode()


def test_it_says_nothing_of_the_site(visitor: Client) -> None:
    page = visitor.get("/de/kalender?monat=2026-10").content.decode()
    assert "<title>Kalender</title>" in page
    assert "<h1>Oktober 2026</h1>" in page
    assert [word for word in ("Anlaufstelle", "Musterstadt", "Hilfe", "/de/suche", "/de/notfall") if word in page] == []


def test_a_month_with_its_holidays() -> None:
    told = exit.month(date(2026, 10, 1), TODAY, "05562020")
    assert (told.caption, told.before, told.after) == ("Oktober 2026", "2026-09", "2026-11")
    assert told.holidays == [("3. Oktober 2026", "Tag der Deutschen Einheit")]
    assert [day.number if day else 0 for day in told.weeks[0]] == [0, 0, 0, 1, 2, 3, 4]
    assert [day.name for day in told.weeks[0] if day and day.name] == ["Tag der Deutschen Einheit"]


def test_today_is_marked() -> None:
    told = exit.month(date(2026, 11, 1), TODAY, "05562020")
    assert [day.number for week in told.weeks for day in week if day and day.today] == [22]


@pytest.mark.parametrize("stated", ["", "x", "2026-13", "0001-01", "2126-01", "2026-1", "2026-11-05"])
def test_what_is_no_near_month_is_this_one(stated: str) -> None:
    assert exit.month_of(stated, TODAY) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("concepts", "guarded"),
    [
        (("domestic-violence",), True),
        (("stalking",), True),
        (("suicide",), True),
        (("debt-advice",), False),
        (("pharmacy", "doctor"), False),
        (("no-such-concept", ""), False),
        ((), False),
    ],
)
def test_the_exit_is_in_sight_where_somebody_may_be_in_danger(concepts: tuple[str, ...], guarded: bool) -> None:
    assert topics.guarded(concepts) is guarded


@pytest.mark.parametrize(
    ("address", "guarded"),
    [
        ("/de/suche?q=mein Mann schlägt mich", True),
        (f"/de/angebot/{id_of('shelter')}/eintrag", True),
        ("/de/spuren", True),
        ("/de/notfall", True),
        ("/de/", False),
        ("/de/suche?q=Tafel", False),
        (f"/de/angebot/{id_of('food')}/mustertafel", False),
    ],
)
def test_each_page_has_a_way_out(visitor: Client, address: str, guarded: bool) -> None:
    page = visitor.get(address).content.decode()
    assert ("exit-guarded" in page) is guarded
    assert page.count("data-exit") == 2
    assert page.count('data-neutral="/de/kalender"') == 1
