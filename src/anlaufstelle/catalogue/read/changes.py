"""Questions about the change sequence, and how much there is."""

from collections.abc import Iterator

from django.db.models import Count

from ..models import Change, Counter, EntryRow

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
