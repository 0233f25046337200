"""A row as the file has it becomes a row as the sheet wants it: filled down, chosen, split and joined.

Nothing is lost on the way: a column used in a join is used, a row left out is counted with the sheet's reason, and a
row that no table of its file wants is a finding.
"""

import re
from collections.abc import Iterator
from typing import Any

from ..errors import BadSheet
from .context import Context
from .formats.flat import opened
from .sheet import Join, Sheet, Table

Row = dict[str, Any]
NAMED = re.compile(r"\{([^{}]+)\}")


def check(sheet: Sheet, table: Table) -> None:
    """Raises `BadSheet` for a join that names no column, or that is also a column of its own."""
    where = f"{sheet.path}: table `{table.file}`"
    for name, join in table.join.items():
        if not all(NAMED.search(piece) for piece in join.pieces):
            raise BadSheet(f"{where}: key `join.{name}`: each piece needs a column in braces, such as {{street}}.")
    if idle := set(table.split) & set(table.ignore):
        raise BadSheet(f"{where}: key `split.{min(idle)}`: the column is also in `ignore`. Keep one of the two.")


def rows_of(context: Context, found: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    """The rows that this table is about, made fit."""
    table = context.table
    above: Row = {}
    whole = {*table.fields, *table.ignore}
    for line, stated in found:
        row = opened(stated, whole)
        for column in table.fill_down:
            above[column] = row[column] = row.get(column) if _stated(row.get(column)) else above.get(column)
        if _left_out(context, table, row):
            continue
        if _wanted(table, row):
            yield line, _fit(table, row)
        elif _orphan(context, table, row):
            context.turn(line, row, None)
            context.column = ", ".join(table.where)
            shown = {column: row.get(column) for column in table.where}
            remedy = "Name the value in `where` of one of the tables, or with a reason in `ignore_rows`."
            context.signal("row-left-out", "No table of this file wants this row.", remedy, value=shown)


def _left_out(context: Context, table: Table, row: Row) -> bool:
    for column, values in table.ignore_rows.items():
        value = _word(row.get(column))
        if value in values:
            context.leave(f"{column} = {value or '(empty)'}", values[value])
            return True
    return False


def _wanted(table: Table, row: Row) -> bool:
    return all(_word(row.get(column)) in values for column, values in table.where.items())


def _orphan(context: Context, table: Table, row: Row) -> bool:
    """Whether no other table of the same file wants the row; told once, by the first of them."""
    same = [one for one in context.sheet.tables if (one.file, one.options) == (table.file, table.options)]
    return same[0] == table and not any(_wanted(one, row) for one in same)


def _fit(table: Table, row: Row) -> Row:
    for column, delimiter in table.split.items():
        if isinstance(value := row.get(column), str):
            row[column] = [part.strip() for part in value.split(delimiter) if part.strip()]
    made = {name: _joined(join, row) for name, join in table.join.items()}
    used = {column for join in table.join.values() for piece in join.pieces for column in NAMED.findall(piece)}
    kept = {*table.fields, *table.ignore} - table.join.keys()
    return {column: value for column, value in row.items() if column not in used or column in kept} | made


def _joined(join: Join, row: Row) -> str | None:
    pieces = []
    for piece in join.pieces:
        if any(_stated(row.get(column)) for column in NAMED.findall(piece)):
            words = NAMED.sub(lambda name: _word(row.get(name[1])), piece)
            pieces.append(re.sub(r"\s+", " ", words).strip(" ,;"))
    return join.by.join(pieces) or None


def _stated(value: Any) -> bool:
    return value not in (None, "", [], {}) and not (isinstance(value, str) and not value.strip())


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(_word, value))
    return "" if value is None else str(value).strip()
