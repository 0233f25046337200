"""Small sources written to a folder, for the tests of gather."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from anlaufstelle.gather import source
from anlaufstelle.gather.run import Report, run
from anlaufstelle.gather.sheet import Sheet
from anlaufstelle.record.received import Received

FIELDS = {"id": "key", "name": "name", "phone": "phones", "city": "location.city"}


def rows(count: int, **also: Any) -> list[dict[str, Any]]:
    return [{"id": f"a{number}", "name": f"Beratung {number}", **also} for number in range(1, count + 1)]


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def sheet(folder: Path, content: str | bytes | list[dict[str, Any]], name: str = "list.jsonl", **keys: Any) -> Sheet:
    if isinstance(content, list):
        content = lines(content)
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    text = yaml.safe_dump({"id": "muster", "title": "Musterliste", "file": name, "fields": FIELDS} | keys)
    (folder / "muster.yml").write_text(text)
    return source.load(folder / "muster.yml")


def harvest(sheet: Sheet, previous: Mapping[str, str] | None = None) -> tuple[Report, dict[str, Received]]:
    received: list[Received] = []
    report = run(sheet, previous or {}, received.append)
    return report, {one.key: one for one in received}
