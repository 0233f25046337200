"""Questions about time. Both read the occurrence table and nothing else: no hours are computed here."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from ..models import Occurrence
from ..shapes import OccurrenceView, OpenState


def open_now(ids: Iterable[str], at: datetime) -> dict[str, OpenState]:
    """Open, closed or unknown at that instant, for every id asked for. One query."""
    wanted = list(ids)
    ahead = Occurrence.objects.filter(entry_id__in=wanted, kind="opening", end__gt=at)
    turn = Window(RowNumber(), partition_by=F("entry_id"), order_by=F("start").asc())
    told = dict.fromkeys(wanted, OpenState("unknown"))
    for id, start, end in ahead.annotate(turn=turn).filter(turn=1).values_list("entry_id", "start", "end"):
        told[id] = OpenState("open", until=end) if start <= at else OpenState("closed", opens=start)
    return told


def occurrences(
    start: datetime, end: datetime, kind: str = "event", ids: Iterable[str] | None = None
) -> Iterator[OccurrenceView]:
    """Whatever touches this span of time, earliest first; only of these entries if `ids` is given."""
    rows = Occurrence.objects.filter(kind=kind, start__lt=end, end__gte=start)
    if ids is not None:
        rows = rows.filter(entry_id__in=list(ids))
    for row in rows.order_by("start", "entry_id").values_list("entry_id", "kind", "start", "end"):
        yield OccurrenceView(*row)
