"""The shape of a fact sheet: all that one source needs said about it, as data.

A sheet describes one source id; each of its tables is one file of one kind. Whatever a file holds is mapped in
`fields`, left out by name in `ignore`, or becomes a finding: there is no fourth way.
"""

from pathlib import Path
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from ..record.model import Kind
from ..vocabulary.area import NETWORK


class Field(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one column goes. `read` names the value reader; without it the target's own reader is taken."""

    to: tuple[str, ...]
    read: str | None = None


class Lookup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A known exception. The value is read as `then` (null: as nothing), only for target `to` if that is given;
    `set` fills other targets; `known_none` says the thing is known not to exist. `note` tells the next reader why."""

    when: tuple[str, ...]
    note: str
    then: Any | UnsetType = UNSET
    to: str | None = None
    set: dict[str, Any] = {}
    known_none: bool = False


class Expect(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a harvest must look like before anything is replaced. `Found.counts` says which findings count."""

    min: int = 1
    max: int | None = None
    max_findings: int | None = None
    max_gone: float | None = None


class Join(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column made of others: each piece names columns in braces, and is left out where all of them are empty."""

    pieces: tuple[str, ...]
    by: str = " "


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file cannot say about itself. `sheet` is a spreadsheet's page, `header` the row with the column names,
    `header_rows` how many rows they fill, `items` the path to the list inside a JSON document (`a.b[].c`, `*[]`).

    For `hsds-csv`: `country` is where telephone numbers without a country's code belong.

    For `hsds-api`: `one_by_one` asks for each entry at its own address, `relayed` takes what a neighbour passes on."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: int = 1
    header_rows: int = 1
    items: str | None = None
    country: str = "DE"
    one_by_one: bool = False
    relayed: bool = False


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`set` fills targets that hold for every row; `confidential` lists, by target, the words that hide a location.

    Before a row is read, `shape` makes it fit: `fill_down`, `where`, `ignore_rows`, `split` and `join`.
    """

    file: str
    fields: dict[str, Field] = {}
    format: str | None = None
    kind: Kind = "service"
    ignore: dict[str, str] = {}
    lookups: dict[str, tuple[Lookup, ...]] = {}
    set: dict[str, Any] = {}
    confidential: dict[str, tuple[str, ...]] = {}
    options: Options = field(default_factory=Options)
    expect: Expect = field(default_factory=Expect)
    fill_down: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = {}
    ignore_rows: dict[str, dict[str, str]] = {}
    split: dict[str, str] = {}
    join: dict[str, Join] = {}

    @property
    def standard(self) -> bool:
        """Whether the file says itself what its fields mean."""
        return self.format in ("hsds", "hsds-csv", "hsds-api", "xzufi")


class Sheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`area` are the AGS the source is about, nearest first; `steward` the one whose editors decide about it.

    `trust` ranks sources where they contradict each other, higher first. `districts` maps names of districts to the
    AGS of their town; those of `edition` (a file beside the sheet) are added when the sheet is loaded. `publish:
    proposals` says that nothing of this source is ever shown unless an editor takes it over.
    """

    id: str
    title: str
    tables: tuple[Table, ...]
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    rhythm: str | None = None
    contact: str | None = None
    area: tuple[str, ...] = ()
    steward: str | None = None
    language: str = "de"
    trust: int = 50
    edition: str | None = None
    districts: dict[str, str] = {}
    repeats: dict[str, tuple[str, ...]] = {}
    publish: Literal["records", "proposals"] = "records"
    expect: Expect = field(default_factory=Expect)
    path: Path = Path()

    @property
    def ground(self) -> tuple[str, ...]:
        """Those of its areas that lie somewhere: a network of towns does not."""
        return tuple(one for one in self.area if not one.startswith(NETWORK))

    def file(self, table: Table) -> Path:
        return (self.path.parent / table.file).resolve()
