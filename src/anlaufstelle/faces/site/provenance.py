"""When somebody last checked, and where it comes from: on every card, in one line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from babel.dates import format_date, format_skeleton, format_timedelta
from django.utils.translation import gettext as _

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.received import SourceRef
from anlaufstelle.resolve import freshness

from .languages import isolate
from .openness import locale
from .reduced_date import parse


@dataclass(frozen=True)
class Proof:
    """One source as the entry's page lists it. Some licences, ODbL for one, demand to be named beside the data."""

    name: str
    url: str
    date: str
    licence: str = ""


def date_words(stated: str) -> str:
    """A date as exact as it is: "2018", "Oktober 2025", "14. Mai 2025"."""
    found = parse(stated)
    if found is None:
        return stated
    day, precision = found
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return str(format_skeleton("yMMMM", day, locale=locale()))
    return format_date(day, "long", locale=locale())


def host(url: str) -> str:
    """ "24vest.de" for an address there."""
    name = (urlsplit(url).hostname or "").removeprefix("www.")
    return name


def checked(entry: Entry) -> str:
    if entry.checked_on:
        return _("Zuletzt geprüft am %s") % date_words(entry.checked_on)
    return _("Noch nicht bestätigt")


def confirmations(entry: Entry, today: date) -> list[str]:
    """ "Zeiten vor 12 Tagen bestätigt": each kind of field a person stood for, and how long that is ago."""
    told = freshness.of_entry(entry, {}, today)
    return [*_marks(entry, today), *_confirmed(told, today)]


def _marks(entry: Entry, today: date) -> Iterator[str]:
    """Only of what was confirmed once: what never was says so already."""
    day = freshness.day_of(entry.checked_on)
    crisis = freshness.is_crisis((*entry.needs, *entry.situations))
    if day is not None and freshness.marked(day, today, crisis=crisis):
        yield _("Seit mehr als 90 Tagen nicht bestätigt") if crisis else _("Seit mehr als einem Jahr nicht bestätigt")


def _confirmed(told: dict[freshness.Kind, freshness.Freshness], today: date) -> Iterator[str]:
    sentences: dict[freshness.Kind, str] = {
        "crisis": _("Telefon und Zeiten %s bestätigt"),
        "hours": _("Zeiten %s bestätigt"),
        "phone": _("Telefon %s bestätigt"),
        "address": _("Anschrift %s bestätigt"),
        "cost": _("Kosten %s bestätigt"),
    }
    for kind, sentence in sentences.items():
        if (one := told.get(kind)) and one.confirmed:
            yield sentence % ago(one.confirmed, today)


def ago(day: date, today: date) -> str:
    """ "heute", "vor 12 Tagen", "vor 3 Monaten", in the words of the page's language."""
    days = (today - day).days
    if days < 1:
        return _("heute")
    return str(
        format_timedelta(timedelta(days=-days), granularity="day", threshold=2, add_direction=True, locale=locale())
    )


def _name(source: SourceRef) -> str:
    """A neighbour who passes something on is named beside its origin."""
    name = (host(source.url) if source.url else "") or source.title or source.source
    if source.origin is None or source.title in (None, name):
        return name
    return _("%(name)s, über %(neighbour)s") % {"name": name, "neighbour": source.title}


def source_line(entry: Entry) -> str:
    """ "Quelle: 24vest.de, Stand 2018" – of the first source; the others stand on the entry's own page."""
    if not entry.sources:
        return ""
    first = entry.sources[0]
    age = first.date or entry.source_date
    told = {"name": isolate(_name(first)), "date": date_words(age) if age else ""}
    return (_("Quelle: %(name)s, Stand %(date)s") if age else _("Quelle: %(name)s")) % told


def proofs(entry: Entry) -> list[Proof]:
    return [
        Proof(_name(source), source.url or "", date_words(source.date) if source.date else "", source.licence or "")
        for source in entry.sources
    ]
