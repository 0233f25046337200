"""What waits for a person, most harmful first, and what was done lately. A page costs as many queries as an item."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.record.received import Received

from ..ledger import received
from ..models import Handled, InboxItem, SourceRecord
from ..rules import Person
from ..shapes_desk import Done, Group, Item

_received = msgspec.json.Decoder(Received)
PAGE = 30
CONCLUDED = timedelta(minutes=10)
"""Whoever claimed an item and has not concluded it by then was interrupted."""
ALIKE = 4
"""From this many on, items that are one matter are shown as one with a list behind it."""


class Page(Struct, frozen=True):
    """`after` is where the next page begins, None on the last; `kinds` how many of each kind wait in all."""

    rows: tuple[Item | Group, ...]
    kinds: dict[str, int]
    after: str | None

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(one for one in self.rows if isinstance(one, Item))

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(one for one in self.rows if isinstance(one, Group))


def _scope(person: Person) -> "QuerySet[InboxItem]":
    mine = Q(area__in=sorted(person.areas("editor")))
    return InboxItem.objects.filter(mine | Q(kind="source") if "operator" in person.roles else mine)


def page(person: Person, *, kind: str = "", bundle: str = "", after: str = "", limit: int = PAGE) -> Page:
    """Three queries, however long the inbox is: pages go on from an item, not from a count. With `bundle` only what
    is of that matter, one by one; otherwise a matter of many items stands where the most harmful of them would."""
    counts = list(_scope(person).order_by().values_list("kind", "bundle").annotate(Count("pk"), Max("harm"), Min("pk")))
    kinds: dict[str, int] = {}
    for one, _, number, *_ in counts:
        kinds[one] = kinds.get(one, 0) + number
    few = [name for _, name, number, *_ in counts if name and number < ALIKE]
    rows = _scope(person).filter(bundle__in=[bundle] if bundle else ["", *few])
    if kind:
        rows = rows.filter(kind=kind)
    high, _, last = after.partition(".")
    start = int(high) if high.lstrip("-").isdigit() and last.isdigit() else None
    if start is not None:
        rows = rows.filter(Q(pk__gt=int(last)) | Q(harm__lt=start), harm__lte=start)
    found = list(rows.order_by("-harm", "pk")[: limit + 1])
    shown = [_item(row) for row in found[:limit]]
    more = f"{shown[-1].harm}.{shown[-1].id}" if len(found) > limit else None
    least = shown[-1].harm if more else None
    many = [
        one for one in counts
        if not bundle and one[1] and one[2] >= ALIKE and kind in ("", one[0])
        and (start is None or one[3] < start) and (least is None or one[3] >= least)
    ]  # fmt: skip
    return Page(tuple(sorted([*_groups(many), *shown], key=lambda one: -one.harm)), kinds, more)


def _groups(counts: Iterable[tuple[str, str, int, int, int]]) -> list[Group]:
    listed = list(counts)
    first = InboxItem.objects.in_bulk([pk for *_, pk in listed])
    return [
        Group(bundle=name, kind=kind, count=number, harm=harm, first=_item(first[pk]))
        for kind, name, number, harm, pk in listed
        if pk in first
    ]


def chosen(person: Person, keys: Iterable[str]) -> list[Item]:
    """Of these what still waits and is this person's, in the order of the inbox."""
    rows = _scope(person).filter(key__in=list(keys)).order_by("-harm", "pk")
    return [_item(row) for row in rows]


def whole(person: Person, bundle: str, limit: int) -> list[Item]:
    """All of one matter, up to a limit."""
    rows = _scope(person).filter(bundle=bundle).exclude(bundle="").order_by("-harm", "pk")
    return [_item(row) for row in rows[:limit]]


def item(id: int) -> Item | None:
    row = InboxItem.objects.filter(pk=id).first()
    return _item(row) if row else None


def by_key(key: str) -> Item | None:
    row = InboxItem.objects.filter(key=key).first()
    return _item(row) if row else None


def _item(row: InboxItem) -> Item:
    return Item(
        id=row.pk, key=row.key, kind=row.kind, area=row.area, harm=row.harm, at=row.at, title=row.title,
        words=row.words, entry_id=row.entry_id, other_id=row.other_id, mark=row.mark, bundle=row.bundle,
        data=row.data,
    )  # fmt: skip


def pairs(items: Iterable[Item]) -> dict[str, tuple[Received, Received]]:
    """Both records of each pair that might be one thing, by the item's key. One query for a page."""
    asked = {one.key: (one.data["left"], one.data["right"]) for one in items if one.kind == "link"}
    records = received(sorted({id for pair in asked.values() for id in pair})) if asked else {}
    return {
        key: (records[left], records[right])
        for key, (left, right) in asked.items()
        if left in records and right in records
    }


def versions(items: Iterable[Item]) -> dict[str, tuple[Received | None, Received]]:
    """What a source said before and says now, by the item's key. One query for a page."""
    asked = {one.key: (one.data["before"], one.data["version"]) for one in items if one.key.startswith("record:")}
    rows = SourceRecord.objects.filter(pk__in={pk for pair in asked.values() for pk in pair})
    bodies = {pk: _received.decode(bytes(body)) for pk, body in rows.values_list("pk", "body")} if asked else {}
    return {key: (bodies.get(old), bodies[new]) for key, (old, new) in asked.items() if new in bodies}


def about(entry: str) -> list[Item]:
    """What waits about one entry."""
    rows = InboxItem.objects.filter(Q(entry_id=entry) | Q(other_id=entry)).order_by("-harm", "pk")[:100]
    return [_item(row) for row in rows]


def done(number: int) -> Done | None:
    """One line, if it is the latest about its item."""
    row = Handled.objects.filter(pk=number).first()
    if row is None or row.act == "back" or Handled.objects.filter(key=row.key, pk__gt=number).exists():
        return None
    return _done(row)


def line(number: int) -> Done:
    """Whatever was done about the item since."""
    return _done(Handled.objects.get(pk=number))


def latest(key: str) -> Done | None:
    """What was last done with an item."""
    row = Handled.objects.filter(key=key).order_by("-pk").first()
    return _done(row) if row and row.act != "back" else None


def lately(who: str, limit: int = 5) -> list[Done]:
    """What this person did last and could take back; what was done at one stroke is one, with its `count`."""
    rows = list(Handled.objects.filter(who=who, batch="").order_by("-pk")[: limit * 4])
    latest: dict[str, Handled] = {}
    for row in rows:
        latest.setdefault(row.key, row)
    found = [_done(row) for row in latest.values() if row.act != "back"][:limit]
    strokes = (
        Handled.objects.filter(who=who)
        .exclude(batch="")
        .values_list("batch")
        .annotate(number=Count("pk"), last=Max("pk"), undone=Count("pk", filter=Q(act="back")))
        .order_by("-last")[:limit]
    )
    counts = {last: number for _, number, last, undone in strokes if not undone}
    found += [replace(_done(row), count=counts[pk]) for pk, row in Handled.objects.in_bulk(list(counts)).items()]
    return sorted(found, key=lambda one: -one.line)[:limit]


def stroke(batch: str) -> list[Done]:
    """What was done at one stroke and has not been taken back, last first."""
    rows = list(Handled.objects.filter(batch=batch).order_by("-pk")) if batch else []
    return [] if any(row.act == "back" for row in rows) else [_done(row) for row in rows]


def handled(keys: Iterable[str] | None = None) -> dict[str, str]:
    """The mark under which each item was last handled, where that still counts."""
    rows = Handled.objects.all() if keys is None else Handled.objects.filter(key__in=list(keys))
    rows = rows.exclude(did__has_key="begun", at__lt=timezone.now() - CONCLUDED)
    today = timezone.localdate()
    found: dict[str, str] = {}
    for key, mark, act, until in rows.order_by("pk").values_list("key", "mark", "act", "until").iterator():
        found.pop(key, None)
        if act != "back" and (until is None or until >= today):
            found[key] = mark
    return found


def _done(row: Handled) -> Done:
    return Done(
        line=row.pk, key=row.key, act=row.act, who=row.who, why=row.why, at=row.at, until=row.until,
        title=row.item.get("title", ""), did=row.did, item=row.item, batch=row.batch,
    )  # fmt: skip
