"""The inbox, written anew where something changed, and what people did with it, added line by line."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from msgspec.structs import asdict

from ..models import Handled, InboxItem
from ..shapes_desk import Item

SLICE = 200
WRITTEN = ("kind", "area", "harm", "title", "words", "entry_id", "other_id", "mark", "bundle", "data")
"""When an item first came (`at`) stays as it was."""


def put_items(items: Sequence[Item], about: Iterable[str] | None = None) -> None:
    """Leaves exactly these items about these entries or records; without `about`, in the whole inbox."""
    keys = {one.key for one in items}
    rows = InboxItem.objects.all()
    if about is not None:
        ids = list(about)
        rows = rows.filter(Q(entry_id__in=ids) | Q(other_id__in=ids))
    gone = [pk for pk, key in rows.order_by().values_list("pk", "key").iterator() if key not in keys]
    for start in range(0, len(gone), SLICE):
        InboxItem.objects.filter(pk__in=gone[start : start + SLICE]).delete()
    for start in range(0, len(items), SLICE):
        with transaction.atomic():
            InboxItem.objects.bulk_create(
                [InboxItem(**{**asdict(one), "id": None}) for one in items[start : start + SLICE]],
                update_conflicts=True,
                unique_fields=["key"],
                update_fields=WRITTEN,
            )


def claim_item(id: int, mark: str) -> bool:
    """Takes the item out of the inbox; false when somebody else has, or when it is not what it was."""
    return bool(InboxItem.objects.filter(pk=id, mark=mark).delete()[0])


BEGUN: dict[str, Any] = {"begun": True}
"""What a line did that was claimed and is not concluded yet."""


def conclude(line: int, did: dict[str, Any]) -> None:
    Handled.objects.filter(pk=line).update(did=did)


def take_back(item: Item, line: int, *, who: str, why: str, batch: str = "") -> bool:
    """Adds the line that takes this one back; false when somebody else has done something about the item since."""
    with transaction.atomic():
        Handled.objects.select_for_update().filter(pk=line).first()
        if Handled.objects.filter(key=item.key, pk__gt=line).exists():
            return False
        add_handled(item, "back", who=who, why=why, did={"of": line}, batch=batch)
    return True


def add_handled(
    item: Item, act: str, *, who: str, why: str, until: date | None = None, did: dict[str, Any], batch: str = ""
) -> int:  # fmt: skip
    """Adds the line; `item` was claimed before, or comes back now."""
    told = {name: getattr(item, name) for name in ("title", "kind", "area", "entry_id", "other_id", "data")}
    row = Handled.objects.create(
        key=item.key, mark=item.mark, act=act, who=who, why=why, until=until, at=timezone.now(), item=told, did=did,
        batch=batch,
    )  # fmt: skip
    return row.pk
