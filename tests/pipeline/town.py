"""An invented town with its sources in a folder, harvested the normal way."""

import json
from pathlib import Path
from typing import Any

import yaml

from anlaufstelle.catalogue.rules import Actor
from anlaufstelle.gather import source
from anlaufstelle.gather.sheet import Sheet
from anlaufstelle.pipeline import night
from anlaufstelle.record.model import record_id

TOWN = "05562020"
EDITOR = Actor(who="Erika Muster", areas=frozenset({TOWN}))
STRANGER = Actor(who="Fremde Redaktion", areas=frozenset({"05562024"}))

ORGANIZATIONS = [
    {"id": "verein", "name": "Musterverein", "website": "https://example.org/", "service_ids": ["tafel", "kleider"]}
]
SERVICES = [
    {"id": "tafel", "name": "Tafel Musterstadt", "organization": "Musterverein", "phone": "02366 111111",
     "street": "Musterweg 1", "city": "Herten", "opening_hours": "Mo-Fr 09:00-12:00"},
    {"id": "kleider", "name": "Kleiderkammer", "organization": "Musterverein", "city": "Herten"},
    {"id": "frei", "name": "Freie Beratung", "phone": "02366 222222"},
]  # fmt: skip
TABLES = [
    {
        "file": "organizations.jsonl",
        "kind": "organization",
        "fields": {"id": "key", "name": "name", "website": "website", "service_ids": "service_ids"},
    },
    {
        "file": "services.jsonl",
        "kind": "service",
        "fields": {
            "id": "key", "name": "name", "organization": "organization", "phone": "phones", "email": "email",
            "street": "location.address_1", "city": "location.city", "opening_hours": "schedules.opening_hours",
        },
    },
]  # fmt: skip


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def sheet(
    folder: Path,
    id: str = "musterstadt",
    services: list[dict[str, Any]] = SERVICES,
    organizations: list[dict[str, Any]] = ORGANIZATIONS,
    **keys: Any,
) -> Sheet:
    """Written anew at every call: the next harvest reads what is given now."""
    place = folder / id
    place.mkdir(parents=True, exist_ok=True)
    for name, rows in (("organizations.jsonl", organizations), ("services.jsonl", services)):
        write(place / name, rows)
    tables = [table for table in TABLES if organizations or table["kind"] == "service"]
    told = {"id": id, "title": f"Liste {id}", "area": [TOWN], "steward": TOWN, "tables": tables}
    told = {**told, "expect": {"max_gone": 1.0}, **keys}
    (place / f"{id}.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return source.load(place / f"{id}.yml")


def changed(id: str, **fields: Any) -> list[dict[str, Any]]:
    return [{**row, **fields} if row["id"] == id else row for row in SERVICES]


def harvest(folder: Path, *args: Any, **keys: Any) -> night.NightReport:
    return night.night([sheet(folder, *args, **keys)])


def id_of(key: str, source: str = "musterstadt") -> str:
    return record_id(source, key)
