"""Findings on the parts that several kinds of record share. Addresses (`phones[<id>]`) are made only for a finding."""

import re
from collections.abc import Iterable, Iterator

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary import values
from anlaufstelle.vocabulary.hours import Hours, is_appointment_only

from .entry import Finding
from .model import (
    Address,
    AnyRecord,
    Contact,
    Location,
    Own,
    Phone,
    Schedule,
    Service,
    ServiceArea,
)

_DIALLED = re.compile(r"\+[1-9]\d{4,14}|\d{3,6}")
_GERMAN_CODE = re.compile(r"\d{5}")
_LAND = "NW"
"""Whether an expression can be read at all does not depend on the Land, whose holidays it is evaluated with later."""


def on_parts(record: AnyRecord) -> Iterator[Finding]:
    """Every finding on phones, contacts, hours, addresses and service areas, wherever the kind has them."""
    yield from phones(getattr(record, "phones", ()))
    yield from contacts(getattr(record, "contacts", ()))
    yield from schedules(getattr(record, "schedules", ()))
    if isinstance(record, Service | Own):
        yield from areas(record.service_areas)
    if isinstance(record, Location):
        yield from addresses(record.addresses)
    if isinstance(record, Service):
        for offer in record.service_at_locations:
            prefix = f"service_at_locations[{offer.id}]."
            yield from phones(offer.phones, prefix)
            yield from contacts(offer.contacts, prefix)
            yield from schedules(offer.schedules, prefix)
            yield from areas(offer.service_areas, prefix)


def phones(parts: Iterable[Phone], prefix: str = "") -> Iterator[Finding]:
    for part in parts:
        if not _DIALLED.fullmatch(part.number):
            yield Finding(
                code="phone-unreadable",
                degree="error",
                path=f"{prefix}phones[{part.id}].number",
                message="Die Telefonnummer lässt sich nicht wählen.",
                remedy="Die Nummer mit Vorwahl angeben, zum Beispiel 02366 303-0.",
                value=part.stated or part.number,
            )


def contacts(parts: Iterable[Contact], prefix: str = "") -> Iterator[Finding]:
    for part in parts:
        path = f"{prefix}contacts[{part.id}]."
        yield from phones(part.phones, path)
        yield from email(part.email, f"{path}email")


def schedules(parts: Iterable[Schedule], prefix: str = "") -> Iterator[Finding]:
    for part in parts:
        if part.opening_hours is None:
            continue
        path = f"{prefix}schedules[{part.id}].opening_hours"
        if is_appointment_only(part.opening_hours):
            yield Finding(
                code="hours-by-appointment",
                degree="error",
                path=path,
                message="„Nach Vereinbarung“ ist keine Öffnungszeit.",
                remedy="Bei „Termin“ eintragen, dass ein Termin nötig ist, und die Öffnungszeit leeren.",
                value=part.opening_hours,
            )
            continue
        try:
            Hours.parse(part.opening_hours, _LAND)
        except BadValue as error:
            yield Finding(
                code="hours-unreadable",
                degree="error",
                path=path,
                message=f"Die Öffnungszeit lässt sich nicht lesen: {error}",
                remedy="In der Schreibweise von OpenStreetMap angeben, zum Beispiel „Mo-Fr 09:00-12:00“.",
                value=part.opening_hours,
            )


def addresses(parts: Iterable[Address], prefix: str = "") -> Iterator[Finding]:
    for part in parts:
        path = f"{prefix}addresses[{part.id}]"
        lacking = [word for word, field in _ADDRESS.items() if not getattr(part, field)]
        if lacking:
            yield Finding(
                code="address-incomplete",
                degree="warning",
                path=path,
                message=f"Der Anschrift fehlt: {', '.join(lacking)}.",
                remedy="Ergänzen, wo es bekannt ist; gezeigt wird die Anschrift auch so.",
            )
        code = part.postal_code
        if code and part.country in (None, "DE") and not _GERMAN_CODE.fullmatch(code):
            yield Finding(
                code="postal-code-wrong",
                degree="error",
                path=f"{path}.postal_code",
                message="Eine deutsche Postleitzahl hat fünf Ziffern.",
                remedy="Die Postleitzahl berichtigen.",
                value=code,
            )


_ADDRESS = {"Straße und Hausnummer": "address_1", "Postleitzahl": "postal_code", "Ort": "city"}


def areas(parts: Iterable[ServiceArea], prefix: str = "") -> Iterator[Finding]:
    for part in parts:
        if not part.areas:
            yield Finding(
                code="area-not-understood",
                degree="warning",
                path=f"{prefix}service_areas[{part.id}]",
                message="Das Einzugsgebiet ist keinem Ort zugeordnet.",
                remedy="Gemeinde, Kreis oder Land wählen, für die das Angebot da ist.",
                value=part.name,
            )


def email(value: str | None, path: str) -> Iterator[Finding]:
    if value is None:
        return
    try:
        values.email(value)
    except BadValue:
        yield Finding(
            code="email-unreadable",
            degree="error",
            path=path,
            message="Das ist keine E-Mail-Adresse.",
            remedy="Die Adresse berichtigen, zum Beispiel beratung@example.org.",
            value=value,
        )


def web(value: str | None, path: str) -> Iterator[Finding]:
    if value is None:
        return
    try:
        values.web(value)
    except BadValue:
        yield Finding(
            code="web-unreadable",
            degree="error",
            path=path,
            message="Das ist keine Internetadresse.",
            remedy="Die Adresse berichtigen, zum Beispiel https://www.example.org.",
            value=value,
        )


def day(value: str | None, path: str) -> Iterator[Finding]:
    if value is None:
        return
    try:
        values.date(value)
    except BadValue:
        yield Finding(
            code="date-unreadable",
            degree="error",
            path=path,
            message="Das ist kein Datum.",
            remedy="Als Jahr, Monat oder Tag angeben: 2026, 2026-05 oder 2026-05-14.",
            value=value,
        )
