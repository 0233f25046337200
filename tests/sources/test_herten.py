"""What Herten's compilation must yield."""

from pathlib import Path

import pytest

from anlaufstelle.gather import source
from anlaufstelle.gather.run import run
from anlaufstelle.resolve import derive
from anlaufstelle.vocabulary import needs

FOLDER = Path(__file__).resolve().parents[2] / "sources/de/herten"


@pytest.fixture(scope="module")
def herten():
    received = []
    report = run(source.load(FOLDER), {}, received.append)
    return report, {one.key: one for one in received}


def test_every_row_arrives(herten):
    report, _ = herten
    assert report.read == 267 + 130 + 38 + 35
    assert {kind: report.records[kind] for kind in ("service", "organization", "event", "opportunity")} == {
        "service": 267,
        "organization": 130,
        "event": 38,
        "opportunity": 35,
    }


def test_at_least_260_services_may_be_published(herten):
    report, handed = herten
    blocked = {one.key for one in report.blocked if one.key and handed[one.key].record.kind == "service"}
    assert len(blocked) <= 7


def test_every_service_knows_its_provider(herten):
    _, handed = herten
    services = [one for one in handed.values() if one.record.kind == "service"]
    organizations = {one.record.id for one in handed.values() if one.record.kind == "organization"}
    assert [one.key for one in services if one.record.organization_id not in organizations] == []
    assert handed["herten-agentur-fuer-arbeit"].record.organization_id == handed["agentur-fuer-arbeit-re"].record.id


def test_the_town_hall_in_full(herten):
    _, handed = herten
    hall, place = handed["herten-rathaus"], handed["herten-rathaus#location"].record
    assert hall.record.organization_id == handed["stadt-herten"].record.id
    assert [(phone.number, phone.stated) for phone in hall.record.phones] == [("+4923663030", "02366 303-0")]
    assert hall.record.schedules[0].opening_hours.startswith("Mo 08:00-16:00; Tu,We 08:00-12:30")
    assert hall.record.service_areas[0].areas == ("05562020",)
    assert (hall.source_date, hall.source_url) == (
        "2021-08-26",
        "http://presse-service.de/data.aspx/static/1079950.html",
    )
    assert (place.ags, place.latitude, place.precision) == ("05562020", None, None)
    assert (place.addresses[0].address_1, place.addresses[0].postal_code) == ("Kurt-Schumacher-Straße 2", "45699")


def test_womens_shelters_have_no_place(herten):
    _, handed = herten
    for key in ("herten-frauenhaus", "re-frauenhaus"):
        place = handed[f"{key}#location"].record
        assert (place.confidential, place.addresses, place.latitude) == (True, (), None)


def test_every_stated_place_is_a_known_town(herten):
    _, handed = herten
    places = [one for one in handed.values() if one.record.kind == "location"]
    assert [one.key for one in places if one.record.ags is None] == []


def test_every_area_served_is_understood(herten):
    _, handed = herten
    areas = [part for one in handed.values() if one.record.kind == "service" for part in one.record.service_areas]
    assert len(areas) == 267
    assert [part.name for part in areas if not part.areas] == []


def test_nothing_is_ignored_and_no_value_is_left(herten):
    report, handed = herten
    assert report.ignored == ()
    assert [(one.key, one.record.extra) for one in handed.values() if one.record.extra] == []
    assert [one for one in report.findings if one.counts] == []


def test_every_category_and_audience_stands_for_something(herten):
    _, handed = herten
    services = [one.record for one in handed.values() if one.record.kind == "service"]
    thesaurus = needs.load()
    assert {word for one in services for word in one.categories if not thesaurus.of_category(word)} == set()
    assert {word for one in services for word in one.audiences if not thesaurus.of_audience(word)} == set()


@pytest.mark.parametrize(
    ("key", "need", "filed"),
    [
        ("herten-musikschule", "music", True),
        ("herten-suederleben", "sport", True),
        ("herten-grundsicherung", "old-age-security", True),
        ("re-schwerbehindertenangelegenheiten", "disability-card", True),
        ("herten-awo-wohnstaette", "assisted-living", True),
        ("herten-awo-wohnstaette", "housing", False),
        ("herten-suchtberatung-diakonie", "rehabilitation", False),
        ("herten-haus-st-martin", "caregiver-relief", False),
        ("re-pro-familia", "pregnancy-conflict", True),
        ("re-pro-familia", "pregnant-women", True),
    ],
)
def test_a_service_stands_under_what_its_text_says_and_under_nothing_else(herten, key, need, filed):
    _, handed = herten
    assert (need in sum(derive.concepts(handed[key].record), ())) is filed
