"""What came of each try to read a source, written down whether it went well or not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.shapes import Tried
from anlaufstelle.errors import TooManyFindings, Unreadable
from anlaufstelle.gather.report import Report, weight


@contextmanager
def trying(source: str) -> Iterator[Callable[[Report], None]]:
    """Hand the report in when it is there; an error goes on to the caller after it was written down."""
    began = timezone.now()
    found: list[Report] = []
    try:
        yield found.append
    except (TooManyFindings, Unreadable) as error:
        status = 1 if isinstance(error, TooManyFindings) else 2
        store.add_attempt(source, began, Tried(status=status, why=str(error)))
        raise
    if found:
        store.add_attempt(source, began, _told(found[-1]))


def unusable(sheet: str, why: str) -> None:
    """A sheet that could not even be read."""
    store.add_attempt(sheet, timezone.now(), Tried(status=2, why=why))


def _told(report: Report) -> Tried:
    return Tried(
        records=report.new + report.changed + report.unchanged,
        new=report.new,
        changed=report.changed,
        gone=report.gone,
        findings=weight(report.findings),
    )
