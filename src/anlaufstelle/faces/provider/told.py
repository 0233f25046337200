"""What we show of an entry, in a few lines a provider checks at a glance; and a week as it was understood."""

from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names

from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline.provider_form import APPOINTMENT, shown
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event
from anlaufstelle.vocabulary.hours import Hours

LABELS = {
    "hours": "Zeiten",
    "phone": "Telefon",
    "email": "E-Mail",
    "web": "Internet",
    "languages": "Sprachen",
    "appointment": "Termin",
    "cost": "Kosten",
    "whom": "Für wen",
    "wait": "Wartezeit",
    "stop": "Aufnahmestopp",
}
WITHOUT_HOLIDAY = date(2026, 3, 2)
"""A Monday whose week has no holiday in any Land."""


@dataclass(frozen=True)
class Line:
    label: str
    value: str


def lines(entry: Entry) -> list[Line]:
    """Only what is stated; the address comes from its places."""
    told = shown(entry.record)
    told["appointment"] = APPOINTMENT[told["appointment"]] if told.get("appointment") else ""
    found = [Line(LABELS[name], value) for name, value in told.items() if name in LABELS and value]
    if isinstance(entry.record, Event):
        found += [Line("Wann", one) for one in (entry.record.happening.time_text, entry.record.happening.rrule) if one]
    addresses = [
        " ".join(part for part in (one.address_1, one.postal_code, one.city) if part)
        for place in entry.locations
        if not place.confidential
        for one in place.addresses
    ]
    return [*found, *(Line("Anschrift", one) for one in addresses if one)]


def week(osm: str, land: str) -> list[Line]:
    """Seven lines, Monday first; empty where it cannot be read."""
    try:
        days = Hours.parse(osm, land).week(WITHOUT_HOLIDAY)
    except BadValue:
        return []
    names = get_day_names("wide", locale="de")
    return [
        Line(
            str(names[one.date.weekday()]), ", ".join(f"{start}–{end} Uhr" for start, end in one.spans) or "geschlossen"
        )
        for one in days
    ]
