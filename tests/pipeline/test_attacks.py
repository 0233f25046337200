"""What somebody might try against the sentences of the house, and the accidents that look the same."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, read, store
from anlaufstelle.catalogue.models import (
    Change,
    Counter,
    DecisionLine,
    EntryRow,
    Link,
    Member,
    Occurrence,
    Offer,
    SourceRecord,
    Tag,
)
from anlaufstelle.catalogue.rules import ANYBODY
from anlaufstelle.catalogue.store.ledgers import advance
from anlaufstelle.errors import BadRecord, NotAllowed
from anlaufstelle.pipeline import door, follow, night
from anlaufstelle.pipeline.alone import alone
from anlaufstelle.pipeline.publish import publish
from anlaufstelle.record.received import Origin
from anlaufstelle.resolve.context import SourceFacts

from ..making import received
from .town import EDITOR, STRANGER, changed, harvest, id_of, sheet

pytestmark = pytest.mark.django_db(transaction=True)
UUID = "11111111-1111-4111-8111-111111111111"
TAFEL = {"source": "musterstadt", "key": "tafel"}
ID = id_of("tafel")


def accepted_proposal(path="email", value="tafel@example.org"):
    proposal = door.decide(actor=ANYBODY, **TAFEL, path=path, value=value, seen=None, why="").proposal
    door.judge(actor=EDITOR, left=ID, right=proposal, verdict="same", why="stimmt")
    return proposal


def test_two_sources_that_give_one_uuid_in_one_night_do_not_share_an_id(tmp_path):
    first = sheet(tmp_path, "erste", [{"id": UUID, "name": "Zuerst"}], [])
    second = sheet(tmp_path, "zweite", [{"id": UUID, "name": "Gekapert", "email": "z@example.org"}], [], trust=99)
    for _ in range(2):
        night.night([first, second])
        entry = read.entry(UUID)
        assert (entry.name, [one.source for one in entry.sources]) == ("Zuerst", ["erste", "zweite"])


def test_nobody_else_rewrites_a_proposal_once_it_was_accepted(tmp_path):
    harvest(tmp_path)
    id = accepted_proposal()
    accepted = ledger.received([id])[id]
    evil = replace(accepted, record=replace(accepted.record, email="phishing@example.org"))
    with pytest.raises(NotAllowed):
        door.hand_in(actor=ANYBODY, source=door.PROPOSAL, received=[evil])
    assert read.entry(ID).record.email == "tafel@example.org"


def test_a_proposal_says_nothing_but_what_it_proposes(tmp_path):
    """Otherwise a number that the source has taken back would live on in the copy it was proposed beside."""
    harvest(tmp_path)
    accepted_proposal()
    harvest(tmp_path, services=changed("tafel", phone=None))
    assert (read.entry(ID).record.email, read.entry(ID).record.phones) == ("tafel@example.org", ())


def test_nobody_takes_an_id_that_is_not_made_from_the_own_key(tmp_path):
    harvest(tmp_path)
    [id] = door.hand_in(actor=EDITOR, source="musterstadt", received=[received("neu", id=id_of("spaeter"))])
    assert id == id_of("neu")


def test_a_neighbours_editor_does_not_decide_about_us_through_an_echo(tmp_path):
    harvest(tmp_path)
    harvest(tmp_path, "nachbar", [{"id": ID, "name": "Echo"}], [], steward="05562024")
    said = {"source": "nachbar", "key": ID, "path": "name", "value": "Gekapert", "seen": "Echo"}
    assert door.decide(actor=STRANGER, **said, why="").line
    assert read.entry(ID).name == "Tafel Musterstadt"


def test_a_neighbours_editor_does_not_uncover_our_place_through_an_echo(tmp_path):
    harvest(tmp_path)
    place = id_of("tafel#location")
    said = {"source": "musterstadt", "key": "tafel#location", "path": "confidential"}
    door.decide(actor=EDITOR, **said, value=True, seen=False, why="Schutzhaus")
    store.keep_source(SourceFacts(id="nachbar", steward="05562024"))
    echo = received(
        "n", "nachbar", kind="location", latitude=51.5, longitude=7.1, precision="address", origin=Origin(
            "musterstadt", "tafel#location"
        ),
    )  # fmt: skip
    door.hand_in(actor=STRANGER, source="nachbar", received=[echo])
    assert read.resolve_id(echo.id) == place
    door.decide(
        actor=STRANGER, source="nachbar", key="n", path="confidential", value=False, seen=False, why="steht überall"
    )
    assert (read.entry(place).record.confidential, read.entry(place).record.latitude) == (True, None)


def test_a_place_stays_confidential_when_the_source_that_said_so_is_gone(tmp_path):
    harvest(tmp_path)
    for source in ("haus", "liste"):
        store.keep_source(SourceFacts(id=source, steward="05562020"))
    hidden = received("h", "haus", kind="location", confidential=True)
    known = received("l", "liste", kind="location", latitude=51.5, longitude=7.1, precision="address")
    for one in (hidden, known):
        door.hand_in(actor=EDITOR, source=one.source, received=[one])
    door.judge(actor=EDITOR, left=hidden.id, right=known.id, verdict="same", why="")
    assert read.entry(hidden.id).record.latitude is None
    door.hand_in(actor=EDITOR, source="haus", received=[replace(hidden, gone=True)])
    assert (read.entry(hidden.id).record.confidential, read.entry(hidden.id).record.latitude) == (True, None)


def test_the_ledger_takes_no_decision_that_tells_where_a_confidential_place_is(tmp_path):
    harvest(tmp_path)
    said = {"source": "musterstadt", "key": "tafel#location"}
    door.decide(actor=EDITOR, **said, path="confidential", value=True, seen=False, why="Schutzhaus")
    for path, value in (("latitude", 51.5), ("description", "Musterweg 1, Hinterhaus")):
        with pytest.raises(BadRecord):
            door.decide(actor=EDITOR, **said, path=path, value=value, seen=None, why="")
    assert door.decide(actor=EDITOR, **said, path="name", value="Schutzhaus", seen=None, why="").line


def test_a_source_whose_record_a_neighbour_passed_on_first_is_no_echo_of_its_own_echo(tmp_path):
    harvest(tmp_path)
    store.keep_source(SourceFacts(id="nachbar", steward="05562020"))
    passed_on = received(UUID, "nachbar", origin=Origin("ursprung", UUID))
    door.hand_in(actor=EDITOR, source="nachbar", received=[passed_on])
    store.keep_source(SourceFacts(id="ursprung", steward="05562020"))
    door.hand_in(actor=EDITOR, source="ursprung", received=[received(UUID, "ursprung", name="Ursprung")])
    assert (read.entry(UUID).name, len(read.entry(UUID).sources)) == ("Ursprung", 2)
    door.hand_in(actor=EDITOR, source="nachbar", received=[replace(passed_on, gone=True)])
    assert read.entry(UUID).name == "Ursprung"


def published():
    rows = EntryRow.objects.order_by("pk").values_list("pk", "state", "body", "hsds", "digest", "core", "joined")
    return [(*row[:3], re.sub(rb'"last_modified":"[^"]*"', b"", row[3]), *row[4:]) for row in rows]


def test_everything_published_can_be_thrown_away_and_comes_back_byte_for_byte(tmp_path, home):
    harvest(tmp_path)
    harvest(tmp_path, "nachbar", [{"id": ID, "name": "Echo", "email": "n@example.org"}], [])
    line = door.decide(actor=EDITOR, **TAFEL, path="name", value="Essen", seen="Tafel Musterstadt", why="").line
    undo = door.withdraw(actor=EDITOR, line=line, why="")
    door.withdraw(actor=EDITOR, line=undo, why="doch")
    door.judge(actor=EDITOR, left=ID, right=id_of("kleider"), verdict="same", why="")
    harvest(tmp_path, services=[row for row in changed("tafel", name="Neu") if row["id"] != "frei"])
    before, members = published(), sorted(Member.objects.values_list())
    others = [sorted(model.objects.values_list("entry_id")) for model in (Tag, Offer, Link, Occurrence)]
    assert before
    for model in (EntryRow, Tag, Offer, Member, Link, Counter, Change, Occurrence):
        model.objects.all().delete()
    night.night([], from_stage="ledgers")
    assert (published(), sorted(Member.objects.values_list())) == (before, members)
    assert [sorted(model.objects.values_list("entry_id")) for model in (Tag, Offer, Link, Occurrence)] == others


def test_the_earliest_received_stays_so_when_the_counters_are_thrown_away(tmp_path):
    harvest(tmp_path)
    Counter.objects.all().delete()
    Change.objects.all().delete()
    [id] = door.hand_in(actor=EDITOR, source="musterstadt", received=[received("neu")])
    assert ledger.received([id])[id].order > ledger.received([ID])[ID].order
    door.judge(actor=EDITOR, left=ID, right=id, verdict="same", why="")
    assert read.resolve_id(id) == ID


def test_a_lost_counter_does_not_hand_out_a_number_twice(tmp_path):
    harvest(tmp_path)
    last = read.sequence()
    Counter.objects.all().delete()
    door.decide(actor=EDITOR, **TAFEL, path="name", value="Essen", seen="Tafel Musterstadt", why="")
    assert read.sequence() == last + 1


def test_an_index_of_as_many_changes_is_not_believed(tmp_path, home):
    """A catalogue restored from a backup may come to the same number by another way."""
    harvest(tmp_path)
    Change.objects.update(at=timezone.now() - timedelta(days=1))
    assert follow.follow() == 4


def test_a_second_night_waits_for_the_first(tmp_path):
    told = sheet(tmp_path)
    taken, others = [], []

    def progress(stage, count):
        if stage == "gather" and not taken:
            taken.append(stage)
            others.append(threading.Thread(target=second))
            others[0].start()
            others[0].join(0.3)
            assert others[0].is_alive()

    def second():
        try:
            with alone():
                taken.append("second")
        finally:
            connection.close()

    night.night([told], progress=progress)
    others[0].join()
    assert taken == ["gather", "second"]


def test_withdrawals_of_withdrawals_by_the_dozen(tmp_path):
    harvest(tmp_path)
    line = door.decide(actor=EDITOR, **TAFEL, path="name", value="Essen", seen="Tafel Musterstadt", why="").line
    for number in range(12):
        line = door.withdraw(actor=EDITOR, line=line, why="")
        assert read.entry(ID).name == ("Essen" if number % 2 else "Tafel Musterstadt")
    told = [one.standing for one in read.history(ID) if one.verb == "decide"]
    assert told == [True]


def test_publishing_the_same_from_many_sides_at_once(tmp_path):
    if connection.vendor == "sqlite":
        pytest.skip("the test database lies in memory, where threads cannot write at once; PostgreSQL shows this")
    many = [{"id": f"s{n}", "name": f"Angebot {n}", "opening_hours": "Mo-Fr 09:00-12:00"} for n in range(40)]
    harvest(tmp_path, services=many)
    ids = [id_of(f"s{n}") for n in range(40)]
    failed = []

    def work(turn):
        try:
            for _ in range(4):
                rows = EntryRow.objects.filter(pk__in=ids)
                rows.filter(pk=ids[turn]).update(inputs="", expanded="", digest="")
                publish(ids if turn % 2 else reversed(ids))
        except Exception as error:
            failed.append(error)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))
    assert (failed, numbers) == ([], list(range(1, read.sequence() + 1)))


def test_history_and_ledgers_are_only_added_to(tmp_path):
    harvest(tmp_path)
    line = door.decide(actor=EDITOR, **TAFEL, path="name", value="Essen", seen="Tafel Musterstadt", why="").line
    before = list(DecisionLine.objects.values()), list(SourceRecord.objects.values())
    door.withdraw(actor=EDITOR, line=line, why="")
    harvest(tmp_path, services=changed("tafel", name="Neu"))
    lines, records = list(DecisionLine.objects.values()), list(SourceRecord.objects.values())
    assert (lines[: len(before[0])], records[: len(before[1])]) == before


def test_who_writes_entries_waits_for_whoever_is_numbering_them(tmp_path):
    """Otherwise an entry assembled from older lines could be written over a newer one, without a number."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's IMMEDIATE transactions follow one another anyway; PostgreSQL shows this")
    harvest(tmp_path)

    def write():
        store.put([])
        connection.close()

    other = threading.Thread(target=write)
    with transaction.atomic():
        advance("change", 0)
        other.start()
        other.join(0.3)
        assert other.is_alive()
    other.join(10)
    assert not other.is_alive()
