"""What takes place where and when. Every answer costs the same few questions, however much there is.

A month is remembered per change number: an editor who changes something makes it asked anew, a thousand visitors do
not.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.expressions import RawSQL

from ..models import EntryRow, EventChoice, EventDay, EventFact, EventTopic
from ..shapes_calendar import Asked, Choices, DayCount, DayView, EventName
from .changes import Mark
from .first import of_each

KEPT = 200
"""Months remembered; one is some 10 KB."""
COLUMNS = ("entry_id", "day", "start", "end")
MOST_CHOICES = 300
NEAR = timedelta(days=14)
"""A list looks so far ahead first, and only then at all that is known: a dense calendar is never read to its end."""
FEW = 300
"""So many events are told by their ids, wherever their days are; of more the next day is near."""


def _there(rows: "QuerySet[Any]", asked: Asked) -> "QuerySet[Any]":
    rows = rows.filter(audience__in=asked.audiences)
    if not asked.areas and not asked.around:
        return rows
    where = Q(area__in=asked.areas)
    for code in asked.around:
        where |= Q(area__gte=code, area__lt=f"{code}:")
    return rows.filter(where)


def _asked(rows: "QuerySet[Any]", asked: Asked) -> "QuerySet[Any]":
    rows = _there(rows, asked)
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
    """Every day in this time that has something, with its first few. Two questions, three where an event has several
    rows on a day, or none."""
    return _month(asked, first, last, most, mark)


@lru_cache(maxsize=KEPT)
def _month(asked: Asked, first: date, last: date, most: int, mark: Mark) -> tuple[DayCount, ...]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    rows = _asked(EventDay.objects.filter(day=date.min), asked)
    counted = dict(_counted(rows, days))
    if not counted:
        return ()
    named: dict[date, list[DayView]] = {day: [] for day in counted}
    few = _first(rows, most, list(counted), [day for day, (_, shared) in counted.items() if shared])
    shown = EventDay.objects.filter(pk__in=few)
    for one in (DayView(*row) for row in shown.order_by("day", "start", "entry_id").values_list(*COLUMNS)):
        if len(named[one.day]) < most:
            named[one.day].append(one)
    return tuple(
        DayCount(day, max(sum(both), len(named[day])), tuple(named[day])) for day, both in sorted(counted.items())
    )


def _counted(rows: "QuerySet[Any]", days: Sequence[date]) -> Iterator[tuple[date, tuple[int, int]]]:
    """How many events are alone in their row on a day, and how many others there are: those are compared."""
    each = rows.values_list("day").annotate(sole=Count("pk", filter=Q(alone=True)), every=Count("pk"))
    several = rows.filter(alone=False).values_list("day").annotate(others=Count("entry_id", distinct=True))
    told = {day: (sole, every > sole) for day, sole, every in _rows(each, days)}
    more = [day for day, (_, some) in told.items() if some]
    others = dict(_rows(several, more)) if more else {}
    yield from ((day, (sole, others.get(day, 0))) for day, (sole, _) in told.items())


def _rows(of_one: "QuerySet[Any]", days: Sequence[date]) -> Iterator[tuple[Any, ...]]:
    """Of each of these days; those that have nothing give none."""
    with connection.cursor() as cursor:
        cursor.execute(*_of_each(of_one, days))
        yield from ((date.fromisoformat(str(day)), *told) for day, *told in cursor)


def _first(rows: "QuerySet[Any]", most: int, days: Sequence[date], shared: Sequence[date]) -> RawSQL:
    """The keys of each day's first few that are alone, and where there are others of the first of those, each once."""
    alone = rows.filter(alone=True).order_by("start", "entry_id").values_list("pk")[:most]
    once = rows.filter(alone=False).values("start", "entry_id").order_by("start", "entry_id").annotate(one=Min("pk"))
    sql, stated = _of_each(alone, days)
    if not shared:
        return RawSQL(sql, stated)
    also, of_those = _of_each(once.values_list("one")[:most], shared)
    return RawSQL(f"{sql} UNION ALL {also}", [*stated, *of_those])


def _of_each(of_one: "QuerySet[Any]", days: Sequence[date]) -> tuple[str, list[object]]:
    adapted = connection.ops.adapt_datefield_value
    return of_each(of_one, adapted(date.min), map(adapted, days))


def days(asked: Asked, first: date, last: date | None, limit: int, skip: int = 0) -> list[DayView]:
    """From the first day on, earliest first; one more than `limit` if there are more. `skip` are left out."""
    rows, wanted = _asked(EventDay.objects.all(), asked), skip + limit + 1
    if len(asked.areas) + len(asked.around) != 1:
        rows = rows.distinct()
    if last is not None:
        return _told(rows.filter(day__range=(first, last)), wanted)[skip:]
    near = first + NEAR
    found = _told(rows.filter(day__gte=first, day__lt=near), wanted)
    if len(found) < wanted:
        rows = rows.filter(day__gte=near)
        few = _few(asked, near)
        found += _told(rows.filter(entry_id__in=few) if len(few) <= FEW else rows, wanted - len(found))
    return found[skip:]


def _told(rows: "QuerySet[Any]", most: int) -> list[DayView]:
    return [DayView(*row) for row in rows.order_by("day", "start", "entry_id").values_list(*COLUMNS)[:most]]


def _few(asked: Asked, since: date) -> list[str]:
    """What may still take place by then."""
    rows = EventFact.objects.filter(Q(last__isnull=True) | Q(last__gte=since), dated=True)
    return list(_asked(rows, asked).values_list("entry_id", flat=True).distinct()[: FEW + 1])


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


def choices(asked: Asked, mark: Mark) -> Choices:
    """Of what is to come in these areas; other conditions do not count. Two questions, or none."""
    return _choices(Asked(areas=asked.areas, around=asked.around, audiences=asked.audiences), mark)


@lru_cache(maxsize=KEPT)
def _choices(asked: Asked, mark: Mark) -> Choices:
    found: dict[str, list[str]] = {"district": [], "topic": [], "organization": []}
    for what, value in _there(EventChoice.objects, asked).values_list("what", "value").order_by("value").distinct():
        found[what].append(value)
    carriers = EntryRow.objects.filter(pk__in=found["organization"])
    return Choices(
        tuple(found["district"][:MOST_CHOICES]),
        tuple(found["topic"][:MOST_CHOICES]),
        tuple(carriers.order_by("name").values_list("pk", "name")[:MOST_CHOICES]),
    )


def names(ids: Iterable[str]) -> dict[str, EventName]:
    """Of published entries. One question."""
    rows = EntryRow.objects.filter(pk__in=list(ids)).values_list("pk", "name", "needs")
    return {id: EventName(id, name, tuple(concepts)) for id, name, concepts in rows}
