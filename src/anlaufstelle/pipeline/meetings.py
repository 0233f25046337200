"""Meetings of a network: its next dates, one of them moved by its secretary, and a member's own calendar."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import read, rules, store
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadValue, NotAllowed, NotFound
from anlaufstelle.record import dates
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event, Happening

from . import desk, draft

AHEAD = timedelta(days=400)
PATH = "happening.moved"


class Meeting(Struct, frozen=True):
    """One date of an event. `original` is what its rule says, as `Happening.moved` names it; `start` where it stands
    now, `whole` when only the day is known."""

    entry: Entry
    original: str
    start: datetime
    end: datetime
    moved: bool
    whole: bool


def coming(entry: Entry, today: date, most: int) -> list[Meeting]:
    """Its next dates, soonest first; those that were moved stand where they take place now."""
    record = entry.record
    assert isinstance(record, Event)
    if record.status == "cancelled":
        return []
    try:
        when = dates.anchored(record.happening, today.replace(month=1, day=1))
        zone = ZoneInfo(when.timezone)
        begin = datetime(today.year, today.month, today.day, tzinfo=zone)
        unmoved = replace(when, moved={})
        spans = dates.spans(unmoved, begin - timedelta(days=92), begin + AHEAD, dates.land_of(entry))
        told = [_meeting(entry, when, span) for span in spans]
    except ValueError:
        return []  # the entry carries the finding of `check`
    return sorted((one for one in told if one.end > begin), key=lambda one: one.start)[:most]


def _meeting(entry: Entry, when: Happening, span: dates.Span) -> Meeting:
    start, end = span
    whole = "T" not in (when.dtstart or "")
    original = start.date().isoformat() if whole else start.replace(tzinfo=None).isoformat()
    key = _key(when.moved, original)
    if key is None:
        return Meeting(entry, original, start, end, False, whole)
    now = dates.wall(when.moved[key], when.timezone).replace(tzinfo=start.tzinfo)
    return Meeting(entry, key, now, now + (end - start), True, whole)


def _key(moved: Mapping[str, str], original: str) -> str | None:
    """A move may name the day alone."""
    return next((one for one in moved if original.startswith(one) or one.startswith(f"{original}T")), None)


def move(*, person: Person, id: str, original: str, to: str, why: str) -> str:
    """Moves one date of a series, or moves it again, through the one door; returns where it takes place now."""
    entry = read.inside.entry(id, rules.leading(person))
    if entry is None or not isinstance(entry.record, Event):
        raise NotFound("Diesen Termin gibt es in Ihrem Netz nicht.")
    found = next((one for one in coming(entry, timezone.localdate(), 500) if one.original == original), None)
    if found is None:
        raise NotFound("Diesen einzelnen Termin gibt es nicht (mehr).")
    told = _stated(to, whole=found.whole)
    made = draft.of(entry)
    source, key = made.speaker(PATH)
    seen = dict(made.record.happening.moved) if isinstance(made.record, Event) else {}
    done = desk.decide(
        person=person, source=source, key=key, path=PATH, value={**seen, original: told}, seen=seen or None, why=why
    )
    if done.line is None:
        raise NotAllowed("Über diesen Termin entscheidet jemand anderes; Ihr Vorschlag liegt dort im Eingang.")
    return told


def _stated(to: str, *, whole: bool) -> str:
    try:
        at = datetime.fromisoformat(to)
    except ValueError as error:
        raise BadValue("Bitte den neuen Tag angeben, und die Uhrzeit, wenn der Termin eine hat.") from error
    if at.date() < timezone.localdate():
        raise BadValue("Der neue Tag liegt schon zurück.")
    if not whole and "T" not in to:
        raise BadValue("Bitte auch die neue Uhrzeit angeben.")
    return at.date().isoformat() if whole else at.replace(tzinfo=None).isoformat()


def subscribe(*, person: Person, user: int, area: str) -> str:
    """The token of a new address of this person's calendar; the one before ends. Nobody can be told it again."""
    if area not in rules.inside_of(person):
        raise NotAllowed("Diesen Kalender bekommen nur Mitglieder des Netzes.")
    secret = token_urlsafe(32)
    number = store.people.subscribe(user, area, _hash(secret))
    return f"{number}-{secret}"


def unsubscribe(*, user: int, area: str) -> None:
    store.people.unsubscribe(user, area)


def subscriber(token: str) -> tuple[Person, str]:
    """Whose calendar of which network stands behind this address."""
    number, _, secret = token.partition("-")
    known = number.isascii() and number.isdigit() and len(number) < 19
    found = read.inside.subscriber(int(number) if known else 0, _hash(secret))
    if found is None:
        raise NotFound("There is no such calendar.")
    return found


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
