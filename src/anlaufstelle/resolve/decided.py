"""One record with the standing lines about it laid over what its source states.

A decision holds although the source's value changes under it, and is then marked for review. A verification lapses as
soon as the value the person saw no longer stands; should that very value return, it was verified.
"""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

from anlaufstelle.errors import BadRecord, NotFound
from anlaufstelle.record import paths
from anlaufstelle.record.model import AnyRecord
from anlaufstelle.record.received import Received

from .lines import Line, value_hash


class Mark(Struct, frozen=True):
    """What a person said of one path. `holds` is false when the part it decided about is gone."""

    path: str
    state: Literal["decided", "verified", "review"]
    line: int
    on: str
    holds: bool = True


class Spoken(Struct, frozen=True, kw_only=True):
    """A received record with decisions applied. `marks` are by path; a mark covers everything below its path."""

    received: Received
    record: AnyRecord
    marks: dict[str, Mark]

    def mark(self, path: str) -> Mark | None:
        """The mark that covers `path`: its own, or the nearest one above."""
        covering = [mark for mark in self.marks.values() if within(path, mark.path)]
        return max(covering, key=lambda mark: len(mark.path), default=None)


def within(path: str, above: str) -> bool:
    return path == above or path.startswith((f"{above}.", f"{above}["))


def value_at(record: AnyRecord, path: str) -> Any:
    """Like `paths.get`, but a part that is not there is simply not stated."""
    try:
        return paths.get(record, path)
    except NotFound:
        return None


def spoken(received: Received, lines: Iterable[Line]) -> Spoken:
    """`lines` are the standing ones about this record, oldest first."""
    every = tuple(lines)
    last = _unreplaced(every)
    found = _spoken(received, last)
    lost = len(last) < len(every) and any(not mark.holds for mark in found.marks.values())
    return _spoken(received, every) if lost else found


def _unreplaced(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without decisions about a field that was decided again later: an address told ten times is laid over once.

    What was decided in between about something below it (a translation of that text) may rest on the earlier one.
    """
    decided = {line.path: line.number for line in lines if line.verb == "decide" and not line.path.endswith("]")}
    every = {line.path for line in lines}
    below = {path for path in decided if any(other != path and within(other, path) for other in every)}
    return tuple(
        line
        for line in lines
        if line.verb != "decide" or line.path in below or decided.get(line.path, line.number) == line.number
    )


def _spoken(received: Received, lines: tuple[Line, ...]) -> Spoken:
    record = received.record
    marks: dict[str, Mark] = {}
    verifications: list[Line] = []
    for line in lines:
        if line.verb == "verify":
            verifications.append(line)
            continue
        overtaken = value_hash(value_at(received.record, line.path)) != line.seen
        marks = {path: mark for path, mark in marks.items() if not within(path, line.path)}
        holds = True
        try:
            record = paths.set(record, line.path, line.value)
        except (BadRecord, NotFound):
            overtaken, holds = True, False  # what it decided about is gone: an editor has to look again
        marks[line.path] = Mark(line.path, "review" if overtaken else "decided", line.number, line.on, holds)
    for line in verifications:
        before = marks.get(line.path)
        if value_hash(value_at(record, line.path)) != line.seen or (before and before.state == "review"):
            continue
        marks[line.path] = Mark(line.path, "verified", line.number, line.on)
    return Spoken(received=received, record=record, marks=marks)
