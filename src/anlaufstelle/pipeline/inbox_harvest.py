"""What sources brought, changed or took away lately, as items of the inbox: it is public already, and somebody should
have seen it.

A source's first harvest is its introduction, not news, and what the desk wrote itself is none, either. What nobody
looked at in a month goes by itself: the entry's history keeps it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from anlaufstelle.catalogue import ledger
from anlaufstelle.catalogue.models import EntryRow, Handled, Member, Run, SourceRecord
from anlaufstelle.catalogue.rules import NIGHT
from anlaufstelle.catalogue.shapes_desk import Item
from anlaufstelle.resolve.context import SourceFacts

from .inbox_words import bundle_of, harm_of, mark_of

LOOK = timedelta(days=30)
OWN = "desk-"
"""How the ids of the desk's own sources begin."""


class Version(NamedTuple):
    pk: int
    record: str
    source: str
    key: str
    gone: bool
    hash: str
    at: datetime


class Shown(NamedTuple):
    id: str
    name: str
    steward: str
    needs: list[str]


def harvested(ids: list[str] | None, facts: dict[str, SourceFacts]) -> Iterator[Item]:
    """One item for each record, from the version somebody last looked at to today's."""
    rows = _news()
    if ids is not None:
        rows = rows.filter(record_id__in=_records(ids))
    news: dict[str, list[Version]] = {}
    columns = ("pk", "record_id", "source_id", "key", "gone", "hash", "run__sealed_at")
    for row in rows.order_by("pk").values_list(*columns).iterator():
        if facts[row[2]].publishes:
            news.setdefault(row[1], []).append(Version(*row))
    if not news:
        return
    seen = _seen(news)
    before = _before({id: versions[0].pk for id, versions in news.items()})
    shown = _shown(news)
    for id, versions in news.items():
        entry = shown.get(id)
        if entry and seen.get(id) != versions[-1].pk:
            yield _item(versions[-1], seen.get(id) or before.get(id, 0), entry, facts[versions[-1].source])


def _news() -> "QuerySet[SourceRecord]":
    """Versions of the last weeks, without those of a source's first harvest."""
    first = Run.objects.filter(sealed_at__isnull=False).order_by().values("source_id").annotate(one=Min("pk"))
    since = timezone.now() - LOOK
    introduced = Q(run_id__in=list(first.values_list("one", flat=True)), run__who=NIGHT.who)
    return (
        SourceRecord.objects.filter(run__sealed_at__gte=since).exclude(introduced).exclude(source__id__startswith=OWN)
    )


def _records(ids: list[str]) -> list[str]:
    return list(Member.objects.filter(Q(entry_id__in=ids) | Q(pk__in=ids)).values_list("pk", flat=True))


def _seen(records: dict[str, list[Version]]) -> dict[str, int]:
    """The version of each record that somebody has dealt with."""
    found: dict[str, int] = {}
    for piece in ledger.pieces(records):
        rows = Handled.objects.filter(key__in=[f"record:{id}" for id in piece]).order_by("pk")
        for key, act, item in rows.values_list("key", "act", "item"):
            id = key.removeprefix("record:")
            found.pop(id, None)
            if act != "back":
                found[id] = item.get("data", {}).get("version", 0)
    return found


def _before(first: dict[str, int]) -> dict[str, int]:
    """The version each record had before the news began."""
    found: dict[str, int] = {}
    for piece in ledger.pieces(first):
        older = Q()
        for id in piece:
            older |= Q(record_id=id, pk__lt=first[id])
        rows = SourceRecord.objects.filter(older, run__sealed_at__isnull=False).order_by()
        found.update(rows.values_list("record_id").annotate(Max("pk")))
    return found


def _shown(records: dict[str, list[Version]]) -> dict[str, Shown]:
    entry_of: dict[str, str] = {}
    for piece in ledger.pieces(records):
        entry_of.update(Member.objects.filter(pk__in=piece).values_list("pk", "entry_id"))
    found: dict[str, Shown] = {}
    for piece in ledger.pieces(set(entry_of.values())):
        rows = EntryRow.objects.filter(pk__in=piece).values_list("pk", "name", "steward", "needs")
        found.update({row[0]: Shown(*row) for row in rows})
    return {record: found[entry] for record, entry in entry_of.items() if entry in found}


def _item(now: Version, before: int, entry: Shown, source: SourceFacts) -> Item:
    kind = "gone" if now.gone else "changed" if before else "new"
    harm = harm_of(kind, entry.needs)
    return Item(
        key=f"record:{now.record}", kind=kind, area=source.steward or entry.steward, harm=harm, at=now.at,
        title=entry.name, entry_id=entry.id, mark=mark_of(now.hash, now.gone), bundle=bundle_of(kind, now.source, harm),
        data={"version": now.pk, "before": before, "record": now.record, "source": now.source, "title": source.title},
    )  # fmt: skip
