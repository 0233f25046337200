"""The whole instance as one file, and back: every table, the keys, and letters that wait.

The file is a zip of JSON lines, one file a table, so that it fits SQLite and PostgreSQL alike. The search index is not
in it: it is made anew. A restore reads and checks the whole file before it touches anything.
"""

import os
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue.read import whole
from anlaufstelle.catalogue.store.whole import replace_all
from anlaufstelle.errors import Unreadable

from . import follow
from .alone import alone

FORMAT = 1
MANIFEST = "manifest.json"
KEYS = ("secret.key", "operator.key")
OUTBOX = "outbox"
_json = msgspec.json.Encoder()


class Table(Struct, frozen=True):
    columns: list[str]
    rows: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """`version` is the last step the tables had taken."""

    format: int
    made_at: str
    version: str
    tables: dict[str, Table]
    files: dict[str, str]


def backup(path: Path) -> Manifest:
    """Written beside and then moved into place; only its owner may read it, since it holds the keys."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as file:
            with whole.moment():
                tables = {name: _write(file, name) for name in whole.tables()}
                version = whole.version()
            manifest = Manifest(
                format=FORMAT, made_at=timezone.now().isoformat(timespec="seconds"), version=version, tables=tables,
                files=_write_files(file),
            )  # fmt: skip
            file.writestr(MANIFEST, _json.encode(manifest))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(file: zipfile.ZipFile, name: str) -> Table:
    table, rows, sign = whole.tables()[name], 0, sha256()
    with file.open(_member(name), "w", force_zip64=True) as member:
        for row in whole.rows(table):
            line = _json.encode(row) + b"\n"
            sign.update(line)
            member.write(line)
            rows += 1
    return Table(whole.columns(table), rows, sign.hexdigest())


def _write_files(file: zipfile.ZipFile) -> dict[str, str]:
    home = Path(settings.ANLAUFSTELLE_HOME)
    waiting = sorted(one for one in (home / OUTBOX).rglob("*") if one.is_file()) if (home / OUTBOX).is_dir() else []
    told = {}
    for path in (*(home / key for key in KEYS), *waiting):
        if path.is_file():
            body = path.read_bytes()
            name = path.relative_to(home).as_posix()
            file.writestr(f"files/{name}", body)
            told[name] = sha256(body).hexdigest()
    return told


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Raises `Unreadable`, with nothing changed, for a file that is not whole or not of these tables, and for an
    instance that holds something already unless it may be replaced."""
    with alone():
        try:
            with zipfile.ZipFile(path) as file:
                manifest = _checked(file, path)
                if not replace and not whole.is_empty():
                    raise Unreadable("This instance is not empty. Look whether it is the right one; then --replace.")
                replace_all({name: _rows(file, name) for name in whole.tables()})
                _bring_files(file, manifest)
        except (OSError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
            raise Unreadable(f"{path}: is no whole backup: {error}") from error
    (Path(settings.ANLAUFSTELLE_HOME) / "index" / "followed").unlink(missing_ok=True)
    follow.follow()
    return manifest


def _checked(file: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in file.namelist():
        raise Unreadable(f"{path}: is no backup of an Anlaufstelle: it has no {MANIFEST}.")
    manifest = msgspec.json.decode(file.read(MANIFEST), type=Manifest)
    if (manifest.format, manifest.version) != (FORMAT, whole.version()):
        raise Unreadable(
            f"{path}: was made with format {manifest.format} and tables {manifest.version}, and these are {FORMAT} and "
            f"{whole.version()}. Restore it with the program it was made with, and update that."
        )
    if {name: whole.columns(table) for name, table in whole.tables().items()} != {
        name: one.columns for name, one in manifest.tables.items()
    }:
        raise Unreadable(f"{path}: has other tables or columns than this program.")
    for name, told in manifest.tables.items():
        _same(file, _member(name), told.sha256, path)
    for name, sign in manifest.files.items():
        if name not in KEYS and not (name.startswith(f"{OUTBOX}/") and ".." not in Path(name).parts):
            raise Unreadable(f"{path}: holds a file that belongs nowhere: {name}.")
        _same(file, f"files/{name}", sign, path)
    return manifest


def _same(file: zipfile.ZipFile, member: str, sign: str, path: Path) -> None:
    found = sha256()
    try:
        with file.open(member) as body:
            while piece := body.read(1 << 20):
                found.update(piece)
    except KeyError as error:
        raise Unreadable(f"{path}: {member} is missing. Take another backup.") from error
    if found.hexdigest() != sign:
        raise Unreadable(f"{path}: {member} is not what was written. Take another backup.")


def _rows(file: zipfile.ZipFile, name: str) -> Iterator[list[Any]]:
    with file.open(_member(name)) as member:
        for line in member:
            yield msgspec.json.decode(line)


def _bring_files(file: zipfile.ZipFile, manifest: Manifest) -> None:
    home = Path(settings.ANLAUFSTELLE_HOME)
    for name in manifest.files:
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_bytes(file.read(f"files/{name}"))


def _member(name: str) -> str:
    return f"tables/{name}.jsonl"
