"""What we show of an entry, in a few lines a provider checks at a glance; and a week as it was understood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline.board import LASTING, TITLE
from anlaufstelle.pipeline.provider_form import shown
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event
from anlaufstelle.record.notice import LONGEST
from anlaufstelle.vocabulary.hours import Hours

LABELS = {
    "hours": _lazy("Zeiten"),
    "phone": _lazy("Telefon"),
    "email": _lazy("E-Mail"),
    "web": _lazy("Internet"),
    "languages": _lazy("Sprachen"),
    "appointment": _lazy("Termin"),
    "cost": _lazy("Kosten"),
    "whom": _lazy("Für wen"),
    "wait": _lazy("Wartezeit"),
    "stop": _lazy("Aufnahmestopp"),
}
APPOINTMENT = {
    "": _lazy("nicht angegeben"),
    "required": _lazy("Nur mit Termin"),
    "possible": _lazy("Mit oder ohne Termin"),
    "none": _lazy("Ohne Termin"),
}
WRONG = {
    "name": _lazy("Bitte schreiben Sie, wie das Angebot heißt."),
    "phone": _lazy("Das lässt sich nicht als Telefonnummer lesen. Bitte so schreiben: 02366 123456."),
    "email": _lazy("Das ist keine E-Mail-Adresse. Bitte so schreiben: name@example.org."),
    "web": _lazy("Das ist keine Internetadresse. Bitte so schreiben: https://www.example.org."),
    "languages": _lazy(
        "Eine dieser Sprachen kennen wir nicht. Bitte die Namen mit Komma dazwischen: Deutsch, Türkisch."
    ),
    "appointment": _lazy("Bitte eine der Antworten wählen."),
    "stop_until": _lazy("Bitte ein Datum innerhalb eines Jahres angeben."),
    "since": _lazy("Bitte einen ersten Tag ab heute angeben."),
    "topic": _lazy("Dieses Thema gibt es nicht."),
}
WITHOUT_HOLIDAY = date(2026, 3, 2)
"""A Monday whose week has no holiday in any Land."""


@dataclass(frozen=True)
class Line:
    """`own`: the value is the provider's, in German, and not ours."""

    label: str
    value: str
    own: bool = True


def wrong(names: Iterable[str]) -> dict[str, str]:
    return {name: str(WRONG[name]) for name in names}


def wrong_on_the_board(names: Iterable[str]) -> dict[str, str]:
    most = {
        "title": _("Bitte eine Überschrift mit höchstens %(most)s Zeichen schreiben.") % {"most": TITLE},
        "text": _("Bitte schreiben, worum es geht, mit höchstens %(most)s Zeichen.") % {"most": LONGEST},
        "until": _("Bitte den letzten Tag angeben, höchstens %(days)s Tage nach dem ersten.") % {"days": LASTING},
        "url": str(WRONG["web"]),
    }
    return {name: most.get(name) or str(WRONG[name]) for name in names}


def appointments() -> list[tuple[str, str]]:
    return [(value, str(words)) for value, words in APPOINTMENT.items()]


def lines(entry: Entry) -> list[Line]:
    """Only what is stated; the address comes from its places."""
    told = shown(entry.record)
    ours = {"appointment": told.pop("appointment", ""), "stop": told.pop("stop", "")}
    found = [Line(str(LABELS[name]), value) for name, value in told.items() if name in LABELS and value]
    if ours["appointment"]:
        found.append(Line(str(LABELS["appointment"]), str(APPOINTMENT[ours["appointment"]]), own=False))
    if ours["stop"]:
        found.append(Line(str(LABELS["stop"]), _("ja"), own=False))
    if isinstance(entry.record, Event):
        happening = entry.record.happening
        found += [Line(_("Wann"), one) for one in (happening.time_text, happening.rrule) if one]
    addresses = [
        " ".join(part for part in (one.address_1, one.postal_code, one.city) if part)
        for place in entry.locations
        if not place.confidential
        for one in place.addresses
    ]
    return [*found, *(Line(_("Anschrift"), one) for one in addresses if one)]


def week(osm: str, land: str) -> list[Line]:
    """Seven lines, Monday first; empty where it cannot be read."""
    try:
        days = Hours.parse(osm, land).week(WITHOUT_HOLIDAY)
    except BadValue:
        return []
    names = get_day_names("wide", locale=(translation.get_language() or "de").partition("-")[0])
    told = [(one.date.weekday(), [f"{start}–{end}" for start, end in one.spans]) for one in days]
    return [
        Line(str(names[day]), ", ".join(_("%s\u00a0Uhr") % one for one in spans) or _("geschlossen"), own=False)
        for day, spans in told
    ]
