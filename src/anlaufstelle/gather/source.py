"""Reads fact sheets. A sheet is checked whole when it is loaded: whoever gets a `Sheet` can run it.

Every `BadSheet` names the file and the key, what stood there, and what may stand there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from ..errors import BadSheet
from .fields import plan
from .formats import SUFFIXES, ical, osm_sheet, page, schema_org, xzufi_objects
from .shape import check
from .sheet import Expect, Field, Lookup, Options, Sheet, Table

__all__ = ["Expect", "Field", "Lookup", "Options", "Sheet", "Table", "load", "sheets"]

NOT_SHEETS = {"edition.yml"}
"""Other data that may lie beside a sheet."""
TABLE_KEYS = set(Table.__struct_fields__) - {"expect"}


def load(path: Path | str) -> Sheet:
    """The sheet in a file, or the only one in a folder."""
    path = Path(path)
    if not path.is_dir():
        return _load(path)
    found = list(sheets(path))
    if len(found) != 1:
        names = ", ".join(sheet.id for sheet in found) or "none"
        raise BadSheet(f"{path}: one fact sheet (*.yml) was expected, found: {names}. Name the file itself.")
    return found[0]


Broken = Callable[[Path, BadSheet], None]


def sheets(path: Path | str, *, broken: Broken | None = None) -> Iterator[Sheet]:
    """All sheets in and below a folder, in order of their paths; two with one id are an error.

    An error is raised, unless `broken` takes it: then the sheet is left out and the others follow.
    """
    path = Path(path)
    seen: dict[str, Path] = {}
    for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
        if path.is_dir() and file.name in NOT_SHEETS:
            continue
        try:
            sheet = _new(file, seen)
        except BadSheet as error:
            if broken is None:
                raise
            broken(file, error)
            continue
        yield sheet


def _new(file: Path, seen: dict[str, Path]) -> Sheet:
    sheet = _load(file)
    if sheet.id in seen:
        raise BadSheet(f"{file}: key `id`: `{sheet.id}` already belongs to {seen[sheet.id]}. Choose another id.")
    seen[sheet.id] = file
    return sheet


def _load(path: Path) -> Sheet:
    raw = _yaml(path)
    try:
        sheet = msgspec.convert({**_unfold(path, raw), "path": path}, Sheet, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise BadSheet(f"{path}: {_where(str(error))}") from error
    if not sheet.tables:
        raise BadSheet(f"{path}: key `tables`: is empty. Name at least one `file`.")
    sheet = msgspec.structs.replace(sheet, districts={**_districts(sheet), **sheet.districts})
    for number, table in enumerate(sheet.tables):
        if table.expect.max_gone is not None:
            raise BadSheet(f"{path}: key `tables[{number}].expect.max_gone`: belongs to `expect` of the whole sheet.")
        if table.format == "hsds-api" and not table.file.startswith(("https://", "http://")):
            raise BadSheet(f"{path}: key `tables[{number}].file`: `hsds-api` wants an address, https://….")
        if table.format == "page" and sheet.publish != "proposals":
            why = "what rules read out of a page is never published by itself. Say `publish: proposals`"
            raise BadSheet(f"{path}: key `tables[{number}].format`: {why}.")
        if not table.standard:
            plan(sheet, table)
            check(sheet, table)
        elif given := [key for key in ("fields", "lookups", "set") if getattr(table, key)]:
            raise BadSheet(
                f"{path}: key `tables[{number}].{given[0]}`: `format: {table.format}` needs none. Remove it."
            )
    return sheet


def _path(kind: type, value: Any) -> Any:
    return value if kind is Path or isinstance(value, Path) else kind(value)


def _yaml(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise BadSheet(f"{path}: cannot be opened ({error.strerror}). Check the path.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadSheet(f"{path}: is not YAML in UTF-8: {' '.join(str(error).split())}") from error
    if not isinstance(raw, dict):
        raise BadSheet(f"{path}: must be a mapping with at least `id`, `title`, `file` and `fields`.")
    return raw


def _unfold(path: Path, raw: dict[str, Any]) -> dict[str, Any]:
    """A sheet with one file may say everything at the top; here it becomes a sheet with one table."""
    raw = dict(raw)
    at_top = {key: raw.pop(key) for key in list(raw) if key in TABLE_KEYS}
    if "tables" not in raw:
        expect = raw.get("expect")
        if isinstance(expect, dict):  # the table knows its last line, the sheet does not
            at_top["expect"] = {key: expect[key] for key in ("min", "max") if key in expect}
        if "file" not in at_top and raw.get("url"):
            at_top["file"] = raw["url"]
        raw["tables"] = [at_top]
    elif at_top:
        raise BadSheet(f"{path}: key `{next(iter(at_top))}`: stands beside `tables`. Move it into one of the tables.")
    tables = raw["tables"]
    if isinstance(tables, list):
        raw["tables"] = [_unfold_fields(table) if isinstance(table, dict) else table for table in tables]
    return osm_sheet.licensed(path, raw)


def _unfold_fields(table: dict[str, Any]) -> dict[str, Any]:
    table = _known_shape(table)
    table = xzufi_objects.filled(osm_sheet.filled(table))
    fields, lookups = table.get("fields"), table.get("lookups")
    if isinstance(fields, dict):
        table = {**table, "fields": {str(column): _unfold_field(spec) for column, spec in fields.items()}}
    if isinstance(lookups, dict):
        table = {
            **table,
            "lookups": {column: [_listed(one, "when") for one in many] for column, many in lookups.items()},
        }
    return table | _unfold_shape(table)


def _unfold_shape(table: dict[str, Any]) -> dict[str, Any]:
    """A join may be its one piece or a list of them; one wanted value need not be a list."""
    found: dict[str, Any] = {}
    if isinstance(joins := table.get("join"), dict):
        found["join"] = {
            str(name): {"pieces": [one] if isinstance(one, str) else one} if isinstance(one, str | list) else one
            for name, one in joins.items()
        }
    if isinstance(where := table.get("where"), dict):
        found["where"] = {str(name): [one] if isinstance(one, str) else one for name, one in where.items()}
    return found


def _known_shape(table: dict[str, Any]) -> dict[str, Any]:
    """A calendar's or a page's columns are always the same: a sheet names only those it means otherwise."""
    kind = str(table.get("kind", "service"))
    name = table.get("format") or SUFFIXES.get(Path(str(table.get("file", ""))).suffix.lower())
    more: dict[str, Any]
    if name == "ical":
        known, left, more = ical.FIELDS, ical.IGNORE, {"kind": "event"}
    elif name == "schema-org":
        (known, left), more = schema_org.fields(kind), {"where": {"kind": [kind]}}
    elif name == "page":
        known, left, more = page.FIELDS, {}, {}
    else:
        return table
    stated, ignore = table.get("fields") or {}, table.get("ignore") or {}
    if not isinstance(stated, dict) or not isinstance(ignore, dict):
        return table
    fields = {name: {"to": list(one.to), "read": one.read} for name, one in known.items() if name not in ignore}
    ignored = {name: why for name, why in left.items() if name not in stated}
    return more | table | {"fields": fields | stated, "ignore": ignored | ignore}


def _unfold_field(spec: Any) -> Any:
    if isinstance(spec, dict):
        return _listed(spec, "to")
    return {"to": [spec] if isinstance(spec, str) else spec}


def _listed(spec: Any, key: str) -> Any:
    if isinstance(spec, dict) and isinstance(spec.get(key), str):
        return {**spec, key: [spec[key]]}
    return spec


def _where(message: str) -> str:
    """msgspec says what and then where; a person looks for where first."""
    what, _, where = message.partition(" - at ")
    key = where.strip("`").removeprefix("$").lstrip(".")
    return f"key `{key}`: {what}" if key else what


def _districts(sheet: Sheet) -> dict[str, str]:
    if sheet.edition is None:
        return {}
    edition = _yaml(sheet.path.parent / sheet.edition)
    areas = edition.get("areas") or [""]
    return {str(name): str(areas[0]) for name in edition.get("districts", ())}
