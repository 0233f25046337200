"""What linking compares of a record, read out once; a service's address is that of the places it refers to."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfoNotFoundError

from msgspec import Struct

from anlaufstelle.record import dates
from anlaufstelle.record.model import Address, AnyRecord, Event, Happening, Location, Organization, Service
from anlaufstelle.record.received import Received
from anlaufstelle.vocabulary import words

from . import names
from .names import Name
from .references import references

Lookup = Callable[[str], AnyRecord | None]
_HOUSE = re.compile(r"\d+")
_NUMBERS = re.compile(r"\d.*$")


class Street(Struct, frozen=True):
    """`houses` are the numbers written down: "10/14" and "8 - 10" are two each."""

    street: str
    houses: frozenset[str]
    code: str
    town: str

    @property
    def key(self) -> str:
        return f"{self.street} {min(self.houses, key=int)}" if self.houses else ""


class Traits(Struct, frozen=True, kw_only=True):
    """`around` are words of its town, district and provider: a name may carry them or not without being another.

    `starts` is on the town's clock. `series` tells days and hour of a series that is the same whatever day it is told
    from ("" of others): one calendar has it since September, another since New Year.
    """

    id: str
    source: str
    kind: str
    order: int
    name: Name
    phones: frozenset[str]
    mail: str
    web: str
    host: str
    streets: tuple[Street, ...]
    towns: frozenset[str]
    around: frozenset[str]
    provider: Name | None
    text: str
    starts: str
    rhythm: str
    series: str = ""


def traits(received: Received, lookup: Lookup = lambda id: None) -> Traits:
    record = received.record
    places = _places(record, lookup)
    streets = tuple(_street(address) for place in places for address in place.addresses)
    provider = _provider(record, lookup)
    web = getattr(record, "website", None) or getattr(record, "url", None) or ""
    host, page = _web(web)
    happening = record.happening if isinstance(record, Event) else None
    towns = frozenset(street.town for street in streets if street.town)
    return Traits(
        id=received.id,
        source=received.source,
        kind=record.kind,
        order=received.order,
        name=names.read(record.name or ""),
        phones=frozenset(phone.number for phone in getattr(record, "phones", ())),
        mail=(getattr(record, "email", None) or "").casefold(),
        web=page,
        host=host,
        streets=streets,
        towns=towns,
        around=frozenset(_around(record, places, provider)),
        provider=provider,
        text=" ".join(words.tokens(record.description or "")[:60]),
        starts=(starts := _start(happening) if happening else ""),
        rhythm=(happening.rrule or "") if happening else "",
        series=_series(happening.rrule, starts) if happening and happening.rrule and starts else "",
    )


def _places(record: AnyRecord, lookup: Lookup) -> list[Location]:
    if isinstance(record, Location):
        return [] if record.confidential else [record]
    found = (lookup(id) for role, id in references(record) if role == "location")
    return [one for one in found if isinstance(one, Location) and not one.confidential]


def _provider(record: AnyRecord, lookup: Lookup) -> Name | None:
    said = getattr(record, "organization_name", None) or getattr(record, "organizer_name", None)
    id: str | None = getattr(record, "organization_id", None)
    owner = lookup(id) if id else None
    if isinstance(owner, Organization) and owner.name:
        return names.read(owner.name)
    return names.read(said) if said else None


def _street(address: Address) -> Street:
    text = words.fold(re.sub(r"stra(?:ße|sse)\b|str\b\.?", "strasse", address.address_1 or "", flags=re.I))
    street = re.sub(r"\W", "", _NUMBERS.sub("", text))
    houses = frozenset(str(int(one)) for one in _HOUSE.findall(text)) if street else frozenset()
    return Street(street, houses, _code(address.postal_code or ""), words.fold(address.city or "").partition(" (")[0])


def _start(when: Happening) -> str:
    """Only a whole day tells two events apart; "0000-00-00" is none."""
    text = when.dtstart or ""
    if len(text) < dates.DAY or text.startswith("0000"):
        return ""
    try:
        return text if "T" not in text else dates.town_clock(text, when.timezone).isoformat()
    except (ValueError, ZoneInfoNotFoundError):
        return text  # the entry carries the finding of `check`


def _series(rule: str, starts: str) -> str:
    """Every second week, or ten times, is another series from another day on."""
    told = dates.parts(rule)
    if told.pop("INTERVAL", "1") != "1" or "COUNT" in told or starts[: dates.DAY].count("-") != 2:
        return ""
    day = date.fromisoformat(starts[: dates.DAY])
    if told.get("FREQ") == "WEEKLY":
        told.pop("WKST", None)
        told.setdefault("BYDAY", ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()])
    elif told.get("FREQ") in ("MONTHLY", "YEARLY") and not any(name.startswith("BY") for name in told):
        told["BY"] = starts[8:10] if told["FREQ"] == "MONTHLY" else starts[5:10]
    return " ".join([*(f"{name}={','.join(sorted(told[name].split(',')))}" for name in sorted(told)), starts[10:]])


def _code(text: str) -> str:
    """Only a whole postcode tells two towns apart."""
    found = re.search(r"\b\d{5}\b", text)
    return found.group() if found else ""


def _web(url: str) -> tuple[str, str]:
    """(host, host and path) without what may differ between two writings of one address."""
    parts = urlsplit(url.casefold() if "//" in url else f"//{url.casefold()}")
    host = (parts.hostname or "").removeprefix("www.")
    page = host + re.sub(r"/(?:index\.(?:html?|php)|startseite|home)?$", "", parts.path.rstrip("/") + "/")
    return host, page + (f"?{parts.query}" if parts.query else "")


def _around(record: AnyRecord, places: list[Location], provider: Name | None) -> Iterator[str]:
    for place in places:
        for address in place.addresses:
            for text in (address.city, address.district, address.region):
                yield from words.tokens(text or "")
    yield from words.tokens(getattr(record, "place_text", None) or getattr(record, "city", None) or "")
    if provider and isinstance(record, Service | Event):
        yield from provider.words
