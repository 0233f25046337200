"""Certificates of attendance: the secretary notes who took part, everybody gets a paper, and the list is forgotten."""

from datetime import date, timedelta

from django.utils import timezone

from anlaufstelle.catalogue import read, rules, store
from anlaufstelle.catalogue.read.attendance import AttendanceView
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadValue, NotFound
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event

KEPT_DAYS = 365
"""Long enough to print a lost paper again; whoever recognises an event keeps the paper."""


def event(person: Person, id: str) -> Entry:
    """One of the networks this person leads."""
    found = read.inside.entry(id, rules.leading(person))
    if found is None or not isinstance(found.record, Event):
        raise NotFound("Diesen Termin gibt es in Ihrem Netz nicht.")
    return found


def note(*, person: Person, id: str, day: str, name: str, town: str) -> int:
    """Only what the paper says: a name, a town, the day."""
    found = event(person, id)
    name, town = " ".join(name.split())[:200], " ".join(town.split())[:200]
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise BadValue("Bitte den Tag angeben, an dem der Termin war.") from error
    if not name:
        raise BadValue("Bitte den Namen angeben, wie er auf der Bescheinigung stehen soll.")
    today = timezone.localdate()
    if not today - timedelta(days=KEPT_DAYS) < on <= today:
        raise BadValue("Bescheinigt wird, was gewesen ist und höchstens ein Jahr zurückliegt.")
    area = read.source_facts(found.sources[0].source).steward
    return store.attendance.add(
        area=area, entry_id=found.id, day=on, name=name, town=town, by=person.who, forget_on=on + timedelta(KEPT_DAYS)
    )


def one(person: Person, id: int) -> AttendanceView:
    found = read.attendance.one(id, rules.leading(person))
    if found is None:
        raise NotFound("Diese Bescheinigung gibt es nicht (mehr).")
    return found


def remove(*, person: Person, id: int) -> None:
    store.attendance.remove(one(person, id).id)


def forget(today: date | None = None) -> int:
    """Whatever is a year old; returns how many went."""
    return store.attendance.forget(today or timezone.localdate())
