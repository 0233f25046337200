"""Many items at one stroke, each under the same rules as alone; and the whole stroke taken back at one.

What came between is left out and named: of two people who choose the same items nobody does anything twice.
"""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django.db import transaction
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.catalogue.shapes_desk import Done, Item
from anlaufstelle.errors import AnlaufstelleError, OutOfDate

from . import desk, inbox, showing

MOST, MOST_DECIDED = 500, 100
"""At one stroke; fewer where each writes to a ledger and is published."""
SLICE = 50
"""Items in one transaction."""


class Stroke(Struct, frozen=True):
    """`left` are those that were not done, with why."""

    batch: str
    done: int
    left: tuple[tuple[str, str], ...] = ()


class Marked(Struct, frozen=True):
    """An item as it was seen."""

    item: Item
    mark: str


def most(items: Sequence[Item]) -> int:
    return MOST_DECIDED if any(one.kind in desk.DECIDING for one in items) else MOST


def handle(
    *, person: Person, chosen: Sequence[Marked], accept: bool, why: str, until: date | None = None
) -> Stroke:  # fmt: skip
    how = desk.How(accept, why, until, str(uuid4()))
    left: list[tuple[str, str]] = []
    done = 0
    quiet = [one for one in chosen if (one.item.kind, accept) not in desk.STEPS]
    for start in range(0, len(quiet), SLICE):
        with transaction.atomic():
            done += sum(_quietly(person, one, how, left) for one in quiet[start : start + SLICE])
    deciding = [one for one in chosen if (one.item.kind, accept) in desk.STEPS]
    with showing.together():
        for one in deciding:
            try:
                desk.handle_item(person, one.item, one.mark, how)
                done += 1
            except AnlaufstelleError as error:
                left.append((one.item.title, str(error)))
    return Stroke(how.batch, done, tuple(left))


def _quietly(person: Person, one: Marked, how: desk.How, left: list[tuple[str, str]]) -> bool:
    """What changes nothing but the inbox: nothing is to be published."""
    try:
        desk.claim(person, one.item, one.mark)
    except AnlaufstelleError as error:
        left.append((one.item.title, str(error)))
        return False
    desk.keep(person, one.item, how, {})
    return True


def take_back(*, person: Person, batch: str, why: str) -> Stroke:
    """The whole stroke, last first. Raises `OutOfDate` when somebody has already."""
    found = read.inbox.stroke(batch)
    if not found:
        raise OutOfDate("Das wurde schon zurückgenommen.")
    back: list[Item] = []
    left: list[tuple[str, str]] = []
    quiet = [one for one in found if not one.did]
    for start in range(0, len(quiet), SLICE):
        with transaction.atomic():
            back += _undone(person, quiet[start : start + SLICE], why, left)
    with showing.together():
        back += _undone(person, [one for one in found if one.did], why, left)
    inbox.refresh({id for item in back for id in desk.about(item)} if all(map(_placed, back)) else None)
    return Stroke(batch, len(back), tuple(left))


def _placed(item: Item) -> bool:
    return bool(item.entry_id or item.other_id)


def _undone(person: Person, found: Sequence[Done], why: str, left: list[tuple[str, str]]) -> list[Item]:
    items = []
    for one in found:
        try:
            if read.inbox.done(one.line) is None:
                raise OutOfDate("Inzwischen hat sich jemand anderes darum gekümmert.")
            items.append(desk.undo(person, one, why))
        except AnlaufstelleError as error:
            left.append((one.title, str(error)))
    return items
