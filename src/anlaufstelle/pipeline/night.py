"""The night shift, from gathering to reminding (`STAGES`). Each stage finds its work and may be redone.

A source that cannot be read, or that broke its limits, keeps what it had and does not hold up the others.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from anlaufstelle.catalogue import store
from anlaufstelle.errors import BadQuery, TooManyFindings, Unreadable
from anlaufstelle.gather import rhythm
from anlaufstelle.gather.report import Report
from anlaufstelle.gather.sheet import Sheet

from . import (
    accounts,
    attendance,
    board,
    follow,
    geocoding,
    helping,
    hints,
    inbox,
    intake,
    linking,
    links,
    newsletter,
    notices,
    occurrences,
    person,
    reminders,
    schedule,
    settle,
    work,
)
from .alone import alone
from .publish import Published, assemble_all, rejoin
from .tries import trying, unusable

STAGES = ("gather", "ledgers", "resolve", "assemble", "index", "links", "remind")
Progress = Callable[[str, int], None]
logger = logging.getLogger(__name__)


class NightReport(Struct):
    """What came of each stage. `failed` maps a source, or the path of a broken sheet, to (exit status, why); `resting`
    sources were not due; `failing` tells of those that failed for many nights."""

    gathered: list[Report] = field(default_factory=list)
    failed: dict[str, tuple[int, str]] = field(default_factory=dict)
    resting: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)
    sealed: int = 0
    moved: int = 0
    conflicts: list[str] = field(default_factory=list)
    published: Published = field(default_factory=Published)
    expanded: int = 0
    indexed: int = 0

    def lines(self) -> list[str]:
        done = self.published
        return [
            *(
                f"{one.source}: {one.read} read, {one.new} new, {one.changed} changed, {one.unchanged} unchanged, "
                f"{one.gone} gone, {len(one.findings)} findings"
                for one in self.gathered
            ),
            *(f"{source}: {why}" for source, (_, why) in self.failed.items()),
            *([f"not due: {', '.join(self.resting)}"] if self.resting else ()),
            *self.notes,
            *self.failing,
            *(f"kept apart: {conflict}" for conflict in self.conflicts),
            f"{done.assembled} entries assembled, {done.joined} joined again, {done.put} put, {done.dropped} dropped, "
            f"{self.expanded} calendars written, {self.indexed} indexed",
        ]

    def exit_status(self) -> int:
        return max((status for status, _ in self.failed.values()), default=0)


def night(
    sheets: Iterable[Sheet],
    *,
    from_stage: str | None = None,
    force: schedule.Force = None,
    broken: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> NightReport:
    """Runs all stages, or those from the named one on, for the sources that are due. Waits while another night is at
    work. `force` names sources to read though they are not due; `broken` are sheets that could not be read, and why."""
    first = from_stage or STAGES[0]
    if first not in STAGES:
        raise BadQuery(f"There is no stage “{first}”; there are: {', '.join(STAGES)}.")
    report = NightReport(failed={name: (2, why) for name, why in (broken or {}).items()})
    tell = progress or (lambda stage, count: None)
    steps: dict[str, Callable[[], Any]] = {
        "gather": lambda: _gather(schedule.due(sheets, force, report.resting.append), report, tell),
        "ledgers": lambda: _ledgers(report, tell),
        "resolve": lambda: _resolve(report, tell),
        "assemble": lambda: _assemble(report, tell),
        "index": lambda: _index(report, tell),
        "links": links.nightly,
        "remind": _remind,
    }
    with alone():
        for stage in STAGES[STAGES.index(first) :]:
            store.begin_stage(stage)
            store.end_stage(stage, steps[stage]())
    return report


def _gather(sheets: Iterable[Sheet], report: NightReport, tell: Progress) -> dict[str, Any]:
    for name, (_, why) in report.failed.items():
        unusable(name, why)
    for sheet in sheets:
        if not rhythm.understood(sheet.rhythm):
            report.notes.append(f"{sheet.id}: the rhythm “{sheet.rhythm}” is not understood: read every night")
        try:
            with trying(sheet.id) as done:
                report.gathered.append(intake.stage_source(sheet, progress=lambda count: tell("gather", count))[1])
                done(report.gathered[-1])
        except TooManyFindings as error:
            report.failed[sheet.id] = (1, str(error))
        except Unreadable as error:
            report.failed[sheet.id] = (2, str(error))
    for source, (_, why) in report.failed.items():
        logger.error("%s: %s", source, why)
    report.failing = notices.failing()
    return {"sources": len(report.gathered), "failed": sorted(report.failed), "resting": report.resting}


def _ledgers(report: NightReport, tell: Progress) -> dict[str, Any]:
    report.sealed = intake.seal_staged()
    tell("ledgers", report.sealed)
    return {"sealed": report.sealed}


def _resolve(report: NightReport, tell: Progress) -> dict[str, Any]:
    compared = linking.link(lambda count: tell("link", count))
    settled = settle.settle()
    report.moved = len(settled.touched)
    report.conflicts = [f"{one.left} and {one.right}: {one.reason}" for one in settled.conflicts]
    tell("resolve", report.moved)
    return {"compared": compared, "moved": report.moved, "conflicts": len(report.conflicts)}


def _assemble(report: NightReport, tell: Progress) -> dict[str, Any]:
    asked = geocoding.ask()
    todo = work.stale()
    placed, applied = geocoding.waiting()
    done = report.published
    entries = dict.fromkeys([*placed, *todo.assemble, *todo.drop, *board.due()])
    assemble_all(entries, done, progress=lambda count: tell("assemble", count))
    applied()
    rejoin(work.unlike(), done)
    report.expanded = occurrences.refresh()
    counts = {"assembled": done.assembled, "joined": done.joined, "put": done.put, "dropped": done.dropped}
    return counts | ({"geocoded": asked} if asked else {})


def _index(report: NightReport, tell: Progress) -> dict[str, Any]:
    report.indexed = follow.follow(progress=lambda count: tell("index", count))
    follow.embed(progress=lambda count: tell("meaning", count))
    inbox.refresh()
    accounts.tidy()
    person.tidy()
    hints.tidy()
    newsletter.forget()
    attendance.forget()
    return {"indexed": report.indexed, "forgotten": helping.forget()}


def _remind() -> dict[str, Any]:
    """The newsletters of a new month go out with the letters."""
    written = newsletter.write()
    return ({"newsletters": written} if written else {}) | reminders.nightly()
