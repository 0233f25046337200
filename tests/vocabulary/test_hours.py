import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary.hours import BERLIN, Day, Hours, is_appointment_only
from tests.shared import shared

OFFICE = "Mo-Fr 08:00-12:00; Tu 08:00-12:00,14:00-17:00; PH off"
EXPRESSIONS = [
    OFFICE,
    "24/7",
    "Th[1] 18:00-20:00",
    "Mo-Th 09:00-16:00; Fr 09:00-13:00; SH off",
    "week 01-53/2 We 15:00-17:00",
    "Fr,Sa 22:00-06:00; PH off",
    "Su,PH 11:00-13:00",
    "Sa 01:30-02:30; Su 01:30-02:30,02:45-05:00",
    "Mo-Fr 16:00+; Dec 24,Dec 31 off",
    "off",
]


def at(day: str, land: str = "NW") -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=BERLIN)


def state(osm: str, day: str, land: str = "NW") -> str:
    return Hours.parse(osm, land).state(at(day))


@pytest.mark.parametrize(
    ("osm", "day", "expected"),
    [
        (OFFICE, "2026-06-02T09:00", "open"),
        (OFFICE, "2026-06-02T13:00", "closed"),  # lunch
        (OFFICE, "2026-06-02T12:00", "closed"),  # the end is not open any more
        (OFFICE, "2026-06-02T11:59:59.999999", "open"),
        ("Th[1] 18:00-20:00", "2026-06-04T18:30", "open"),
        ("Th[1] 18:00-20:00", "2026-06-11T18:30", "closed"),
        ("Mo[-1] 18:00-20:00", "2026-06-29T18:30", "open"),
        ("week 01-53/2 We 15:00-17:00", "2026-01-14T15:30", "open"),  # week 3
        ("week 01-53/2 We 15:00-17:00", "2026-01-21T15:30", "closed"),
        ("Fr 22:00-06:00", "2026-06-06T05:00", "open"),
        ("Fr 22:00-06:00", "2026-06-06T06:00", "closed"),
        ("24/7", "2026-12-25T03:00", "open"),
        ("Dec 24-Jan 01 off; Mo-Fr 09:00-16:00", "2026-12-28T10:00", "open"),  # the later rule wins
        ("Mo-Fr 09:00-16:00; Dec 24-Jan 01 off", "2026-12-28T10:00", "closed"),
        ("Mo-Fr 08:00-12:00; PH,Dec 24,Dec 31 off", "2026-12-24T10:00", "closed"),
        ("Mo-Fr 08:00-12:00; PH,Dec 24,Dec 31 off", "2026-12-25T10:00", "closed"),
        ("Mo-Fr 08:00-12:00; PH,Dec 24,Dec 31 off", "2026-12-23T10:00", "open"),
        ("Mo-Fr 16:00+", "2026-06-02T18:00", "unknown"),
        ("Mo-Fr 16:00-17:00+", "2026-06-02T16:30", "open"),
        ("Mo-Fr 16:00-17:00+", "2026-06-02T17:30", "unknown"),
        ('Tu 14:00-17:00 "nach Vereinbarung"', "2026-06-02T15:00", "unknown"),
        ('Tu 14:00-17:00 open "nach Vereinbarung"', "2026-06-02T15:00", "unknown"),
        ('Tu 14:00-17:00 open "offene Sprechstunde"', "2026-06-02T15:00", "open"),
    ],
)
def test_state(osm: str, day: str, expected: str) -> None:
    assert state(osm, day) == expected


@pytest.mark.parametrize(
    ("land", "day", "expected"),
    [
        ("NW", "2026-06-04", "closed"),  # Fronleichnam
        ("NI", "2026-06-04", "open"),
        ("BY", "2026-01-06", "closed"),  # Heilige Drei Könige
        ("NW", "2026-01-06", "open"),
        ("SN", "2026-11-18", "closed"),  # Buß- und Bettag
        ("NW", "2026-11-18", "open"),
    ],
)
def test_every_land_has_its_own_holidays(land: str, day: str, expected: str) -> None:
    assert state("Mo-Fr 08:00-12:00; PH off", f"{day}T10:00", land) == expected


@pytest.mark.parametrize(
    ("osm", "day", "expected"),
    [
        ("Mo-Fr 09:00-16:00; SH off", "2026-07-22T10:00", "closed"),
        ("Mo-Fr 09:00-16:00; SH off", "2026-07-17T10:00", "open"),
        ("Tu,Th 14:00-18:00; SH,PH off", "2026-07-23T15:00", "closed"),
        ("SH Mo-Fr 09:00-12:00", "2026-07-22T10:00", "open"),
        ("SH Mo-Fr 09:00-12:00", "2026-07-25T10:00", "closed"),  # a Saturday of the holidays
        ("SH Mo-Fr 09:00-12:00", "2026-09-09T10:00", "closed"),
        ("Su,PH 11:00-13:00", "2026-06-04T12:00", "open"),
        ("Mo-Fr 08:00-18:00; Su,PH 11:00-13:00", "2026-06-04T09:00", "closed"),
        ("PH Mo-We 11:00-13:00", "2026-06-04T12:00", "closed"),  # a Thursday
        ("May-Jun PH 11:00-13:00", "2026-06-04T12:00", "open"),
        ("Jul-Aug PH 11:00-13:00", "2026-06-04T12:00", "closed"),
        ("PH -1 day 10:00-12:00", "2026-06-03T11:00", "open"),
    ],
)
def test_holiday_rules(osm: str, day: str, expected: str) -> None:
    assert state(osm, day) == expected


def test_beyond_the_known_school_holidays_only_what_cannot_depend_on_them_is_told() -> None:
    hours = Hours.parse("Mo-Fr 09:00-16:00; SH off", "NW")
    assert hours.state(at("2031-05-05T10:00")) == "unknown"
    assert hours.state(at("2031-05-04T10:00")) == "closed"  # a Sunday
    assert hours.state(at("2031-05-05T17:00")) == "closed"
    assert hours.intervals(at("2031-05-05"), at("2031-05-12")) == []
    assert hours.week(date(2031, 5, 5))[0] == Day(date=date(2031, 5, 5), uncertain=True)
    assert Hours.parse("Mo-Fr 09:00-16:00; PH off", "NW").state(at("2031-05-05T10:00")) == "open"


@pytest.mark.parametrize(
    "osm",
    [
        "",
        '"nach Vereinbarung"',
        "nach Vereinbarung",
        'Mo-Fr 09:00-17:00 || "nach Vereinbarung"',
        "Mo-Fr 08:00-12:00 und nach Vereinbarung",
        "Mo-Fr",
        "Mo 10:00",
        "Mo 10:00-10:00",
        "Mo 25:00-26:00",
        "Mo 12:00-16:00/02:00",
        "sunrise-sunset",
        "irgendwann",
        "Mo bis Fr 8-12 Uhr",
        "Mo-Fr 08.00-12.00",
        "Mo-Fr 9-12",
        "Di-Fr 8.30-12; Do 13.30-18",
        "Di 08:00-12:00",
        "montags 9-12 Uhr und 14-16 Uhr",
        "Mo-Fr 08:00-12:00\nSa 10:00-12:00",
        "Mo.-Fr. 08:00-12:00",
        "PH Mo-Fr,SH 10:00-12:00",
    ],
)
def test_what_has_no_sure_meaning_is_refused(osm: str) -> None:
    with pytest.raises(BadValue):
        Hours.parse(osm, "NW")


def test_a_land_must_exist() -> None:
    with pytest.raises(BadValue, match="'XX' is not a Land"):
        Hours.parse("24/7", "XX")


@pytest.mark.parametrize(
    ("stated", "normal"),
    [
        ("Mo–Fr 8:00–12:30", "Mo-Fr 08:00-12:30"),
        ("Mo-Fr 8:00-12:00;  Sa 10:00 - 12:00;", "Mo-Fr 08:00-12:00; Sa 10:00-12:00"),
        ("Mo-Fr 08:00-12:00; PH,Dec 24,Dec 31 off", "Mo-Fr 08:00-12:00; PH off; Dec 24,Dec 31 off"),
        ("SH Mo-Fr 08:00-12:00", "SH Mo-Fr 08:00-12:00"),
        ('Tu 14:00-17:00 "nach Vereinbarung"', 'Tu 14:00-17:00 unknown "nach Vereinbarung"'),
    ],
)
def test_normal(stated: str, normal: str) -> None:
    assert Hours.parse(stated, "NW").normal() == normal
    assert Hours.parse(normal, "NW").normal() == normal


def test_next_change() -> None:
    hours = Hours.parse(OFFICE, "NW")
    assert hours.next_change(at("2026-06-02T09:00")) == at("2026-06-02T12:00")
    assert hours.next_change(at("2026-06-03T13:00")) == at("2026-06-05T08:00")  # over Fronleichnam
    assert Hours.parse("24/7", "NW").next_change(at("2026-06-02T09:00")) is None
    assert Hours.parse("Jan 07 10:00-12:00", "NW").next_change(at("2026-06-02T09:00")) == at("2027-01-07T10:00")
    assert Hours.parse("2031 Jan 07 10:00-12:00", "NW").next_change(at("2026-06-02T09:00")) is None


def test_instants_of_any_zone_are_read_in_german_time() -> None:
    hours = Hours.parse(OFFICE, "NW")
    assert hours.state(datetime(2026, 6, 2, 6, 30, tzinfo=UTC)) == "open"
    assert hours.state(datetime(2026, 12, 1, 6, 30, tzinfo=UTC)) == "closed"
    with pytest.raises(ValueError, match="no time zone"):
        hours.state(datetime(2026, 6, 2, 6, 30))  # noqa: DTZ001


def test_a_night_over_the_change_of_clocks() -> None:
    hours = Hours.parse("Sa 22:00-06:00", "NW")
    spring, autumn = (
        hours.intervals(at("2026-03-28"), at("2026-03-30")),
        hours.intervals(at("2026-10-24"), at("2026-10-26")),
    )
    assert [end.astimezone(UTC) - start.astimezone(UTC) for start, end in spring + autumn] == [
        timedelta(hours=7),
        timedelta(hours=9),
    ]


def test_week() -> None:
    hours = Hours.parse("Mo-Fr 08:00-12:00,13:00-16:30; Fr 22:00-02:00; PH off", "NW")
    week = hours.week(date(2026, 6, 1))
    office = (("08:00", "12:00"), ("13:00", "16:30"))
    assert [day.spans for day in week] == [office, office, office, (), (("22:00", "02:00"),), (), ()]
    assert [day.holiday for day in week] == [None, None, None, "Fronleichnam", None, None, None]
    assert not any(day.uncertain for day in week)


def test_week_round_the_clock() -> None:
    week = Hours.parse("24/7", "NW").week(date(2026, 6, 1))
    assert {day.spans for day in week} == {(("00:00", "24:00"),)}
    assert Hours.parse("Mo 08:00-24:00", "NW").week(date(2026, 6, 1))[0].spans == (("08:00", "24:00"),)


def test_a_rule_silent_about_holidays_is_doubtful_on_them() -> None:
    silent, holiday = Hours.parse("Mo-Fr 08:00-12:00", "NW"), date(2026, 6, 4)
    assert silent.state(at("2026-06-04T09:00")) == "open"  # as the standard has it
    assert silent.doubtful(holiday)
    assert silent.week(date(2026, 6, 1))[3] == Day(
        date=holiday, spans=(("08:00", "12:00"),), holiday="Fronleichnam", uncertain=True
    )
    assert len(silent.intervals(at("2026-06-01"), at("2026-06-08"))) == 5
    assert len(silent.intervals(at("2026-06-01"), at("2026-06-08"), sure=True)) == 4
    for osm in ("24/7", "Mo-Su 08:00-22:00", "08:00-22:00", "Fr-Mo 08:00-12:00", OFFICE):
        assert not Hours.parse(osm, "NW").doubtful(holiday)


def test_intervals_of_thirteen_months() -> None:
    start = at("2026-11-22T09:00")
    found = Hours.parse("Mo 08:00-12:00; PH off", "NW").intervals(start, start + timedelta(days=395))
    assert len(found) == 57 - 3  # Mondays without Easter Monday, Whit Monday and All Saints' Day of 2027
    assert found[0] == (at("2026-11-23T08:00"), at("2026-11-23T12:00"))
    clipped = Hours.parse("24/7", "NW").intervals(start, start + timedelta(hours=1))
    assert clipped == [(start, start + timedelta(hours=1))]


HALF_HOURS_OF_2026 = [
    ("Mo-Fr 08:00-12:00; We[1,3] 14:00-17:00; PH off", 1976, 0),
    ("Th[1] 18:00-20:00", 48, 0),
    ("Mo[-1] 18:00-20:00", 48, 0),
    ("Mo-Th 09:00-16:00; Fr 09:00-13:00; SH off", 2518, 0),
    ("Tu,Th 14:00-18:00; SH,PH off", 608, 0),
    ('Mo-Fr 08:00-12:00 open "offene Sprechstunde"; Tu 14:00-17:00 "nur nach Vereinbarung"', 1672, 312),
    ("Dec 24-Jan 01 off; Mo-Fr 09:00-16:00", 3654, 0),
    ("Mo-Fr 09:00-16:00; Dec 24-Jan 01 off", 3556, 0),
    ("week 01-53/2 We 15:00-17:00", 104, 0),
    ("Apr-Sep Su 14:00-17:00", 156, 0),
    ("Mo-Fr 16:00+", 0, 4176),
    ("Mo-Fr 08:00-12:00; PH off; Dec 24,Dec 31 off", 2008, 0),
    ("24/7", 17520, 0),
    ("Su,PH 11:00-13:00", 248, 0),
    ("Mo-Fr 08:00-18:00; Su,PH 11:00-13:00", 5308, 0),
    ("SH Mo-Fr 09:00-12:00", 384, 0),
    ("PH Mo-Fr 10:00-11:00", 16, 0),
    ("May-Jun PH 10:00-11:00", 8, 0),
    ("Fr 22:00-06:00", 832, 0),
    ("Fr,Sa 22:00-06:00; PH off", 1608, 0),
    ("Mo-Fr 08:00-12:00, Tu 14:00-17:00", 2400, 0),
    ("Mo-Fr 08:00-18:00; PH 10:00-12:00; SH Mo-Fr 09:00-15:00", 4656, 0),
    ("PH -1 day 10:00-12:00", 44, 0),
    ("Mo-Sa 08:00-20:00; Su[1] 10:00-12:00; PH off", 7316, 0),
    ('Tu 14:00-17:00 "nach Vereinbarung"', 0, 312),
    ("easter -2 days off; Mo-Fr 08:00-12:00", 2088, 0),
    ("2026 Jul 01-2026 Aug 15 off; Mo 10:00-12:00", 208, 0),
    ("Mo 10:00-12:00; 2026 Jul 01-2026 Aug 15 off", 184, 0),
    ("Fr 20:00-02:00; Sa off", 416, 0),
    ("Mo-Fr 09:00-12:00; We off", 1254, 0),
    ("Mo-Fr 09:00-18:00; We 12:00-13:00 off", 4594, 0),
]
"""Open and unknown half-hours in North Rhine-Westphalia, as the reference implementation opening_hours.js 3.15 tells
them; compared one by one, none of the 17,520 differed in any of these."""


@pytest.mark.parametrize(("osm", "is_open", "is_unknown"), HALF_HOURS_OF_2026)
def test_a_year_is_as_the_reference_implementation_has_it(osm: str, is_open: int, is_unknown: int) -> None:
    hours = Hours.parse(osm, "NW")
    totals = {"open": timedelta(), "unknown": timedelta()}
    instant, end = at("2026-01-01"), at("2027-01-01")
    while instant < end:
        change = min(hours.next_change(instant) or end, end)
        state = hours.state(instant)
        if state != "closed":  # counted by the wall clock, as there
            totals[state] += change.replace(tzinfo=None) - instant.replace(tzinfo=None)
        instant = change
    assert totals == {"open": is_open * timedelta(minutes=30), "unknown": is_unknown * timedelta(minutes=30)}


INSTANTS = st.one_of(
    st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2031, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(-180, 240).map(lambda minutes: datetime(2026, 10, 25, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.integers(-180, 240).map(lambda minutes: datetime(2026, 3, 29, tzinfo=UTC) + timedelta(minutes=minutes)),
)


@given(st.sampled_from(EXPRESSIONS), INSTANTS)
def test_state_intervals_and_next_change_never_contradict(osm: str, instant: datetime) -> None:
    hours = Hours.parse(osm, "NW")
    around = hours.intervals(instant - timedelta(days=1), instant + timedelta(days=1))
    assert (hours.state(instant) == "open") == any(start <= instant < end for start, end in around)
    change = hours.next_change(instant)
    if change is not None:
        assert change > instant
        assert hours.state(change) != hours.state(instant)
        assert hours.state(change - timedelta(microseconds=1)) == hours.state(instant)


@given(st.sampled_from(EXPRESSIONS), INSTANTS)
def test_the_normal_form_means_the_same(osm: str, instant: datetime) -> None:
    hours = Hours.parse(osm, "BY")
    assert Hours.parse(hours.normal(), "BY").state(instant) == hours.state(instant)


@given(st.text(alphabet='MoTuFrPHSH-,;:0123456789 "+off|[]', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        hours = Hours.parse(text, "NW")
    except BadValue:
        return
    assert Hours.parse(hours.normal(), "NW").normal() == hours.normal()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nach Vereinbarung", True),
        ("nur nach telefonischer Terminvereinbarung", True),
        ("Termine nach Absprache", True),
        ("Termin nötig", True),
        ("auf Anfrage", True),
        ("Mo-Fr 8-12 Uhr und nach Vereinbarung", False),
        ("montags und nach Vereinbarung", False),
        ("offene Sprechstunde ohne Termin; mittwochs mit Termin", False),
        ("rund um die Uhr", False),
        ("", False),
    ],
)
def test_is_appointment_only(text: str, expected: bool) -> None:
    assert is_appointment_only(text) is expected


def test_the_hours_of_herten_are_read_as_they_stand() -> None:
    count = 0
    for line in shared("data/herten/services.jsonl").read_text(encoding="utf-8").splitlines():
        stated = json.loads(line).get("opening_hours")
        if stated:
            assert Hours.parse(stated, "NW").normal() == stated
            count += 1
    assert count == 47
