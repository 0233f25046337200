from typing import Any

import pytest
from msgspec.structs import replace

from anlaufstelle.record import model
from anlaufstelle.record.check import blocking, check
from anlaufstelle.record.model import Event, Happening, Location, Opportunity, Organization, Service, hide
from tests.record.samples import LOCATION, uid

GOOD = Service(
    id=uid(1),
    name="Rat",
    description="Hilft bei Mustersorgen.",
    organization_name="Muster",
    phones=(model.Phone(id="p", number="116111"),),
)


def codes(record: model.AnyRecord) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.degree, finding.path) for finding in check(record)]


@pytest.mark.parametrize(
    "record",
    [
        GOOD,
        Organization(id=uid(1), name="Muster", email="rat@example.org"),
        replace(LOCATION, addresses=LOCATION.addresses[1:]),
        Location(id=uid(1), name="Zuflucht", confidential=True, ags="05562020"),
        Event(id=uid(1), name="Fest", happening=Happening(dtstart="2099-10", rrule="FREQ=WEEKLY;BYDAY=TU")),
        Opportunity(id=uid(1), name="Vorlesen", description="Kindern.", url="https://example.org"),
    ],
    ids=lambda record: record.kind,
)
def test_nothing_to_find(record: model.AnyRecord) -> None:
    assert codes(record) == []


@pytest.mark.parametrize(
    ("record", "code", "path"),
    [
        (replace(GOOD, name=None), "name-missing", "name"),
        (replace(GOOD, name="  "), "name-missing", "name"),
        (replace(GOOD, status="defunct"), "service-ended", "status"),
        (replace(LOCATION, confidential=True), "confidential-place-told", "confidential"),
    ],
)
def test_what_blocks(record: model.AnyRecord, code: str, path: str) -> None:
    assert codes(record)[0] == (code, "blocking", path)
    assert blocking(check(record))


SCHEDULE = "schedules[h].opening_hours"
PROBLEMS: list[tuple[model.AnyRecord, str, str, str]] = [
    (replace(GOOD, name=None, alternate_name="Rat"), "", "", ""),
    (replace(GOOD, phones=()), "contact-missing", "warning", "phones"),
    (replace(GOOD, status="temporarily closed"), "service-paused", "note", "status"),
    (replace(GOOD, organization_name=None), "provider-missing", "note", "organization_id"),
    (replace(GOOD, description=None), "description-missing", "note", "description"),
    (replace(GOOD, minimum_age=18, maximum_age=6), "ages-reversed", "error", "minimum_age"),
    (replace(GOOD, email="rat@"), "email-unreadable", "error", "email"),
    (replace(GOOD, url="keine Seite"), "web-unreadable", "error", "url"),
    (replace(GOOD, assured_date="neulich"), "date-unreadable", "error", "assured_date"),
    (replace(GOOD, known_none=("phones",)), "none-but-stated", "error", "phones"),
    (
        replace(GOOD, phones=(model.Phone(id="p", number="keine"),)),
        "phone-unreadable",
        "error",
        "phones[p].number",
    ),
    (
        replace(GOOD, schedules=(model.Schedule(id="h", opening_hours="immer mal"),)),
        "hours-unreadable",
        "error",
        SCHEDULE,
    ),
    (
        replace(GOOD, schedules=(model.Schedule(id="h", opening_hours='"nach Vereinbarung"'),)),
        "hours-by-appointment",
        "error",
        SCHEDULE,
    ),
    (
        replace(GOOD, service_areas=(model.ServiceArea(id="a", name="Musterland"),)),
        "area-not-understood",
        "warning",
        "service_areas[a]",
    ),
    (
        replace(GOOD, translations=(model.Translation(path="alert", language="en", text="Closed"),)),
        "translation-of-nothing",
        "note",
        "alert[en]",
    ),
    (
        replace(GOOD, name=None, translations=(model.Translation(path="name", language="en", text="Advice"),)),
        "name-in-translation-only",
        "warning",
        "name",
    ),
    (Organization(id=uid(1), name="Muster"), "contact-missing", "note", "phones"),
    (Location(id=uid(1), name="Haus", latitude=1.0), "point-wrong", "error", "latitude"),
    (Location(id=uid(1), name="Haus", latitude=100.0, longitude=1.0), "point-wrong", "error", "latitude"),
    (Location(id=uid(1), name="Haus", latitude=51.0, longitude=7.0), "precision-missing", "note", "precision"),
    (
        Location(id=uid(1), name="Haus", addresses=(model.Address(id="a", address_1="Weg 1", city="Musterstadt"),)),
        "address-incomplete",
        "warning",
        "addresses[a]",
    ),
    (Event(id=uid(1), name="Fest"), "start-missing", "warning", "happening.dtstart"),
    (
        Event(id=uid(1), name="Fest", happening=Happening(dtstart="2099-10-02T10:00", dtend="2099-10-01")),
        "end-before-start",
        "error",
        "happening.dtend",
    ),
    (
        Event(id=uid(1), name="Fest", happening=Happening(dtstart="2099-10-02", rrule="manchmal")),
        "rule-unreadable",
        "error",
        "happening.rrule",
    ),
    (Opportunity(id=uid(1), name="Vorlesen", description="Kindern."), "contact-missing", "warning", "phones"),
]


@pytest.mark.parametrize(("record", "code", "degree", "path"), PROBLEMS)
def test_what_is_told_but_never_blocks(record: Any, code: str, degree: str, path: str) -> None:
    assert codes(record) == ([(code, degree, path)] if code else [])
    assert not blocking(check(record))


def test_a_part_at_a_place_is_found_with_its_whole_address() -> None:
    offer = model.ServiceAtLocation(id="s", phones=(model.Phone(id="p", number="?"),))
    record = replace(GOOD, service_at_locations=(offer,))
    assert codes(record) == [("phone-unreadable", "error", "service_at_locations[s].phones[p].number")]


def test_a_hidden_place_is_never_blocked() -> None:
    assert not blocking(check(hide(replace(LOCATION, confidential=True))))
