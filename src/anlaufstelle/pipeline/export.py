"""Everything published, as one file for those who take all of it. Written beside the old file, then swapped.

Records whose source forbids passing them on are left out and counted; what refers to them loses that reference only.
"""

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

import msgspec
from django.utils import timezone
from msgspec import Struct, field

from anlaufstelle.catalogue import read
from anlaufstelle.errors import BadQuery
from anlaufstelle.record import bulk, dates, hsds, hsds_tables, ical_series
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.licences import forbids
from anlaufstelle.record.model import KINDS, SHOWN, Event

VERSION = "3.1"


class Exported(Struct):
    """`written` and `left_out` entries by kind. `licences` of what was written."""

    written: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    licences: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        told = ", ".join(f"{number} {kind}" for kind, number in self.written.items()) or "nothing"
        missing = ", ".join(f"{number} {kind}" for kind, number in self.left_out.items()) or "none"
        return [f"written: {told}", f"left out because their licence forbids it: {missing}"]


def export(form: str, path: Path) -> Exported:
    """`hsds-csv` makes a folder, or a zip file if the path ends so; all others a file."""
    if form not in FORMATS:
        raise BadQuery(f"There is no format “{form}”; there are: {', '.join(FORMATS)}.")
    told = Exported()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as beside:
        made = Path(beside) / path.name
        FORMATS[form](made, told)
        _swap(made, path, Path(beside) / "old")
    return told


def dump(home: Path) -> Exported:
    """What `/feeds/dump/` offers, all files of one state swapped in together with their counts."""
    folder = home / "dump"
    for form, name in (("hsds", "hsds.json"), ("hsds-csv", "hsds-csv.zip"), ("geojson", "entries.geojson")):
        export(form, folder / name)
    told = export("csv", folder / "entries.csv")
    beside = folder / ".counts.json"
    beside.write_bytes(msgspec.json.encode(told))
    beside.replace(folder / "counts.json")
    return told


def _swap(made: Path, path: Path, old: Path) -> None:
    """A folder cannot be replaced in one step: the old one steps aside first."""
    if path.is_dir():
        path.replace(old)
    made.replace(path)


def _allowed(told: Exported, kinds: Iterable[str]) -> Iterator[Entry]:
    told.written.clear()
    told.left_out.clear()
    licences: dict[str, None] = {}
    for kind in kinds:
        for entry in read.stream(kind=kind):
            open_ = not any(forbids(one.licence) for one in entry.sources)
            counted = told.written if open_ else told.left_out
            counted[kind] = counted.get(kind, 0) + 1
            if open_:
                licences |= {one.licence: None for one in entry.sources if one.licence}
                yield entry
    told.licences = list(licences)


def _documents(told: Exported) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, document) as published, without what is nested there but may not be passed on."""
    batch: list[Entry] = []
    for entry in _allowed(told, KINDS):
        batch.append(entry)
        if len(batch) == 200:
            yield from _read(batch)
            batch = []
    yield from _read(batch)


def _read(batch: list[Entry]) -> Iterator[tuple[str, dict[str, Any]]]:
    kinds = {one.id: one.kind for one in batch}
    for body in read.documents(list(kinds)):
        document = msgspec.json.decode(body)
        yield kinds[document["id"]], document


def _hsds(path: Path, told: Exported) -> None:
    """The documents in `contents`, one per line, as the lists of the API wrap them; what was left out at the end."""
    closed = _closed()
    with path.open("wb") as file:
        head = {"version": VERSION, "written_at": timezone.now().isoformat(timespec="seconds")}
        file.write(msgspec.json.encode(head)[:-1] + b',"contents":[')
        for number, (_, document) in enumerate(_documents(told)):
            file.write(b",\n" if number else b"\n")
            file.write(msgspec.json.encode(_without(document, closed)))
        tail = {"total_items": sum(told.written.values()), "left_out": told.left_out, "licences": told.licences}
        file.write(b"\n]," + msgspec.json.encode(tail)[1:])


def _closed() -> set[str]:
    """Ids of organisations and places that may not be passed on: they are nested in others' documents."""
    return {
        entry.id
        for kind in ("organization", "location")
        for entry in read.stream(kind=kind)
        if any(forbids(one.licence) for one in entry.sources)
    }


def _without(value: Any, closed: set[str]) -> Any:
    if not closed:
        return value
    if isinstance(value, dict):
        return {key: _without(inner, closed) for key, inner in value.items() if not _is_closed(inner, closed)}
    if isinstance(value, list):
        return [_without(inner, closed) for inner in value if not _is_closed(inner, closed)]
    return value


def _is_closed(value: Any, closed: set[str]) -> bool:
    return isinstance(value, dict) and value.get("id") in closed


def _tabular(path: Path, told: Exported) -> None:
    """Two readings: the first learns which ids there are, so that no foreign key leads nowhere."""
    folder = path.with_suffix("") if path.suffix == ".zip" else path
    folder.mkdir()
    known: dict[str, set[str]] = {name: set() for name in hsds_tables.FILES}
    for name, row in _rows(told):
        known[name].add(row["id"])
    with ExitStack() as open_files:
        tables = {name: _Table(open_files, folder, name) for name in hsds_tables.FILES}
        for name, row in _rows(told):
            tables[name].write(row, known)
    counts = {name: len(known[name]) for name in tables}
    about = {"created": timezone.now().isoformat(timespec="seconds"), "title": "Anlaufstelle",
             "left_out": told.left_out, "sourceLicences": told.licences}  # fmt: skip
    descriptor = hsds_tables.descriptor(counts, **about)
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=1), encoding="utf-8")
    if path.suffix == ".zip":
        shutil.make_archive(str(folder), "zip", folder)


def _rows(told: Exported) -> Iterator[hsds_tables.Row]:
    for kind, document in _documents(told):
        yield from hsds_tables.rows(kind, document)
    for kind in hsds.TAXONOMIES:
        yield "taxonomy", hsds.taxonomy(kind)


class _Table:
    """One file; a row that was written already (a term that many services carry) is not written again."""

    def __init__(self, open_files: ExitStack, folder: Path, name: str) -> None:
        file: TextIO = open_files.enter_context(
            (folder / hsds_tables.FILES[name]).open("w", encoding="utf-8", newline="")
        )
        self.writer = csv.DictWriter(file, hsds_tables.columns(name), restval="")
        self.writer.writeheader()
        self.references = hsds_tables.references(name)
        self.written: set[str] = set()

    def write(self, row: dict[str, Any], known: dict[str, set[str]]) -> None:
        if row["id"] in self.written:
            return
        self.written.add(row["id"])
        led = {
            column: value
            for column, value in row.items()
            if column not in self.references or value in known[self.references[column]]
        }
        self.writer.writerow(led)


def _geojson(path: Path, told: Exported) -> None:
    with path.open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for number, entry in enumerate(_allowed(told, SHOWN)):
            file.write((b",\n" if number else b"\n") + msgspec.json.encode(bulk.feature(entry)))
        file.write(b"\n]}\n")


def _csv(path: Path, told: Exported) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, bulk.COLUMNS)
        writer.writeheader()
        writer.writerows(bulk.row(entry) for entry in _allowed(told, SHOWN))


def _ical(path: Path, told: Exported) -> None:
    """By their rules."""
    events = (
        ical_series.Told(event=one.record, land=dates.land_of(one))
        for one in _allowed(told, ("event",))
        if isinstance(one.record, Event)
    )
    path.write_bytes(ical_series.calendar("Anlaufstelle", events, timezone.now()))


FORMATS: dict[str, Callable[[Path, Exported], None]] = {
    "hsds": _hsds,
    "hsds-csv": _tabular,
    "geojson": _geojson,
    "ical": _ical,
    "csv": _csv,
}
