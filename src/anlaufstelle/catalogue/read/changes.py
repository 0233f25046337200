"""Questions about the change sequence, and how much there is."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from msgspec import Struct

from anlaufstelle.record.ids import record_id

from ..models import Change, Counter, EntryRow, Member

SEQUENCE = "change"


def sequence() -> int:
    """The number of the last change."""
    return Counter.objects.filter(pk=SEQUENCE).values_list("value", flat=True).first() or 0


def since(sequence: int, limit: int | None = None) -> Iterator[tuple[int, str, str]]:
    """(number, entry id, "put" or "drop") of every change after this number, oldest first."""
    rows = Change.objects.filter(sequence__gt=sequence).order_by("sequence")
    yield from rows.values_list("sequence", "entry_id", "op")[:limit]


def counts() -> dict[str, dict[str, int]]:
    """How many entries there are: `counts()["published"]["service"]`."""
    told: dict[str, dict[str, int]] = {"published": {}, "withheld": {}, "gone": {}}
    rows = EntryRow.objects.order_by("state", "kind").values_list("state", "kind").annotate(number=Count("pk"))
    for state, kind, number in rows:
        told[state][kind] = number
    return told


class Mark(Struct, frozen=True):
    """The last change of this catalogue. Two with the same mark show the same."""

    sequence: int = 0
    at: datetime | None = None


def mark() -> Mark:
    last = Change.objects.order_by("-sequence").values_list("sequence", "at").first()
    return Mark(*last) if last else Mark()


def feed() -> str:
    """Names this catalogue's run of change numbers: a follower who finds another one has to begin again."""
    first = Change.objects.order_by("sequence").values_list("at", flat=True).first()
    return record_id("change feed", first.isoformat() if first else "")


class Told(Struct, frozen=True, kw_only=True):
    """One change as a mirror needs it. A drop has no document; `moved_to` is the entry that took its place."""

    sequence: int
    op: str
    id: str
    kind: str | None = None
    document: bytes | None = None
    moved_to: str | None = None


def mirror_page(after: int, limit: int) -> tuple[list[Told], int]:
    """What changed after this number, and the number reached. Three queries.

    A change that a later one has overtaken is left out: its document is no more, and the later one is told in its
    turn. So a mirror that has read to the end holds exactly what is published, however often it stopped on the way.
    """
    changes = list(since(after, limit))
    ids = {id for _, id, _ in changes}
    columns = ("pk", "state", "sequence", "kind", "hsds")
    found = EntryRow.objects.filter(pk__in=ids).values_list(*columns)
    rows = {id: row for id, state, *row in found if state == "published"}
    now = dict(Member.objects.filter(pk__in=ids - rows.keys()).values_list("pk", "entry_id"))
    told = []
    for number, id, op in changes:
        if op == "put" and id in rows and rows[id][0] == number:
            told.append(Told(sequence=number, op=op, id=id, kind=rows[id][1], document=bytes(rows[id][2])))
        elif op == "drop" and id not in rows:
            to = now.get(id)
            told.append(Told(sequence=number, op=op, id=id, moved_to=to if to != id else None))
    return told, changes[-1][0] if changes else after
