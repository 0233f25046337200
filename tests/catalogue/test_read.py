import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlaufstelle.catalogue import read
from anlaufstelle.errors import NotFound
from anlaufstelle.pipeline import door

from ..pipeline.town import EDITOR, SERVICES, TOWN, harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2027, 1, 11, 9, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def town(tmp_path):
    harvest(tmp_path)
    return tmp_path


def queries(ask):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ask()
    return len(seen)


@pytest.mark.parametrize(
    "ask",
    [
        read.entries,
        lambda ids: read.open_now(ids, AT),
        lambda ids: list(read.occurrences(AT, AT + timedelta(days=7), "opening", ids)),
    ],
)
def test_a_list_costs_as_many_queries_as_one(town, ask):
    ids = [id_of(row["id"]) for row in SERVICES]
    assert queries(lambda: ask(ids[:1])) == queries(lambda: ask(ids)) == 1


def test_entries_come_in_the_order_asked_for(town):
    ids = [id_of(key) for key in ("frei", "tafel")]
    assert [one.id for one in read.entries([ids[0], "nonsense", ids[1]])] == ids
    assert all(one.sequence > 0 for one in read.entries(ids))


def test_what_a_provider_offers(town):
    assert [one.name for one in read.provider_services(id_of("verein"))] == ["Kleiderkammer", "Tafel Musterstadt"]


def test_ids(town):
    assert read.resolve_id(id_of("tafel").upper()) == id_of("tafel")
    assert read.resolve_id("nonsense") is None
    for ask in (read.entry, read.hsds, read.history):
        with pytest.raises(NotFound):
            ask("nonsense")


def test_counts_and_streams(town):
    assert read.counts()["published"] == {"location": 2, "organization": 1, "service": 3}
    assert [one.id for one in read.stream("service")] == sorted(id_of(row["id"]) for row in SERVICES)
    offered = [json.loads(body)["id"] for body in read.bodies(without=("location", "organization"))]
    assert offered == sorted(id_of(row["id"]) for row in SERVICES)
    assert read.sequence() == len(list(read.since(0))) == 6
    assert len(list(read.since(4))) == 2


def test_sources_say_when_they_were_last_read(town):
    [one] = read.sources()
    assert (one.id, one.steward, one.records, one.last_run is not None) == ("musterstadt", TOWN, 6, True)


def test_history_names_what_a_harvest_changed(town):
    harvest(town, services=[{**row, "name": f"{row['name']} neu"} for row in SERVICES])
    first, second = read.history(id_of("frei"))
    assert (first.changes, second.verb, len(second.changes)) == ((), "harvest", 1)


def test_history_of_one_line_and_of_many_costs_the_same(town):
    before = queries(lambda: read.history(id_of("frei")))
    for number in range(3):
        seen = read.entry(id_of("frei")).name
        door.decide(actor=EDITOR, source="musterstadt", key="frei", path="name", value=f"N{number}", seen=seen, why="")
    assert queries(lambda: read.history(id_of("frei"))) == before
