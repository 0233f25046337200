"""What a sheet with `format: osm` has without saying so: its columns, what it leaves out and why, and its licence.

Records of OpenStreetMap are ODbL for ever. A sheet of theirs holds nothing else, and its licence is on each record, so
that an entry they are part of names it.
"""

from pathlib import Path
from typing import Any

from ...errors import BadSheet
from .osm_tags import FIELDS, IGNORE, LICENCE, PUBLISHER

Raw = dict[str, Any]
ENDINGS = (".osm.pbf", ".osm", ".osm.bz2", ".osm.gz")
HIDING = {"extra.confidential": ["ja"]}


def is_osm(table: Raw) -> bool:
    return table.get("format", "osm" if str(table.get("file", "")).endswith(ENDINGS) else None) == "osm"


def filled(table: Raw) -> Raw:
    """The table as the sheet states it, and below it what holds for every sheet of this format."""
    stated, ignore = table.get("fields") or {}, table.get("ignore") or {}
    if not is_osm(table) or not isinstance(stated, dict) or not isinstance(ignore, dict):
        return table
    fields: Raw = {name: {"to": list(to)} for name, to in FIELDS.items() if name not in ignore}
    left = {name: why for name, why in IGNORE.items() if name not in stated}
    own = {"format": "osm", "kind": "service", "confidential": HIDING}
    return own | table | {"fields": fields | stated, "ignore": left | ignore}


def licensed(path: Path, raw: Raw) -> Raw:
    """The whole sheet. Raises BadSheet where it gives another licence, or holds another source's table as well."""
    tables = [one for one in raw.get("tables") or () if isinstance(one, dict)]
    found = [is_osm(table) for table in tables]
    if not any(found):
        return raw
    if not all(found):
        raise BadSheet(f"{path}: key `tables`: what is OpenStreetMap's needs a sheet of its own, for its licence.")
    if raw.get("licence", LICENCE) != LICENCE:
        raise BadSheet(f"{path}: key `licence`: OpenStreetMap is {LICENCE}, whoever passes it on. Leave the key out.")
    return {"publisher": PUBLISHER} | raw | {"licence": LICENCE}
