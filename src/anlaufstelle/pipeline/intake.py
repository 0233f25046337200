"""A source's harvest on its way into ledger 1: staged in small batches under a number, then sealed by one row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.rules import NIGHT
from anlaufstelle.errors import BadSheet
from anlaufstelle.gather import run as gathering
from anlaufstelle.gather import source
from anlaufstelle.gather.report import Report
from anlaufstelle.gather.sheet import Sheet
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from . import neighbours
from .alone import alone
from .tries import trying

Progress = Callable[[int], None]
STAGED = 200
"""Records per transaction."""


def sheets(asked: Sequence[str], folder: Path) -> Iterator[Sheet]:
    """The sheets named by path or by source id, else every sheet in the folder."""
    if not asked:
        yield from source.sheets(folder)
        return
    known: dict[str, Sheet] = {}
    for name in asked:
        if Path(name).exists():
            yield from source.sheets(Path(name))
            continue
        known = known or {sheet.id: sheet for sheet in source.sheets(folder)}
        if name not in known:
            raise BadSheet(
                f"{name} is neither a fact sheet nor the id of one in {folder}: {', '.join(known) or 'none'}."
            )
        yield known[name]


def keep(sheet: Sheet) -> None:
    """What the sheet says of its source, into the catalogue."""
    area = next(iter(sheet.area), "")
    facts = SourceFacts(
        id=sheet.id,
        title=sheet.title,
        licence=sheet.licence or "",
        area=area,
        steward=sheet.steward or area or "DE",
        trust=sheet.trust,
        publishes=sheet.publish == "records",
    )
    store.keep_source(
        facts,
        publisher=sheet.publisher or "",
        url=sheet.url or "",
        contact=sheet.contact or "",
        language=sheet.language,
    )


def gather_source(sheet: Sheet, *, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Stages and seals one source; with `dry_run` it only reads. Publishing is the night's business.

    Raises `Unreadable` or `TooManyFindings`, and nothing was replaced.
    """
    if dry_run:
        there, left = neighbours.visited(sheet)
        report = gathering.run(there, ledger.hashes(sheet.id), lambda received: None, progress=_steps(progress))
        return neighbours.told(report, left)
    with alone(), trying(sheet.id) as tell:
        number, report = stage_source(sheet, progress=progress)
        store.seal(number)
        tell(report)
    return report


def stage_source(sheet: Sheet, *, progress: Progress | None = None) -> tuple[int, Report]:
    """Everything but the seal. Returns the number of the run."""
    keep(sheet)
    sheet, left = neighbours.visited(sheet)
    number = store.open_run(sheet.id, who=NIGHT.who, whole=True)
    batch: list[tuple[Received, str]] = []

    def take(received: Received) -> None:
        batch.append((received, gathering.record_hash(received)))
        if len(batch) >= STAGED:
            store.stage(number, batch)
            batch.clear()

    try:
        report = neighbours.told(gathering.run(sheet, ledger.hashes(sheet.id), take, progress=_steps(progress)), left)
    except Exception:
        store.discard(number)
        raise
    if batch:
        store.stage(number, batch)
    store.staged(number, report.gone_keys, _summary(report))
    return number, report


def _summary(report: Report) -> dict[str, Any]:
    """What stays of a report: counts, and the findings people can do something about."""
    told: dict[str, Any] = msgspec.to_builtins(report)
    told["findings"] = told.get("findings", [])[:1000]
    told.pop("gone_keys", None)
    return told


def _steps(progress: Progress | None) -> Callable[[str, int], None]:
    """Readers tell how far they are in a file; a progress bar wants steps."""
    reached: dict[str, int] = {}

    def tell(file: str, number: int) -> None:
        if progress:
            progress(number - reached.get(file, 0))
        reached[file] = number

    return tell


def seal_staged() -> int:
    """Seals what an interrupted night had read to the end. Returns how many runs."""
    runs: Iterable[int] = ledger.staged_runs()
    return sum(1 for number in runs if store.seal(number))
