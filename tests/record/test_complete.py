"""What is missing, heaviest first; what is known not to exist is said; a confidential place lacks nothing."""

import pytest

from anlaufstelle.record import complete
from anlaufstelle.record.model import KINDS, Location, Phone, Schedule, Service, record_id

ID = record_id("x", "1")


def test_an_empty_service_lacks_what_decides_whether_somebody_comes() -> None:
    found = complete.of(Service(id=ID, name="Tafel"))
    assert [one.path for one in found.lacks[:3]] == ["phones", "categories", "schedules"]
    assert found.percent == 12
    assert all(one.why.endswith(".") for one in found.lacks)


def test_what_is_said_counts_and_so_does_what_is_known_not_to_exist() -> None:
    phone, hours = Phone(id="p", number="+492366"), Schedule(id="s", opening_hours="Mo 09:00-12:00")
    stated = Service(id=ID, name="Tafel", phones=(phone,), schedules=(hours,), known_none=("fees_description",))
    paths = {one.path for one in complete.of(stated).lacks}
    assert paths.isdisjoint({"phones", "schedules", "fees_description"})
    assert complete.of(stated).percent > complete.of(Service(id=ID, name="Tafel")).percent


def test_a_confidential_place_lacks_nothing() -> None:
    assert complete.of(Location(id=ID, confidential=True)) == complete.Completeness(100, ())


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_asked_something(kind: str) -> None:
    found = complete.of(KINDS[kind](id=ID))
    assert (found.percent, bool(found.lacks)) == (0, True)
