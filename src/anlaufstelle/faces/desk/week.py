"""Opening hours as somebody typed them, and the week we understand by it."""

from dataclasses import dataclass
from datetime import date, timedelta

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary import hours_prose
from anlaufstelle.vocabulary.hours import Day, Hours

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@dataclass(frozen=True)
class Understood:
    """`sure`: nothing in the words could mean something else; otherwise a person has to look at `week` first."""

    osm: str
    sure: bool
    week: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...] = ()


def understood(text: str, land: str, today: date) -> Understood:
    """Raises `BadValue` where no hours can be made out."""
    try:
        return _as(text, True, (), land, today)  # somebody may well write OSM
    except BadValue:
        found = hours_prose.read(text, land)
    if found is None:
        raise BadValue("Daraus lassen sich keine Zeiten lesen. Beispiel: „Mo bis Do 9 bis 16 Uhr, Fr 9 bis 12 Uhr“.")
    doubts = (*found.doubts, *(f"nicht gelesen: {word}" for word in found.rest))
    return _as(found.osm, found.accepted, doubts, land, today)


def _as(osm: str, sure: bool, doubts: tuple[str, ...], land: str, today: date) -> Understood:
    hours = Hours.parse(osm, land)
    monday = today - timedelta(days=today.weekday())
    week = tuple((name, _spans(day)) for name, day in zip(DAYS, hours.week(monday), strict=True))
    return Understood(hours.normal(), sure, week, doubts)


def _spans(day: Day) -> str:
    told = ", ".join(f"{start}–{end}" for start, end in day.spans) or "geschlossen"
    return f"{told} ({day.holiday})" if day.holiday else told
