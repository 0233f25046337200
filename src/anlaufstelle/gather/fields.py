"""Column → target → value reader: the plan of a table, made and checked once when the sheet is loaded.

A target is an HSDS path (`description`, `phones`, `schedules.opening_hours`), or one of the few of our own that stand
for a reference or a place (`organization`, `location.city`, `ages`). `docs/reference/fact-sheet.md` lists them all.
"""

from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import UNSET

from ..errors import BadSheet
from ..record.model import KINDS, Kind
from . import happen, week
from .context import Context
from .readers import READERS, YES, Reader
from .sheet import Sheet, Table

SHARED: dict[str, str] = {
    "key": "key",
    "source_url": "web",
    "source_date": "date",
    "note": "text",
    "language": "language",
}
"""Targets of every kind, with their readers; `key` is demanded."""

SPECIAL: dict[str, str] = {
    "phones": "phones",
    "email": "email",
    "url": "web",
    "website": "web",
    "logo": "web",
    "uri": "web",
    "additional_urls": "webs",
    "additional_websites": "webs",
    "languages": "languages",
    "service_areas": "served",
    "last_modified": "date",
    "assured_date": "date",
    "day": "date",
    "starts": "date",
    "ends": "date",
    "funding_until": "date",
    "valid_from": "date",
    "valid_to": "date",
    "since": "date",
    "until": "date",
    "issued": "date",
    "free": "free",
    "wheelchair": "wheelchair",
    "service_ids": "keys",
    "location_ids": "keys",
    "organization_id": "key",
    "location_id": "key",
    "parent_organization_id": "key",
    "replaces_id": "key",
    "body_id": "key",
}
"""Attributes whose type alone does not tell how to read them."""

NOT_TARGETS = {"id", "kind", "extra", "known_none", "organization_name", "organizer_name", "program_id", "precision"}
"""Attributes that a sheet reaches by another way (`organization`, `extra.…`, `location.…`, a lookup's `known_none`)."""

PLACE: dict[str, str] = {
    "location.name": "text",
    "location.address": "address",
    "location.address_1": "text",
    "location.address_2": "text",
    "location.postal_code": "postal_code",
    "location.city": "text",
    "location.district": "text",
    "location.region": "text",
    "location.country": "text",
    "location.transportation": "text",
    "location.latitude": "degrees",
    "location.longitude": "degrees",
    "location.point": "point",
    "location.precision": "text",
    "location.wheelchair": "wheelchair",
    "location.words": "text",
}
SCHEDULES: dict[str, str] = {
    "schedules.opening_hours": "hours",
    "schedules.description": "text",
    "schedules.valid_from": "date",
    "schedules.valid_to": "date",
    "schedules.notes": "text",
    "schedules.schedule_link": "web",
} | week.TARGETS
HAPPENING: dict[str, str] = {
    "happening.dtstart": "start",
    "happening.dtend": "start",
    "happening.rrule": "rrule",
    "happening.time_text": "text",
} | happen.TARGETS
CONTACTS: dict[str, str] = {
    "contacts.name": "text",
    "contacts.title": "text",
    "contacts.department": "text",
    "contacts.email": "email",
}
OWN: dict[Kind, dict[str, str]] = {
    "organization": PLACE | CONTACTS,
    "service": PLACE | SCHEDULES | CONTACTS | {"organization": "organization", "ages": "ages"},
    "location": PLACE | SCHEDULES | CONTACTS,
    "event": PLACE | HAPPENING | {"organization": "organization"},
    "opportunity": PLACE | SCHEDULES | {"organization": "organization"},
    "notice": PLACE | {"organization": "organization"},
    "project": PLACE | {"organization": "organization"},
    "conference": PLACE | {"organization": "organization"},
    "slot": {"organization": "organization"},
    "membership": {"organization": "organization"},
    "body": {"organization": "organization"},
    "document": {"organization": "organization"},
}


class Known(NamedTuple):
    """A lookup made ready: `then` is read instead of the value, `sets` fill other targets."""

    then: Any
    sets: tuple[tuple["Target", Any], ...]
    none: bool


class Target(NamedTuple):
    path: str
    read: Reader
    exact: dict[str, Known]
    """Lookups of this column for this target, by the raw words they wait for."""


class Step(NamedTuple):
    column: str
    targets: tuple[Target, ...]


class Plan(NamedTuple):
    key: str
    steps: tuple[Step, ...]
    constants: tuple[tuple[str, Target, Any], ...]
    hiding: tuple[tuple[str, frozenset[str]], ...]
    """Columns and folded words that make a row's location confidential; asked before anything of the row is read."""


def _by_type(kind: Kind) -> dict[str, str]:
    """Targets that are plain attributes of the model, read by their type."""
    found: dict[str, str] = {}
    for name, hint in get_type_hints(KINDS[kind]).items():
        choices = set(get_args(hint)) - {type(None)} or {hint}
        if hint == tuple[str, ...]:
            found[name] = "words"
        elif str in choices or any(get_origin(one) is Literal for one in (hint, *choices)):
            found[name] = "text"
        elif bool in choices:
            found[name] = "yes_no"
        elif int in choices:
            found[name] = "integer"
        elif float in choices:
            found[name] = "number"
    hidden = NOT_TARGETS | {
        path.removeprefix("location.") for path in PLACE if kind == "location" and "name" not in path
    }
    return {name: reader for name, reader in found.items() if name not in hidden}


def targets(kind: Kind) -> dict[str, str]:
    """All targets of a kind with their readers, except the open family `extra.…`."""
    plain = _by_type(kind)
    hints = get_type_hints(KINDS[kind])
    special = {name: reader for name, reader in SPECIAL.items() if name in hints and f"location.{name}" not in PLACE}
    return dict(sorted((plain | special | SHARED | OWN[kind]).items()))


def choices(kind: Kind, path: str) -> tuple[str, ...]:
    """The words a target allows, where it allows only some."""
    if path.startswith("location."):
        kind, path = "location", path.removeprefix("location.")
    hint = get_type_hints(KINDS[kind]).get(path)
    for one in (hint, *get_args(hint)):
        if get_origin(one) is Literal:
            return tuple(get_args(one))
    return ()


def plan(sheet: Sheet, table: Table) -> Plan:
    """Raises `BadSheet` for whatever cannot be carried out."""
    known = targets(table.kind)
    where = f"{sheet.path}: table `{table.file}`"
    steps = tuple(
        Step(column, tuple(_target(where, table, column, path, field.read, known) for path in field.to))
        for column, field in table.fields.items()
    )
    _check(where, table, steps)
    keys = [step.column for step in steps if any(one.path == "key" for one in step.targets)]
    if len(keys) != 1:
        raise BadSheet(f"{where}: key `fields`: exactly one column must go to `key`, found {len(keys)}: {keys}.")
    constants = tuple(
        (name, _target(where, table, name, name, None, known, key="set"), value) for name, value in table.set.items()
    )
    hiding = tuple((step.column, hides) for step in steps for one in step.targets if (hides := _hiding(table, one)))
    early = sorted(steps, key=lambda step: not any(one.path.startswith("location.") for one in step.targets))
    rest = (Step(step.column, tuple(one for one in step.targets if one.path != "key")) for step in early)
    return Plan(keys[0], tuple(step for step in rest if step.targets), constants, hiding)


def _hiding(table: Table, target: Target) -> frozenset[str]:
    """The raw words, folded, that make a row's location confidential, those that a lookup turns into one included."""
    words = set(table.confidential.get(target.path, ()))
    words |= {raw for raw, known in target.exact.items() if known.then in words}
    return frozenset(word.casefold() for word in words) | (YES if target.path == "confidential" else frozenset())


def _target(
    where: str, table: Table, column: str, path: str, read: str | None, known: dict[str, str], key: str = "fields"
) -> Target:
    name = read or known.get(path) or ("text" if path.startswith("extra.") else None)
    if name is None:
        may = ", ".join([*known, "extra.<name>"])
        raise BadSheet(f"{where}: key `{key}.{column}`: a {table.kind} has no target `{path}`. Targets: {may}.")
    if name not in READERS:
        raise BadSheet(f"{where}: key `{key}.{column}.read`: no reader `{name}`. Readers: {', '.join(READERS)}.")
    allowed = choices(table.kind, path)
    reader = _choice(allowed) if allowed and read is None and name == "text" else READERS[name]
    exact: dict[str, Known] = {}
    for one in table.lookups.get(column, ()) if key == "fields" else ():
        for raw in one.when if one.to in (None, path) else ():
            if raw in exact:
                raise BadSheet(f"{where}: key `lookups.{column}`: `{raw}` is looked up twice for `{path}`.")
            sets = tuple(
                (_target(where, table, column, to, None, known, "lookups"), then) for to, then in one.set.items()
            )
            exact[raw] = Known(one.then, sets, one.known_none)
    return Target(path, reader, exact)


def _choice(allowed: tuple[str, ...]) -> Reader:
    def choice(context: Context, value: Any) -> str | None:
        if value in allowed:
            return str(value)
        remedy = f"Add a lookup that reads it as one of: {', '.join(allowed)} – or as nothing."
        context.signal("unknown-choice", "The value is none of those allowed.", remedy, value=value)
        context.keep(value)
        return None

    return choice


def _check(where: str, table: Table, steps: tuple[Step, ...]) -> None:
    columns = set(table.fields)
    if both := columns & set(table.ignore):
        raise BadSheet(f"{where}: key `ignore.{min(both)}`: the column is also in `fields`. Keep one of the two.")
    if idle := set(table.lookups) - columns:
        raise BadSheet(f"{where}: key `lookups.{min(idle)}`: no such column in `fields`.")
    paths = {one.path for step in steps for one in step.targets}
    if idle := set(table.confidential) - paths:
        raise BadSheet(f"{where}: key `confidential.{min(idle)}`: no column goes to this target.")
    for column, lookups in table.lookups.items():
        for lookup in lookups:
            if lookup.to is not None and lookup.to not in table.fields[column].to:
                raise BadSheet(f"{where}: key `lookups.{column}.to`: column does not go to `{lookup.to}`.")
            if lookup.then is UNSET and not lookup.set and not lookup.known_none:
                raise BadSheet(f"{where}: key `lookups.{column}`: needs one of `then`, `set`, `known_none`.")
