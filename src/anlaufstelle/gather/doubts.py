"""What no single value shows: a day that has not come yet, organisations that are each other's parents."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from ..record.received import Received

DATES = ("assured_date", "last_modified", "year_incorporated")


def not_yet(received: Received, today: date) -> Iterator[tuple[str, str]]:
    """(path, value) of days on which something is said to have been done, and which lie ahead. Tomorrow may be another
    time zone's today."""
    latest = (today + timedelta(days=1)).isoformat()
    stated = {"source_date": received.source_date} | {name: getattr(received.record, name, None) for name in DATES}
    for path, value in stated.items():
        if value is not None and str(value)[:10] > latest[: len(str(value))]:
            yield path, str(value)


def circles(parents: Mapping[str, str]) -> Iterator[list[str]]:
    """Ids that lead back to themselves, each circle once."""
    seen: set[str] = set()
    for start in parents:
        way: list[str] = []
        here: str | None = start
        while here is not None and here not in seen:
            seen.add(here)
            way.append(here)
            here = parents.get(here)
        if here in way:
            yield way[way.index(here) :]
