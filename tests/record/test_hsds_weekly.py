import pytest

from anlaufstelle.record import hsds, model
from anlaufstelle.record.hsds_weekly import Pattern, patterns
from tests.standard import faults

from .samples import uid


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("Mo-Fr 09:00-12:00", [("WEEKLY", "MO,TU,WE,TH,FR", "09:00", "12:00")]),
        ("24/7", [("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")]),
        ("10:00-24:00", [("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "10:00", "23:59")]),
        ("Mo-We,Fr 08:00-12:30; Th 08:00-12:30,13:30-18:00",
         [("WEEKLY", "MO,TU,WE,TH,FR", "08:00", "12:30"), ("WEEKLY", "TH", "13:30", "18:00")]),
        ("Mo-Fr 09:00-12:00; Mo 14:00-16:00",
         [("WEEKLY", "MO", "14:00", "16:00"), ("WEEKLY", "TU,WE,TH,FR", "09:00", "12:00")]),
        ("Sa-Mo 10:00-11:00", [("WEEKLY", "MO,SA,SU", "10:00", "11:00")]),
        ("Su[1,3] 15:00-17:00", [("MONTHLY", "1SU,3SU", "15:00", "17:00")]),
        ("Fr[-1] 15:00-17:00", [("MONTHLY", "-1FR", "15:00", "17:00")]),
    ],
)  # fmt: skip
def test_a_plain_week_can_be_said(hours: str, said: list[tuple[str, str, str, str]]) -> None:
    assert patterns(hours) == tuple(Pattern(*one) for one in said)


@pytest.mark.parametrize(
    "hours",
    ["", "Mo-Fr 09:00-12:00; PH off", "Jan-Mar Mo 09:00-10:00", "Fr 22:00-02:00", 'Mo "auf Anfrage"', "week 1-53/2 Mo "
     "10:00-12:00", "Mo 09:00-12:00 || \"nach Vereinbarung\"", "SH Mo 10:00-12:00", "Mo off", "Mo 09:00+"],
)  # fmt: skip
def test_what_a_week_cannot_say_is_not_said(hours: str) -> None:
    assert patterns(hours) == ()


def test_the_weeks_fields_are_valid_and_are_not_taken_for_the_sources_words() -> None:
    hours = "Mo-We 08:00-16:00; Th 08:00-17:30; Fr 08:00-12:30"
    plain = model.Schedule(id=uid(50), opening_hours=hours, description="Mo bis Fr")
    night = model.Schedule(id=uid(51), opening_hours="Fr 22:00-02:00")
    own = model.Schedule(id=uid(52), opening_hours="Mo 08:00-09:00", freq="WEEKLY", byday="TU")
    service = model.Service(id=uid(53), name="Musteramt", schedules=(plain, night, own))
    document = hsds.write(service, lambda _: None)
    assert faults("service", document) == []
    assert [one.get("byday") for one in document["schedules"]] == ["MO,TU,WE", None, "TU", "TH", "FR"]
    assert all("timezone" not in one for one in document["schedules"])
    assert hsds.read(document) == [service]
