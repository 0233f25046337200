from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Occurrence
from anlaufstelle.catalogue.shapes import OpenState
from anlaufstelle.pipeline import occurrences
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Happening

from ..making import received
from .town import changed, harvest, id_of

BERLIN = ZoneInfo("Europe/Berlin")
START, END = datetime(2026, 3, 1, tzinfo=BERLIN), datetime(2026, 5, 1, tzinfo=BERLIN)


def dates(start=START, end=END, status="confirmed", **when):
    event = received(kind="event", happening=Happening(**when), status=status).record
    return [
        (since.strftime("%m-%d %H:%M"), until.strftime("%m-%d %H:%M"))
        for since, until in occurrences.happenings(event, start, end)
    ]


def test_a_weekly_hour_stays_the_same_by_the_clock():
    found = dates(dtstart="2026-03-22T15:00", dtend="2026-03-22T17:00", rrule="FREQ=WEEKLY;COUNT=2")
    assert found == [("03-22 15:00", "03-22 17:00"), ("03-29 15:00", "03-29 17:00")]


def test_exceptions_and_moved_dates():
    found = dates(
        dtstart="2026-03-02T15:00", rrule="FREQ=WEEKLY;UNTIL=20260323T140000Z",
        exdate=("2026-03-09",), moved={"2026-03-16": "2026-03-17T16:00"},
    )  # fmt: skip
    assert [start for start, _ in found] == ["03-02 15:00", "03-17 16:00", "03-23 15:00"]


def test_a_whole_day_and_several_days():
    assert dates(dtstart="2026-03-02") == [("03-02 00:00", "03-03 00:00")]
    assert dates(dtstart="2026-02-27", dtend="2026-03-02") == [("02-27 00:00", "03-02 00:00")]


@pytest.mark.parametrize("when", [{}, {"dtstart": "2026-03"}, {"rrule": "FREQ=MONTHLY"}])
def test_no_day_to_start_from_no_dates(when):
    assert dates(**when) == []


def test_a_rule_that_names_its_days_needs_no_first_date():
    assert dates(rrule="FREQ=MONTHLY;BYDAY=1TH", time_text="15–17.30 Uhr") == [
        ("03-05 15:00", "03-05 17:30"),
        ("04-02 15:00", "04-02 17:30"),
    ]
    odd = dates(rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", time_text="15–17 Uhr, ungerade Kalenderwochen")
    assert [start for start, _ in odd] == ["03-10 15:00", "03-24 15:00", "04-07 15:00", "04-21 15:00"]


def test_a_series_pauses_in_the_school_holidays_of_its_land():
    event = received(
        kind="event", happening=Happening(rrule="FREQ=WEEKLY;BYDAY=TH", pauses=("school-holidays",))
    ).record
    found = [since.strftime("%m-%d") for since, _ in occurrences.happenings(event, START, END, "NW")]
    assert found == ["03-05", "03-12", "03-19", "03-26", "04-16", "04-23", "04-30"]


def test_a_cancelled_event_does_not_take_place():
    assert dates(dtstart="2026-03-02", status="cancelled") == []


@pytest.mark.django_db(transaction=True)
def test_open_now_reads_the_table_in_one_query(tmp_path, django_assert_num_queries):
    harvest(tmp_path)
    tafel, free = id_of("tafel"), id_of("frei")
    monday = datetime(2027, 1, 11, tzinfo=BERLIN)  # no holiday anywhere
    nine, noon = monday + timedelta(hours=9), monday + timedelta(hours=12)
    with django_assert_num_queries(1):
        found = read.open_now([tafel, free], nine)
    assert found == {tafel: OpenState("open", until=noon), free: OpenState("unknown")}
    assert read.open_now([tafel], noon)[tafel] == OpenState("closed", opens=nine + timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_written_thirteen_months_ahead_and_anew_when_a_month_begins(tmp_path, monkeypatch):
    harvest(tmp_path)
    last = Occurrence.objects.latest("start").start
    assert last > timezone.now() + timedelta(days=13 * 30)
    assert occurrences.refresh() == 0
    later = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    occurrences.refresh()
    assert Occurrence.objects.latest("start").start > last
    assert Occurrence.objects.earliest("start").start.astimezone(BERLIN).date() >= later


@pytest.mark.django_db(transaction=True)
def test_changed_hours_replace_the_old(tmp_path):
    harvest(tmp_path)
    harvest(tmp_path, services=changed("tafel", opening_hours="Sa 10:00-11:00"))
    days = {one.start.astimezone(BERLIN).weekday() for one in Occurrence.objects.all()}
    assert days == {5}


def test_what_is_not_published_does_not_take_place():
    record = received(kind="event", happening=Happening(dtstart="2026-03-02")).record
    entry = Entry(id=record.id, record=record)
    assert len(list(occurrences.expand(entry, date(2026, 3, 1)))) == 1
    assert list(occurrences.expand(replace(entry, state="withheld"), date(2026, 3, 1))) == []
