"""An entry as somebody on the telephone needs it: whom to call, whether they are there now, what it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta, get_day_names
from django.utils import timezone

from anlaufstelle.catalogue.shapes import OpenState
from anlaufstelle.errors import BadValue
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Address, Event, Language, Phone, Schedule, Service
from anlaufstelle.resolve import freshness
from anlaufstelle.vocabulary import area, values
from anlaufstelle.vocabulary.hours import Hours

NOT_FOR_TALKING = ("fax", "tty", "pager")
APPOINTMENT = {"required": "Nur mit Termin", "possible": "Mit oder ohne Termin", "none": "Ohne Termin"}
WHEELCHAIR = {"yes": "Rollstuhlgerecht", "limited": "Teilweise rollstuhlgerecht", "no": "Nicht rollstuhlgerecht"}
STOOD_FOR: dict[freshness.Kind, str] = {
    "crisis": "Telefon und Zeiten", "hours": "Zeiten", "phone": "Telefon", "address": "Anschrift", "cost": "Kosten"
}  # fmt: skip


@dataclass(frozen=True)
class Number:
    """`whose` is empty for the offer's own."""

    caption: str
    href: str
    whose: str = ""
    note: str = ""


@dataclass(frozen=True)
class Fact:
    label: str
    lines: list[str]


@dataclass(frozen=True, kw_only=True)
class Quick:
    entry: Entry
    by: str
    numbers: list[Number]
    open: str
    state: str
    facts: list[Fact] = field(default_factory=list)
    crisis: bool = False


def quick(entry: Entry, opened: OpenState | None, at: datetime) -> Quick:
    told = opened or OpenState("unknown")
    return Quick(
        entry=entry,
        by=by(entry),
        numbers=numbers(entry),
        open=open_words(told, at),
        state=told.state,
        facts=[Fact(label, lines) for label, stated in _facts(entry, at) if (lines := [one for one in stated if one])],
        crisis=freshness.is_crisis((*entry.needs, *entry.situations)),
    )


def by(entry: Entry) -> str:
    named = getattr(entry.record, "organization_name", None) or getattr(entry.record, "organizer_name", None)
    told = named or (entry.provider.name if entry.provider else "")
    return "" if told == entry.name else told


def numbers(entry: Entry) -> list[Number]:
    """The offer's own first, then its provider's; each number once."""
    record = entry.record
    own: tuple[Phone, ...] = getattr(record, "phones", ())
    if isinstance(record, Service):
        own += tuple(one for place in record.service_at_locations for one in place.phones)
    own += tuple(one for contact in getattr(record, "contacts", ()) for one in contact.phones)
    own += tuple(one for place in entry.locations if not place.confidential for one in place.phones)
    others = entry.provider.phones if entry.provider else ()
    found: dict[str, Number] = {}
    for phones, whose in ((own, ""), (others, entry.provider.name if entry.provider else "")):
        for one in (one for one in phones if one.type not in NOT_FOR_TALKING):
            note = " · ".join(part for part in (one.description, one.hours) if part)
            href = values.phone_href(one.number)
            found.setdefault(href, Number(values.phone_caption(one.number), href, whose, note))
    return list(found.values())


def open_words(told: OpenState, at: datetime) -> str:
    """ "" where nobody knows."""
    today = timezone.localdate(at)
    if told.state == "open":
        if told.until is None or told.until - at > timedelta(hours=24):
            return "jetzt offen, rund um die Uhr"
        return f"jetzt offen bis {_clock(told.until)}"
    if told.state == "closed":
        if told.opens is None:
            return "zurzeit zu"
        return f"zu, wieder {_day(timezone.localdate(told.opens), today)} {_clock(told.opens)}"
    return ""


def _clock(at: datetime) -> str:
    here = timezone.localtime(at)
    return f"{here:%H:%M} Uhr" if here.minute else f"{here.hour} Uhr"


def _day(day: date, today: date) -> str:
    ahead = (day - today).days
    if ahead < 7:
        return ("heute", "morgen")[ahead] if ahead in (0, 1) else str(get_day_names("wide", locale="de")[day.weekday()])
    return f"am {day:%d.%m.}"


def _facts(entry: Entry, at: datetime) -> Iterator[tuple[str, list[str]]]:
    """In the order in which a caller asks."""
    record = entry.record
    service = record if isinstance(record, Service) else None
    yield "Achtung", [service.alert or "" if service else ""]
    yield "Zeiten", [line for one in _schedules(entry) for line in _hours(one, entry, at)]
    if isinstance(record, Event):
        yield "Wann", [record.happening.time_text or "", (record.happening.dtstart or "")[:16].replace("T", " ")]
    stated = getattr(record, "fees_description", None) or (service.fees if service else None)
    yield "Kosten", [stated or ("kostenlos" if getattr(record, "free", None) else "")]
    if service:
        yield "Termin", [
            APPOINTMENT.get(service.appointment or "", ""), service.appointment_note or "",
            service.application_process or "", f"Wartezeit: {service.wait_time}" if service.wait_time else "",
        ]  # fmt: skip
        yield "Mitbringen", [one.document or "" for one in service.required_documents]
    yield "Für wen", [*_whom(entry)]
    yield "Was", [shorten(record.description or "")]
    spoken = ", ".join(_language(one) for one in getattr(record, "languages", ()))
    yield "Sprachen", [spoken, service.interpretation_services or "" if service else ""]
    yield "Ort", list(dict.fromkeys(_places(entry)))
    provider = entry.provider
    yield "E-Mail", [getattr(record, "email", None) or (provider.email or "" if provider else "")]
    site = getattr(record, "url", None) or getattr(record, "website", None) or (provider.website if provider else None)
    yield "Internet", [values.web_caption(site) if site else ""]
    yield "Bestätigt", _confirmed(entry, timezone.localdate(at))


def shorten(text: str, longest: int = 400) -> str:
    told = " ".join(text.split())
    return told if len(told) <= longest else told[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def _whom(entry: Entry) -> Iterator[str]:
    record = entry.record
    yield getattr(record, "eligibility_description", None) or ""
    if isinstance(record, Service):
        low, high = record.minimum_age, record.maximum_age
        ages = (f"ab {low:g}" if low is not None else "", f"bis {high:g}" if high is not None else "")
        yield f"{' '.join(one for one in ages if one)} Jahre" if any(ages) else ""
    yield ", ".join(getattr(record, "audiences", ()))


def _schedules(entry: Entry) -> list[Schedule]:
    own = list(getattr(entry.record, "schedules", ()))
    if isinstance(entry.record, Service):
        own += [one for place in entry.record.service_at_locations for one in place.schedules]
    return own or [one for place in entry.locations if not place.confidential for one in place.schedules]


def _hours(schedule: Schedule, entry: Entry, at: datetime) -> list[str]:
    """The source's own words, else this week's open days."""
    if schedule.description:
        return [schedule.description]
    today = timezone.localdate(at)
    try:
        hours = Hours.parse(schedule.opening_hours or "", area.land(entry.ags) if entry.ags else "NW")
        week = hours.week(today - timedelta(days=today.weekday()))
    except BadValue:
        return [schedule.opening_hours or ""]
    names = get_day_names("abbreviated", locale="de")
    return [
        f"{names[one.date.weekday()]} {', '.join(f'{start}–{end}' for start, end in one.spans)}"
        for one in week
        if one.spans
    ]


def _language(one: Language) -> str:
    try:
        told = Locale("de").languages.get(Locale.parse(one.code or "", sep="-").language)
    except (ValueError, UnknownLocaleError):
        told = None
    return str(told or one.name or one.code or "")


def _places(entry: Entry) -> Iterator[str]:
    if any(one.confidential for one in entry.locations):
        yield "Der Ort bleibt zum Schutz geheim: nicht nennen, nur die Nummer."
        return
    for place in entry.locations:
        yield from (_address(one) for one in place.addresses)
        yield place.transportation or ""
        yield WHEELCHAIR.get(place.wheelchair or "", "")


def _address(one: Address) -> str:
    town = " ".join(part for part in (one.postal_code, one.city) if part)
    return ", ".join(part for part in (one.address_1, one.address_2, town) if part)


def _confirmed(entry: Entry, today: date) -> list[str]:
    """ "Zeiten vor 12 Tagen": what a person stood for, and when."""
    told = freshness.of_entry(entry, {}, today)
    stood = [
        f"{STOOD_FOR[kind]} {ago(one.confirmed, today)}"
        for kind, one in told.items()
        if kind in STOOD_FOR and one.confirmed
    ]
    return stood or ["noch von niemandem"]


def ago(day: date, today: date) -> str:
    days = (today - day).days
    if days < 1:
        return "heute"
    told = format_timedelta(timedelta(days=-days), granularity="day", threshold=2, add_direction=True, locale="de")
    return str(told)
