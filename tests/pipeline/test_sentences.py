"""The sentences of the house, one by one, held against long random histories of one small town.

Each history mixes harvests (changed, shrunk, grown, echoed), judgements, decisions, verifications and withdrawals.
"""

import random

import pytest

from anlaufstelle.catalogue import ledger, read
from anlaufstelle.catalogue.models import Change, DecisionLine, EntryRow, Judgement, Link, Member, SourceRecord
from anlaufstelle.errors import AnlaufstelleError
from anlaufstelle.pipeline import door, night, settle, work
from anlaufstelle.pipeline.publish import Published, assemble_all, rejoin

from .town import EDITOR, SERVICES, id_of, sheet

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = [row["id"] for row in SERVICES]
ACTS = 14


class History:
    """Plays random acts; remembers every address that ever stood in public and every undisturbed decision."""

    def __init__(self, folder, seed):
        self.random, self.folder, self.seen, self.decided = random.Random(seed), folder, set(), {}
        night.night([sheet(folder)])

    def play(self):
        act = self.random.choice([self.harvest, self.neighbour, self.judge, self.judge, self.decide, self.withdraw])
        try:
            act()
        except AnlaufstelleError:
            return  # refused, as it should be; nothing may have changed by halves
        self.seen |= set(EntryRow.objects.filter(state="published").values_list("pk", flat=True))

    def harvest(self):
        rows = [{**row, "name": f"{row['name']} {self.random.randrange(3)}"} for row in SERVICES]
        night.night([sheet(self.folder, services=self.random.sample(rows, self.random.randrange(1, len(rows) + 1)))])

    def neighbour(self):
        echoes = [{"id": id_of(key), "name": "Gekapert", "email": "n@example.org"} for key in KEYS]
        rows = self.random.sample([*echoes, {"id": "eigen", "name": "Nachbarin"}], 2)
        night.night([sheet(self.folder, "nachbar", rows, [], trust=90)])

    def judge(self):
        ids = list(
            SourceRecord.objects.filter(kind="service").order_by().values_list("record_id", flat=True).distinct()
        )
        left, right = self.random.sample(sorted(ids), 2)
        verdict = self.random.choice(["same", "same", "not same", "unsure"])
        door.judge(actor=EDITOR, left=left, right=right, verdict=verdict, why="")

    def decide(self):
        key = self.random.choice(KEYS)
        value = f"Entschieden {self.random.randrange(99)}"
        seen = self.decided.get(key) or self._stated(key)
        door.decide(actor=EDITOR, source="musterstadt", key=key, path="name", value=value, seen=seen, why="")
        self.decided[key] = value

    def withdraw(self):
        lines = DecisionLine.objects.filter(verb="decide").order_by("-pk").values_list("pk", "key")
        if lines:
            line, key = lines[0]
            door.withdraw(actor=EDITOR, line=line, why="")
            self.decided.pop(key, None)

    def _stated(self, key):
        return ledger.at_address("musterstadt", key).record.name


@pytest.fixture(params=range(3), ids=lambda seed: f"history {seed}")
def history(request, tmp_path):
    played = History(tmp_path, request.param)
    for _ in range(ACTS):
        played.play()
    night.night([], from_stage="resolve")
    return played


def latest_verdicts():
    return {(left, right): verdict for left, right, verdict in Judgement.objects.order_by("pk").values_list(
        "left", "right", "verdict"
    )}  # fmt: skip


def test_the_sentences_hold(history):
    """One history, three questions: to play it costs more than to ask."""
    check_addresses(history)
    check_decisions(history)
    check_thrown_away()


def check_addresses(history):
    entry_of = dict(Member.objects.values_list("pk", "entry_id"))
    rows = dict(EntryRow.objects.values_list("pk", "body"))
    place = dict(SourceRecord.objects.order_by("pk").values_list("record_id", "place"))
    source = dict(SourceRecord.objects.values_list("record_id", "source_id"))

    # every former id redirects, and to an entry that stands
    assert all(read.resolve_id(id) in rows for id in history.seen)
    # an entry's id is the id of its cluster's earliest-received record, also when that record is gone
    for id in set(entry_of.values()):
        assert id == min((record for record, entry in entry_of.items() if entry == id), key=place.get)
    # "not same" beats every chain
    verdicts = latest_verdicts()
    assert all(entry_of[left] != entry_of[right] for (left, right), said in verdicts.items() if said == "not same")
    # two records of one source never merge automatically
    if not any(said == "same" for said in verdicts.values()):
        pairs = [(entry, source[record]) for record, entry in entry_of.items()]
        assert len(pairs) == len(set(pairs))
    # no source can take over another's id
    assert len({(id, key) for id, key in SourceRecord.objects.values_list("record_id", "source_id")}) == len(entry_of)
    # the change sequence has no gaps, and its last word about an entry is true
    numbers = list(Change.objects.order_by("sequence").values_list("sequence", "entry_id", "op"))
    assert [number for number, _, _ in numbers] == list(range(1, read.sequence() + 1))
    public = set(EntryRow.objects.filter(state="published").values_list("pk", flat=True))
    assert {id for _, id, op in numbers if dict((i, o) for _, i, o in numbers)[id] == "put"} == public


def check_decisions(history):
    for key, value in history.decided.items():
        told = [one for one in read.history(id_of(key)) if one.verb == "decide" and one.key == key and one.standing]
        assert value in [one.value for one in told]


def check_thrown_away():
    before = sorted(EntryRow.objects.values_list("pk", "state", "core", "digest", "joined", "inputs"))
    links = sorted(Link.objects.values_list("entry_id", "record_id", "target_id", "role"))
    assert (work.stale(), work.unlike()) == (work.Work([], []), [])
    for model in (EntryRow, Link, Member):
        model.objects.all().delete()
    settle.settle()
    assemble_all(work.stale().assemble, Published())
    rejoin(work.unlike())
    assert sorted(EntryRow.objects.values_list("pk", "state", "core", "digest", "joined", "inputs")) == before
    assert sorted(Link.objects.values_list("entry_id", "record_id", "target_id", "role")) == links
