"""A sheet in the making."""

from pathlib import Path

from msgspec import Struct, field

from ...record.model import Kind
from ..report import Report
from .guess import Guess
from .look import Seen


class Draft(Struct):
    """One table in the making. `key` is a column, or the pieces of a joined one."""

    seen: Seen
    kind: Kind
    guesses: dict[str, Guess]
    key: str | list[str]
    joins: dict[str, str] = field(default_factory=dict)


class Proposal(Struct):
    path: Path
    drafts: list[Draft]
    area: list[str]
    left: tuple[str, ...] = ()
    """Pages in which no table was found."""
    report: Report | None = None
