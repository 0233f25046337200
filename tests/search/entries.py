"""A small invented town for the tests of search. Nothing here exists."""

from anlaufstelle.record.entry import Entry, Point, Provider
from anlaufstelle.record.model import Phone, Schedule, Service, record_id
from anlaufstelle.record.received import SourceRef

TOWN = "05562020"


def entry(key: str, name: str, description: str = "", **more: object) -> Entry:
    """`more` are fields of the entry; those of the service go into `service`."""
    identity = record_id("musterquelle", key)
    service = dict(more.pop("service", {}))  # type: ignore[call-overload]
    record = Service(id=identity, name=name, description=description, **service)
    source = SourceRef(source="musterquelle", key=key, record_id=identity)
    return Entry(id=identity, record=record, sources=(source,), **{"areas": (TOWN,), "ags": TOWN, **more})  # type: ignore[arg-type]


def phone(number: str) -> Phone:
    return Phone(id=record_id("musterquelle", number), number=number)


def hours(text: str) -> Schedule:
    return Schedule(id=record_id("musterquelle", text), opening_hours=text)


def town() -> list[Entry]:
    provider = Provider(
        id=record_id("musterquelle", "verein"), name="Musterverein e. V.", phones=(phone("+495550002"),)
    )
    return [
        entry(
            "schulden",
            "Schuldnerberatung Musterstadt",
            "Hilfe bei Schulden und Insolvenz.",
            needs=("debt-advice",),
            service={"phones": (phone("+495550001"),), "schedules": (hours("Mo-Fr 09:00-12:00"),)},
            point=Point(51.59, 7.13, "address"),
            checked_on="2026-05-01",
        ),
        entry(
            "schulden-land",
            "Schuldentelefon",
            "Hilfe bei Schulden.",
            needs=("debt-advice",),
            areas=("05",),
            reach="regional",
        ),
        entry(
            "schulden-bund",
            "Schuldenhilfe",
            "Hilfe bei Schulden.",
            needs=("debt-advice",),
            areas=("DE",),
            reach="national",
        ),
        entry("schulden-fern", "Schuldnerberatung Fernstadt", "Schulden.", needs=("debt-advice",), areas=("05513000",)),
        entry("schule", "Grundschule am Musterweg", "Schulen und Unterricht für Kinder.", provider=provider),
        entry(
            "tafel", "Tafel Musterstadt", "Lebensmittel für wenig Geld.", needs=("food-bank",), service={"free": True}
        ),
        entry("fuehrerschein", "Führerscheinstelle", "Führerscheine werden hier umgetauscht."),
        entry("kita", "Kinderhaus Sonnenschein", "Einen Kita-Platz finden; Kitaplätze ab zwei Jahren."),
        entry("en", "Welcome desk", "Help with papers for new residents.", service={"language": "en"}),
    ]
