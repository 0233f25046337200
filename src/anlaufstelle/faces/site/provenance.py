"""When somebody last checked, and where it comes from: on every card, in one line."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from babel.dates import format_date, format_skeleton
from django.utils.translation import gettext as _

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.received import SourceRef

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
