"""How much of what a reader needs an entry says: what is missing, heaviest first, and why it matters."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from .model import (
    AnyRecord,
    Body,
    Conference,
    Document,
    Event,
    Location,
    Membership,
    Notice,
    Opportunity,
    Organization,
    Project,
    Service,
    Slot,
)


class Lack(Struct, frozen=True):
    """`path` is where to begin."""

    path: str
    weight: int
    why: str


class Completeness(Struct, frozen=True):
    """`percent` of the weight of everything asked for; known to have none counts as said."""

    percent: int
    lacks: tuple[Lack, ...]


class Asked(Struct, frozen=True):
    path: str
    weight: int
    why: str
    said: Callable[[Any], bool]


def _any(*names: str) -> Callable[[Any], bool]:
    return lambda record: any(
        getattr(record, name, None) not in (None, (), "", {}) or name in record.known_none for name in names
    )


def _at_places(record: Any, name: str) -> bool:
    return any(getattr(one, name) for one in record.service_at_locations)


_REACH = Asked(
    "phones", 5, "Ohne Telefon, Mail oder Seite kommt niemand an.", _any("phones", "email", "url", "website")
)
_TEXT = Asked(
    "description", 3, "Ein Satz, was hier geschieht, entscheidet, ob jemand weiterliest.", _any("description")
)
_NAME = Asked("name", 5, "Unter diesem Namen wird es gefunden.", _any("name"))
_FOUND = Asked("categories", 4, "Aus den Kategorien wird, wonach Menschen suchen.", _any("categories"))
_WHOM = Asked(
    "eligibility_description", 2, "Wer nicht gemeint ist, spart sich den Weg.",
    _any("eligibility_description", "audiences", "minimum_age", "maximum_age"),
)  # fmt: skip
_COST = Asked(
    "fees_description", 3, "Wer nicht weiß, was es kostet, kommt oft nicht.",
    _any("fees_description", "fees", "free", "cost_options"),
)  # fmt: skip
_SPOKEN = Asked(
    "languages", 2, "Wer wenig Deutsch spricht, sucht danach.", _any("languages", "interpretation_services")
)
_SERVED = Asked("service_areas", 2, "Für welchen Ort es gilt, bestimmt, wem es gezeigt wird.", _any("service_areas"))

_ASKED: dict[type, tuple[Asked, ...]] = {
    Service: (
        _NAME, _REACH, _FOUND, _TEXT,
        Asked("schedules", 4, "Eine verschlossene Tür kostet einen ganzen Vormittag.",
              lambda one: _any("schedules")(one) or _at_places(one, "schedules")),
        Asked("service_at_locations", 4, "Ohne Ort gibt es keinen Weg dorthin.", _any("service_at_locations")),
        _COST,
        Asked("appointment", 3, "Ob man einfach kommen darf, ist die erste Frage am Telefon.",
              _any("appointment", "application_process")),
        _WHOM, _SPOKEN, _SERVED,
        Asked("required_documents", 1, "Wer die Unterlagen dabeihat, muss nicht zweimal kommen.",
              _any("required_documents")),
        Asked("organization_id", 2, "Wer dahintersteht, schafft Vertrauen.",
              _any("organization_id", "organization_name")),
    ),
    Organization: (_NAME, _REACH, _TEXT),
    Location: (
        Asked("addresses", 5, "Ohne Anschrift findet niemand hin.", _any("addresses")),
        Asked("latitude", 3, "Der Punkt bestimmt die Entfernung und die Karte.", _any("latitude")),
        Asked("wheelchair", 3, "Wer einen Rollstuhl oder Kinderwagen hat, muss es vorher wissen.",
              _any("wheelchair", "accessibility")),
        Asked("transportation", 1, "Bus und Haltestelle sparen einen Anruf.", _any("transportation")),
    ),
    Event: (
        _NAME,
        Asked("happening.dtstart", 5, "Ohne Beginn steht es in keinem Kalender.",
              lambda one: bool(one.happening.dtstart or one.happening.rrule)),
        Asked("location_id", 4, "Ohne Ort kommt niemand an.", _any("location_id", "place_text")),
        _TEXT, _COST, _FOUND,
        Asked("registration", 1, "Ob man sich anmelden muss, fragt jede Zweite.", _any("registration")),
    ),
    Notice: (
        _NAME, _TEXT,
        Asked("url", 2, "Wo mehr steht, spart Rückfragen.", _any("url", "email", "phones")),
    ),
    Opportunity: (
        _NAME, _REACH, _TEXT,
        Asked("time_needed", 3, "Wie viel Zeit es braucht, entscheidet, ob jemand zusagt.", _any("time_needed")),
        Asked("city", 2, "Wo es ist, entscheidet, ob jemand kommen kann.", _any("city", "location_id")),
        Asked("requirements", 1, "Was man mitbringen soll, beruhigt.", _any("requirements")),
    ),
    Project: (
        _NAME, _REACH, _TEXT,
        Asked("district", 3, "Ohne Quartier steht es auf keiner Quartiersseite.", _any("district")),
        Asked("partners", 2, "Wer mitmacht, sagt, wen man fragen kann.", _any("partners", "organization_id")),
        Asked("ends", 1, "Bis wann es läuft, sagt, ob es noch läuft.", _any("ends")),
        Asked("funding_source", 1, "Wer es bezahlt, gehört in jeden Bericht.", _any("funding_source", "funding_line")),
    ),
    Conference: (
        _NAME,
        Asked("day", 5, "Ohne Tag kommt niemand.", _any("day")),
        Asked("district", 3, "Ohne Quartier steht sie auf keiner Quartiersseite.", _any("district")),
        Asked("place_text", 3, "Ohne Ort kommt niemand an.", _any("place_text", "location_id")),
        Asked("minutes", 2, "Wer nicht da war, liest nach.", _any("minutes", "decisions")),
    ),
    Slot: (
        _NAME,
        Asked("room", 4, "Ohne Raum bleibt unbemerkt, wer sich in die Quere kommt.", _any("room")),
        Asked("weekday", 4, "Ohne Wochentag steht es in keinem Plan.", _any("weekday")),
        Asked("opens", 4, "Ohne Uhrzeit steht man vor verschlossener Tür.", _any("opens")),
        Asked("organization_id", 3, "Wer da ist, ist die erste Frage.", _any("organization_id", "organization_name")),
    ),
    Membership: (
        _NAME,
        Asked("ags", 5, "Ohne Schlüssel weiß das Netz nicht, wessen Projekte es zeigen darf.", _any("ags")),
        Asked("since", 1, "Seit wann, steht in jedem Bericht.", _any("since")),
        Asked("terms", 2, "Zu welchen Bedingungen, fragt jede Stadt, die dazukommen will.", _any("terms")),
        Asked("email", 3, "Wen man dort fragt, ist der Sinn eines Netzes.", _any("email", "phones", "url")),
    ),
    Body: (
        _NAME,
        Asked("body_type", 3, "Was für ein Gremium es ist, entscheidet, wo es steht.", _any("body_type")),
        Asked("aims", 3, "Woran es arbeitet, entscheidet, ob jemand mitmacht.", _any("aims", "description")),
        Asked("members", 3, "Wer dabei ist, sagt, wen man fragen kann.", _any("members")),
    ),
    Document: (
        _NAME, _TEXT,
        Asked("url", 4, "Ohne Adresse liest sie niemand ganz.", _any("url")),
        Asked("text", 4, "Ihre Wörter sind es, wonach gesucht wird.", _any("text")),
        Asked("licence", 3, "Ohne Lizenz darf niemand sie weitergeben.", _any("licence")),
        Asked("version", 2, "Welche Fassung gilt, fragt, wer eine alte hat.", _any("version", "issued")),
    ),
}  # fmt: skip


def of(record: AnyRecord) -> Completeness:
    """A confidential place is complete as it is: whatever else were said would endanger somebody."""
    if isinstance(record, Location) and record.confidential:
        return Completeness(100, ())
    asked: Iterable[Asked] = _ASKED[type(record)]
    lacks = [Lack(one.path, one.weight, one.why) for one in asked if not one.said(record)]
    whole = sum(one.weight for one in asked)
    percent = round(100 * (whole - sum(one.weight for one in lacks)) / whole)
    return Completeness(percent, tuple(sorted(lacks, key=lambda one: -one.weight)))
