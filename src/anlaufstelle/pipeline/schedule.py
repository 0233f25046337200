"""Which sources a night reads: those whose sheet says so, those whose files changed, and those somebody forces.

A source that failed was not read, so it is due again the next night.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from msgspec import Struct, field

from anlaufstelle.catalogue import ledger
from anlaufstelle.errors import BadSheet
from anlaufstelle.gather import rhythm, source
from anlaufstelle.gather.sheet import Sheet

Force = Collection[str] | None
EVERYTHING = frozenset({"*"})
"""Reads all sources, due or not."""


class Sources(Struct):
    """The sheets of a folder that can be read, and why others cannot, by their path seen from that folder."""

    sheets: list[Sheet] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


def of(folder: Path) -> Sources:
    """A broken sheet holds up no other."""
    found = Sources()

    def broken(path: Path, error: BadSheet) -> None:
        name = str(path.relative_to(folder)) if path.is_relative_to(folder) else path.name
        found.broken[name] = str(error)

    found.sheets = list(source.sheets(folder, broken=broken))
    return found


def due(sheets: Iterable[Sheet], force: Force, rests: Callable[[str], None]) -> Iterator[Sheet]:
    """Tells `rests` the id of each source that is left alone."""
    last = ledger.last_runs()
    for sheet in sheets:
        if forced(sheet.id, force) or _due(sheet, last.get(sheet.id)):
            yield sheet
        else:
            rests(sheet.id)


def forced(id: str, force: Force) -> bool:
    return force is not None and (force == EVERYTHING or id in force)


def _due(sheet: Sheet, last: datetime | None) -> bool:
    if last is None or rhythm.due(sheet.rhythm, timezone.localdate(last), timezone.localdate()):
        return True
    files = [sheet.path, *(sheet.file(table) for table in sheet.tables if "://" not in table.file)]
    return any(file.stat().st_mtime > last.timestamp() for file in files if file.is_file())
