"""What a spreadsheet or a package of tables really is: a zip. Before it is read it is known to be small and harmless.

Everything is counted while it is unpacked, never believed: a bomb lies about its size. The bytes unpacked, the cells
claimed and the entities declared are all bounded here, and nothing unpacked is kept.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO

from .refuse import refuse

UNPACKED = 512 << 20
"""Bytes; a directory of 100,000 rows has about 100 MiB."""
MEMBERS = 5000
CELLS = 20_000_000
"""A library makes room for every cell between the first and the last, empty or not."""
CHUNK = 1 << 20
OVERLAP = 64
"""Bytes kept of the chunk before, since a word may lie across the border of two."""
REFERENCE = re.compile(rb'<(?:\w+:)?c[^<>]*?\sr="([A-Z]{1,4})(\d{1,10})"')
REPEATED = re.compile(
    rb'<table:table-row[^<>]*?number-rows-repeated="(\d+)"|(</table:table-row>)'
    rb'|<table:table-cell(?=[^<>]*office:value-type)[^<>]*?number-columns-repeated="(\d+)"'
    rb"|(<table:table-cell(?=[^<>]*office:value-type))"
)
AGAIN = "save it anew from the program it came from, or ask the source for CSV"


def harmless(path: Path, kind: str = "spreadsheet") -> Path:
    """The path again. Raises `Unreadable` unless the file is a zip whose whole content is bounded and declares no
    entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS:
                raise refuse(path, 1, f"the archive has {len(members)} files, at most {MEMBERS} are read", AGAIN)
            left = UNPACKED
            for member in members:
                with archive.open(member) as file:
                    left = _member(path, member.filename, file, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise refuse(path, 1, f"is not a {kind} that can be read ({error})", "fetch or export it again") from error
    return path


def _member(path: Path, name: str, file: IO[bytes], left: int) -> int:
    """What may still be unpacked after this one."""
    count = _counter(name)
    kept = b""
    while chunk := file.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise refuse(path, 1, f"unpacked it has more than {UNPACKED >> 20} MiB", AGAIN)
        if name.endswith((".xml", ".rels")):
            text = kept + chunk
            if b"<!ENTITY" in text or b"<!DOCTYPE" in text or b"<\0!\0" in text:
                raise refuse(path, 1, f"`{name}` in it declares entities, which no spreadsheet does", AGAIN)
            cut = max(text.rfind(b"<"), len(text) - 4 * OVERLAP) if len(chunk) == CHUNK else len(text)
            if (cells := count.take(text[:cut])) > CELLS:
                raise refuse(path, 1, f"`{name}` in it claims {cells:,} cells, at most {CELLS:,} are read", AGAIN)
            kept = text[cut:]
    return left


class _Nothing:
    def take(self, text: bytes) -> int:
        return 0


class _Excel(_Nothing):
    def __init__(self) -> None:
        self.row = self.column = 0

    def take(self, text: bytes) -> int:
        for match in REFERENCE.finditer(text):
            column = 0
            for letter in match[1]:
                column = column * 26 + letter - 64
            self.row, self.column = max(self.row, int(match[2])), max(self.column, column)
        return self.row * self.column


class _Open(_Nothing):
    """Cells with a value, repeated as they say."""

    def __init__(self) -> None:
        self.rows, self.cells, self.widest = 1, 0, 0

    def take(self, text: bytes) -> int:
        for match in REPEATED.finditer(text):
            if match[1]:
                self.rows = int(match[1])
            elif match[2]:
                self.rows = 1
            else:
                self.cells += self.rows * int(match[3] or 1)
        return self.cells


def _counter(name: str) -> _Nothing:
    if name.startswith("xl/worksheets/"):
        return _Excel()
    return _Open() if name == "content.xml" else _Nothing()
