from typing import Any

import pytest

from anlaufstelle.record.hsds_fit import fit, missing, restore
from tests.record.samples import uid
from tests.standard import faults

PHONE = {"id": uid(1), "number": "+490000001"}


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("url", "https://example.org/a?b=c#d", True),
        ("url", "https://example.org/a b", False),
        ("url", "https://example.org/[x]", False),
        ("url", "https://example.org/%zz", False),
        ("email", "rat@example.org", True),
        ("email", "rat@example", False),
        ("email", "rät@example.org", False),
        ("last_modified", "2026-01-02T03:04:05Z", True),
        ("last_modified", "2026-01-02T03:04:05.678+01:00", True),
        ("last_modified", "2026-01-02T03:04:05", False),
        ("last_modified", "2026-13-02T03:04:05Z", False),
        ("organization_id", uid(5), True),
        ("organization_id", "stadt-muster", False),
        ("minimum_age", 12.5, True),
        ("minimum_age", True, False),
        ("minimum_age", "12", False),
        ("status", "asleep", False),
        ("description", ["Text"], False),
    ],
)
def test_one_value(field: str, value: Any, fits: bool) -> None:
    data = {"id": uid(1), "name": "Rat", "status": "active", field: value}
    fitted = fit("service", data)
    stands = fitted.get(field) == value
    assert stands or field in fitted.get("incomplete", {}) or "as_stated" in fitted
    assert (stands or "as_stated" in fitted) >= fits
    if "status" in fitted:
        assert faults("service", fitted) == []
    assert restore("service", fitted) == data


@pytest.mark.parametrize(
    "numbers", [("1", "-"), ("-", "1"), ("-", "-"), ("1", "-", "2"), ("-", "1", "-", "2", "-"), ("1", "2")]
)
def test_parts_return_to_their_places(numbers: tuple[str, ...]) -> None:
    data = {"id": uid(1), "phones": [{"id": uid(place), "number": number} for place, number in enumerate(numbers)]}
    fitted = fit("service", data)
    assert [phone["number"] for phone in fitted.get("phones", [])] == [number for number in numbers if number != "-"]
    assert restore("service", fitted) == data


def test_a_misfit_deep_inside_moves_only_as_far_as_it_must() -> None:
    contact = {"id": uid(2), "phones": [PHONE, {**PHONE, "number": "keine"}]}
    fitted = fit("service", {"id": uid(1), "contacts": [contact]})
    assert fitted["contacts"][0]["phones"] == [PHONE]
    assert fitted["contacts"][0]["incomplete"]["phones"] == [{**PHONE, "number": "keine"}]


def test_nulls_vanish_and_what_is_missing_is_told() -> None:
    fitted = fit("organization", {"id": uid(1), "vendor": {"a": None, "b": [None, 1]}})
    assert fitted == {"id": uid(1), "vendor": {"b": [1]}}
    assert missing("organization", fitted) == ("description", "name")
