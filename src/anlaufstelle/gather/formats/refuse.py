"""The one way a reader gives up, and what every file is asked before it is read."""

from pathlib import Path

from ...errors import Unreadable


def refuse(path: Path, line: int, what: str, remedy: str) -> Unreadable:
    """Always names file, line and remedy; raise what this returns."""
    return Unreadable(f"{path.name}, line {line}: {what}. Remedy: {remedy}. Nothing was replaced. ({path})")


def present(path: Path) -> Path:
    """The path, once it is known to be a file with something in it."""
    if not path.is_file():
        raise refuse(path, 1, "the file does not exist", "check `file` in the fact sheet, or fetch the file again")
    if path.stat().st_size == 0:
        raise refuse(path, 1, "the file is empty", "fetch or export it again")
    return path


def capped(path: Path, most: int) -> Path:
    """The path of a file that must be held in memory whole, once it is known to fit."""
    if (size := path.stat().st_size) > most:
        what = f"the file has {size >> 20} MiB, at most {most >> 20} are read"
        raise refuse(path, 1, what, "ask the source for JSON lines or CSV, or cut the file into several")
    return path


def not_text(path: Path, line: int, encoding: str) -> Unreadable:
    with path.open("rb") as file:
        head = file.read(4)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        what = "the file is UTF-16"
    elif head[:2] in (b"PK", b"\x1f\x8b"):
        what = "the file is an archive or a spreadsheet, not text"
    else:
        what = f"bytes that are not {encoding.upper()}"
    return refuse(path, line, what, "save the file as UTF-8, or name its `options: {encoding: …}` in the fact sheet")
