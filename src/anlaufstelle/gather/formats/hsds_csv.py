"""HSDS as a tabular data package: a folder, a zip of one, or its datapackage.json. Rows come back as documents."""

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
from ..sheet import Options
from .refuse import present, refuse

DESCRIPTOR = "datapackage.json"
TABLES = {file: name for name, file in FILES.items()}
Folder = Path | zipfile.Path


class Resource(Struct):
    path: str
    name: str = ""


class Package(Struct):
    resources: list[Resource]


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    """A table that HSDS does not have is refused: what stands in it would be lost without a word."""
    csv.field_size_limit(1 << 27)
    folder = _folder(path)
    files = {_table(path, one): one.path for one in _package(path, folder).resources}
    try:
        yield from hsds_nest.documents({name: _lines(path, folder / file) for name, file in files.items()})
    except hsds_nest.BadRow as error:
        remedy = "mend the row there, or fetch the whole package again"
        raise refuse(path / files[error.table], error.line, str(error), remedy) from error


def _folder(path: Path) -> Folder:
    if path.is_dir():
        return path
    if path.name == DESCRIPTOR:
        return present(path).parent
    try:
        return zipfile.Path(present(path))
    except zipfile.BadZipFile as error:
        raise refuse(path, 1, f"is neither a folder nor a zip file ({error})", "fetch the whole file again") from error


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
    try:
        table = csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        for row in table:
            if None in row or None in row.values():
                raise _refused(path, file, table.line_num, "has another number of cells than the header")
            yield table.line_num, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise _refused(path, file, 1, f"is not CSV in UTF-8 ({error})") from error


def _refused(path: Path, file: Folder, line: int, what: str) -> Unreadable:
    return refuse(path / file.name, line, what, "fetch the whole package again")
