"""A fact sheet proposed for a file: every column mapped or left to a person, tried before it is handed over.

The proposal is run over the file it was made from. A column whose reader fails on too many of its values is put back
to a plain text, and what is proposed says so; so a draft always runs, and never claims to understand what it does not.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ...errors import BadValue, TooManyFindings
from ...record.model import Kind
from ...vocabulary import area
from ...vocabulary.values import postal_code
from .. import source
from ..fields import targets
from ..formats import excel
from ..formats.refuse import refuse
from ..report import Report
from ..run import run
from .drafted import Draft, Proposal
from .guess import HOURS, Guess, guess
from .look import Seen, look
from .words import ELSEWHERE, EVENT, meant
from .write import written

TRIES = 4
FAILED = 0.1
"""A reader that fails on more of a column's values than this is the wrong one."""


def propose(path: Path, out: Path | None = None) -> str:
    """The text of a sheet that reads `path` as seen from `out`. Raises `Unreadable` for a file nobody could read."""
    seen = look(path)
    if not seen:
        raise refuse(path, 1, "no table with rows was found in it", "name another file or page")
    pages = {one.page for one in seen}
    left = tuple(one for one in (excel.pages(path) if None not in pages else ()) if one not in pages)
    proposal = Proposal(path=path, drafts=[_draft(one) for one in seen], area=_area(seen), left=left)
    for _ in range(TRIES):
        proposal.report = _tried(proposal)
        if not _mend(proposal, proposal.report):
            break
    return written(proposal, out)


def _draft(seen: Seen) -> Draft:
    guesses = {column: guess(column, seen.cells(column)) for column in seen.columns}
    called = {one.target for one in guesses.values()}
    kind: Kind = (
        "event"
        if called & set(EVENT[:1]) and not any(str(one).startswith("schedules.") for one in called)
        else "service"
    )
    if kind == "service" and any(meant(one) == "name" and "verein" in one.casefold() for one in guesses):
        kind = "organization"
    draft = Draft(seen=seen, kind=kind, guesses=guesses, key="")
    _fit_kind(draft)
    _join_street(draft)
    _choose_key(draft)
    return draft


def _fit_kind(draft: Draft) -> None:
    """Targets that this kind of record has; of two columns for one single value the surer keeps it."""
    known, taken = targets(draft.kind), dict[str, str]()
    single = {"email", "url", "website", "location.latitude", "location.longitude", "source_date", "name", *EVENT}
    for column, one in sorted(draft.guesses.items(), key=lambda pair: -pair[1].confidence):
        target = ELSEWHERE[draft.kind].get(one.target or "", one.target)
        if target == "key" or target is None:
            continue
        if target not in known and target not in ("housenumber",):
            draft.guesses[column] = Guess(None, None, 0.0, f"could be {target}, which a {draft.kind} does not have")
        elif target in single and target in taken:
            spare = "alternate_name" if target == "name" and "alternate_name" in known else None
            why = f"`{taken[target]}` is {target} already"
            draft.guesses[column] = Guess("description" if spare else None, one.read if spare else None, 0.5, why)
        else:
            taken[target] = column
            draft.guesses[column] = one._replace(target=target)
    if "location.point" in taken:
        for target in ("location.latitude", "location.longitude"):
            if target in taken:
                draft.guesses[taken[target]] = Guess(None, None, 0.9, f"the same as {taken['location.point']}")
    if "name" not in taken:
        _name(draft)


def _name(draft: Draft) -> None:
    """Without a column of that name: the first whose short words nearly all differ."""
    for column, one in draft.guesses.items():
        cells = draft.seen.cells(column)
        words = {str(cell) for cell in cells}
        free = one.target in (None, "organization", "description", "alternate_name")
        wordy = all(isinstance(cell, str) and 2 < len(cell) < 150 for cell in cells)
        if free and cells and wordy and len(words) > 0.7 * len(draft.seen.rows):
            draft.guesses[column] = Guess("name", None, 0.4, "the first column whose words nearly all differ")
            return


def _join_street(draft: Draft) -> None:
    streets = [column for column, one in draft.guesses.items() if one.target == "location.address_1"]
    numbers = [column for column, one in draft.guesses.items() if one.target == "housenumber"]
    for column in numbers:
        draft.guesses[column] = Guess(None, None, 0.0, "looks like a house number without a street")
    if streets and numbers:
        draft.joins["street with number"] = f"{{{streets[0]}}} {{{numbers[0]}}}"
        draft.guesses.pop(streets[0])
        draft.guesses.pop(numbers[0])
        draft.guesses["street with number"] = Guess("location.address_1", None, 0.9)


def _choose_key(draft: Draft) -> None:
    """A column of the source's own ids; else what names a row: its name, and where it stands."""
    seen = draft.seen
    for column, one in draft.guesses.items():
        if one.target == "key" and _unique([column], seen):
            draft.key = column
    for column, one in draft.guesses.items():
        if one.target == "key" and column != draft.key:
            draft.guesses[column] = Guess(None, None, 0.0, "not a key of its own for every row")
    if draft.key:
        return
    order = ("name", "location.address_1", "location.address", "happening.dtstart", "phones", "email", "organization")
    real = {one.target: column for column, one in draft.guesses.items() if one.target and column in seen.columns}
    real.setdefault("location.address_1", next((c for c in seen.columns if meant(c) == "location.address_1"), ""))
    pieces = [real[target] for target in order if real.get(target)]
    pieces += [column for column in seen.columns if column not in pieces and len(seen.cells(column)) == len(seen.rows)]
    for length in range(1, len(pieces) + 1):
        if _unique(pieces[:length], seen):
            break
    draft.key = pieces[: max(2, length)] if len(pieces) > 1 else pieces


def _unique(columns: Sequence[str], seen: Seen) -> bool:
    """Whether every row has these and no two have the same."""
    told = [tuple(str(row.get(column, "")).strip() for column in columns) for row in seen.rows]
    return len(set(told)) == len(told) and all(any(one) for one in told)


def _area(seen: Sequence[Seen]) -> list[str]:
    """The municipality most postcodes lie in, and its Kreis."""
    counts: Counter[str] = Counter()
    for one in seen:
        for column in one.columns:
            if meant(column) == "location.postal_code":
                for cell in one.cells(column):
                    try:
                        counts.update({place.ags for place in area.by_postal_code(postal_code(cell))})
                    except BadValue:
                        continue  # `guess` has counted it
    if not counts:
        return []
    ags, count = counts.most_common(1)[0]
    return [ags, ags[:5]] if count * 2 > counts.total() else [ags[:2]]


def _tried(proposal: Proposal) -> Report | None:
    """What the sheet as it stands comes to; None where it is refused for another reason than its findings."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "draft.yml"
        path.write_text(written(proposal, path), encoding="utf-8")
        try:
            return run(source.load(path), {}, lambda received: None)
        except TooManyFindings as error:
            return error.report if isinstance(error.report, Report) else None


def _mend(proposal: Proposal, report: Report | None) -> bool:
    """Takes readers that fail too often back; whether anything changed."""
    changed = False
    counts: Counter[str] = (
        Counter(one.path for one in report.findings if one.counts and one.path) if report else Counter()
    )
    for draft in proposal.drafts:
        for column, one in list(draft.guesses.items()):
            failed, stated = counts[column], len(draft.seen.cells(column)) or 1
            hours = one.target == "schedules.opening_hours"
            if one.target and failed > max(1, stated * (FAILED if not hours else 1 - HOURS)):
                why = f"looked like {one.target}, but {failed} of {stated} values cannot be read so"
                draft.guesses[column] = Guess("schedules.description" if hours else None, None, 0.5, why)
                changed = True
    return changed
