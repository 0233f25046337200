"""Documents that say themselves what their fields mean (HSDS, with our profile) become records.

What neither the standard nor the profile names is a finding, and goes no further: another's unknown field could hold
anything, a hidden address too. An entry's `sources` tell where its record was born.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from ..errors import BadRecord
from ..record import hsds
from ..record.hsds_shapes import SHAPES
from ..record.model import KINDS, AnyRecord, Location, Service, ServiceAtLocation, hide
from ..record.paths import slots
from . import of_entry
from .context import Context
from .raw_ids import settled
from .report import Found

PartT = TypeVar("PartT", bound=Struct)
Data = dict[str, Any]
SINGLE = ("organization_id", "parent_organization_id", "location_id")
MANY = ("service_ids", "location_ids")


class Met(Struct, kw_only=True):
    """A record and where it stood. `whole`: as a document of its own, not only inside another."""

    record: AnyRecord
    line: int
    about: Data
    whole: bool


def read(context: Context, documents: Iterable[tuple[int, Data]]) -> int:
    """Emits every record, each once; returns how many documents could be read."""
    keys: dict[str, str] = {}
    met, taken = _meet(context, documents, keys)
    hidden = set(_hidden(context, [one.record for one in met.values()]))
    unread: dict[str, tuple[int, int]] = {}
    for kind in KINDS:
        for key, one in met.items():
            if one.record.kind == kind:
                context.turn(one.line, {}, key)
                record = _without_hidden(context, _plain(context, one.record, kind, unread), hidden)
                _refer(context, record, keys)
                context.emit(record, keys.get(key, key), **one.about)
    _tell_unread(context, unread)
    return taken


def _meet(context: Context, documents: Iterable[tuple[int, Data]], keys: dict[str, str]) -> tuple[dict[str, Met], int]:
    """`keys` learns the raw key of every id that was made from one."""
    met: dict[str, Met] = {}
    taken = 0
    left: dict[tuple[str, str], tuple[int, int]] = {}
    for line, stated_document in documents:
        if isinstance(leftover := stated_document.get("left"), dict):
            _leave_row(context, line, leftover, left)
            continue
        document = settled(stated_document, context.sheet.id, keys)
        entry = document.get("entry")
        stated = document.get("id")
        context.turn(line, {}, stated if isinstance(stated, str) else None)
        about = of_entry.about(context, entry if isinstance(entry, Mapping) else {})
        try:
            records = hsds.read(document, language=context.sheet.language)
        except BadRecord as error:
            remedy = "Mend it at the source; only organisations, services, places, events and volunteering are read."
            context.signal("unreadable-document", f"Left out: {error}", remedy, degree="error")
            continue
        taken += 1
        for number, record in enumerate(records):
            _keep(context, met, record, Met(record=record, line=line, about=about, whole=not number))
    _tell_left(context, left)
    return met, taken


def _leave_row(context: Context, line: int, row: Data, left: dict[tuple[str, str], tuple[int, int]]) -> None:
    """What a reader could not put anywhere; a sheet may know of it by the file's name."""
    if row["name"] in context.table.ignore:
        context.leave(row["name"])
        return
    first, count = left.get((row["name"], row["why"]), (line, 0))
    left[row["name"], row["why"]] = (first, count + 1)


def _tell_left(context: Context, left: dict[tuple[str, str], tuple[int, int]]) -> None:
    for (name, why), (line, count) in left.items():
        context.findings.append(
            Found(
                code="row-left-out",
                degree="warning",
                message=f"{count} rows of {name} {why}.",
                remedy=f"Mend them at the source, or name `{name}` with a reason in `ignore`.",
                file=f"{context.file}/{name}",
                line=line,
                path=name,
                count=count,
            )
        )


def _keep(context: Context, met: dict[str, Met], record: AnyRecord, new: Met) -> None:
    """A document of its own goes before what another one contains."""
    old = met.get(record.id)
    if not _is_uuid(record.id):
        remedy = "HSDS wants lower-case UUIDs; ask the source for them."
        context.signal("bad-id", "The id is no UUID; left out.", remedy, value=record.id, degree="error", path="id")
    elif old is None or (new.whole and not old.whole):
        met[record.id] = new if new.whole else replace(new, about=of_entry.inside(new.about))
    elif new.whole:
        remedy = "Give each document of the source an id of its own."
        told = f"The id stands already in line {old.line}; this one was left out."
        context.signal("duplicate-key", told, remedy, value=record.id, degree="error", path="id")


def _is_uuid(id: str) -> bool:
    try:
        return str(UUID(id)) == id
    except ValueError:
        return False


def _hidden(context: Context, records: Iterable[AnyRecord]) -> Iterator[str]:
    """Ids of places that say they are confidential, or where something is that the sheet calls so."""
    words = {name: {one.casefold() for one in listed} for name, listed in context.table.confidential.items()}
    for record in records:
        if isinstance(record, Location):
            if record.confidential or _called(record, words):
                yield record.id
        elif _called(record, words):
            yield from _places(record)


def _called(record: AnyRecord, words: Mapping[str, set[str]]) -> bool:
    for name, meant in words.items():
        stated = getattr(record, name, None) or ()
        if any(str(one).strip().casefold() in meant for one in ([stated] if isinstance(stated, str) else stated)):
            return True
    return False


def _places(record: AnyRecord) -> Iterator[str]:
    single = getattr(record, "location_id", None)
    parts = record.service_at_locations if isinstance(record, Service) else ()
    yield from (id for id in (single, *(one.location_id for one in parts)) if id)
    yield from getattr(record, "location_ids", ())


def _without_hidden(context: Context, record: AnyRecord, hidden: set[str]) -> AnyRecord:
    context.confidential = record.id in hidden or not hidden.isdisjoint(_places(record))
    if isinstance(record, Location) and record.id in hidden:
        return hide(record)
    if isinstance(record, Service) and context.confidential:
        offers = tuple(
            ServiceAtLocation(id=one.id, location_id=one.location_id) if one.location_id in hidden else one
            for one in record.service_at_locations
        )
        return replace(record, service_at_locations=offers)
    return record


def _refer(context: Context, record: AnyRecord, keys: Mapping[str, str]) -> None:
    single = [getattr(record, name, None) for name in SINGLE]
    many = [id for name in MANY for id in getattr(record, name, ())]
    for id in (*single, *many, *_places(record)):
        if id:
            context.references.setdefault(id, (context.file, context.line, keys.get(id, id)))


def _plain(context: Context, part: PartT, path: str, unread: dict[str, tuple[int, int]], owner: str = "") -> PartT:
    """The part without what no field of it can hold. A reference back to its owner says nothing new."""
    changes: Data = {}
    own = getattr(part, "id", owner)
    for name, slot in slots(type(part)).items():
        value = getattr(part, name)
        if name == "extra":
            for field, stated in value.items():
                if not (field.endswith("_id") and stated == owner):
                    _left(context, f"{path}.{field}", unread)
            changes |= {"extra": {}} if value else {}
        elif slot.holds == "parts" and value:
            changes[name] = tuple(_plain(context, one, f"{path}.{name}", unread, own) for one in value)
        elif slot.holds == "part" and value is not None:
            changes[name] = _plain(context, value, f"{path}.{name}", unread, own)
        elif name == "metadata" and value:
            changes[name] = tuple(_named(context, "metadata", one, f"{path}.{name}", unread) for one in value)
        elif name == "unit" and value:
            changes[name] = _named(context, "unit", value, f"{path}.{name}", unread)
    return replace(part, **changes) if changes else part


def _named(context: Context, shape: str, data: Data, path: str, unread: dict[str, tuple[int, int]]) -> Data:
    for name in data.keys() - SHAPES[shape].keys():
        _left(context, f"{path}.{name}", unread)
    return {name: value for name, value in data.items() if name in SHAPES[shape]}


def _left(context: Context, path: str, unread: dict[str, tuple[int, int]]) -> None:
    if path in context.table.ignore:
        context.leave(path)
        return
    line, count = unread.get(path, (context.line, 0))
    unread[path] = (line, count + 1)


def _tell_unread(context: Context, unread: dict[str, tuple[int, int]]) -> None:
    """Once for each field, without a value: nobody knows what it may give away."""
    for path, (line, count) in unread.items():
        context.findings.append(
            Found(
                code="unread-field",
                degree="warning",
                message=f"No record has a field for `{path}`, or not for such a value; {count} values were left out.",
                remedy="Nothing is lost at the source. Name it with a reason in `ignore` to be asked no more.",
                file=context.file,
                line=line,
                path=path,
            )
        )
