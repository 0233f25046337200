"""The country's numbers: what every edition gets, told once however many towns repeat it."""

from pathlib import Path

import pytest

from anlaufstelle.gather import source
from anlaufstelle.gather.run import run
from anlaufstelle.record.received import Origin
from anlaufstelle.vocabulary import needs

SOURCES = Path(__file__).resolve().parents[2] / "sources/de"


def received(folder):
    found = []
    report = run(source.load(SOURCES / folder), {}, found.append)
    return report, {one.key: one for one in found}


@pytest.fixture(scope="module")
def national():
    return received("deutschland")


def services(records):
    return [one for one in records.values() if one.record.kind == "service"]


def test_every_row_is_read_whole(national):
    report, records = national
    assert (len(services(records)), [one for one in report.findings if one.counts]) == (44, [])


def test_every_offer_names_where_it_was_seen_and_a_way_to_reach_it(national):
    _, records = national
    assert [one.key for one in services(records) if not one.source_url] == []
    assert [one.key for one in services(records) if not (one.record.phones or one.record.url)] == []


def test_every_offer_serves_a_land_or_the_country(national):
    _, records = national
    areas = {code for one in services(records) for area in one.record.service_areas for code in area.areas}
    assert {code for code in areas if len(code) != 2} == set()
    assert {"DE", "05"} <= areas
    poison = [one for one in services(records) if one.key.startswith("de-giftnotruf")]
    assert sorted(code for one in poison for area in one.record.service_areas for code in area.areas) == [
        f"{number:02}" for number in range(1, 17)
    ]


def test_the_numbers_are_those_the_crisis_pages_show(national):
    _, records = national
    ours = {phone.number.removeprefix("+49") for one in services(records) for phone in one.record.phones}
    shown = {line.number.removeprefix("0") for line in needs.load().lines}
    assert shown - ours == set()


def test_herten_repeats_and_does_not_double(national):
    _, ours = national
    _, theirs = received("herten")
    echoes = {key: one.origin for key, one in theirs.items() if one.origin}
    repeats = source.load(SOURCES / "herten").repeats
    assert echoes == {key: Origin(of, key) for of, keys in repeats.items() for key in keys}
    assert [key for key in repeats["deutschland"] if key not in ours] == []
    _, network = received("ag-soziale-stadt-nrw")
    assert sorted(network) == sorted(repeats["ag-soziale-stadt-nrw"])
    numbers = {phone.number for one in services(ours) for phone in one.record.phones}
    twice = [
        one.key for one in services(theirs)
        if not one.origin and {phone.number for phone in one.record.phones} & numbers
    ]  # fmt: skip
    assert twice == ["herten-agentur-fuer-arbeit"]  # a branch that states the common number
