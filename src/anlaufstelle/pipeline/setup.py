"""A data folder made ready: tables, and the editions that stand in the sources folder. Does nothing twice."""

import re
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.shapes import EditionView, TownContact
from anlaufstelle.errors import BadSheet
from anlaufstelle.gather import fetch, source
from anlaufstelle.record.model import record_id
from anlaufstelle.vocabulary import area

LONGEST_AREA: Final = 60
"""Letters of a code in the tables."""


def ensure() -> dict[str, str]:
    """Brings the tables up to date and reads every `edition.yml`; an edition once released stays so.

    Returns the editions that could not be read and why, by their path seen from the sources folder. They stay as they
    were and hold up no other.
    """
    migrate()
    fetch.use(web())
    folder, broken = Path(settings.ANLAUFSTELLE_SOURCES), {}
    for path in sorted(folder.rglob("edition.yml")):
        try:
            store.keep_edition(edition(path))
        except BadSheet as error:
            broken[str(path.relative_to(folder))] = str(error)
    return broken


def migrate() -> None:
    """The tables alone: an instance that is to be restored stays empty."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def web() -> fetch.Fetcher:
    """What everything is fetched through, as the settings say."""
    policy = fetch.Policy(contact=settings.ANLAUFSTELLE_CONTACT, inside=tuple(settings.ANLAUFSTELLE_FETCH_INSIDE))
    return fetch.Fetcher(Path(settings.ANLAUFSTELLE_HOME) / "fetched", policy)


def edition(path: Path) -> EditionView:
    """A town's `edition.yml`; its `contact` may name a `service` by the key it has in the sheet beside it."""
    raw = _networked(path, _yaml(path))
    contact: dict[str, Any] = raw.pop("contact", None) or {}
    if service := contact.pop("service", None):
        contact["entry_id"] = record_id(_sheet(path), str(service))
    try:
        return msgspec.convert(
            {**raw, "contact": msgspec.convert(contact, TownContact)}, EditionView, from_attributes=True
        )
    except msgspec.ValidationError as error:
        raise BadSheet(f"{path}: {error}") from error


def _yaml(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadSheet(f"{path}: cannot be read: {error}") from error
    if not isinstance(raw, dict) or not {"slug", "name"} <= raw.keys():
        raise BadSheet(f"{path}: must be a mapping with at least `slug` and `name`.")
    if unknown := raw.keys() - {*EditionView.__struct_fields__} | raw.keys() & {"state"}:
        raise BadSheet(f"{path}: these keys do not belong here: {', '.join(sorted(unknown))}.")
    return raw


def _networked(path: Path, raw: dict[str, Any]) -> dict[str, Any]:
    """A network has no ground: its area follows from its slug."""
    if raw.get("network") is None:
        return raw
    if raw.get("areas") or raw.get("districts"):
        raise BadSheet(f"{path}: an edition with `network` has no `areas` and no `districts`. Remove them.")
    code = f"{area.NETWORK}{raw['slug']}"
    if len(code) > LONGEST_AREA or not re.fullmatch(r"[a-z0-9-]+", str(raw["slug"])):
        raise BadSheet(f"{path}: the slug of a network is made of a-z, 0-9 and -, at most {LONGEST_AREA - 4} letters.")
    return {**raw, "areas": [code]}


def _sheet(path: Path) -> str:
    """The id of the one sheet beside an edition."""
    return source.load(path.parent).id
