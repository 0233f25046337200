"""The small facts of a card, each with an icon, and a label for those who do not see it; never what is not stated."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Address, Event, Language, Location, Opportunity, Service

from . import translated
from .languages import german, isolate
from .openness import locale

NEAR_M = 950
LONGEST = 110


@dataclass(frozen=True)
class Fact:
    """`stated`: the source's own words, in its language and not the page's."""

    icon: str
    label: str
    text: str
    stated: bool = False


def shorten(text: str, longest: int = LONGEST) -> str:
    """Cut at a word, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def street_and_town(address: Address) -> str:
    """ "Schlossstraße 34, 45701 Herten"."""
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    return ", ".join(part for part in (address.address_1, address.address_2, town) if part)


def distance_words(metres: int) -> str:
    """Rounded to what a straight line is worth: "300 m", "1,2 km"."""
    if metres < NEAR_M:
        return _("%s m") % max(50, round(metres, -1) if metres < 100 else round(metres / 50) * 50)
    far = format_decimal(metres / 1000, "0.0", locale()) if metres < 10_000 else str(round(metres / 1000))
    return _("%s km") % far


def place(entry: Entry, distance_m: int | None = None) -> Fact | None:
    if any(one.confidential for one in entry.locations):
        return Fact("lock", _("Ort"), _("Der Ort bleibt zum Schutz geheim"))
    if entry.reach == "national":
        return Fact("globe", _("Ort"), _("Für ganz Deutschland"))
    told = next((words for one in entry.locations if (words := _place_words(one))), "")
    if not told:
        return None
    told = isolate(told)
    if distance_m is not None:
        told = _("%(place)s (%(distance)s Luftlinie)") % {"place": told, "distance": distance_words(distance_m)}
    return Fact("pin", _("Ort"), told, stated=distance_m is None)


def _place_words(one: Location) -> str:
    for address in one.addresses:
        told = street_and_town(address)
        if told:
            return f"{told} ({address.district})" if address.district and address.district not in told else told
    return ""


def cost(entry: Entry) -> Fact | None:
    record = entry.record
    if not isinstance(record, Service | Event):
        return None
    told, own = translated.line(entry, "fees_description")
    if own:
        return Fact("euro", _("Kosten"), shorten(told))
    stated = record.fees_description or (record.fees if isinstance(record, Service) else None)
    if stated and (german() or not record.free):
        return Fact("euro", _("Kosten"), shorten(stated[:1].upper() + stated[1:]), stated=True)
    return Fact("euro", _("Kosten"), _("Kostenlos")) if record.free else None


def appointment(entry: Entry) -> Fact | None:
    record = entry.record
    if not isinstance(record, Service):
        return None
    if record.appointment_note and (german() or not record.appointment):
        return Fact("calendar", _("Termin"), shorten(record.appointment_note), stated=True)
    told = {"required": _("Nur mit Termin"), "possible": _("Mit oder ohne Termin"), "none": _("Ohne Termin")}
    return Fact("calendar", _("Termin"), told[record.appointment]) if record.appointment else None


def language_name(language: Language) -> str:
    """In the reader's language where the code is known, else as the source wrote it."""
    if language.code:
        try:
            told = Locale.parse(locale()).languages.get(Locale.parse(language.code, sep="-").language)
        except (ValueError, UnknownLocaleError):
            told = None
        if told:
            return str(told)
    return language.name or language.code or ""


def spoken(code: str) -> str:
    """A language by its name in the reader's own."""
    return str(Locale.parse(locale()).languages.get(code, code))


def languages(entry: Entry) -> Fact | None:
    record = entry.record
    spoken = record.languages if isinstance(record, Service | Event | Opportunity) else ()
    names = [name for one in spoken if (name := language_name(one))]
    return Fact("speech", _("Sprachen"), _(", ").join(names)) if names else None


def step_free(entry: Entry) -> Fact | None:
    stated = next((one.wheelchair for one in entry.locations if one.wheelchair and not one.confidential), None)
    return Fact("access", _("Zugang"), wheelchair(stated)) if stated else None


def wheelchair(stated: str) -> str:
    told = {
        "yes": _("Rollstuhlgerecht"),
        "limited": _("Teilweise rollstuhlgerecht"),
        "no": _("Nicht rollstuhlgerecht"),
    }
    return told[stated]


def of_card(entry: Entry, distance_m: int | None = None) -> list[Fact]:
    """In the order of a result card: how far, what it costs, appointment, languages."""
    told = (place(entry, distance_m), cost(entry), appointment(entry), languages(entry))
    return [fact for fact in told if fact]
