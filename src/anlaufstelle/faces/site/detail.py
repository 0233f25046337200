"""What an entry's page tells beyond its card: for whom, what to bring, when, where, and what nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event, Notice, Opportunity, Service

from . import facts, languages, openness, topics, translated, when
from .provenance import date_words


class Own(str):
    """A line in the page's language; all others are the source's own words."""

    own = True


@dataclass(frozen=True)
class Part:
    """A question a reader has, and the answer in lines."""

    icon: str
    label: str
    lines: list[str]


@dataclass(frozen=True)
class Times:
    """One set of hours: a table where a machine can read it, and always the source's own words."""

    rows: list[openness.Row]
    stated: str


def _ages(record: Service) -> str:
    low, high = record.minimum_age, record.maximum_age
    if low is not None and high is not None:
        return _("%(low)g bis %(high)g Jahre") % {"low": low, "high": high}
    if low is not None:
        return _("ab %g Jahren") % low
    return _("bis %g Jahre") % high if high is not None else ""


def _whom(entry: Entry) -> list[str]:
    record = entry.record
    if not isinstance(record, Service | Event | Opportunity):
        return []
    told = [_line(entry, "eligibility_description"), Own(_ages(record))] if isinstance(record, Service) else []
    audiences = [one for one in record.audiences if one.casefold() != "alle"]
    groups = ", ".join(audiences) if languages.german() else Own(_(", ").join(topics.captions(entry.situations)))
    return [line for line in (*told, groups) if line]


def _line(entry: Entry, path: str) -> str:
    told, own = translated.line(entry, path)
    return Own(told) if own else told


def _service(entry: Entry, record: Service) -> Iterator[Part]:
    yield Part("calendar", _("Termin"), [_line(entry, "application_process")])
    yield Part("document", _("Bitte mitbringen"), [one.document or "" for one in record.required_documents])
    yield Part("clock", _("Wartezeit"), [record.wait_time or ""])
    yield Part(
        "lock", _("Anonym"), [Own(_("Sie müssen Ihren Namen nicht nennen.")) if record.anonymous_possible else ""]
    )
    gender = _("Sie können wählen: mit einer Frau oder mit einem Mann sprechen.")
    yield Part("people", _("Beratung"), [Own(gender) if record.adviser_gender_selectable else ""])
    yield Part("speech", _("Dolmetschen"), [record.interpretation_services or ""])
    yield Part("info", _("Hinweis"), [_line(entry, "alert")])


def _event(entry: Entry, record: Event) -> Iterator[Part]:
    yield Part("calendar", _("Wann"), [Own(when.words(entry))])
    yield Part("pin", _("Wo"), [record.place_text or "", Own(_attendance(record))])
    yield Part("document", _("Anmeldung"), [record.registration or ""])
    step_free = facts.wheelchair(record.wheelchair) if record.wheelchair else ""
    yield Part("access", _("Barrierefreiheit"), [Own(step_free), record.accessibility or ""])
    minded = {True: _("Mit Kinderbetreuung"), False: _("Ohne Kinderbetreuung")}
    told = Own(minded[record.child_care]) if record.child_care is not None else ""
    yield Part("child", _("Kinder"), [told, record.child_care_note or ""])


def _attendance(record: Event) -> str:
    told = {"online": _("Nur online"), "hybrid": _("Vor Ort und online")}
    return told.get(record.attendance or "", "")


def _opportunity(record: Opportunity) -> Iterator[Part]:
    often = {"once": _("Einen Tag"), "sometimes": _("Ab und zu"), "regular": _("Jede Woche oder jeden Monat")}
    yield Part("calendar", _("Wann"), [Own(date_words(record.day)) if record.day else ""])
    yield Part("clock", _("Zeit"), [record.time_needed or "", Own(often.get(record.commitment or "", ""))])
    yield Part("check", _("Das brauchen Sie"), [record.requirements or ""])
    yield Part("shield", _("Versicherung"), [Own(_("Sie sind versichert.")) if record.insured else ""])
    yield Part("people", _("Gruppen"), [Own(_("Auch Gruppen und Betriebe können kommen.")) if record.groups else ""])
    yield Part("pin", _("Wo"), [record.city or ""])


def _notice(record: Notice) -> Iterator[Part]:
    until = date_words(record.until or "")
    yield Part("calendar", _("Aushang"), [Own(_("Hängt bis %(day)s") % {"day": until}) if until else ""])
    yield Part("pin", _("Wo"), [record.place_text or record.district or ""])


def _place(entry: Entry) -> Iterator[Part]:
    places = [one for one in entry.locations if not one.confidential]
    hidden = facts.place(entry) if any(one.confidential for one in entry.locations) else None
    addresses = [facts.street_and_town(address) for one in places for address in one.addresses]
    yield Part("lock" if hidden else "pin", _("Ort"), [Own(hidden.text)] if hidden else list(dict.fromkeys(addresses)))
    yield Part("arrow", _("Anfahrt"), [one.transportation or "" for one in places])
    step_free = facts.step_free(entry)
    yield Part("access", _("Zugang"), [Own(step_free.text) if step_free else ""])


def _of_card(fact: facts.Fact | None) -> Iterator[Part]:
    if fact:
        yield Part(fact.icon, fact.label, [fact.text if fact.stated else Own(fact.text)])


def parts(entry: Entry) -> list[Part]:
    """In the order of what decides whether somebody goes; empty answers are left out."""
    record = entry.record
    told: list[Part] = [Part("people", _("Für wen"), _whom(entry))]
    if isinstance(record, Event):
        told += _event(entry, record)
    told += [*_of_card(facts.cost(entry)), *_of_card(facts.appointment(entry))]
    if isinstance(record, Service):
        told += _service(entry, record)
    if isinstance(record, Opportunity):
        told += _opportunity(record)
    if isinstance(record, Notice):
        told += _notice(record)
    told += [*_place(entry), *_of_card(facts.languages(entry)), Part("globe", _("Gilt für"), _served(entry))]
    kept = (Part(one.icon, one.label, [line for line in one.lines if line]) for one in told)
    return [one for one in kept if one.lines]


def _served(entry: Entry) -> list[str]:
    record = entry.record
    if not isinstance(record, Service | Event | Opportunity):
        return []
    return [area.name for area in record.service_areas if area.name]


def times(entry: Entry, at: datetime) -> list[Times]:
    found = (Times(openness.week(one, entry, at), one.description or "") for one in openness.schedules(entry))
    return [one for one in found if one.rows or one.stated]


def unknown(entry: Entry) -> list[str]:
    """What a visitor would have to ask, because no source says it."""
    if not isinstance(entry.record, Service):
        return []
    record = entry.record
    missing = (
        (_("Öffnungszeiten"), bool(openness.schedules(entry))),
        (_("Kosten"), facts.cost(entry) is not None),
        (_("Termin"), facts.appointment(entry) is not None or bool(record.application_process)),
        (_("Anschrift"), facts.place(entry) is not None),
        (_("Zugang mit Rollstuhl"), facts.step_free(entry) is not None),
    )
    known_none = {"schedules": _("Öffnungszeiten"), "fees_description": _("Kosten")}
    settled = {known_none[path] for path in record.known_none if path in known_none}
    return [name for name, stated in missing if not stated and name not in settled]
