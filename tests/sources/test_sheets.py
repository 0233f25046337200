"""Every committed fact sheet runs within its own expectations, and a second time finds nothing new."""

from pathlib import Path

import pytest

from anlaufstelle.gather import source
from anlaufstelle.gather.run import record_hash, run

ROOT = Path(__file__).resolve().parents[2]
SHEETS = [sheet for folder in ("sources", "evaluation") for sheet in source.sheets(ROOT / folder)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_runs(sheet):
    for table in sheet.tables:
        if not sheet.file(table).exists():
            pytest.skip(f"needs {table.file}, which is not on this machine")
    received = []
    report = run(sheet, {}, received.append)
    assert (report.new, report.gone) == (len(received), 0)
    again = run(sheet, {one.key: record_hash(one) for one in received}, lambda one: pytest.fail(f"new: {one.key}"))
    assert (again.new, again.changed, again.unchanged, again.gone) == (0, 0, len(received), 0)
