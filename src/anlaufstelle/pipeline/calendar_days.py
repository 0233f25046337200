"""An event as the calendar of a town asks for it: whose it is, what it is about, and each day it touches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from anlaufstelle.catalogue.shapes import OccurrenceView
from anlaufstelle.catalogue.shapes_calendar import Kept
from anlaufstelle.errors import UnknownPlace
from anlaufstelle.record import dates
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event
from anlaufstelle.search.implied import briefly
from anlaufstelle.vocabulary import area

TOWN = ZoneInfo("Europe/Berlin")
LONGEST = 31
"""Days of one date that are shown one by one; an exhibition of a year is no event of each of its days."""
SURE = 0.6
"""How surely its words must speak of a need ("Sprachcafé" of learning German) for the event to be found under it."""


def kept(shown: Iterable[tuple[Entry, Sequence[OccurrenceView]]]) -> list[Kept]:
    """Nothing of what is not published. What their words speak of is read at once: it costs a hundredth."""
    events = [one for one in shown if isinstance(one[0].record, Event) and one[0].state == "published"]
    implied = briefly([entry for entry, _ in events])
    return [_kept(entry, spans, needs) for (entry, spans), needs in zip(events, implied, strict=True)]


def _kept(entry: Entry, spans: Sequence[OccurrenceView], implied: Mapping[str, float]) -> Kept:
    record = entry.record
    assert isinstance(record, Event)
    return Kept(
        id=entry.id,
        areas=tuple(_areas(entry)),
        audience=record.audience,
        district=district(entry)[:100],
        organization=entry.provider.id if entry.provider else "",
        free=record.free,
        online=record.attendance in ("online", "hybrid"),
        topics=tuple(dict.fromkeys((*entry.needs, *(need for need, sure in implied.items() if sure >= SURE)))),
        last=dates.ends(record),
        days=tuple(day for one in spans for day in _days(one)),
    )


def district(entry: Entry) -> str:
    """Where it is, else the only district it is for."""
    named = [code.partition(":")[2] for code in entry.areas if code != area.whole(code)]
    return entry.district or (named[0] if len(named) == 1 else "")


def _areas(entry: Entry) -> list[str]:
    """Official keys without those that another of them holds; "and around" means the Kreis."""
    codes = dict.fromkeys(code for one in entry.areas if (code := _code(one)))
    return [code for code in codes if not any(other in codes for other in _parents(code))]


def _code(stated: str) -> str:
    if stated.startswith("~"):
        return next(iter(_parents(stated[1:])), "")
    return area.whole(stated)


def _parents(code: str) -> tuple[str, ...]:
    try:
        return area.parents(code)
    except UnknownPlace:
        return ()


def _days(span: OccurrenceView) -> Iterator[tuple[date, datetime, datetime]]:
    first = span.start.astimezone(TOWN).date()
    last = max(first, (span.end - timedelta(microseconds=1)).astimezone(TOWN).date())
    for number in range(min((last - first).days + 1, LONGEST)):
        yield first + timedelta(days=number), span.start, span.end
