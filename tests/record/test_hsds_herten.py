"""Herten's own records, as a harvest reads them: all valid by the official schemas, all read back as they were."""

import json
from functools import cache

import pytest

from anlaufstelle.gather import run, source
from anlaufstelle.record import hsds
from anlaufstelle.record.check import blocking, check
from anlaufstelle.record.model import AnyRecord
from tests.shared import ROOT
from tests.standard import faults

KINDS = ("service", "organization", "location", "event", "opportunity")


@cache
def herten() -> dict[str, AnyRecord]:
    found: dict[str, AnyRecord] = {}
    run.run(
        source.load(ROOT / "sources/de/herten/herten.yml"), {}, lambda one: found.update({one.record.id: one.record})
    )
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_herten_goes_out_and_comes_back(kind: str) -> None:
    records = herten()
    own = [record for record in records.values() if record.kind == kind]
    assert own
    for record in own:
        document = json.loads(json.dumps(hsds.write(record, records.get)))
        assert {found.id: found for found in hsds.read(document)}.items() <= records.items()
        if kind in ("service", "organization", "location"):
            assert hsds.lacks(record, document) == ()
            assert faults(kind, document) == []


def test_nothing_in_herten_is_blocked() -> None:
    assert [record.name for record in herten().values() if record.kind != "location" and blocking(check(record))] == []
