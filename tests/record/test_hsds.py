import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from anlaufstelle.errors import BadRecord
from anlaufstelle.record import hsds, model
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.received import SourceRef
from tests.record.samples import LOCATION, ORGANIZATION, RECORDS, SERVICE, drawn, uid
from tests.shared import shared
from tests.standard import faults

EXAMPLES = (
    "location",
    "organization_full",
    "service_at_location_full",
    "service_full",
    "service_list",
    "organization_list",
)
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lookup(record_id: str) -> Any:
    return RECORDS.get(record_id)


def nulls(value: Any) -> bool:
    if isinstance(value, dict):
        return any(inner is None or nulls(inner) for inner in value.values())
    return isinstance(value, list) and any(nulls(inner) for inner in value)


def test_a_service_with_its_organisation_and_place_goes_out_and_comes_back() -> None:
    document = json.loads(json.dumps(hsds.write(SERVICE, lookup)))
    assert faults("service", document) == []
    assert hsds.read(document) == [SERVICE, ORGANIZATION, LOCATION]


@pytest.mark.parametrize("record", [LOCATION, ORGANIZATION, SERVICE], ids=lambda record: record.kind)
def test_each_kind_is_valid(record: model.AnyRecord) -> None:
    document = hsds.write(record, lookup)
    assert faults(record.kind, document) == []
    assert hsds.lacks(record, document) == ()
    assert hsds.read(document)[0] == record


def test_what_the_standard_would_refuse_stands_beside_it_untouched() -> None:
    document = hsds.write(SERVICE, lookup)
    incomplete = document["incomplete"]
    assert {name: incomplete[name] for name in ("url", "email", "last_modified")} == {
        "url": "keine Seite",
        "email": "rat@example",
        "last_modified": "2025-10",
    }
    assert [phone["stated"] for phone in incomplete["phones"]] == ["keine"]
    assert [phone["stated"] for phone in document["phones"]] == ["0000/1"]
    assert incomplete["positions"] == {"phones": [0]}
    assert incomplete["capacities"] == [{"id": uid(16), "available": 3}]


def test_an_address_without_postal_code_is_kept_apart_and_a_whole_one_gets_its_land() -> None:
    document = hsds.write(LOCATION, lookup)
    assert document["incomplete"]["addresses"] == [{"id": uid(2), "city": "Musterstadt", "address_type": "physical"}]
    address = document["addresses"][0]
    assert (address["state_province"], address["country"], address["derived"]) == (
        "NW",
        "DE",
        ["state_province", "country"],
    )


def test_without_municipality_neither_land_nor_country_is_made_up() -> None:
    document = hsds.write(replace(LOCATION, ags=None), lookup)
    assert "addresses" not in document
    assert [sorted(address) for address in document["incomplete"]["addresses"]] == [
        ["address_type", "city", "id"],
        ["address_1", "address_type", "city", "id", "postal_code"],
    ]


def test_german_addresses_on_the_web_are_encoded_and_remembered() -> None:
    document = hsds.write(ORGANIZATION, lookup)
    assert document["website"] == "https://xn--trger-mster-m8a13a.example/%C3%BCber-uns"
    assert document["as_stated"] == {"website": "https://träger-müster.example/über-uns"}


@pytest.mark.parametrize("make", [lambda place: place, lambda place: replace(place, precision=None, name="Zuflucht")])
def test_a_confidential_place_shows_nothing(make: Any) -> None:
    assert "Musterweg" in json.dumps(hsds.write(SERVICE, lookup))
    secret = make(replace(LOCATION, confidential=True, transportation="Bus Musterweg"))
    found = RECORDS | {secret.id: secret}
    entry = Entry(id=SERVICE.id, record=SERVICE, locations=(secret,), district="Musterviertel")
    for what in (SERVICE, ORGANIZATION, secret, entry):
        text = json.dumps(hsds.write(what, found.get), ensure_ascii=False)
        assert [word for word in ("Musterweg", "51.5", "7.1", "98765", "Musterstadt", "viertel") if word in text] == []
    assert hsds.write(secret, found.get)["confidential"] is True


def test_hours_never_carry_a_fixed_offset() -> None:
    schedule = hsds.write(SERVICE, lookup)["schedules"][0]
    said = {"id": uid(11), "opening_hours": "Mo-Fr 09:00-12:00", "description": "werktags vormittags"}
    week = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "12:00"}
    assert schedule == said | week | {"derived": list(week)}


def test_a_frequency_the_standard_lacks_stands_in_the_profile() -> None:
    schedule = hsds.write(SERVICE, lookup)["schedules"][1]
    assert schedule["incomplete"] == {"freq": "DAILY"}
    assert schedule["vendor"] == {"colour": "red"}


def test_categories_become_attributes_that_say_what_they_belong_to() -> None:
    attributes = hsds.write(SERVICE, lookup)["attributes"]
    assert [(a["link_type"], a["value"]) for a in attributes if "link_type" in a] == [
        ("category", "Rat"),
        ("category", "Tat"),
        ("audience", "alle"),
    ]
    assert {(a["link_entity"], a["link_id"]) for a in attributes} == {("service", SERVICE.id)}


def test_an_entry_tells_more_and_reads_back_as_its_record() -> None:
    source = SourceRef(source="muster", key="1", record_id=uid(99))
    entry = Entry(
        id=SERVICE.id,
        record=replace(SERVICE, assured_date=None),
        needs=("muster-need",),
        areas=("05562020",),
        checked_on="2026-01-02",
        locations=(LOCATION,),
        sources=(source,),
    )
    document = hsds.write(entry, {ORGANIZATION.id: ORGANIZATION}.get)
    assert faults("service", document) == []
    assert document["assured_date"] == "2026-01-02"
    assert (
        document["attributes"][-1]["link_type"] == "situation" or document["attributes"][-1]["value"] == "muster-need"
    )
    assert document["entry"]["sources"] == [{"source": "muster", "key": "1", "record_id": uid(99)}]
    assert hsds.read(document)[0] == entry.record


def test_the_day_of_change_has_an_offset() -> None:
    plain = replace(SERVICE, last_modified=None)
    document = hsds.write(plain, lookup, modified=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert document["last_modified"] == "2026-01-02T03:04:05.000+00:00"
    assert hsds.read(document)[0] == plain


def test_events_and_opportunities_are_profile_objects() -> None:
    event = model.Event(
        id=uid(20),
        name="Musterfest",
        happening=model.Happening(dtstart="2099-10", moved={"2099-10-01": "2099-10-02"}),
        location_id=LOCATION.id,
        organization_id=ORGANIZATION.id,
        categories=("Fest",),
        phones=(model.Phone(id=uid(21), number="keine"),),
    )
    place = model.Opportunity(id=uid(22), name="Vorlesen", city="Musterstadt", insured=True)
    assert hsds.read(hsds.write(event, lookup)) == [event, ORGANIZATION, LOCATION]
    assert hsds.read(hsds.write(place, lookup)) == [place]
    assert hsds.write(event, lookup)["happening"]["timezone"] == "Europe/Berlin"


def test_an_organisation_known_by_name_only_is_no_object_of_the_standard() -> None:
    bare = model.Organization(id=uid(30), name="Muster")
    document = hsds.write(bare, lookup)
    assert hsds.lacks(bare, document) == ("description",)
    assert hsds.read(document) == [bare]
    service = model.Service(id=uid(31), name="Rat", organization_id=bare.id)
    nested = hsds.write(service, {bare.id: bare}.get)
    assert nested["organization"]["description"] == "Anbieter von „Rat“."
    assert hsds.read(nested) == [service, bare]


@pytest.mark.parametrize("shape", [model.Service, model.Organization, model.Location, model.Event, model.Opportunity])
@QUICK
@given(data=st.data())
def test_whatever_is_written_is_valid_and_comes_back(shape: type[Any], data: Any) -> None:
    record = data.draw(drawn(shape))
    document = hsds.write(record, lambda _: None)
    assert not nulls(document)
    if record.kind in ("service", "organization", "location") and not hsds.lacks(record, document):
        assert faults(record.kind, document) == []
    assert hsds.read(json.loads(json.dumps(document)), kind=record.kind) == [record]


@QUICK
@given(data=st.data())
def test_a_nested_whole_comes_back(data: Any) -> None:
    places = {uid(n): replace(data.draw(drawn(model.Location)), id=uid(n)) for n in (1, 2)}
    organization = replace(data.draw(drawn(model.Organization)), id=uid(3), location_ids=(uid(2),))
    offers = (model.ServiceAtLocation(id=uid(5), location_id=uid(1)),)
    drawn_service = data.draw(drawn(model.Service))
    service = replace(
        drawn_service, id=uid(4), organization_id=uid(3), service_at_locations=offers, name="Muster", status="active"
    )
    document = json.loads(json.dumps(hsds.write(service, (places | {uid(3): organization}).get)))
    assert faults("service", document) == []
    found = {record.id: record for record in hsds.read(document)}
    assert found == places | {uid(3): organization, uid(4): service}


def _within(part: Any, whole: Any, path: str = "$") -> list[str]:
    if isinstance(part, dict):
        return [
            line
            for key, value in part.items()
            for line in (_within(value, whole[key], f"{path}.{key}") if key in whole else [f"{path}.{key} is gone"])
        ]
    if isinstance(part, list):
        pairs = [
            line for i, (a, b) in enumerate(zip(part, whole, strict=False)) for line in _within(a, b, f"{path}[{i}]")
        ]
        return pairs if len(part) == len(whole) else [*pairs, f"{path}: {len(part)} parts became {len(whole)}"]
    return [] if part == whole else [f"{path}: {part!r} became {whole!r}"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_official_examples_come_back_whole(name: str) -> None:
    given_data = json.loads((shared("data/hsds/examples") / f"{name}.json").read_text())
    records = {record.id: record for record in hsds.read(given_data, language="en")}
    for document in given_data.get("contents", [given_data]):
        service = document.pop("service", None)
        services = document.pop("services", [])
        whole = {**service, "service_at_locations": [document]} if service else document
        for part in (whole, *services):
            written = hsds.write(records[part["id"]], records.get)
            assert _within(part, written) == []
            assert faults(records[part["id"]].kind, written) == []


@pytest.mark.parametrize("name", ["taxonomy", "taxonomy_term"])
def test_a_term_is_no_record(name: str) -> None:
    with pytest.raises(BadRecord, match=name):
        hsds.read(json.loads((shared("data/hsds/examples") / f"{name}.json").read_text()))


def test_foreign_oddities_are_kept() -> None:
    odd = {
        "id": uid(40),
        "name": "Rat",
        "status": "active",
        "minimum_age": "ab 12",
        "email": None,
        "vendor": [1, 2],
        "phones": [{"description": "ohne Nummer"}, {"number": "+490000001", "priority": 1}],
    }
    (record,) = hsds.read(odd)
    assert isinstance(record, model.Service)
    assert record.extra == {"minimum_age": "ab 12", "vendor": [1, 2], "phones": [{"description": "ohne Nummer"}]}
    assert [phone.extra for phone in record.phones] == [{"priority": 1}]
    document = hsds.write(record, lookup)
    assert faults("service", document) == []
    assert document["incomplete"] == {"phones": [{"description": "ohne Nummer"}], "minimum_age": "ab 12"}
    assert hsds.read(document) == [record]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "name", "phones")), inner, max_size=2)
    ),
    max_leaves=4,
)


def _spoil(value: Any, data: Any) -> Any:
    """`value` with one place, anywhere inside, replaced by junk."""
    if not isinstance(value, dict | list) or not value or data.draw(st.integers(0, 4)) == 0:
        return data.draw(JUNK)
    key = data.draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
    if isinstance(value, dict):
        return {**value, key: _spoil(value[key], data)}
    return [_spoil(one, data) if place == key else one for place, one in enumerate(value)]


@settings(QUICK, max_examples=25)
@given(data=st.data())
def test_spoilt_documents_are_read_or_refused_and_never_spread(data: Any) -> None:
    spoilt = _spoil(hsds.write(SERVICE, lookup), data)
    try:
        records = {record.id: record for record in hsds.read(spoilt)}
    except BadRecord:
        return
    for record in records.values():
        document = hsds.write(record, records.get)
        if record.kind in ("service", "organization", "location") and not hsds.lacks(record, document):
            assert faults(record.kind, document) == []
        assert hsds.write(hsds.read(document, kind=record.kind)[0], records.get) == document
