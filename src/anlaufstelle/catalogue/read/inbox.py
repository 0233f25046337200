"""What waits for a person, most harmful first, and what was done lately. A page costs as many queries as an item."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.record.received import Received

from ..ledger import received
from ..models import Handled, InboxItem
from ..rules import Person
from ..shapes_desk import Done, Item

PAGE = 30


class Page(Struct, frozen=True):
    """`after` is where the next page begins, None on the last; `kinds` how many of each kind wait in all."""

    items: tuple[Item, ...]
    kinds: dict[str, int]
    after: str | None


def _scope(person: Person) -> "QuerySet[InboxItem]":
    mine = Q(area__in=sorted(person.areas("editor")))
    return InboxItem.objects.filter(mine | Q(kind="source") if "operator" in person.roles else mine)


def page(person: Person, *, kind: str = "", after: str = "") -> Page:
    """Two queries, however long the inbox is: pages go on from an item, not from a count."""
    rows = _scope(person)
    if kind:
        rows = rows.filter(kind=kind)
    harm, _, last = after.partition(".")
    if harm.lstrip("-").isdigit() and last.isdigit():
        rows = rows.filter(Q(pk__gt=int(last)) | Q(harm__lt=int(harm)), harm__lte=int(harm))
    found = list(rows.order_by("-harm", "pk")[: PAGE + 1])
    kinds = dict(_scope(person).order_by().values_list("kind").annotate(n=Count("pk")))
    shown = tuple(_item(row) for row in found[:PAGE])
    more = f"{shown[-1].harm}.{shown[-1].id}" if len(found) > PAGE else None
    return Page(shown, kinds, more)


def item(id: int) -> Item | None:
    row = InboxItem.objects.filter(pk=id).first()
    return _item(row) if row else None


def by_key(key: str) -> Item | None:
    row = InboxItem.objects.filter(key=key).first()
    return _item(row) if row else None


def _item(row: InboxItem) -> Item:
    return Item(
        id=row.pk, key=row.key, kind=row.kind, area=row.area, harm=row.harm, at=row.at, title=row.title,
        words=row.words, entry_id=row.entry_id, other_id=row.other_id, mark=row.mark, data=row.data,
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


def latest(key: str) -> Done | None:
    """What was last done with an item."""
    row = Handled.objects.filter(key=key).order_by("-pk").first()
    return _done(row) if row and row.act != "back" else None


def lately(who: str, limit: int = 5) -> list[Done]:
    """What this person did last and could take back."""
    rows = list(Handled.objects.filter(who=who).order_by("-pk")[: limit * 4])
    latest: dict[str, Handled] = {}
    for row in rows:
        latest.setdefault(row.key, row)
    return [_done(row) for row in latest.values() if row.act != "back"][:limit]


def handled(keys: Iterable[str] | None = None) -> dict[str, str]:
    """The mark under which each item was last handled, where that still counts."""
    rows = Handled.objects.all() if keys is None else Handled.objects.filter(key__in=list(keys))
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
        title=row.item.get("title", ""), did=row.did, item=row.item,
    )  # fmt: skip
