"""Questions about time. Both read the occurrence table and nothing else: no hours are computed here."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db import connection

from ..models import EntryRow, Occurrence
from ..shapes import OccurrenceView, OpenState

FIRST = f"""SELECT entry_id, start, "end" FROM {Occurrence._meta.db_table} WHERE id IN (
SELECT (SELECT one.id FROM {Occurrence._meta.db_table} one
WHERE one.entry_id = entry.id AND one.kind = 'opening' AND one."end" > %s ORDER BY one."end" LIMIT 1)
FROM {EntryRow._meta.db_table} entry WHERE entry.id IN ({{}}))"""
"""The first opening of each that has not ended: one look into the index instead of the year ahead. Openings of an entry
never overlap. Written out, since every page asks it and putting it together takes longer than answering it."""


def open_now(ids: Iterable[str], at: datetime) -> dict[str, OpenState]:
    """Open, closed or unknown at that instant, for every id asked for. One query."""
    told = dict.fromkeys(ids, OpenState("unknown"))
    if not told:
        return told
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(FIRST.format(", ".join(["%s"] * len(told))), [moment, *told])
        for id, start, end in cursor.fetchall():
            opens, until = _instant(start), _instant(end)
            told[id] = OpenState("open", until=until) if opens <= at else OpenState("closed", opens=opens)
    return told


def _instant(told: datetime) -> datetime:
    """SQLite tells instants in UTC without saying so."""
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def occurrences(
    start: datetime, end: datetime, kind: str = "event", ids: Iterable[str] | None = None
) -> Iterator[OccurrenceView]:
    """Whatever touches this span of time, earliest first; only of these entries if `ids` is given."""
    rows = Occurrence.objects.filter(kind=kind, start__lt=end, end__gte=start)
    if ids is not None:
        rows = rows.filter(entry_id__in=list(ids))
    for row in rows.order_by("start", "entry_id").values_list("entry_id", "kind", "start", "end"):
        yield OccurrenceView(*row)
