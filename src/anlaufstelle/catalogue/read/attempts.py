"""Questions about how reading the sources went: for the operator's page, and for who has to be told."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone

from ..models import Attempt, NightStage, Source
from ..shapes import SourceTrend, StageView, Streak, Tried

DAYS = 400
KEPT = 60
"""Tries of one source that a page shows at most."""


def trends(most: int = KEPT) -> list[SourceTrend]:
    """Every source that was ever tried, by title; its tries oldest first, at most the last `most`."""
    since = timezone.now() - timedelta(days=DAYS)
    rows = Attempt.objects.filter(at__gte=since).order_by("source", "at", "pk")
    titles = dict(Source.objects.values_list("pk", "title"))
    found = []
    for source, group in groupby(rows, key=lambda row: row.source):
        tries = tuple(_tried(row) for row in group)
        failing = _failing(tries)
        found.append(SourceTrend(id=source, title=titles.get(source, source), tries=tries[-most:], failing=failing))
    return sorted(found, key=lambda one: (one.title.casefold(), one.id))


def _tried(row: Attempt) -> Tried:
    return Tried(
        status=row.status, why=row.why, records=row.records, new=row.new, changed=row.changed, gone=row.gone,
        findings=row.findings, day=row.day, at=row.at, seconds=row.seconds,
    )  # fmt: skip


def _failing(tries: Iterable[Tried]) -> Streak | None:
    """The days at the end of the list on which the last try failed."""
    last: dict[date, Tried] = {one.day: one for one in tries if one.day is not None}
    run: list[date] = []
    for day in sorted(last, reverse=True):
        if last[day].status == 0:
            break
        run.append(day)
    return Streak(since=run[-1], nights=len(run), why=last[run[0]].why) if run else None


def stages() -> list[StageView]:
    """When each stage of the night last began and ended, in the order they began."""
    rows = NightStage.objects.exclude(started_at=None).order_by("started_at", "pk")
    return [StageView(row.name, row.started_at, row.finished_at) for row in rows if row.started_at]
