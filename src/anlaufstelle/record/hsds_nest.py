"""The tables of an HSDS data package put back together as documents: undoes `hsds_tables.rows`.

Organisations and locations stay documents of their own and are referred to by id. A part goes to the nearest thing it
points back at; the column that did so is then left out, since standing inside says the same.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from anlaufstelle.errors import BadRecord

from .hsds_shapes import SHAPES
from .hsds_tables import FILES, PROFILE

Data = dict[str, Any]
Line = tuple[int, Mapping[str, str]]

DOCUMENTS: Final = ("organization", "location", "service", "event", "opportunity", "notice",
                    "project", "conference", "slot", "membership", "body", "document")  # fmt: skip
_NEAREST: Final = ("contact", "phone", "service_at_location", "service", "location", "organization", "event",
                   "opportunity", "notice", "project", "conference", "slot", "membership", "body",
                   "document")  # fmt: skip
_SHARED: Final = frozenset({"taxonomy_term", "taxonomy", "unit"})
"""Looked up by those who use them, and nobody's part."""
_LINKS: Final = {"attribute": ("link_entity", "link_id"), "metadata": ("resource_type", "resource_id")}
"""These name the table they point at. `link_id` stays: it is a field of the record."""


class BadRow(BadRecord):
    """`table` and `line` say where it stands."""

    def __init__(self, table: str, line: int, what: str) -> None:
        super().__init__(what)
        self.table, self.line = table, line


def documents(tables: Mapping[str, Iterable[Line]]) -> Iterator[tuple[int, Data]]:
    """(line, document) of everything in the tables, which are named as in `FILES`. BadRow where a part has no owner."""
    known: dict[str, dict[str, Data]] = {name: {} for name in FILES}
    places: list[tuple[str, int, Data]] = []
    for name, lines in tables.items():
        for line, cells in lines:
            row = _row(name, line, cells)
            known[name].setdefault(str(row.get("id")), row)
            places.append((name, line, row))
    for name, line, row in places:
        _look_up(name, row, known)
        if name not in DOCUMENTS and name not in _SHARED:
            _put_into_owner(name, line, row, known)
    for kind in DOCUMENTS:
        yield from ((line, row) for name, line, row in places if name == kind)


def _row(name: str, line: int, cells: Mapping[str, str]) -> Data:
    row: Data = {}
    for column, cell in cells.items():
        if cell == "" or column == PROFILE:
            continue
        rule = SHAPES[name].get(column)
        row[column] = number(cell) if rule and rule.test == "number" else cell
    if stated := cells.get(PROFILE):
        try:
            profile = json.loads(stated)
        except ValueError as error:
            raise BadRow(name, line, f"column `{PROFILE}` is not JSON ({error})") from error
        if not isinstance(profile, dict):
            raise BadRow(name, line, f"column `{PROFILE}` is not a JSON object")
        row |= profile
    return row


def number(cell: str) -> int | float | str:
    """As written where it is none: the record then refuses it by name."""
    try:
        return int(cell) if cell.lstrip("-").isdigit() else float(cell)
    except ValueError:
        return cell


def _look_up(name: str, row: Data, known: Mapping[str, dict[str, Data]]) -> None:
    for field, rule in SHAPES[name].items():
        if rule.one is None or rule.one in DOCUMENTS:
            continue
        found = known[rule.one].get(row.get(f"{field}_id", ""))
        if found is not None:
            row[field] = found
        if found is not None and rule.one == "unit":
            del row[f"{field}_id"]


def _put_into_owner(name: str, line: int, row: Data, known: Mapping[str, dict[str, Data]]) -> None:
    if name in _LINKS:
        entity, column = _LINKS[name]
        owner, id = row.get(entity), row.get(column)
    else:
        owner = next((one for one in _NEAREST if _field(one, name) and row.get(f"{one}_id")), None)
        id = row.pop(f"{owner}_id", None)
    field = _field(owner, name) if isinstance(owner, str) else None
    holder = known[str(owner)].get(str(id)) if field else None
    if holder is not None and field is not None:
        holder.setdefault(field, []).append(row)
    elif name != "program":  # a service's program needs no organisation
        raise BadRow(name, line, f"belongs to nothing in the tables ({owner or 'no owner'}: {id})")


def _field(owner: str, part: str) -> str | None:
    return next((field for field, rule in SHAPES.get(owner, {}).items() if rule.many == part), None)
