"""The calendar: every view, every condition, what is unsure and what is over."""

from collections.abc import Callable
from datetime import date, timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes_calendar import Asked
from anlaufstelle.pipeline import occurrences
from anlaufstelle.record.model import Event, Happening, Language, ServiceArea, part_id
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, TOWN, id_of


def event(key: str, name: str, when: Happening, *, area: str = TOWN, source_date: str | None = None, **fields: object):
    id = id_of(key)
    served = tuple(area.split())
    areas = (ServiceArea(id=part_id(id, "area"), areas=served),)
    record = Event(id=id, name=name, happening=when, service_areas=areas, **fields)  # type: ignore[arg-type]
    return Received(source=SOURCE, key=key, record=record, source_date=source_date)


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def once(days: int, hour: int = 18) -> Happening:
    return Happening(dtstart=f"{ahead(days)}T{hour:02}:00:00", dtend=f"{ahead(days)}T{hour + 2:02}:00:00")


def language_cafe(**fields: object) -> Received:
    id = id_of("sprachcafe")
    spoken = (Language(id=part_id(id, "uk"), code="uk"),)
    return event("sprachcafe", "Sprachcafé Musterstadt", once(0, 21), free=True, languages=spoken, **fields)


VIEWS = ("", "?ansicht=tag", "?ansicht=woche", "?ansicht=karte", "?ansicht=monat")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_what_takes_place_today(visitor: Client, town: Callable[..., None], view: str) -> None:
    town([language_cafe()])
    response = visitor.get(f"/de/termine{view}")
    assert response.status_code == 200
    assert f"/de/termine/{id_of('sprachcafe')}/sprachcafe-musterstadt" in response.content.decode()


def test_conditions_leave_out_what_does_not_fit(visitor: Client, town: Callable[..., None]) -> None:
    town([
        language_cafe(organization_id=id_of("verein"), child_care=True),
        event("kurs", "Musterkurs", once(1), free=False, attendance="online", area=f"{TOWN}:Westerholt"),
        event("fern", "Treff nebenan", once(2), area="05562024"),
    ])  # fmt: skip

    def shown(query: str) -> set[str]:
        page = visitor.get(f"/de/termine?{query}").content.decode()
        return {name for name in ("Sprachcafé Musterstadt", "Musterkurs", "Treff nebenan") if name in page}

    assert shown("") == {"Sprachcafé Musterstadt", "Musterkurs"}
    assert shown("kostenlos=1") == {"Sprachcafé Musterstadt"}
    assert shown("online=1") == {"Musterkurs"}
    assert shown("stadtteil=Westerholt") == {"Musterkurs"}
    assert shown(f"traeger={id_of('verein')}") == {"Sprachcafé Musterstadt"}
    assert shown("thema=language-course") == {"Sprachcafé Musterstadt"}
    assert shown("umkreis=1") == {"Sprachcafé Musterstadt", "Musterkurs", "Treff nebenan"}
    assert shown("stadtteil=Nirgends") == set()
    assert "Auswahl aufheben" in visitor.get("/de/termine?stadtteil=Nirgends").content.decode()


@pytest.mark.parametrize(
    "query", ["ansicht=nix&ab=gestern&seite=-3", "ab=1999-01-01&ansicht=monat", "ab=2999-01-01",
              "traeger=%00&thema=nix", "ansicht=monat&ab=2026-13-40", "seite=99999999999"]
)  # fmt: skip
def test_an_odd_address_is_answered(visitor: Client, query: str) -> None:
    assert visitor.get(f"/de/termine?{query}").status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_as_many_questions_for_one_event_as_for_many(visitor: Client, town: Callable[..., None], view: str) -> None:
    town([event("a0", "Treff 0", once(0))])
    visitor.get(f"/de/termine{view}")  # what is remembered of the town is remembered
    town([event("a1", "Treff 1", once(0))])
    with CaptureQueriesContext(
        connection,
    ) as few:
        visitor.get(f"/de/termine{view}")
    town([event(f"b{number}", f"Treff b{number}", once(0)) for number in range(25)])
    with CaptureQueriesContext(connection) as many:
        visitor.get(f"/de/termine{view}")
    assert len(many) == len(few) <= 9


def test_the_list_goes_on_page_by_page_to_what_is_far_away(visitor: Client, town: Callable[..., None]) -> None:
    daily = Happening(dtstart=f"{ahead(1)}T10:00:00", rrule="FREQ=DAILY;COUNT=40")
    town([
        event("taeglich", "Täglicher Treff", daily, attendance="online"),
        event("fern", "Fest im Sommer", once(200), attendance="online"),
    ])  # fmt: skip

    def shown(query: str) -> tuple[int, bool]:
        page = visitor.get(f"/de/termine?online=1&{query}").content.decode()
        return page.count(f"/de/termine/{id_of('taeglich')}/"), "Fest im Sommer" in page

    assert shown("") == (30, False)
    assert shown("seite=2") == (10, True)
    assert shown(f"ab={ahead(150)}") == (0, True)


def test_a_month_counts_an_event_of_two_towns_once(town: Callable[..., None]) -> None:
    id, day = id_of("beide"), ahead(300)
    town([event("beide", "Fest beider Städte", once(300), area=f"{TOWN} 05562024")])
    (found,) = read.calendar.month(Asked(areas=(TOWN, "05562024")), day, day, 3, read.mark())
    assert (found.day, found.total, [one.entry_id for one in found.first]) == (day, 1, [id])


def test_a_month_names_the_first_of_a_day_whether_they_are_for_one_town_or_two(town: Callable[..., None]) -> None:
    day = ahead(300)
    two = f"{TOWN} 05562024"
    town([
        event("abends", "Abendlied", once(300, 20)),
        event("nachmittags", "Kaffee", once(300, 16), area=two),
        event("mittags", "Mittagstisch", once(300, 12)),
        event("morgens", "Frühstück", once(300, 8), area=two),
    ])  # fmt: skip
    (found,) = read.calendar.month(Asked(areas=tuple(two.split())), day, day, 3, read.mark())
    named = [one.entry_id for one in found.first]
    assert (found.total, named) == (4, [id_of(one) for one in ("morgens", "mittags", "nachmittags")])


def test_what_there_is_to_choose_goes_with_the_night_after_the_last_event(town: Callable[..., None]) -> None:
    asked = Asked(areas=(TOWN,))
    town([event("kurs", "Musterkurs", once(1), area=f"{TOWN}:Westerholt")])
    assert read.calendar.choices(asked, read.mark()).districts == ("Westerholt",)
    town([event("kurs", "Musterkurs", once(-3), area=f"{TOWN}:Westerholt")])
    occurrences.refresh()
    assert read.calendar.choices(asked, read.mark()).districts == ()


def test_a_series_nobody_confirmed_is_unsure_and_one_confirmed_lately_is_not(
    visitor: Client, town: Callable[..., None]
) -> None:
    weekly = Happening(dtstart=f"{ahead(-400)}T10:00:00", rrule="FREQ=DAILY")
    town([event("alt", "Alter Treff", weekly, source_date=ahead(-300).isoformat())])
    assert "Ungewiss" in visitor.get("/de/termine?ansicht=tag").content.decode()
    assert "STATUS:TENTATIVE" in visitor.get(f"/feeds/{id_of('alt')}.ics").content.decode()
    town([event("alt", "Alter Treff", weekly, source_date=ahead(-30).isoformat())])
    assert "Ungewiss" not in visitor.get("/de/termine?ansicht=tag").content.decode()
    assert "STATUS:CONFIRMED" in visitor.get(f"/feeds/{id_of('alt')}.ics").content.decode()


def test_what_is_over_stands_in_the_archive_and_keeps_its_address(visitor: Client, town: Callable[..., None]) -> None:
    town([event("vorbei", "Fest von gestern", once(-3))])
    assert "Fest von gestern" not in visitor.get("/de/termine").content.decode()
    assert "Fest von gestern" in visitor.get("/de/termine/archiv").content.decode()
    own = visitor.get(f"/de/termine/{id_of('vorbei')}/fest-von-gestern")
    assert own.status_code == 200
    assert own["X-Robots-Tag"] == "noindex"
    assert "vorbei" in own.content.decode()


def test_the_pages_show_only_what_is_for_everyone(visitor: Client, town: Callable[..., None]) -> None:
    town(
        [event("intern", "Runde der Fachleute", once(1), audience="professionals", online_url="https://x.example.org")]
    )
    calendars = ("/de/termine", "/feeds/termine.ics", f"/feeds/{id_of('intern')}.ics")
    for path in (*calendars, "/de/suche?q=Runde", "/api/find?q=Runde", "/api/changes"):
        assert "Fachleute" not in visitor.get(path).content.decode()
    assert visitor.get(f"/de/termine/{id_of('intern')}/runde-der-fachleute").status_code == 404


def test_the_sheet_for_the_board_has_the_week_of_a_quarter(visitor: Client, town: Callable[..., None]) -> None:
    town([language_cafe(), event("kurs", "Musterkurs", once(0), area=f"{TOWN}:Westerholt")])
    page = visitor.get("/de/termine/aushang?stadtteil=Westerholt").content.decode()
    assert "Was ist los in Westerholt?" in page
    assert "Musterkurs" in page
    assert "Sprachcafé" not in page
    assert "<svg" in page


def test_the_subscribed_calendar_has_the_rule_and_follows_a_move(visitor: Client, town: Callable[..., None]) -> None:
    weekly = Happening(
        dtstart="2026-10-12T15:00:00", dtend="2026-10-12T17:00:00", rrule="FREQ=WEEKLY;COUNT=60",
        exdate=("2026-10-19T15:00:00",), moved={"2026-10-26T15:00:00": "2026-10-27T18:00:00"},
    )  # fmt: skip
    town([event("treff", "Mustertreff", weekly)])
    told = visitor.get("/feeds/termine.ics?district=&organization=").content
    found = [one for one in icalendar.Calendar.from_ical(told).walk("VEVENT") if one["SUMMARY"] == "Mustertreff"]
    assert [one["DTSTART"].dt.isoformat() for one in found] == [
        "2026-10-12T15:00:00+02:00",
        "2026-10-27T18:00:00+01:00",
    ]
    assert found[0]["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=60"
    assert "EXDATE;TZID=Europe/Berlin:20261019T150000" in told.decode()
    assert "BEGIN:VTIMEZONE" in told.decode()
    assert visitor.get("/feeds/termine.ics?topic=debt-advice").content.count(b"BEGIN:VEVENT") == 0
