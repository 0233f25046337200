"""What a run has to say: counts first, then every finding with the line it stands in. Everything here is JSON-able."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from ..record.entry import Degree


class Found(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A finding and where it stands. `count` is how many values it speaks for, `line` then the first of them.

    `about` tells what was found while reading (the sheet or the source wants mending) from what `record.check` says of
    a record that was read well (an editor may want to add something).
    """

    code: str
    degree: Degree
    message: str
    remedy: str
    file: str | None = None
    line: int | None = None
    key: str | None = None
    path: str | None = None
    value: str | None = None
    count: int = 1
    about: Literal["reading", "record"] = "reading"

    @property
    def counts(self) -> bool:
        """Whether it counts against the sheet's limit: a missing telephone is no reason to refuse a harvest."""
        return self.degree in ("error", "blocking") or (self.about == "reading" and self.degree == "warning")

    @property
    def where(self) -> str:
        place = self.file or ""
        if self.line:
            place += f":{self.line}"
        return f"{place} [{self.key}]" if self.key else place


class Ignored(Struct, frozen=True, kw_only=True):
    """A column left out on purpose, and how many values that were."""

    file: str
    column: str
    why: str
    values: int


class Report(Struct, frozen=True, kw_only=True):
    """`read` counts rows; `records` counts by kind what came of them, places and implied organisations included.

    `new`, `changed`, `unchanged` and `gone` compare those records with the previous sealed run.
    """

    source: str
    title: str
    read: int
    new: int
    changed: int
    unchanged: int
    gone: int
    records: dict[str, int]
    gone_keys: tuple[str, ...] = ()
    findings: tuple[Found, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    @property
    def blocked(self) -> tuple[Found, ...]:
        """The findings that keep a record from being published."""
        return tuple(one for one in self.findings if one.degree == "blocking")

    def lines(self, most: int = 30) -> Iterator[str]:
        """For a terminal: the counts, then what somebody must mend one by one, then how often something is lacking."""
        counts = (f"{getattr(self, name)} {name}" for name in ("read", "new", "changed", "unchanged", "gone"))
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.records.items())
        yield f"{self.source}: {', '.join(counts)} (records: {kinds})"
        urgent = [one for one in self.findings if one.counts]
        for one in urgent[:most]:
            value = "" if one.value is None else f" – {one.path}: {one.value!r}"
            yield f"  {one.degree} {one.where} {one.code}: {one.message}{value} → {one.remedy}"
        if len(urgent) > most:
            yield f"  … and {len(urgent) - most} more; --json tells all"
        lacking = Counter(one.code for one in self.findings if not one.counts)
        yield from (f"  told of {count} records: {code}" for code, count in lacking.most_common())
        for left in self.ignored:
            yield f"  ignored {left.values} values of {left.file}, column {left.column}: {left.why}"


def weight(findings: Iterable[Found]) -> int:
    """How many findings count against a sheet's limit, each value once."""
    return sum(one.count for one in findings if one.counts)
