"""Visits the neighbours that a sheet names, so that its run finds files to read. The visit's own pages are kept in the
data folder below `neighbours/`; they may be thrown away, and are then asked for again."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger
from anlaufstelle.gather import fetch, neighbour, obtain
from anlaufstelle.gather.report import Ignored, Report
from anlaufstelle.gather.sheet import Sheet


def visited(sheet: Sheet) -> tuple[Sheet, tuple[Ignored, ...]]:
    """The sheet with a file in place of each address, a neighbour's or another, and what was left out on the way.

    Raises `Unreadable` where one does not answer.
    """
    sheet = obtain.obtained(sheet)
    home = Path(settings.ANLAUFSTELLE_HOME) / "neighbours" / sheet.id
    brought = [
        neighbour.bring(table, home / str(number), _get, lambda ids: _held(sheet.id, ids))
        if table.format == neighbour.FORMAT
        else neighbour.Brought(table, ())
        for number, table in enumerate(sheet.tables)
    ]
    left = tuple(ignored for one in brought for ignored in one.left)
    return replace(sheet, tables=tuple(one.table for one in brought)), left


def told(report: Report, left: Iterable[Ignored]) -> Report:
    return replace(report, ignored=(*report.ignored, *left))


def _get(url: str) -> bytes:
    return fetch.get(url, accept="application/json").body


def _held(source: str, ids: list[str]) -> dict[str, tuple[str, str]]:
    versions = (one.holding for one in ledger.versions(ids) if not one.gone)
    return {one.id: (one.source, one.key) for one in versions if one.source != source}
