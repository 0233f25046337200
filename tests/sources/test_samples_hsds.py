"""HSDS tables of three ages, as others really publish them, read by a sheet alone and every value accounted for."""

from functools import cache
from pathlib import Path

import pytest

from anlaufstelle.gather import source
from anlaufstelle.gather.report import Report
from anlaufstelle.gather.run import run
from anlaufstelle.record.received import Received

from ..shared import shared

FOLDER = Path(__file__).parent / "samples_hsds"
TOLD = {
    "ohana-sample": ["service-ended"],
    "baltimore-211": ["phone-unreadable", "web-unreadable"],
    "ilao": ["dangling-reference", "phone-unreadable"],
    "ilao-source": ["missing-key"],
}
"""What counts against each: numbers nobody can dial, an office whose row is missing, a row without a key."""
SHEETS = list(source.sheets(FOLDER))


@cache
def harvest(id: str) -> tuple[Report, dict[str, Received]]:
    shared("data/samples")
    received: list[Received] = []
    report = run(next(sheet for sheet in SHEETS if sheet.id == id), {}, received.append)
    return report, {one.key: one for one in received}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_every_value_is_accounted_for(sheet):
    report, _ = harvest(sheet.id)
    assert sorted({one.code for one in report.findings if one.counts}) == TOLD[sheet.id]


def test_a_sheet_is_short():
    assert max(len(path.read_text().splitlines()) for path in FOLDER.glob("*.yml")) <= 65


def hours(record):
    return next(one.opening_hours for one in record.schedules if one.opening_hours)


def test_ohana():
    _, handed = harvest("ohana-sample")
    passport, place = handed["service/22"].record, handed["location/22"].record
    assert hours(passport) == "Mo 08:00-12:00,14:00-16:00; We 10:00-15:00"
    assert passport.organization_id == handed["organization/8"].id
    assert [one.document for one in passport.required_documents] == ["Government-issued picture identification"]
    assert hours(place) == "Mo-Fr 08:00-17:00; Sa 10:00-18:00; Su 11:00-17:00"
    assert [one.address_type for one in handed["location/1"].record.addresses] == ["physical", "postal"]
    assert handed["location/1"].record.phones[0].number == "+16507807525"
    assert handed["location/1"].record.schedules[0].description == "Monday 9am-03:00"


def test_baltimore():
    _, handed = harvest("baltimore-211")
    found = handed["service/143903"].record
    assert (found.name, found.phones[0].number) == ("Sister to Sister House of New Beginnings", "+14439102640")
    assert handed["location/1"].record.latitude == 39.33704410000001
    assert len(handed["organization/139776"].record.phones) == 1


def test_illinois():
    _, handed = harvest("ilao")
    assert hours(handed["location/135831"].record) == "Mo-Fr 09:00-22:00; Sa 09:00-20:00; Su 11:00-20:00"
    assert handed["service/135836"].record.service_at_locations[0].location_id == handed["location/135831"].id
    assert "Federal Poverty Level" in handed["service/132741"].record.eligibility_description
