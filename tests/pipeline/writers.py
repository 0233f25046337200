"""Many people at the desk at once, each a process with a connection of their own; then everything is counted over.

`python -m tests.pipeline.writers WRITERS DECISIONS SEED` works on the (empty) database of `DATABASE_URL` and in the
data folder `ANLAUFSTELLE_HOME`, and prints what it found as JSON. Everything under "wrong" has to be empty.
"""

import json
import multiprocessing
import re
import sys
import time
from collections import Counter
from random import Random
from typing import Any

import django

django.setup()

from django.db import connections  # noqa: E402 - the settings come first
from django.db.models import Min  # noqa: E402

from anlaufstelle.catalogue import ledger, models, read, rules, store  # noqa: E402
from anlaufstelle.catalogue.rules import Held, Person  # noqa: E402
from anlaufstelle.errors import NotFound, OutOfDate  # noqa: E402
from anlaufstelle.pipeline import desk, door, follow, night, setup, showing, work  # noqa: E402
from anlaufstelle.record.ids import part_id, record_id  # noqa: E402
from anlaufstelle.record.model import Organization, Phone, Schedule, Service, ServiceArea  # noqa: E402
from anlaufstelle.record.received import Received  # noqa: E402
from anlaufstelle.resolve.context import SourceFacts  # noqa: E402
from anlaufstelle.resolve.decided import spoken, value_at  # noqa: E402
from anlaufstelle.resolve.lines import standing, value_hash  # noqa: E402
from anlaufstelle.vocabulary import hours_holidays, needs  # noqa: E402

TOWN = "05562020"
SOURCES = ("stadt", "verein")
KEYS = ("alpenverein", "bücherbus", "chorprobe", "drachenfest")
MOVING = "elternrunde"
"""Its source changes while people decide about it."""
HOURS = ("Mo 09:00-12:00", "Tu 10:00-11:00", "We 14:00-18:00", "Th,Fr 08:00-10:00", "Sa 10:00-12:00")
ACTS = {"decide": 62, "verify": 12, "withdraw": 8, "judge": 3, "propose": 6, "handle": 5, "back": 2, "harvest": 2}
STROKES = (25, 50)
"""How many fields a form changes, or a file: each is decided by itself, all are shown together."""
Fact = dict[str, Any]


def received(source: str, key: str, email: str = "anfang@example.org") -> Received:
    id = record_id(source, key)
    record = Service(
        id=id, name=f"{key.title()} {source}", email=email, organization_id=record_id("stadt", "traeger"),
        phones=(Phone(id=part_id(id, "phone"), number="+4923660000"),),
        schedules=(Schedule(id=part_id(id, "hours"), opening_hours=HOURS[0]),),
        service_areas=(ServiceArea(id=part_id(id, "area"), name="Herten", areas=(TOWN,)),),
    )  # fmt: skip
    return Received(source=source, key=key, record=record)


def seed() -> None:
    setup.ensure()
    for source in SOURCES:
        store.keep_source(SourceFacts(id=source, title=f"Liste {source}", area=TOWN, steward=TOWN))
        records = [received(source, key) for key in (*KEYS, MOVING)]
        if source == "stadt":
            owner = Organization(id=record_id(source, "traeger"), name="Musterverein")
            records.insert(0, Received(source=source, key="traeger", record=owner))
        door.hand_in(actor=rules.NIGHT, source=source, received=records)
    night.night([], from_stage="ledgers")


class Hand:
    """One person; `told` is what they were told of each thing they did."""

    def __init__(self, number: int, seed: int) -> None:
        self.chance, self.told, self.mine = Random(f"{seed} {number}"), list[Fact](), list[int]()
        name = f"Person {number}"
        self.editor = Person(who=name, held=(Held("editor", TOWN),))
        self.caller = Person(who=name, held=(Held("caller", TOWN),))
        self.actor = rules.actor(self.editor)

    def turn(self) -> None:
        verb = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
        try:
            told = getattr(self, verb)()
        except (OutOfDate, NotFound) as error:
            told = {"late": type(error).__name__}
        self.mine += [line for line in told.get("lines", ()) if line]
        self.told.append({"verb": verb, **told})

    def _look(self) -> Fact:
        """Somewhere, and what stands there now."""
        source, key = self.chance.choice(SOURCES), self.chance.choice((*KEYS, MOVING))
        record = desk.seen(source, key)
        own = ("email", "description", f"phones[{part_id(record.id, 'phone')}].number")
        path = self.chance.choice((*own, f"schedules[{part_id(record.id, 'hours')}].opening_hours"))
        return {"source": source, "key": key, "path": path, "seen": value_at(record, path)}

    def _value(self, path: str) -> str:
        if path.endswith("opening_hours"):
            return self.chance.choice(HOURS)
        number = self.chance.randrange(10**9)
        return f"+492366{number}" if path.endswith("number") else f"{number}@example.org"

    def decide(self, person: Person | None = None) -> Fact:
        at = self._look()
        value = self._value(at["path"])
        done = desk.decide(person=person or self.editor, **at, value=value, why="angerufen")
        at["seen"] = value_hash(at["seen"])
        return {**at, "value": value, "lines": [done.line] if done.line else [], "proposal": done.proposal}

    def propose(self) -> Fact:
        return self.decide(self.caller)

    def verify(self) -> Fact:
        at = self._look()
        line = door.verify(actor=self.actor, **at)
        return {**at, "seen": value_hash(at["seen"]), "lines": [line]}

    def withdraw(self) -> Fact:
        if not self.mine:
            return self.decide()
        line = self.chance.choice(self.mine)
        return {"withdrawn": line, "lines": [door.withdraw(actor=self.actor, line=line, why="doch nicht")]}

    def judge(self) -> Fact:
        sides = [record_id(source, self.chance.choice((*KEYS, MOVING))) for source in SOURCES]
        verdict = self.chance.choice(("same", "not same", "unsure"))
        number = door.judge(actor=self.actor, left=sides[0], right=sides[1], verdict=verdict, why="verglichen")
        return {"judgement": number}

    def handle(self) -> Fact:
        items = read.inbox.page(self.editor).items
        if not items:
            return self.decide()
        item = self.chance.choice(items)
        accept = self.chance.random() < 0.7
        done = desk.handle(person=self.editor, key=item.key, mark=item.mark, accept=accept, why="geprüft")
        return {"handled": done.line, "lines": done.did.get("lines", [])}

    def back(self) -> Fact:
        mine = read.inbox.lately(self.editor.who)
        if not mine:
            return self.decide()
        desk.take_back(person=self.editor, line=self.chance.choice(mine).line, why="zurück")
        return {}

    def harvest(self) -> Fact:
        source = self.chance.choice(SOURCES)
        email = f"{self.chance.randrange(10**9)}@example.org"
        return {"records": door.hand_in(actor=self.actor, source=source, received=[received(source, MOVING, email)])}


def work_through(number: int, turns: int, seed: int, gate: Any, told: Any) -> None:
    hand = Hand(number, seed)
    gate.wait()
    try:
        while turns:
            stroke = min(turns, hand.chance.choice(STROKES))
            with showing.together():
                for _ in range(stroke):
                    hand.turn()
            turns -= stroke
    except Exception as error:  # told to whoever counts, and a failure there
        told.put([*hand.told, {"failed": f"{type(error).__name__}: {error}"}])
        raise
    told.put(hand.told)


def all_at_once(writers: int, decisions: int, seed_number: int) -> tuple[list[Fact], float]:
    """Forked before anything is connected or indexed, so that nobody shares a connection, a lock or a thread."""
    make = multiprocessing.get_context("fork")
    gate, told = make.Barrier(writers + 1), make.Queue()
    share = [decisions // writers + (number < decisions % writers) for number in range(writers)]
    people = [
        make.Process(target=work_through, args=(number, turns, seed_number, gate, told))
        for number, turns in enumerate(share)
    ]
    for one in people:
        one.start()
    seed()
    connections.close_all()
    gate.wait()
    began = time.perf_counter()
    facts = [fact for _ in people for fact in told.get()]
    took = time.perf_counter() - began
    for one in people:
        one.join()
    return facts, took


def lost(facts: list[Fact]) -> list[str]:
    """What somebody was told had been written and is not there, and the other way round."""
    wrong = []
    acknowledged = Counter(line for fact in facts for line in fact.get("lines", ()))
    rows = {row.pk: row for row in models.DecisionLine.objects.all()}
    wrong += [f"line {line} was told {n} times" for line, n in acknowledged.items() if n > 1 or line not in rows]
    silent = {pk for pk, row in rows.items() if row.verb != "withdraw"} - acknowledged.keys()
    wrong += [f"line {line} was told to nobody" for line in sorted(silent)]
    for fact in facts:
        if fact["verb"] in ("decide", "propose") and fact.get("lines"):
            row = rows.get(fact["lines"][0])
            if row is None or (row.path, json.loads(row.value)) != (fact["path"], fact["value"]):
                wrong.append(f"line {fact['lines'][0]} says something else than {fact['value']}")
    kept = {id: value_at(one.record, path(one)) for id, one in ledger.received(_proposals()).items()}
    told = {fact["proposal"]: fact["value"] for fact in facts if fact.get("proposal")}
    wrong += [f"proposal {id} is not kept" for id, value in told.items() if kept.get(id) != value]
    wrong += [f"proposal {id} is nobody's" for id in kept.keys() - told.keys()]
    judged = Counter(fact["judgement"] for fact in facts if "judgement" in fact)
    wrong += [f"judgement {n} was told twice" for n, times in judged.items() if times > 1]
    return wrong


def path(proposal: Received) -> str:
    return (proposal.note or "").partition(": ")[0]


def _proposals() -> list[str]:
    rows = models.SourceRecord.objects.filter(source_id=door.PROPOSAL, run__sealed_at__isnull=False)
    return list(rows.values_list("record_id", flat=True))


def overwritten(facts: list[Fact]) -> list[str]:
    """The ledger gone through again, line by line: each decision and each verification saw what stood before it."""
    told = {fact["lines"][0]: fact for fact in facts if fact.get("seen") and fact.get("lines")}
    ids = [record_id(source, key) for source in SOURCES for key in KEYS]
    lines, records = ledger.lines(ids), ledger.received(ids)
    wrong = []
    for id in ids:
        before: list[Any] = []
        for line in lines.get(id, ()):
            fact = told.get(line.number)
            if fact:
                stood = spoken(records[id], standing(before, night_day())).record
                if value_hash(value_at(stood, line.path)) != fact["seen"]:
                    wrong.append(f"line {line.number} ({line.verb}) of {fact['key']} did not see what stood there")
            before.append(line)
    return wrong


def night_day() -> Any:
    return django.utils.timezone.localdate()


def gaps() -> list[str]:
    """Numbers that are missing, and runs that were begun and never sealed."""
    places = models.SourceRecord.objects.values("record_id").annotate(first=Min("place"))
    numbers = {
        "changes": models.Change.objects.values_list("sequence", flat=True),
        "places": [one["first"] for one in places],
        **{
            model.__name__: model.objects.values_list("pk", flat=True)
            for model in (models.DecisionLine, models.Judgement, models.Handled, models.Run)
        },
    }
    wrong = [
        f"{name}: {len(set(found))} numbers up to {max(found)}"
        for name, listed in numbers.items()
        if (found := list(listed)) and sorted(found) != list(range(1, len(found) + 1)) and name != "places"
    ]
    if len(set(numbers["places"])) != len(numbers["places"]):
        wrong.append("places: given twice")
    if read.sequence() != len(numbers["changes"]):
        wrong.append(f"the counter stands at {read.sequence()}")
    if unsealed := models.Run.objects.filter(sealed_at=None).count():
        wrong.append(f"{unsealed} runs were never sealed")
    return wrong


def snapshot() -> dict[str, list[Any]]:
    """Everything that is computed, without the times at which it was."""
    rows = models.EntryRow.objects.values_list("pk", "state", "name", "body", "hsds", "digest", "core", "joined")
    told: dict[str, list[Any]] = {
        "entries": [(*row[:3], bytes(row[3]), re.sub(rb'"last_modified":"[^"]*"', b"", bytes(row[4])), *row[5:])
                    for row in rows],
        "members": list(models.Member.objects.values_list("record_id", "entry_id")),
        "links": list(models.Link.objects.values_list("entry_id", "record_id", "target_id", "role")),
        "tags": list(models.Tag.objects.values_list("entry_id", "link_type", "word", "term_id")),
        "offers": list(models.Offer.objects.values_list("id", "entry_id")),
        "calendar": list(models.Occurrence.objects.values_list("entry_id", "kind", "start", "end")),
        "inbox": [(*row[:-1], json.dumps(row[-1], sort_keys=True)) for row in models.InboxItem.objects.values_list(
            "key", "kind", "area", "harm", "title", "words", "entry_id", "other_id", "mark", "data")],
    }  # fmt: skip
    return {name: sorted(rows) for name, rows in told.items()}


def unlike_a_rebuild() -> list[str]:
    """Everything computed is thrown away and made again from the ledgers."""
    wrong = [f"stale: {id}" for id in (*work.stale().assemble, *work.stale().drop, *work.unlike())]
    before = snapshot()
    thrown = (models.EntryRow, models.Member, models.Link, models.Tag, models.Offer, models.Occurrence)
    for model in (*thrown, models.InboxItem):
        model.objects.all().delete()
    night.night([], from_stage="ledgers")
    after = snapshot()
    for name in before:
        wrong += [f"{name} {'before' if row in before[name] else 'rebuilt'}: {row[:2]}"
                  for row in set(before[name]) ^ set(after[name])]  # fmt: skip
    return wrong


def warm() -> None:
    """What takes a second to read and compile is there once for all who are forked."""
    needs.match("Beratnug")
    hours_holidays.public("NW", night_day().year)


def main(writers: int, decisions: int, seed_number: int) -> None:
    warm()
    facts, took = all_at_once(writers, decisions, seed_number)
    wrong = {
        "failed": [fact["failed"] for fact in facts if "failed" in fact],
        "lost": lost([fact for fact in facts if "failed" not in fact]),
        "overwritten": overwritten(facts),
        "gaps": gaps(),
        "unfollowed": ["the index is behind"] if follow.follow() else [],
        "unlike": unlike_a_rebuild(),
    }
    told = {
        "acts": sum("verb" in fact for fact in facts), "late": sum("late" in fact or (bool(fact.get("proposal")) and
        fact["verb"] == "decide") for fact in facts), "lines": models.DecisionLine.objects.count(),
        "seconds": round(took, 1), "wrong": wrong,
    }  # fmt: skip
    print(json.dumps(told, default=str, ensure_ascii=False))


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:4]))
