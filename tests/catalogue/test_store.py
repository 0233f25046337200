import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.catalogue import ledger, read, store
from anlaufstelle.catalogue.models import Change, Counter, Run, SourceRecord
from anlaufstelle.catalogue.store.ledgers import advance, hidden, identified
from anlaufstelle.errors import BadRecord, OutOfDate
from anlaufstelle.pipeline import intake, night, occurrences
from anlaufstelle.record.received import Origin
from anlaufstelle.resolve.context import SourceFacts

from ..making import received
from ..pipeline.town import harvest, sheet

UUID = "11111111-1111-4111-8111-111111111111"


def test_an_id_passes_through_unless_another_source_has_it():
    one = received(UUID, "b")
    assert identified(one, None, {}) is one
    assert identified(one, None, {UUID: ("b", UUID)}) is one
    taken = identified(one, None, {UUID: ("a", "their key")})
    assert (taken.id != UUID, taken.origin) == (True, Origin("a", "their key"))


def test_a_record_keeps_the_first_id_it_got():
    assert identified(received(UUID, "b"), "known", {UUID: ("a", "x")}).id == "known"


def test_two_spellings_of_one_uuid_are_two_records():
    upper = received("ABCDEFAB-1111-4111-8111-111111111111", "b")
    twice = identified(upper, None, {upper.id: ("b", upper.key.lower())})
    assert (twice.id != upper.id, twice.origin) == (True, None)


def test_an_id_that_somebody_guessed_before_is_not_shared_with_them():
    """A source may pass on our derived ids as its own UUIDs before we ever read the record they stand for."""
    one = received("k", "a")
    guessed = {one.id: ("thief", one.id)}
    second = identified(one, None, guessed)
    assert (second.id != one.id, second.origin) == (True, None)
    with pytest.raises(BadRecord):
        identified(one, None, {**guessed, second.id: ("thief", second.id)})


def test_the_ledger_does_not_keep_where_a_confidential_place_is():
    secret = received(
        "k", "a", kind="location", confidential=True, latitude=51.5, longitude=7.1, transportation="Bus 1"
    )
    assert hidden(secret).record == received("k", "a", kind="location", confidential=True).record
    assert hidden(received("k", "a", kind="location", latitude=51.5)).record.latitude == 51.5


@pytest.mark.django_db(transaction=True)
def test_a_run_counts_from_its_seal_and_is_sealed_once():
    store.keep_source(SourceFacts(id="a", steward="x"))
    run = store.open_run("a", who="me", whole=True)
    store.stage(run, [(received("k", "a"), "hash")])
    assert (ledger.hashes("a"), ledger.at_address("a", "k")) == ({}, None)
    with pytest.raises(OutOfDate):
        store.seal(run)
    store.staged(run, [], {})
    store.seal(run)
    assert ledger.hashes("a") == {"k": "hash"}
    with pytest.raises(OutOfDate):
        store.seal(run)


@pytest.mark.django_db(transaction=True)
def test_a_record_keeps_its_place_when_it_goes_and_comes_back():
    store.keep_source(SourceFacts(id="a", steward="x"))

    def run(keys, gone=()):
        number = store.open_run("a", who="me", whole=True)
        store.stage(number, [(received(key, "a"), "hash") for key in keys])
        store.staged(number, gone, {})
        store.seal(number)

    run(["k", "l"])
    first = ledger.at_address("a", "k")
    run([], ["k"])
    assert (ledger.at_address("a", "k").gone, ledger.hashes("a")) == (True, {"l": "hash"})
    run(["k"])
    again = ledger.at_address("a", "k")
    assert (again.gone, again.order, again.first_seen) == (False, first.order, first.first_seen)


@pytest.mark.django_db(transaction=True)
def test_numbers_are_handed_out_in_the_order_of_commits():
    """Each thread takes a number and writes it in one transaction; whoever reads sees no gap below the highest."""
    if connection.vendor == "sqlite":
        pytest.skip("the test database lies in memory, where threads cannot write at once; PostgreSQL shows this")
    gaps = []

    def write():
        for _ in range(5):
            with transaction.atomic():
                Change.objects.create(sequence=advance("change", 1), entry_id="x", op="put", at="2026-01-01T00:00Z")
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen = [number for number, _, _ in read.since(0)]
        gaps += [seen] if seen != list(range(1, len(seen) + 1)) else []
    assert (gaps, read.sequence(), Change.objects.count()) == ([], 15, 15)


@contextmanager
def longest_transaction(found):
    """Seconds between BEGIN and COMMIT of every write transaction of this connection."""
    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__
    began = []

    def __enter__(self):
        began.append(time.perf_counter())
        return enter(self)

    def __exit__(self, *error):
        result = leave(self, *error)
        found.append(time.perf_counter() - began.pop())
        return result

    transaction.Atomic.__enter__, transaction.Atomic.__exit__ = __enter__, __exit__
    try:
        yield
    finally:
        transaction.Atomic.__enter__, transaction.Atomic.__exit__ = enter, leave


@pytest.mark.django_db(transaction=True)
def test_work_is_written_in_batches_however_much_there_is(tmp_path, monkeypatch):
    """What bounds a transaction's time is its number of rows; the time itself is the machine's, and printed."""
    rows = {"stage": [], "put": [], "expand": []}
    for name, size in (("stage", lambda run, batch: len(batch)), ("put", len), ("expand", _occurrences)):
        real = getattr(store, name)
        monkeypatch.setattr(
            store, name, lambda *args, real=real, name=name, size=size: (rows[name].append(size(*args)), real(*args))[1]
        )
    many = [{"id": f"s{n}", "name": f"Angebot {n}", "opening_hours": "Mo-Fr 09:00-12:00"} for n in range(210)]
    seconds = []
    with longest_transaction(seconds):
        night.night([sheet(tmp_path, services=many)])
    assert max(rows["stage"]) <= intake.STAGED
    assert max(rows["put"]) <= store.BATCH
    assert max(rows["expand"]) < 2 * occurrences.ROWS
    assert min(len(one) for one in rows.values()) > 1
    print("longest write transaction", max(seconds))


def _occurrences(batch, events):
    return sum(len(spans) for _, spans in batch.values())


@pytest.mark.django_db(transaction=True)
def test_clearing_leftovers_takes_all_of_them(tmp_path):
    harvest(tmp_path)
    run = store.open_run("musterstadt", who="killed", whole=True)
    store.stage(run, [(received(f"k{n}"), "hash") for n in range(30)])
    store.discard(run)
    assert (Run.objects.filter(pk=run).count(), SourceRecord.objects.filter(run=run).count()) == (0, 0)
    assert Counter.objects.get(pk="place").value > 30


@given(st.text(min_size=1, max_size=40) | st.uuids().map(str), st.lists(st.sampled_from("abc"), max_size=6))
def test_no_record_ever_gets_an_id_that_another_holds(key, sources):
    owners = {}
    for source in sources:
        one = identified(received(key, source), None, owners)
        assert owners.setdefault(one.id, (one.source, one.key)) == (one.source, one.key)
