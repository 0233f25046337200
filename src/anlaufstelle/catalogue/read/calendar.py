"""What takes place where and when. Every answer costs the same few questions, however much there is.

A month is remembered per change number: an editor who changes something makes it asked anew, a thousand visitors do
not.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from ..models import EntryRow, EventDay, EventFact, EventTopic
from ..shapes_calendar import Asked, Choices, DayCount, DayView
from .changes import Mark

KEPT = 200
"""Months remembered; one is some 10 KB."""
COLUMNS = ("entry_id", "day", "start", "end")
MOST_CHOICES = 300


def _asked(rows: "QuerySet[Any]", asked: Asked) -> "QuerySet[Any]":
    rows = rows.filter(audience__in=asked.audiences)
    if asked.areas or asked.around:
        where = Q(area__in=asked.areas)
        for code in asked.around:
            where |= Q(area__gte=code, area__lt=f"{code}:")
        rows = rows.filter(where)
    if asked.district:
        rows = rows.filter(district=asked.district)
    if asked.organization:
        rows = rows.filter(organization=asked.organization)
    if asked.free:
        rows = rows.filter(free=True)
    if asked.online:
        rows = rows.filter(online=True)
    if asked.topics:
        rows = rows.filter(entry_id__in=EventTopic.objects.filter(need__in=asked.topics).values("entry_id"))
    return rows


def month(asked: Asked, first: date, last: date, most: int, mark: Mark) -> tuple[DayCount, ...]:
    """Every day in this time that has something, with its first few. One question, or none."""
    return _month(asked, first, last, most, mark)


@lru_cache(maxsize=KEPT)
def _month(asked: Asked, first: date, last: date, most: int, mark: Mark) -> tuple[DayCount, ...]:
    rows = _asked(EventDay.objects.filter(day__range=(first, last)), asked)
    turn = Window(RowNumber(), partition_by=F("day"), order_by=(F("start").asc(), F("entry_id").asc()))
    total = Window(Count("pk"), partition_by=F("day"))
    found: dict[date, tuple[int, list[DayView]]] = {}
    shown = rows.annotate(turn=turn, total=total).filter(turn__lte=most).order_by("day", "turn")
    for *row, number in shown.values_list(*COLUMNS, "total"):
        one = DayView(*row)
        known = found.setdefault(one.day, (number, []))[1]
        if one not in known:  # of two areas of one edition
            known.append(one)
    return tuple(DayCount(day, number, tuple(told)) for day, (number, told) in found.items())


def days(asked: Asked, first: date, last: date | None, limit: int, offset: int = 0) -> list[DayView]:
    """From the first day on, earliest first; one more than `limit` if there are more."""
    rows = EventDay.objects.filter(day__gte=first)
    if last is not None:
        rows = rows.filter(day__lte=last)
    told = _asked(rows, asked).order_by("day", "start", "entry_id").values_list(*COLUMNS)
    if len(asked.areas) + len(asked.around) > 1:
        told = told.distinct()
    return [DayView(*row) for row in told[offset : offset + limit + 1]]


def next_days(id: str, since: date, most: int) -> list[DayView]:
    """The first day of each coming date of one event."""
    rows = EventDay.objects.filter(entry_id=id, day__gte=since).values("start", "end").annotate(first=Min("day"))
    return [DayView(id, row["first"], row["start"], row["end"]) for row in rows.order_by("start")[:most]]


def undated(asked: Asked, today: date, limit: int, offset: int = 0) -> list[str]:
    """Events without a known day that are not over, in a fixed order."""
    rows = EventFact.objects.filter(Q(last__isnull=True) | Q(last__gte=today), dated=False)
    return _ids(_asked(rows, asked), ("entry_id",), limit, offset)


def over(asked: Asked, today: date, limit: int, offset: int = 0) -> list[str]:
    """What lies behind us, latest first."""
    return _ids(_asked(EventFact.objects.filter(last__lt=today), asked), ("-last", "entry_id"), limit, offset)


def ids(asked: Asked, today: date) -> list[str]:
    """Everything that is not over, for a calendar of somebody's own."""
    rows = EventFact.objects.filter(Q(last__isnull=True) | Q(last__gte=today))
    return _ids(_asked(rows, asked), ("entry_id",), 100_000, 0)


def _ids(rows: "QuerySet[Any]", order: Sequence[str], limit: int, offset: int) -> list[str]:
    found = rows.order_by(*order).values_list("entry_id", flat=True)[offset : offset + limit + 1]
    return list(dict.fromkeys(found))


def is_over(id: str, today: date) -> bool:
    return EventFact.objects.filter(entry_id=id, last__lt=today).exists()


def choices(asked: Asked, today: date, mark: Mark) -> Choices:
    """Of what is to come in these areas; other conditions do not count. Three questions, or none."""
    return _choices(Asked(areas=asked.areas, around=asked.around, audiences=asked.audiences), today, mark)


@lru_cache(maxsize=KEPT)
def _choices(asked: Asked, today: date, mark: Mark) -> Choices:
    rows = _asked(EventFact.objects.filter(Q(last__isnull=True) | Q(last__gte=today)), asked)
    districts = rows.exclude(district="").order_by("district").values_list("district", flat=True).distinct()
    topics = EventTopic.objects.filter(entry_id__in=rows.values("entry_id"))
    carriers = EntryRow.objects.filter(pk__in=rows.exclude(organization="").values("organization"))
    return Choices(
        tuple(districts[:MOST_CHOICES]),
        tuple(topics.order_by("need").values_list("need", flat=True).distinct()[:MOST_CHOICES]),
        tuple(carriers.order_by("name").values_list("pk", "name")[:MOST_CHOICES]),
    )


def names(ids: Iterable[str]) -> dict[str, tuple[str, list[str]]]:
    """(name, needs) of published entries. One question."""
    rows = EntryRow.objects.filter(pk__in=list(ids)).values_list("pk", "name", "needs")
    return {id: (name, concepts) for id, name, concepts in rows}
