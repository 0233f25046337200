"""The public sources that the labelled pairs come from, read from ../shared as records. No text of theirs is in here.

A record is named `source:key`; `baltimore` and the like are one source each, so that pairs inside one of them show near
duplicates and neighbours. Linking itself never merges two records of one source.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from anlaufstelle.errors import BadValue
from anlaufstelle.gather import run, source
from anlaufstelle.record.model import (
    KINDS,
    Address,
    Happening,
    Phone,
    ServiceAtLocation,
    part_id,
    record_id,
)
from anlaufstelle.record.received import Received
from anlaufstelle.vocabulary import values

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
SAMPLES = DATA / "samples"
OWN = {"description", "categories", "alternate_name"}
"""What a record says in words, beside its name."""
Row = dict[str, Any]


def load() -> dict[str, Received]:
    """Everything by `source:key`; empty where the data are not on this machine."""
    if not SAMPLES.exists():
        return {}
    readers = (_krefeld, _deggendorf, _servicestellen, _ilao, _holidays, _machbar, _berlin, _gold, _baltimore, _herten)
    return {f"{one.source}:{one.key}": one for reader in readers for one in reader()}


def _krefeld() -> Iterator[Received]:
    for path in sorted((SAMPLES / "krefeld").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for number, feature in enumerate(data["features"] if isinstance(data, dict) and "features" in data else ()):
            row = feature["properties"]
            if "title" in row:
                kinds = (row.get("cat2"), row.get("cat3")) if "cat2" in row else ()
                yield from _thing(
                    f"krefeld-{path.stem}", str(number), row["title"], web=row.get("web"), mail=row.get("mail"),
                    tel=row.get("tel"), street=row.get("street"), code=row.get("zip"), city=row.get("city"),
                    point=(row.get("lat"), row.get("lng")), description=row.get("description"), categories=kinds,
                )  # fmt: skip


def _deggendorf() -> Iterator[Received]:
    groups = json.loads((SAMPLES / "deggendorf-wegweiser" / "processed.json").read_text(encoding="utf-8"))
    for group, rows in groups.items():
        for number, row in enumerate(rows):
            yield from _thing(
                "deggendorf", f"{group}/{number}", row["Name"], tel=row.get("Telefonnummer"), web=row.get("Website"),
                mail=row.get("E-Mail-Adresse"), street=row.get("Adresse"), city="Deggendorf",
                point=(row.get("lat"), row.get("lon")), description=row.get("Beschreibung"), categories=(group,),
            )  # fmt: skip


def _servicestellen() -> Iterator[Received]:
    for row in json.loads((SAMPLES / "nrw-antidiskriminierung" / "servicestellen_nrw.json").read_text("utf-8")):
        yield from _thing(
            "ada", row["id"].removeprefix("ada-nrw:"), row["name"], tel=row.get("phone"), mail=row.get("email"),
            web=row.get("url"), street=row.get("street"), code=row.get("plz"), city=row.get("city"),
            organization=row.get("provider"), categories=row.get("focus") or (),
        )  # fmt: skip


def _ilao() -> Iterator[Received]:
    folder = SAMPLES / "ilao-illinois-2019"
    old, new = folder / "spec/fixtures/custom/ilao/input", folder / "tmp"
    names = {row["id"]: row["name"] for row in _table(new / "organizations.csv")}
    dialled = {row["location_id"]: row["number"] for row in _table(new / "phones.csv")}
    at = {row["service_id"]: row["location_id"] for row in _table(new / "service_at_location.csv")}
    for row in _table(old / "organizations.csv"):
        yield from _thing(
            "ilao-input", f"o{row['Organization ID']}", row["Title"], kind="organization", tel=row["Phone number"],
            region="US", web=row["Website address"], mail=row["Email"], description=row["Body"],
        )  # fmt: skip
    for row in _table(new / "organizations.csv"):
        yield from _thing(
            "ilao-hsds", f"o{row['id']}", row["name"], kind="organization", web=row["url"], mail=row["email"],
            description=row["description"],
        )  # fmt: skip
    for row in _table(old / "services.csv"):
        yield from _thing(
            "ilao-input", f"s{row['Services-ID']}", row["Title"], tel=row["Phone number"], region="US",
            web=row["Website address"], description=row["Service type"], organization=names.get(row["Organization ID"]),
        )  # fmt: skip
    for row in _table(new / "services.csv"):
        yield from _thing(
            "ilao-hsds", f"s{row['id']}", row["name"], tel=dialled.get(at.get(row["id"], "")), region="US",
            web=row["url"], description=row["description"], organization=names.get(row["organization_id"]),
        )  # fmt: skip


def _holidays() -> Iterator[Received]:
    yield from _events("holidays-a", "Germany", {"2019", "2020"})
    yield from _events("holidays-b", "Germany_Holidays", {"2019", "2020"})


def _machbar() -> Iterator[Received]:
    yield from _events("machbar-a", "machbar_16_feb_2019", None)
    yield from _events("machbar-b", "daylight_saving_time", None)


def _events(source: str, file: str, years: set[str] | None) -> Iterator[Received]:
    text = (SAMPLES / "events" / "ics-test-calendars" / f"{file}.ics").read_text(encoding="utf-8")
    for number, block in enumerate(re.sub(r"\r?\n[ \t]", "", text).split("BEGIN:VEVENT")[1:]):
        row: Row = {}
        for name, value in re.findall(r"^([A-Z-]+)[^:\n]*:(.*)$", block.partition("END:VEVENT")[0], re.M):
            row.setdefault(name, value.strip().replace("\\,", ","))
        if years is None or row["DTSTART"][:4] in years:
            when = Happening(dtstart=_instant(row["DTSTART"]), rrule=row.get("RRULE") or None)
            yield _record(
                source, str(number), "event", name=row["SUMMARY"], happening=when, place_text=row.get("LOCATION")
            )


def _instant(text: str) -> str:
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    return f"{day}T{text[9:11]}:{text[11:13]}" if "T" in text else day


def _berlin() -> Iterator[Received]:
    for row in _lines(SAMPLES / "events" / "berlin_events_100.jsonl"):
        when = Happening(dtstart=row.get("date"), time_text=row.get("time"))
        place = ", ".join(str(row[name]) for name in ("venue", "street", "plz") if row.get(name))
        yield _record("berlin", row["id"], "event", name=row["title"], happening=when, place_text=place)


def _gold() -> Iterator[Received]:
    for line, row in enumerate(_lines(SAMPLES / "web-pages-de" / "pages_gold.jsonl")):
        for number, found in enumerate(row["gold"]):
            if "name" in found:
                yield from _thing(
                    "pages", f"{line}/{number}", found["name"], tel=found.get("phone"), street=found.get("street"),
                    code=found.get("plz"), city=found.get("city"), organization=found.get("provider"),
                )  # fmt: skip


def _baltimore() -> Iterator[Received]:
    folder = SAMPLES / "baltimore-211"
    mails = {row["id"]: row for row in _table(folder / "services.csv")}
    for row in _lines(folder / "services_flat.jsonl"):
        street, *rest = (row.get("address") or "").split(", ")
        yield from _thing(
            "baltimore", f"s{row['id']}", row["name"], tel=" ; ".join((row.get("phones") or ())[:3]), region="US",
            street=street,
            code=rest[-1] if rest else None, city=rest[0] if rest else None, organization=row.get("organization"),
            mail=mails[row["id"]]["email"], web=mails[row["id"]]["website"], description=row["description"],
            categories=row.get("taxonomy") or (),
        )  # fmt: skip
    for row in _table(folder / "organizations.csv"):
        yield from _thing(
            "baltimore", f"o{row['id']}", row["name"], kind="organization", web=row["website"], mail=row["email"],
            description=row["description"],
        )  # fmt: skip
    streets = {row["location_id"]: row for row in _table(folder / "addresses.csv")}
    for row in _table(folder / "locations.csv"):
        at = streets.get(row["id"], {})
        yield from _thing(
            "baltimore", f"l{row['id']}", row["name"], kind="location", web=row["website"], mail=row["email"],
            street=at.get("address_1"), code=at.get("postal_code"), city=at.get("city"),
            point=(row["latitude"], row["longitude"]), description=row["description"],
        )  # fmt: skip


def _herten() -> Iterator[Received]:
    found: list[Received] = []
    for sheet in source.sheets(ROOT / "sources" / "de" / "herten"):
        run.run(sheet, {}, found.append)
    yield from found
    rows = {row["id"]: row for name in ("services", "volunteering") for row in _lines(DATA / f"herten/{name}.jsonl")}
    named: set[str] = set()
    for one in found:
        said = getattr(one.record, "organization_name", None) or getattr(one.record, "organizer_name", None)
        raw = rows.get(one.key, {}).get("organization") or said
        if raw and raw not in named:
            named.add(raw)
            mail = rows.get(one.key, {}).get("email")
            web = rows.get(one.key, {}).get("website")
            yield from _thing("herten-named", one.key, raw, kind="organization", mail=mail, web=web)


def _thing(
    source: str, key: str, name: str, *, kind: str = "service", tel: str | None = None, region: str = "DE",
    mail: str | None = None, web: str | None = None, street: str | None = None, code: Any = None,
    city: str | None = None, point: tuple[Any, Any] = (None, None), organization: str | None = None, **own: Any,
) -> Iterator[Received]:  # fmt: skip
    """A record and, unless it is a place itself, its place beside it."""
    id = record_id(source, key)
    fields: Row = {
        field: value for field, value in own.items() if field in OWN and value and not isinstance(value, dict)
    }
    if "categories" in fields:
        fields["categories"] = tuple(filter(None, fields["categories"]))
    fields["phones"] = tuple(
        Phone(id=part_id(id, f"phones/{place}"), number=number)
        for place, number in enumerate(_numbers(tel or "", region))
    )
    fields["website" if kind == "organization" else "url"] = _or_none(values.web, web)
    if kind != "location":
        fields["email"] = _or_none(values.email, mail)
    if kind == "service":
        fields["organization_name"] = organization
    address = Address(
        id=part_id(id, "addresses/address"), address_1=street or None, postal_code=str(code) if code else None,
        city=city or None,
    )  # fmt: skip
    latitude, longitude = (float(value) if value else None for value in point)
    place: Row = {"addresses": (address,) if street or city else (), "latitude": latitude, "longitude": longitude}
    if kind == "location":
        yield _record(source, key, kind, name=name, **fields, **place)
        return
    if place["addresses"]:
        at = _record(source, f"{key}#location", "location", **place)
        yield at
        if kind == "service":
            part = part_id(id, "service_at_locations/location")
            fields["service_at_locations"] = (ServiceAtLocation(id=part, location_id=at.id),)
        else:
            fields["location_ids"] = (at.id,)
    if kind != "service":
        fields.pop("categories", None)
    yield _record(source, key, kind, name=name, **fields)


def _record(source: str, key: str, kind: str, **fields: Any) -> Received:
    record = KINDS[kind](id=record_id(source, key), **fields)  # type: ignore[index]
    return Received(source=source, key=key, record=record)


def _numbers(text: str, region: str) -> list[str]:
    """Numbers of the United States are read here: the project itself reads German ones."""
    if region == "DE":
        return [found.number for found in values.phones(text)]
    return ["+1" + "".join(digits) for digits in re.findall(r"\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})", text)]


def _or_none(read: Any, text: str | None) -> str | None:
    try:
        return read(text.strip()) if text and text.strip() else None
    except BadValue:
        return None


def _table(path: Path) -> Iterable[Row]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def _lines(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
