"""The one deep object a value reader holds: the row it reads, the record in the making, and the way to say what is odd.

Every value of a row is popped (used), ignored by name, or signalled; what is left when the row ends is a finding. A
value that could not be read stays with the record in its own words (`keep`), so that nothing is lost.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ..record.entry import Degree
from ..record.ids import part_id, record_id
from ..record.model import AnyRecord
from ..record.received import Origin, Received
from ..vocabulary import area
from .places import Town, town
from .references import Names
from .report import Found, Ignored
from .sheet import Sheet, Table

Draft = dict[str, Any]
BLANK: tuple[Any, ...] = (None, "", [], {})


class Context:
    """One per run. `begin` opens a table, `turn` a row; `emit` hands a finished record on."""

    def __init__(self, sheet: Sheet, receive: Callable[[Received, "Context"], None]) -> None:
        self.sheet = sheet
        self.names = Names()
        self.findings: list[Found] = []
        self.references: dict[str, tuple[str, int, str]] = {}
        self.file, self.line = "", 0
        self._receive = receive
        self._served: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._ignored: Counter[tuple[str, str]] = Counter()
        self._unread: dict[tuple[str, str], tuple[int, str | None, int]] = {}
        self._why: dict[tuple[str, str], str] = {}
        self._repeated = {key: source for source, keys in sheet.repeats.items() for key in keys}

    def begin(self, table: Table) -> None:
        self.table = table
        self.file = self.sheet.file(table).name
        for column, why in table.ignore.items():
            self._why[self.file, column] = why

    def turn(self, line: int, row: dict[str, Any], key: str | None) -> None:
        self.line, self.row, self.key = line, row, key
        self.id = record_id(self.sheet.id, key) if key is not None else ""
        self.draft: Draft = {}
        self.extra: dict[str, Any] = {}
        self.column = ""
        self.confidential = False
        self.signals = 0
        self._town: Town | bool | None = False

    # --- accounting for values ----------------------------------------------------------------------------------

    def pop(self, column: str) -> Any:
        """The value, taken out of the row; None where nothing is stated."""
        value = self.row.pop(column, None)
        if isinstance(value, str):
            value = value.strip()
        return None if value in BLANK else value

    def ignore(self, columns: Iterable[str]) -> None:
        """`building:*` stands for every column that begins so."""
        for column in columns:
            begins = column.removesuffix("*")
            names = [column] if begins == column else [name for name in self.row if name.startswith(begins)]
            for name in names:
                if self.pop(name) is not None:
                    self.leave(column)

    def leave(self, column: str, why: str | None = None) -> None:
        """Counts a value that the sheet names in `ignore`, or leaves out for another reason."""
        if why is not None:
            self._why[self.file, column] = why
        self._ignored[self.file, column] += 1

    def rest(self) -> None:
        """What nobody took: one finding per column, counted by values; the words stay in `extra`."""
        for column in list(self.row):
            self.column = column
            value = self.pop(column)
            if value is not None:
                self.keep(value)
                shown = None if self.confidential else _words(value)
                line, first, count = self._unread.get((self.file, column), (self.line, shown, 0))
                self._unread[self.file, column] = (line, first, count + 1)

    def unread(self, value: Any, error: Exception | str, code: str) -> None:
        """A value that its reader could not read: told, and kept in its own words."""
        self.signal(
            code, f"{error}", f"Correct it at the source, or add a lookup with a note for `{self.column}`.", value=value
        )
        self.keep(value)

    def keep(self, value: Any) -> None:
        """Keeps an unreadable value in its own words, except where that could give a confidential place away."""
        if not self.confidential:
            self.extra[self.column] = value

    def signal(
        self,
        code: str,
        message: str,
        remedy: str,
        *,
        value: Any = None,
        degree: Degree = "warning",
        path: str | None = None,
    ) -> None:
        self.signals += 1
        shown = None if value is None or self.confidential else _words(value)
        self.findings.append(
            Found(
                code=code,
                degree=degree,
                message=message,
                remedy=remedy,
                file=self.file,
                line=self.line,
                key=self.key,
                path=path or self.column or None,
                value=shown,
            )
        )

    # --- what a record is made of -------------------------------------------------------------------------------

    def part(self, name: str = "") -> str:
        """A stable id for a part: by the column it comes from, not by its place in a list or its value."""
        return part_id(self.id, f"{name or self.column}")

    def refer(self, key: str) -> str:
        """The id of another record of this source; that it exists is checked when the run ends."""
        found = record_id(self.sheet.id, key)
        self.references.setdefault(found, (self.file, self.line, key))
        return found

    def organization(self, words: str) -> str | None:
        """The id behind a provider's name. Services may bring a new organisation into being, other kinds may not."""
        found = self.names.find(words, self.id)
        if found is None and self.table.kind == "service":
            key, implied = self.names.imply(self.sheet.id, words, self.sheet.language)
            self.emit(implied, key)
            found = implied.id
        return found

    @property
    def town(self) -> Town | None:
        """The municipality or Kreis the row's own location lies in."""
        if isinstance(self._town, bool):
            words = self.draft.get("location.city") or self.draft.get("city")
            self._town = town(words, self.draft.get("location.postal_code"), self.sheet.ground) if words else None
        return self._town

    @property
    def home(self) -> str | None:
        """The AGS against which words such as "Umgebung" are read: the row's town, else the source's area."""
        return self.town.ags if self.town else next(iter(self.sheet.ground), None)

    def served(self, words: str) -> tuple[str, ...]:
        """The areas that words about who is served mean, read from the row's home."""
        asked = (words, self.home)
        if asked not in self._served:
            self._served[asked] = tuple(area.served(words, self.home, self.sheet.districts))
        return self._served[asked]

    def emit(self, record: AnyRecord, key: str, **about: Any) -> None:
        """Hands a finished record on. `about`: source_url, source_date, note, origin, and the record's own licence."""
        about = {"licence": self.sheet.licence} | about
        if "origin" not in about and (born := self._repeated.get(key)):
            about["origin"] = Origin(born, key)
        self._receive(Received(source=self.sheet.id, key=key, record=record, **about), self)

    # --- when the run ends --------------------------------------------------------------------------------------

    def close(self) -> tuple[Ignored, ...]:
        for (file, column), (line, shown, count) in self._unread.items():
            message = f"Column `{column}` is neither mapped nor ignored; {count} values were kept in `extra`."
            remedy = f"Add `{column}` to `fields` or, with a reason, to `ignore` of the fact sheet."
            self.findings.append(
                Found(
                    code="unread-column",
                    degree="warning",
                    message=message,
                    remedy=remedy,
                    file=file,
                    line=line,
                    path=column,
                    value=shown,
                    count=count,
                )
            )
        return tuple(
            Ignored(file=file, column=column, why=self._why[file, column], values=count)
            for (file, column), count in sorted(self._ignored.items())
        )


def _words(value: Any) -> str:
    words = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return words if len(words) <= 200 else words[:199] + "…"
