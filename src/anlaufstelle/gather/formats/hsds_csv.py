"""HSDS as a tabular data package: a folder, a zip of one, or its datapackage.json. Rows come back as documents.

Tables of HSDS 3 are taken strictly; `hsds_old` takes those of older versions, and of whoever gives no UUIDs.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ...errors import Unreadable
from ...record import hsds_nest
from ...record.hsds_tables import FILES
from ..raw_ids import raw_id
from ..sheet import Options
from . import archive, hsds_old
from .hsds_old import UNKNOWN
from .hsds_old_rows import NAMES
from .refuse import present, refuse

DESCRIPTOR = "datapackage.json"
TABLES = {file: name for name, file in FILES.items()}
Folder = Path | zipfile.Path
CELL = 1 << 24
LARGEST = 256 << 20
"""Bytes of one table: it is held in memory, since its parts may stand anywhere."""


class Resource(Struct):
    path: str
    name: str = ""


class Package(Struct):
    resources: list[Resource]


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    """A table that HSDS does not have is refused: what stands in it would be lost without a word."""
    csv.field_size_limit(CELL)
    folder = _folder(path)
    if _is_old(folder):
        yield from hsds_old.documents(_old_tables(path, folder), options.country)
        return
    files = {_table(path, one): one.path for one in _package(path, folder).resources}
    try:
        yield from hsds_nest.documents({name: _lines(path, folder / file) for name, file in files.items()})
    except hsds_nest.BadRow as error:
        remedy = "mend the row there, or fetch the whole package again"
        raise refuse(path / files[error.table], error.line, str(error), remedy) from error


def _is_old(folder: Folder) -> bool:
    """Without a descriptor, with one that names none of the files beside it or an older version's, or with ids that
    are no UUIDs."""
    names = {one.name for one in _files(folder)}
    if DESCRIPTOR not in names:
        return any(name.endswith(".csv") for name in names)
    try:
        told = msgspec.json.decode((folder / DESCRIPTOR).read_bytes(), type=Package).resources
    except msgspec.DecodeError:
        return False
    if told and not any((folder / one.path).is_file() for one in told) and names & {*FILES.values()}:
        return True
    if any(TABLES.get(one.path, one.name) not in FILES and one.name in NAMES for one in told):
        return True
    first = next((one.path for one in told if (folder / one.path).is_file()), None)
    return first is not None and not _has_uuids(folder / first)


def _files(folder: Folder) -> list[Folder]:
    return [*folder.iterdir()]


def _has_uuids(file: Folder) -> bool:
    with file.open("rb") as lines:
        start = lines.read(1 << 16)
    row = next(csv.DictReader(io.StringIO(start.decode("utf-8-sig", "replace"), newline="")), {})
    return "id" not in row or raw_id("", row["id"] or "") == row["id"] or len(row["id"] or "") == 36


def _old_tables(path: Path, folder: Folder) -> Iterator[tuple[str, str, Iterator[tuple[int, dict[str, str]]]]]:
    """Every CSV file of the folder; one that no version knows is told of by its name."""
    for file in sorted(_files(folder), key=lambda one: one.name):
        table = NAMES.get(file.name.removesuffix(".csv").lower())
        if file.name.endswith(".csv"):
            yield file.name, table or UNKNOWN, _lines(path, file) if table else iter([(1, {"file": file.name})])


def _folder(path: Path) -> Folder:
    if path.is_dir():
        return path
    if path.name == DESCRIPTOR:
        return present(path).parent
    return zipfile.Path(archive.harmless(present(path), "folder or zip file of tables"))


def _package(path: Path, folder: Folder) -> Package:
    found = folder / DESCRIPTOR
    if not found.is_file():
        raise refuse(path, 1, f"there is no {DESCRIPTOR} at its top", "take the package as it was published")
    try:
        return msgspec.json.decode(found.read_bytes(), type=Package)
    except msgspec.DecodeError as error:
        raise refuse(path, 1, f"{DESCRIPTOR} cannot be read ({error})", "fetch the whole package again") from error


def _table(path: Path, resource: Resource) -> str:
    name = TABLES.get(resource.path, resource.name)
    if name not in FILES:
        remedy = f"take it out of {DESCRIPTOR} if it can be done without"
        raise refuse(path, 1, f"`{resource.path}` is no table of HSDS", remedy)
    return name


def _lines(path: Path, file: Folder) -> Iterator[tuple[int, dict[str, str]]]:
    """The line is that where the row ends: cells may hold several."""
    if not file.is_file():
        raise _refused(path, file, 1, "is named in the package and missing")
    if (size := _size(file)) > LARGEST:
        raise _refused(path, file, 1, f"has {size >> 20} MiB, at most {LARGEST >> 20} are read")
    try:
        with file.open("rb") as stored:
            table = csv.DictReader(io.TextIOWrapper(stored, encoding="utf-8-sig", newline=""), strict=True)
            for row in table:
                if None in row or None in row.values():
                    raise _refused(path, file, table.line_num, "has another number of cells than the header")
                yield table.line_num, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise _refused(path, file, 1, f"is not CSV in UTF-8 ({error})") from error


def _size(file: Folder) -> int:
    return file.stat().st_size if isinstance(file, Path) else file.root.getinfo(file.at).file_size


def _refused(path: Path, file: Folder, line: int, what: str) -> Unreadable:
    return refuse(path / file.name, line, what, "fetch the whole package again")
