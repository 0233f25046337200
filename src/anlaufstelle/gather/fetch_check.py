"""What is looked at before a file is read at all: an archive that swells, XML that multiplies itself.

Every reader may call `honest`; it reads an archive's list and an XML's head, never the whole file.
"""

import zipfile
from pathlib import Path
from xml.parsers import expat

from ..errors import Unreadable

MOST_FILES = 10_000
MOST_BYTES = 2_000_000_000
MOST_RATIO = 200
SMALL = 10_000_000
"""Unpacked sizes below this do no harm, however well they packed."""
HEAD = 1 << 20
STEP = 1 << 14


class _Enough(Exception):
    """The first element was reached; what may declare entities lies behind."""


def honest(path: Path) -> Path:
    """The path again. Raises Unreadable for zip bombs and for XML that declares entities."""
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(b"PK\x03\x04"):
        _archive(path)
    elif _looks_like_xml(head):
        _xml(path)
    return path


def _looks_like_xml(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0?\0", b"\0<\0?")):
        return True
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith((b"<?xml", b"<!DOCTYPE", b"<!--")) and b"<!doctype html" not in head.lower()


def _refuse(path: Path, what: str) -> Unreadable:
    return Unreadable(
        f"{path.name}, line 1: {what}. Remedy: ask the publisher for a plain file. Nothing was replaced. ({path})"
    )


def _archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _refuse(path, f"the archive cannot be opened ({error})") from error
    size, packed = sum(one.file_size for one in inside), max(1, path.stat().st_size)
    if len(inside) > MOST_FILES:
        raise _refuse(path, f"the archive holds {len(inside):,} files, at most {MOST_FILES:,} are taken")
    if size > MOST_BYTES or (size > SMALL and size > MOST_RATIO * packed):
        raise _refuse(path, f"the archive unpacks from {packed:,} to {size:,} bytes")
    for one in inside:
        if one.filename.startswith(("/", "\\")) or ".." in Path(one.filename.replace("\\", "/")).parts:
            raise _refuse(path, f"the archive holds `{one.filename}`, a path that leads outside")


def _xml(path: Path) -> None:
    parser = expat.ParserCreate()

    def entity(name: str, *_: object) -> None:
        raise _refuse(path, f"the XML declares an entity (`{name}`), which could multiply or read other files")

    def element(*_: object) -> None:
        raise _Enough

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = element
    read = 0
    try:
        with path.open("rb") as file:
            while (piece := file.read(STEP)) and read < HEAD:
                read += len(piece)
                parser.Parse(piece, False)
    except _Enough:
        return
    except expat.ExpatError:
        return  # no XML after all, or broken: its reader says so, with the line
    if read >= HEAD:
        raise _refuse(path, "no element within its first megabyte of XML")
