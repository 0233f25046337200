from anlaufstelle.record.model import ServiceAtLocation, part_id
from anlaufstelle.resolve.references import references, rewrite

from ..making import received


def service(**fields):
    base = received()
    at = ServiceAtLocation(id=part_id(base.id, "at/1"), location_id="place")
    return received(organization_id="org", service_at_locations=(at,), **fields).record


def test_everything_a_record_refers_to_once():
    assert list(references(service())) == [("organization", "org"), ("location", "place")]
    organization = received(kind="organization", service_ids=("s", "s"), parent_organization_id="p").record
    assert list(references(organization)) == [("parent", "p"), ("service", "s")]


def test_references_become_entry_ids_and_unknown_ones_are_left_out():
    record = rewrite(service(), {"org": "ORG"}.get)
    assert record.organization_id == "ORG"
    assert [at.location_id for at in record.service_at_locations] == [None]


def test_two_records_of_one_entry_are_listed_once():
    organization = received(kind="organization", service_ids=("a", "b")).record
    assert rewrite(organization, {"a": "S", "b": "S"}.get).service_ids == ("S",)
