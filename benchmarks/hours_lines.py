"""The labelled lines of opening hours and what the reader makes of them: the half it was written with, and the other.

Most texts are not part of this project. A line then names a file of `../shared`, a record, a field and a span; its id
is the hash of the text, so that a changed file is noticed.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from anlaufstelle.vocabulary.hours import BERLIN, Hours
from anlaufstelle.vocabulary.hours_prose import Reading, read

ROOT = Path(__file__).resolve().parents[1]
LINES = ROOT / "evaluation" / "hours.jsonl"
SHARED = ROOT.parent / "shared" / "data"
START, END = datetime(2026, 1, 1, tzinfo=BERLIN), datetime(2027, 3, 1, tzinfo=BERLIN)
HALVES = ("written with", "held out")


def half(line: dict[str, Any]) -> str:
    return HALVES[int(line["id"], 16) % 2]


def lines(folder: Path = SHARED) -> tuple[list[dict[str, Any]], int]:
    """Every line with its `text`, and how many have none because their file is absent or has changed."""
    found, missing = [], 0
    files: dict[str, dict[str, Any]] = {}
    for row in LINES.read_text(encoding="utf-8").splitlines():
        line = json.loads(row)
        if "text" not in line:
            if line["file"] not in files:
                files[line["file"]] = _records(folder / line["file"])
            start, end = line["span"]
            line["text"] = _value(files[line["file"]], line)[start:end]
        if blake2b(line["text"].encode(), digest_size=6).hexdigest() == line["id"]:
            found.append(line)
        else:
            missing += 1
    return found, missing


def _records(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.split("\n") if line]
        return {str(row.get("id", row.get("url"))): row for row in rows}
    return {"": json.loads(text)}


def _value(records: dict[str, Any], line: dict[str, Any]) -> str:
    if line["field"]:
        return str(records.get(line["record"], {}).get(line["field"], ""))
    value: Any = records.get("")
    for step in line["record"].split("/"):
        if value is None:
            return ""
        value = value[int(step)] if isinstance(value, list) else value.get(step)
    return str(value)


def same(one: str, other: str, land: str) -> bool:
    """Open at the same times for fourteen months, holidays and all."""
    if one == other:
        return True
    return Hours.parse(one, land).intervals(START, END) == Hours.parse(other, land).intervals(START, END)


def right(line: dict[str, Any], reading: Reading) -> bool:
    land = line.get("land", "NW")
    return (
        line["osm"] is not None
        and reading.kind == line.get("kind", "opening")
        and reading.appointment == line.get("appointment", False)
        and same(reading.osm, line["osm"], land)
    )


def judged(found: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Reading | None, str]]:
    """Each line with its reading and a verdict: right, wrong, person, or silent where there is nothing to read."""
    for line in found:
        reading = read(line["text"], line.get("land", "NW"))
        if reading is not None and reading.accepted:
            yield line, reading, "right" if right(line, reading) else "wrong"
        else:
            yield line, reading, "silent" if line["osm"] is None else "person"


def measure(found: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """By half: `accepted` and `wrong` are shares, of the lines with a right reading and of those accepted."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in HALVES}
    for line, _, verdict in judged(found):
        counts[half(line)][verdict] += 1
    told = {}
    for name, count in counts.items():
        readable = count["right"] + count["person"] + count["wrong"]
        accepted = count["right"] + count["wrong"]
        told[name] = {
            "lines": count.total(),
            "readable": readable,
            "accepted": accepted,
            "accepted share": accepted / max(1, readable),
            "of all lines": accepted / max(1, count.total()),
            "wrong": count["wrong"],
            "wrong share": count["wrong"] / max(1, accepted),
        }
    return told
