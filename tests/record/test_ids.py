"""Ids are UUIDv5 to the letter: anybody can compute an entry's address from its source and key."""

from uuid import UUID, uuid5

import pytest

from anlaufstelle.record.ids import NAMESPACE, part_id, record_id


@pytest.mark.parametrize("key", ["a1", "Straße 7", "x" * 36, ""])
def test_ids_are_uuid5(key):
    assert record_id("muster", key) == str(uuid5(NAMESPACE, f"muster\n{key}"))
    assert part_id(record_id("muster", key), "phones/ü") == str(uuid5(UUID(record_id("muster", key)), "phones/ü"))


def test_a_uuid_given_by_the_source_passes_through():
    assert record_id("muster", "6F1D9F5E-3C52-5B0B-9A55-2F1F0B7C8E11") == "6f1d9f5e-3c52-5b0b-9a55-2f1f0b7c8e11"
