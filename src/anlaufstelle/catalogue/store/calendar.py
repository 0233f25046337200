"""Writing the days of events. Called inside the transaction that replaces an entry's occurrences."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection, transaction
from django.db.models import Q

from ..models import EventChoice, EventDay, EventFact, EventTopic
from ..shapes_calendar import Kept
from .rows import insert

FACTS = ("entry_id", "area", "audience", "district", "organization", "free", "online")
CHOICE = ("area", "what", "value", "audience")
Choice = tuple[str, str, str, str]


def forget(ids: Iterable[str]) -> None:
    wanted = list(ids)
    for table in (EventDay, EventFact, EventTopic):
        table.objects.filter(entry_id__in=wanted).delete()


def keep(events: Iterable[Kept]) -> None:
    """One row for each area and day."""
    on, at = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value
    days: list[tuple[object, ...]] = []
    facts: list[tuple[object, ...]] = []
    topics: list[tuple[object, ...]] = []
    chosen: set[Choice] = set()
    for one in events:
        rows = Counter(day for day, _, _ in one.days for _ in one.areas)
        for area in one.areas:
            own = (one.id, area, one.audience, one.district, one.organization, one.free, one.online)
            facts.append((*own, bool(one.days), on(one.last)))
            days += [(*own, on(day), at(start), at(end), rows[day] == 1) for day, start, end in one.days]
            chosen.update(_chosen(area, one.audience, one.district, one.organization, one.topics))
        topics += [(one.id, need) for need in one.topics]
    insert(EventDay, (*FACTS, "day", "start", "end", "alone"), days)
    insert(EventFact, (*FACTS, "dated", "last"), facts)
    insert(EventTopic, ("entry_id", "need"), topics)
    _add(chosen)


def _chosen(area: str, audience: str, district: str, organization: str, topics: Iterable[str]) -> Iterator[Choice]:
    told = [("district", district), ("organization", organization), *(("topic", one) for one in topics)]
    return ((area, what, value, audience) for what, value in told if value)


def _add(chosen: Iterable[Choice]) -> None:
    rows = [EventChoice(**dict(zip(CHOICE, one, strict=True))) for one in sorted(chosen)]
    EventChoice.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


@transaction.atomic
def choices_anew(today: date) -> None:
    """Without what only past events have."""
    topics: dict[str, list[str]] = {}
    for id, need in EventTopic.objects.values_list("entry_id", "need").iterator():
        topics.setdefault(id, []).append(need)
    ahead = EventFact.objects.filter(Q(last__isnull=True) | Q(last__gte=today))
    facts = ahead.values_list("entry_id", "area", "audience", "district", "organization").iterator()
    wanted = {choice for id, *own in facts for choice in _chosen(*own, topics.get(id, ()))}
    known = {tuple(row): pk for pk, *row in EventChoice.objects.values_list("pk", *CHOICE)}
    EventChoice.objects.filter(pk__in=[pk for one, pk in known.items() if one not in wanted]).delete()
    _add(wanted - known.keys())
