"""The one door: five verbs, and nothing else changes what the public sees.

Each verb adds to one ledger in one short transaction and then republishes what it touched. Should the process die in
between, the next night finds the difference and finishes the work.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, rules, rules_asked, store
from anlaufstelle.catalogue.models import DecisionLine
from anlaufstelle.catalogue.rules import Actor
from anlaufstelle.errors import BadRecord, NotAllowed, NotFound, OutOfDate
from anlaufstelle.gather.run import record_hash
from anlaufstelle.record import paths
from anlaufstelle.record.model import AnyRecord, Location, hide
from anlaufstelle.record.received import Origin, Received
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.decided import spoken, value_at
from anlaufstelle.resolve.lines import Line, standing, value_hash

from .showing import republish, together

PROPOSAL = "proposal"
MANY = 100
"""More records than this are a harvest and need a fact sheet."""


class Outcome(Struct, frozen=True):
    """What came of a decision: a line of the ledger, or a proposal that waits for the steward's editors."""

    line: int | None = None
    proposal: str | None = None
    late: bool = False
    """Only of several at once: what was seen no longer stands, and nothing was written."""


class Wanted(Struct, frozen=True):
    """A value for one path of a record, and what the person saw there."""

    source: str
    key: str
    path: str
    value: Any
    seen: Any


class Seen(Struct, frozen=True):
    """The hash (`value_hash`) of what a person saw at a path of a record."""

    source: str
    key: str
    path: str
    hash: str


def hand_in(*, actor: Actor, source: str, received: Sequence[Received]) -> list[str]:
    """Adds records of one source to ledger 1; returns their ids. What is not handed in stays as it was.

    One transaction; republishes unless the source only proposes.
    """
    facts = _source(source)
    if not rules.may_hand_in(actor, facts):
        raise NotAllowed(f"{actor.who} does not speak for “{source}”; hand it in as a proposal instead.")
    if not facts.publishes and any(ledger.at_address(source, one.key) for one in received):
        raise NotAllowed("A proposal stays as it was judged. Hand in another one, under a key of its own.")
    if len(received) > MANY:
        raise BadRecord(f"{len(received)} records at once: at most {MANY}. A longer list needs a fact sheet.")
    if wrong := [one.key for one in received if one.source != source]:
        raise BadRecord(f"These records name another source than “{source}”: {', '.join(wrong)}.")
    with transaction.atomic():
        run = store.open_run(source, who=actor.who, whole=False)
        store.stage(run, [(one, record_hash(one)) for one in received])
        store.staged(run, [], {"read": len(received)})
        store.seal(run)
    ids = [found.id for one in received if (found := ledger.at_address(source, one.key))]
    republish(ids, moved=True)
    return ids


def judge(*, actor: Actor, left: str, right: str, verdict: Literal["same", "not same", "unsure"], why: str) -> int:
    """Adds what a person holds of two records (by record id) to ledger 2; returns the line's number.

    One transaction; clusters are computed anew around the two, and what changed is republished.
    """
    sides = ledger.received([left, right])
    if left == right or len(sides) != 2:
        raise NotFound(f"Two different records are needed, and {len(sides)} of {left} and {right} exist.")
    if verdict == "same" and sides[left].record.kind != sides[right].record.kind:
        raise BadRecord(f"A {sides[left].record.kind} and a {sides[right].record.kind} cannot be one thing.")
    if not rules.may_judge(actor, [_source(one.source) for one in sides.values()]):
        raise NotAllowed(f"{actor.who} may not judge about {left} and {right}: their stewards' editors do.")
    number = store.add_judgement(left=left, right=right, verdict=verdict, who=actor.who, why=why)
    republish([left, right], moved=True)
    return number


def decide(
    *, actor: Actor, source: str, key: str, path: str, value: Any, seen: Any, why: str, until: date | None = None
) -> Outcome:
    """Sets one path of one record, above whatever its source states now and later, until that day if one is given.

    `value` and `seen` (what the person saw there) as `paths.plain` writes them. From those who may not decide it
    becomes a proposal. One transaction; republishes the entry. Raises `OutOfDate` when `seen` no longer stands.
    """
    return _decided(actor, Wanted(source, key, path, value, seen), why, until)


def decide_all(*, actor: Actor, wanted: Sequence[Wanted], why: str, until: date | None = None) -> list[Outcome]:
    """As `decide`, each in a transaction of its own and in this order, and published once. What is out of date is
    left out and marked `late`; all values are looked at before the first is written."""
    for one in wanted:
        _keeps_secrets(paths.set(as_seen(_target(one.source, one.key)), one.path, one.value), one.path)
    with together():
        return [_in_time(actor, one, why, until) for one in wanted]


def _in_time(actor: Actor, one: Wanted, why: str, until: date | None) -> Outcome:
    try:
        return _decided(actor, one, why, until)
    except OutOfDate:
        return Outcome(late=True)


def _decided(actor: Actor, one: Wanted, why: str, until: date | None) -> Outcome:
    target = _target(one.source, one.key)
    if not (rules.may_decide(actor, _source(one.source)) or rules_asked.may_change(actor, target)):
        return Outcome(proposal=_propose(actor, replace(target, record=_with(target, one)), one.path, why, until))
    with transaction.atomic():
        store.hold(one.source)
        target = _target(one.source, one.key)
        _with(target, one)
        line = store.add_line(
            verb="decide",
            target=target,
            path=one.path,
            value=paths.plain(one.value),
            seen=value_hash(value_at(target.record, one.path)),
            who=actor.who,
            why=why,
            until=until,
        )
    republish([target.id])
    return Outcome(line=line)


def verify(*, actor: Actor, source: str, key: str, path: str, seen: Any, why: str = "") -> int:
    """Says that the value at one path is right as it stands; lapses when it changes. Returns the line's number.

    One transaction; republishes the entry. Raises `OutOfDate` when `seen` no longer stands.
    """
    target = _target(source, key)
    if not rules.may_verify(actor, _source(source)):
        raise NotAllowed(f"{actor.who} may not verify for “{source}”: its steward's editors do.")
    with transaction.atomic():
        store.hold(source)
        _still(as_seen(target), target, path, seen)
        line = store.add_line(verb="verify", target=target, path=path, seen=value_hash(seen), who=actor.who, why=why)
    republish([target.id])
    return line


def confirm(*, actor: Actor, values: Iterable[Seen], why: str) -> list[int]:
    """Verifies many values at once: one short transaction for each record, one republishing. What no longer stands, or
    belongs to a record the person may not verify for, is left out; returns the lines' numbers."""
    told: dict[tuple[str, str], list[Seen]] = {}
    for one in values:
        told.setdefault((one.source, one.key), []).append(one)
    numbers: list[int] = []
    touched: list[str] = []
    for (source, key), seen in told.items():
        target = _target(source, key)
        if not (rules.may_verify(actor, _source(source)) or rules_asked.may_confirm(actor, target)):
            continue
        with transaction.atomic():
            store.hold(source)
            now = as_seen(target)
            stand = [one for one in seen if value_hash(value_at(now, one.path)) == one.hash]
            numbers += [
                store.add_line(verb="verify", target=target, path=one.path, seen=one.hash, who=actor.who, why=why)
                for one in stand
            ]
        touched += [target.id] if stand else []
    republish(touched)
    return numbers


def withdraw(*, actor: Actor, line: int, why: str) -> int:
    """Takes back a line of ledger 3 (a withdrawal, too) by adding one; returns the new line's number.

    One transaction; republishes the entry.
    """
    row = DecisionLine.objects.filter(pk=line).first()
    if row is None:
        raise NotFound(f"There is no line {line}.")
    target = _target(row.source_id, row.key)
    if not rules.may_withdraw(actor, ledger.line(row), _source(row.source_id)):
        raise NotAllowed(f"{actor.who} may not withdraw line {line}: the steward's editors do.")
    with transaction.atomic():
        store.hold(row.source_id)
        number = store.add_line(verb="withdraw", target=target, path=row.path, who=actor.who, why=why, withdraws=line)
    republish([target.id])
    return number


def propose(*, actor: Actor, source: str, key: str, path: str, value: Any, why: str, until: date | None = None) -> str:
    """What `decide` does for those who may not: the value waits for the steward's editors. Returns its record id."""
    target = _target(source, key)
    decided = paths.set(as_seen(target), path, value)
    _keeps_secrets(decided, path)
    return _propose(actor, replace(target, record=decided), path, why, until)


def _propose(actor: Actor, changed: Received, path: str, why: str, until: date | None) -> str:
    """A record of source `proposal` with the target as its origin: never published unless an editor judges it same.

    It states nothing but what it proposes: what the target's source takes back later must not live on in a copy.
    """
    store.keep_source(SourceFacts(id=PROPOSAL, title="Vorschläge", steward="DE", trust=0, publishes=False))
    proposal = Received(
        source=PROPOSAL,
        key=str(uuid4()),
        record=_only(changed.record, path),
        note=f"{path}: {why}" if why else path,
        origin=Origin(changed.source, changed.key),
        until=until.isoformat() if until else None,
    )
    return hand_in(actor=actor, source=PROPOSAL, received=[proposal])[0]


def _only(record: AnyRecord, path: str) -> AnyRecord:
    name = paths.parse(path)[0].name
    kept = {"id", "name", "language", "confidential", name}
    alone = {field: getattr(record, field) for field in record.__struct_fields__ if field in kept}
    translations = tuple(one for one in record.translations if f"{one.path}[{one.language}]" == path)
    known_none = tuple(one for one in record.known_none if paths.parse(one)[0].name == name)
    return type(record)(**{**alone, "translations": translations, "known_none": known_none})


def _keeps_secrets(decided: AnyRecord, path: str) -> None:
    if not isinstance(decided, Location) or not decided.confidential:
        return
    if value_at(decided, path) != value_at(hide(decided), path):
        raise BadRecord(f"{path} of a confidential place is not written down anywhere.")


def _source(id: str) -> SourceFacts:
    found = ledger.sources().get(id)
    if found is None:
        raise NotFound(f"There is no source “{id}”.")
    return found


def _target(source: str, key: str) -> Received:
    found = ledger.at_address(source, key)
    if found is None:
        raise NotFound(f"Source “{source}” has no record “{key}”.")
    return found


def as_seen(target: Received) -> AnyRecord:
    """The record as a person sees it: with what was decided about it. What was decided to be a secret is none to look
    up here."""
    lines: Iterable[Line] = ledger.lines([target.id]).get(target.id, ())
    found = spoken(target, standing(lines, timezone.localdate())).record
    return hide(found) if isinstance(found, Location) and found.confidential else found


def _with(target: Received, one: Wanted) -> AnyRecord:
    """The record with what is wanted; raises what speaks against it, `OutOfDate` first."""
    now = as_seen(target)
    _still(now, target, one.path, one.seen)
    decided = paths.set(now, one.path, one.value)
    _keeps_secrets(decided, one.path)
    return decided


def _still(record: AnyRecord, target: Received, path: str, seen: Any) -> None:
    now = value_at(record, path)
    if value_hash(now) != value_hash(seen):
        raise OutOfDate(
            f"{path} of {target.source}/{target.key} is {paths.plain(now)!r} now, not {seen!r}. Look again."
        )
