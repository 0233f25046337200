"""Ledger 3 as the pure core sees it: which lines stand, and the hash of what a person saw.

Undo is a line like any other: a withdrawal takes back the line it names, and may itself be taken back.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any, Literal

import msgspec
from msgspec import Struct

from anlaufstelle.record import paths


class Line(Struct, frozen=True, kw_only=True):
    """`number` is its place in the ledger, `on` the ISO day it was written, `value` JSON, `seen` a `value_hash`."""

    number: int
    verb: Literal["decide", "verify", "withdraw"]
    source: str
    key: str
    path: str = ""
    value: Any = None
    seen: str = ""
    who: str = ""
    on: str = ""
    until: date | None = None
    withdraws: int | None = None


def value_hash(value: Any) -> str:
    """Of the value at one path, as `paths.get` gives it; runs of white space do not count as a change."""
    plain = paths.plain(value)
    if isinstance(plain, str):
        plain = " ".join(plain.split())
    return sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()


def standing(lines: Iterable[Line], today: date) -> tuple[Line, ...]:
    """The decisions and verifications that count today, oldest first."""
    ordered = sorted(lines, key=lambda line: line.number)
    withdrawn: set[int] = set()
    for line in reversed(ordered):
        if line.withdraws is not None and line.number not in withdrawn:
            withdrawn.add(line.withdraws)
    return tuple(
        line
        for line in ordered
        if line.verb != "withdraw" and line.number not in withdrawn and (line.until is None or line.until >= today)
    )
