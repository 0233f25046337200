"""Findings on a record: what, where, how bad, what to do, in words for the editor who reads them.

Only what would mislead or endanger somebody is `blocking`: no name at all, an offer that has ended, a confidential
place that still says where it is. Whatever is merely missing never keeps a record from being published.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from dateutil.rrule import rrulestr

from . import check_life as life
from . import check_network as network
from . import check_parts as parts
from . import dates
from .entry import Finding
from .model import AnyRecord, Event, Location, Notice, Opportunity, Organization, Service, hide
from .notice import LASTING


def check(record: AnyRecord) -> tuple[Finding, ...]:
    """All findings, those that block first; depends on nothing but the record, so it can be repeated at any time."""
    found = [*_on_any(record), *_BY_KIND[record.kind](record), *parts.on_parts(record)]
    return tuple(sorted(found, key=lambda one: _DEGREES.index(one.degree)))


def blocking(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings keeps the record from being published."""
    return any(finding.degree == "blocking" for finding in findings)


_DEGREES = ("blocking", "error", "warning", "note")


def _on_any(record: AnyRecord) -> Iterator[Finding]:
    named = any(text and text.strip() for text in (record.name, record.alternate_name))
    named = named or isinstance(record, Location)  # a place needs no name: its address says where it is
    if not named and not any(one.path == "name" and one.text.strip() for one in record.translations):
        yield Finding(
            code="name-missing",
            degree="blocking",
            path="name",
            message="Der Eintrag hat keinen Namen.",
            remedy="Einen Namen eintragen, wie ihn das Schild an der Tür trägt.",
        )
    elif not named:
        yield Finding(
            code="name-in-translation-only",
            degree="warning",
            path="name",
            message=f"Der Name steht nur in einer Übersetzung, nicht in der Sprache des Eintrags ({record.language}).",
            remedy="Den Namen auch in der Sprache des Eintrags angeben.",
        )
    for one in record.translations:
        if one.path != "name" and one.path.isidentifier() and not getattr(record, one.path, None):
            yield Finding(
                code="translation-of-nothing",
                degree="note",
                path=f"{one.path}[{one.language}]",
                message="Übersetzt ist ein Text, den es im Eintrag nicht gibt.",
                remedy="Den Text ergänzen oder die Übersetzung entfernen.",
            )
    for path in record.known_none:
        if path.isidentifier() and getattr(record, path, None):
            yield Finding(
                code="none-but-stated",
                degree="error",
                path=path,
                message="Es steht ein Wert da, und zugleich heißt es, es gebe keinen.",
                remedy="Eines von beiden berichtigen.",
            )
    yield from parts.email(getattr(record, "email", None), "email")
    for field in ("url", "website"):
        yield from parts.web(getattr(record, field, None), field)


def _on_service(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Service)
    if record.status == "defunct":
        yield Finding(
            code="service-ended",
            degree="blocking",
            path="status",
            message="Das Angebot gibt es nicht mehr.",
            remedy="Nichts zu tun; gibt es das Angebot doch, den Zustand berichtigen.",
            value=record.status,
        )
    elif record.status != "active":
        yield Finding(
            code="service-paused",
            degree="note",
            path="status",
            message="Das Angebot ruht zurzeit.",
            remedy="Nachfragen, wann es wieder beginnt.",
            value=record.status,
        )
    if not _reachable(record):
        yield _no_contact()
    if record.organization_id is None and not record.organization_name:
        yield Finding(
            code="provider-missing",
            degree="note",
            path="organization_id",
            message="Wer das Angebot trägt, ist nicht angegeben.",
            remedy="Den Träger eintragen.",
        )
    if not record.description:
        yield _no_description()
    if record.minimum_age is not None and record.maximum_age is not None and record.minimum_age > record.maximum_age:
        yield Finding(
            code="ages-reversed",
            degree="error",
            path="minimum_age",
            message=f"Das Mindestalter {record.minimum_age:g} liegt über dem Höchstalter {record.maximum_age:g}.",
            remedy="Die beiden Angaben prüfen.",
        )
    yield from parts.day(record.assured_date, "assured_date")
    yield from parts.email(record.assurer_email, "assurer_email")


def _on_organization(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Organization)
    if not (record.phones or record.email or record.website or record.contacts):
        yield _no_contact(degree_note=True)


def _on_location(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Location)
    if record.confidential and record != hide(record):
        yield Finding(
            code="confidential-place-told",
            degree="blocking",
            path="confidential",
            message="Der Ort ist vertraulich, der Eintrag nennt aber Angaben zu ihm (Anschrift, Karte, Weg oder Text).",
            remedy="Diese Angaben entfernen; bleiben dürfen Name, Art und Gemeinde.",
        )
    latitude, longitude = record.latitude, record.longitude
    if (latitude is None) != (longitude is None):
        yield _bad_point("Dem Punkt fehlt die eine Hälfte seiner Koordinaten.")
    elif latitude is not None and longitude is not None:
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            yield _bad_point("Die Koordinaten liegen nirgends auf der Erde.")
        elif record.precision is None:
            yield Finding(
                code="precision-missing",
                degree="note",
                path="precision",
                message="Wie genau der Punkt auf der Karte ist, steht nicht dabei; Entfernungen werden nicht genannt.",
                remedy="Angeben, ob er Haus, Straße, Ortsteil oder Ort meint.",
            )


def _on_event(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Event)
    when = record.happening
    if dates.anchored(when, date(2000, 1, 1)).dtstart is None:
        yield Finding(
            code="start-missing",
            degree="warning",
            path="happening.dtstart",
            message="Wann es beginnt, steht nicht da; im Kalender erscheint es deshalb nicht.",
            remedy="Tag und Uhrzeit eintragen, wo sie bekannt sind.",
            value=when.time_text,
        )
    for path, value in (("happening.dtstart", when.dtstart), ("happening.dtend", when.dtend)):
        yield from parts.day(value[:10] if value else None, path)
    if when.dtstart and when.dtend and when.dtend < when.dtstart[: len(when.dtend)]:
        yield Finding(
            code="end-before-start",
            degree="error",
            path="happening.dtend",
            message="Das Ende liegt vor dem Anfang.",
            remedy="Anfang und Ende prüfen.",
            value=when.dtend,
        )
    if when.rrule is not None:
        yield from _rule(when.rrule)


def _rule(rule: str) -> Iterator[Finding]:
    try:
        rrulestr(rule, ignoretz=True)
    except ValueError:
        yield Finding(
            code="rule-unreadable",
            degree="error",
            path="happening.rrule",
            message="Die Wiederholung lässt sich nicht lesen.",
            remedy="Die Wiederholung neu angeben, zum Beispiel „FREQ=WEEKLY;BYDAY=TU“.",
            value=rule,
        )


def _on_opportunity(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Opportunity)
    if not (record.phones or record.email or record.url):
        yield _no_contact()
    if not record.description:
        yield _no_description()
    yield from parts.day(record.day, "day")


def _on_notice(record: AnyRecord) -> Iterator[Finding]:
    """What has no end would hang for ever, and what nobody can read helps nobody."""
    assert isinstance(record, Notice)
    first, last = _day(record.since), _day(record.until)
    if last is None or (record.since and (first is None or last < first)):
        yield Finding(
            code="notice-without-end",
            degree="blocking",
            path="until",
            message="Der Aushang hat keinen letzten Tag, oder einen, der vor dem ersten liegt.",
            remedy="Den letzten Tag angeben, zum Beispiel 2027-05-31.",
            value=record.until,
        )
    elif first is not None and last - first > timedelta(days=LASTING):
        yield Finding(
            code="notice-too-long",
            degree="blocking",
            path="until",
            message=f"Ein Aushang hängt höchstens {LASTING} Tage.",
            remedy="Einen früheren Tag wählen; was bleibt, ist ein Angebot oder ein Termin.",
            value=record.until,
        )
    if not record.description:
        yield _no_description()


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        return None


def _reachable(record: Service) -> bool:
    own = record.phones or record.email or record.url or record.contacts
    return bool(own) or any(offer.phones or offer.contacts for offer in record.service_at_locations)


def _no_contact(*, degree_note: bool = False) -> Finding:
    return Finding(
        code="contact-missing",
        degree="note" if degree_note else "warning",
        path="phones",
        message="Es gibt weder Telefon noch E-Mail noch Internetseite.",
        remedy="Eine Telefonnummer erfragen; bis dahin wird die Nummer des Trägers oder der Stadt gezeigt.",
    )


def _no_description() -> Finding:
    return Finding(
        code="description-missing",
        degree="note",
        path="description",
        message="Es gibt keine Beschreibung.",
        remedy="In zwei, drei einfachen Sätzen sagen, wer hier welche Hilfe bekommt.",
    )


def _bad_point(message: str) -> Finding:
    return Finding(
        code="point-wrong",
        degree="error",
        path="latitude",
        message=message,
        remedy="Den Punkt auf der Karte neu setzen.",
    )


_BY_KIND: dict[str, Callable[[AnyRecord], Iterator[Finding]]] = {
    "service": _on_service,
    "organization": _on_organization,
    "location": _on_location,
    "event": _on_event,
    "opportunity": _on_opportunity,
    "notice": _on_notice,
    "project": life.on_project,
    "conference": life.on_conference,
    "slot": life.on_slot,
    "membership": network.on_membership,
    "body": network.on_body,
    "document": network.on_document,
}
