"""What a harvest must look like before anything is replaced; each refusal names file, line and remedy."""

from collections.abc import Iterator, Mapping

from ..errors import TooManyFindings, Unreadable
from .context import Context
from .report import Found, Report, weight
from .sheet import Expect, Sheet, Table

DAMAGED_SHARE = 0.01
DEFAULT_GONE = 0.2
AGAIN = "fetch the whole file again; if the source has really changed so much, change `expect` in the fact sheet"


def damaged(context: Context, read: int) -> None:
    """A few broken letters are findings; many mean that the whole file went through a wrong encoding."""
    found = [one for one in context.findings if one.code == "damaged-characters" and one.file == context.file]
    if len(found) > max(2, read * DAMAGED_SHARE):
        raise Unreadable(
            f"{context.file}, line {found[0].line}: letters were destroyed by a wrong encoding in {len(found)} values, "
            f"first in `{found[0].path}`. Remedy: export the file again as UTF-8. Nothing was replaced."
        )


def _refuse(report: Report | None, where: str, what: str, remedy: str) -> TooManyFindings:
    refusal = TooManyFindings(f"{where}: {what}. Remedy: {remedy}. Nothing was replaced.")
    refusal.report = report
    return refusal


def _number(where: str, expect: Expect, taken: int) -> Iterator[tuple[str, str, str]]:
    if taken < expect.min:
        yield where, f"{taken} records, at least {expect.min} expected", AGAIN
    if expect.max is not None and taken > expect.max:
        yield where, f"{taken} records, at most {expect.max} expected", AGAIN


def table_holds(context: Context, table: Table, taken: int) -> None:
    for broken in _number(f"{context.file}, line {context.line} (its last)", table.expect, taken):
        raise _refuse(None, *broken)
    limit = table.expect.max_findings
    found = [one for one in context.findings if one.file == context.file and one.counts]
    if limit is not None and weight(found) > limit:
        raise _refuse(None, *_many(found, weight(found), limit))


def _many(found: list[Found], total: int, limit: int) -> tuple[str, str, str]:
    first = found[0]
    what = f"{total} findings, at most {limit} allowed; the first: {first.message} ({first.path}: {first.value})"
    return f"{first.file}, line {first.line}", what, f"{first.remedy.rstrip('.')}; or raise `expect` in the fact sheet"


def sheet_holds(sheet: Sheet, report: Report, read: Mapping[str, int], before: int) -> None:
    files = ", ".join(read)
    for broken in _number(files, sheet.expect, report.read):
        raise _refuse(report, *broken)
    limit = sheet.expect.max_findings
    limit = max(10, report.read // 10) if limit is None else limit
    total = weight(report.findings)
    if total > limit:
        raise _refuse(report, *_many([one for one in report.findings if one.counts], total, limit))
    share = DEFAULT_GONE if sheet.expect.max_gone is None else sheet.expect.max_gone
    if before and report.gone / before > share:
        what = f"{report.gone} of {before} records are gone ({report.gone / before:.0%}), at most {share:.0%} allowed"
        remedy = "fetch the whole file again; if they are really gone, raise `expect.max_gone` for one run"
        raise _refuse(report, f"{files}, line 1", f"{what}; the first: {', '.join(report.gone_keys[:3])}", remedy)
