"""What people at the desk do: through the door, and with the item of the inbox that asked for it.

An item is claimed before anything else, and the line that says so stands before the door is asked: of two people one
is told that the other was first. Should the door then refuse, the claim is taken back; should nobody conclude it, it
counts for ten minutes only.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, read, rules, store
from anlaufstelle.catalogue.rules import Actor, Person
from anlaufstelle.catalogue.shapes_desk import Done, Item
from anlaufstelle.errors import AnlaufstelleError, BadValue, NotAllowed, NotFound, OutOfDate
from anlaufstelle.record import paths
from anlaufstelle.record.model import AnyRecord
from anlaufstelle.resolve.decided import value_at
from anlaufstelle.resolve.lines import standing

from . import board, door, inbox

Did = dict[str, Any]


class Decided(Struct, frozen=True):
    """`line` of the ledger, or the `proposal` it became; `meanwhile`: who decided the same field a moment earlier."""

    line: int | None = None
    proposal: str | None = None
    meanwhile: str = ""


class How(Struct, frozen=True):
    """What a person chose to do. `batch`: at one stroke with others."""

    accept: bool
    why: str
    until: date | None = None
    batch: str = ""

    @property
    def act(self) -> str:
        return "accept" if self.accept else "reject"


def handle(*, person: Person, key: str, mark: str, accept: bool, why: str, until: date | None = None) -> Done:
    """Accepts or rejects an item as it was seen. Raises `OutOfDate` with who was first, or when it has changed."""
    item = read.inbox.by_key(key)
    if item is None:
        raise OutOfDate(_who_was_first(key))
    return handle_item(person, item, mark, How(accept, why, until))


def handle_item(person: Person, item: Item, mark: str, how: How) -> Done:
    with transaction.atomic():
        claim(person, item, mark)
        line = keep(person, item, how, store.BEGUN)
    try:
        did = STEPS.get((item.kind, how.accept), _nothing)(rules.actor(person), item, how.why, how.until)
    except AnlaufstelleError:
        store.take_back(item, line, who=person.who, why="")
        inbox.refresh(about(item))
        raise
    store.conclude(line, did)
    inbox.refresh(about(item))
    return read.inbox.line(line)


def claim(person: Person, item: Item, mark: str) -> None:
    """Takes it out of the inbox, for whoever is first."""
    if not rules.may_handle(person, item.area, item.kind):
        raise NotAllowed(f"{person.who} may not decide about this: its steward's editors do.")
    if item.mark != mark:
        raise OutOfDate(f"„{item.title}“ hat sich inzwischen geändert. Bitte noch einmal ansehen.")
    if not store.claim_item(item.id, mark) or read.inbox.handled([item.key]).get(item.key) == mark:
        raise OutOfDate(_who_was_first(item.key))


def keep(person: Person, item: Item, how: How, did: Did) -> int:
    return store.add_handled(
        item, how.act, who=person.who, why=how.why, until=how.until, did=did, batch=how.batch
    )  # fmt: skip


def take_back(*, person: Person, line: int, why: str) -> None:
    """Undoes what was done with an item: its ledger lines are withdrawn, and it comes back."""
    done = read.inbox.done(line)
    if done is None:
        raise OutOfDate("Das wurde schon zurückgenommen, oder inzwischen hat sich jemand anderes darum gekümmert.")
    item = undo(person, done, why)
    if item.entry_id or item.other_id:
        inbox.refresh(about(item))
    else:
        inbox.refresh()


def undo(person: Person, done: Done, why: str) -> Item:
    """Without writing the inbox anew."""
    item = _again(done)
    if not rules.may_handle(person, item.area, item.kind):
        raise NotAllowed(f"{person.who} may not take this back: its steward's editors do.")
    if not store.take_back(item, done.line, who=person.who, why=why, batch=done.batch):
        raise OutOfDate("Das wurde schon zurückgenommen, oder inzwischen hat sich jemand anderes darum gekümmert.")
    actor = rules.actor(person)
    for number in done.did.get("lines", ()):
        door.withdraw(actor=actor, line=number, why=why)
    if pinned := done.did.get("pinned"):
        board.take_down(actor=actor, source=pinned[0], key=pinned[1])
    if pair := done.did.get("judged"):
        both = actor.areas | frozenset(done.did.get("areas", ()))
        door.judge(actor=replace(actor, areas=both), left=pair[0], right=pair[1], verdict="unsure", why=why)
    return item


def decide(
    *, person: Person, source: str, key: str, path: str, value: Any, seen: Any, why: str, until: date | None = None
) -> Decided:
    """As `door.decide`; but what comes too late is kept as a proposal, so that both who wrote see both values."""
    actor = rules.actor(person)
    said: Did = {"actor": actor, "source": source, "key": key, "path": path, "value": value, "why": why}
    try:
        outcome = door.decide(**said, seen=seen, until=until)
    except OutOfDate:
        return Decided(proposal=door.propose(**said, until=until), meanwhile=_meanwhile(source, key, path))
    return Decided(line=outcome.line, proposal=outcome.proposal)


def decide_all(*, person: Person, wanted: Sequence[door.Wanted], why: str, until: date | None = None) -> list[Decided]:
    """Several fields at once, published once; each that comes too late is kept as a proposal."""
    actor = rules.actor(person)
    told = []
    for one, outcome in zip(wanted, door.decide_all(actor=actor, wanted=wanted, why=why, until=until), strict=True):
        if outcome.late:
            kept = door.propose(
                actor=actor, source=one.source, key=one.key, path=one.path, value=one.value, why=why, until=until
            )
            told.append(Decided(proposal=kept, meanwhile=_meanwhile(one.source, one.key, one.path)))
        else:
            told.append(Decided(line=outcome.line, proposal=outcome.proposal))
    return told


def seen(source: str, key: str) -> AnyRecord:
    """The one record that is decided about, with what was decided about it already."""
    found = ledger.at_address(source, key)
    if found is None:
        raise NotFound("Diesen Datensatz gibt es nicht mehr.")
    return door.as_seen(found)


def _meanwhile(source: str, key: str, path: str) -> str:
    found = ledger.at_address(source, key)
    lines = ledger.lines([found.id]).get(found.id, []) if found else []
    own = [one for one in lines if one.path == path and one.verb == "decide"]
    return own[-1].who if own else source


def _who_was_first(key: str) -> str:
    last = read.inbox.latest(key)
    if last is None:
        return "Das liegt nicht mehr im Eingang."
    return f"„{last.title}“ hat {last.who} schon erledigt ({last.at:%d.%m.%Y %H:%M}). Nichts wurde doppelt getan."


def about(item: Item) -> list[str]:
    pair = [item.data.get("left", ""), item.data.get("right", "")] if item.kind == "link" else []
    return [item.entry_id, item.other_id, *pair]


def _again(done: Done) -> Item:
    told = done.item
    return Item(
        key=done.key, kind=told["kind"], area=told["area"], harm=0, at=done.at, title=done.title,
        mark="", entry_id=told.get("entry_id", ""), other_id=told.get("other_id", ""), data=told.get("data", {}),
    )  # fmt: skip


def _nothing(actor: Actor, item: Item, why: str, until: date | None) -> Did:
    """Reports, findings and failed sources: what was done about them stands in the ledgers already, or nowhere."""
    return {}


def _accept_proposal(actor: Actor, item: Item, why: str, until: date | None) -> Did:
    told = item.data
    found = ledger.at_address(told["source"], told["key"])
    if found is None:
        raise NotFound("Den Datensatz, um den es geht, gibt es nicht mehr.")
    outcome = door.decide(
        actor=actor, source=told["source"], key=told["key"], path=told["path"], value=told["value"],
        seen=paths.plain(value_at(door.as_seen(found), told["path"])), why=why, until=until or _meant_until(told),
    )  # fmt: skip
    return {"lines": [outcome.line]}


def _meant_until(told: Did) -> date | None:
    """The day its writer gave, where the editor gives none."""
    if not told.get("until"):
        return None
    last = date.fromisoformat(told["until"])
    if last < timezone.localdate():
        raise BadValue(f"Der Vorschlag galt nur bis {last:%d.%m.%Y}. Bitte ablehnen oder ein anderes Enddatum angeben.")
    return last


def _judge(actor: Actor, item: Item, why: str, act: str) -> Did:
    """Where two stewards are concerned, the first only says so; when the other agrees, it is written in both names."""
    left, right, other = item.data["left"], item.data["right"], item.data.get("other")
    said = item.data.get("other_said") or {}
    if other and said.get("act") != act:
        return {}
    if other:
        areas = frozenset({item.area, other})
        actor = Actor(who=f"{actor.who} und {said['who']}"[:200], areas=areas)
    verdict: Any = "same" if act == "accept" else "not same"
    door.judge(actor=actor, left=left, right=right, verdict=verdict, why=why)
    return {"judged": [left, right], "areas": sorted(actor.areas)}


def _keep_decision(actor: Actor, item: Item, why: str, until: date | None) -> Did:
    """Decides the same again, having seen what the source says now."""
    told = item.data
    outcome = door.decide(
        actor=actor, source=told["source"], key=told["key"], path=told["path"], value=told["value"],
        seen=told["value"], why=why, until=until,
    )  # fmt: skip
    return {"lines": [outcome.line]}


def _drop_decision(actor: Actor, item: Item, why: str, until: date | None) -> Did:
    """All that was ever decided there and still stands, newest first: else an older decision would come back."""
    told = item.data
    found = ledger.at_address(told["source"], told["key"])
    lines = standing(ledger.lines([found.id]).get(found.id, []), timezone.localdate()) if found else ()
    mine = [one.number for one in reversed(lines) if one.verb == "decide" and one.path == told["path"]]
    return {"lines": [door.withdraw(actor=actor, line=number, why=why) for number in mine]}


STEPS: dict[tuple[str, bool], Callable[[Actor, Item, str, date | None], Did]] = {
    ("proposal", True): _accept_proposal,
    ("notice", True): lambda actor, item, why, until: board.accept(actor, item),
    ("link", True): lambda actor, item, why, until: _judge(actor, item, why, "accept"),
    ("link", False): lambda actor, item, why, until: _judge(actor, item, why, "reject"),
    ("review", True): _keep_decision,
    ("review", False): _drop_decision,
}
DECIDING = frozenset(kind for kind, _ in STEPS)
"""Kinds whose items write to a ledger."""
