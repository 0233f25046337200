"""Writing the days of events. Called inside the transaction that replaces an entry's occurrences."""

from collections.abc import Iterable

from django.db import connection

from ..models import EventDay, EventFact, EventTopic
from ..shapes_calendar import Kept
from .rows import insert

FACTS = ("entry_id", "area", "audience", "district", "organization", "free", "online")


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
    for one in events:
        for area in one.areas:
            own = (one.id, area, one.audience, one.district, one.organization, one.free, one.online)
            facts.append((*own, bool(one.days), on(one.last)))
            days += [(*own, on(day), at(start), at(end)) for day, start, end in one.days]
        topics += [(one.id, need) for need in one.topics]
    insert(EventDay, (*FACTS, "day", "start", "end"), days)
    insert(EventFact, (*FACTS, "dated", "last"), facts)
    insert(EventTopic, ("entry_id", "need"), topics)
