"""Addresses inside a record, as decisions, provenance and diffs use them; never a list index, always a part's id.

    name · phones[<id>].number · service_at_locations[<id>].schedules[<id>].opening_hours · happening.rrule
    description[uk]   the translation of a text          phones   the whole list          phones[<id>]   one part

`None` means "not stated", `KNOWN_NONE` "known to have none". Nothing here changes a record: `set` makes a new one.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Final, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from anlaufstelle.errors import BadRecord, NotFound
from anlaufstelle.vocabulary.text import fingerprint

from .model import AnyRecord, Translation


class Known(Enum):
    """The one member is falsy, so that `if value:` reads right; in JSON it is `{"known_none": true}` (see `plain`)."""

    NONE = "known_none"

    def __bool__(self) -> bool:
        return False


KNOWN_NONE: Final = Known.NONE


class Step(NamedTuple):
    """`key` is a part's id, or a language when the field holds a text."""

    name: str
    key: str | None = None

    def __str__(self) -> str:
        return self.name if self.key is None else f"{self.name}[{self.key}]"


class Slot(NamedTuple):
    """What a field of a shape holds: `shape` is the type of its part(s)."""

    holds: Literal["value", "part", "parts"]
    type: Any
    shape: type[Struct] | None
    required: bool
    empty: Any


RecordT = TypeVar("RecordT", bound=AnyRecord)
StructT = TypeVar("StructT", bound=Struct)

_STEP = re.compile(r"([a-z][a-z0-9_]*)(?:\[([^\[\]\s]+)\])?")
_HIDDEN = {"id", "known_none", "translations"}


@lru_cache(maxsize=4096)
def parse(path: str) -> tuple[Step, ...]:
    """The steps of an address; BadRecord when it is malformed. Does not ask whether a record has such a field."""
    steps = []
    position = 0
    while True:
        match = _STEP.match(path, position)
        if match is None:
            raise BadRecord(f"„{path}“ is no address in a record: expected a field name at position {position}")
        steps.append(Step(match[1], match[2]))
        position = match.end()
        if position == len(path):
            return tuple(steps)
        if path[position] != ".":
            raise BadRecord(f"„{path}“ is no address in a record: unexpected „{path[position]}“ at position {position}")
        position += 1


def get(record: AnyRecord, path: str) -> Any:
    """The value at `path`: None when not stated, KNOWN_NONE when known to have none, the text for a translation.

    A path through a part that is not there raises NotFound; a field its kind does not have, BadRecord.
    """
    owner, last = _owner(record, path)
    slot = _slot(owner, last, path)
    value = getattr(owner, last.name)
    if last.key is None:
        if not _stated(value) and path in record.known_none:
            return KNOWN_NONE
        return value if _stated(value) else None
    if slot.holds == "parts":
        return _part(value, last, path)
    found = _translation(record, _bare(path), last.key)
    return found.text if found else None


def set(record: RecordT, path: str, value: Any) -> RecordT:
    """A new record with `value` (typed or in builtins form) at `path`.

    None removes (a translation and a part too); KNOWN_NONE or `{"known_none": true}` empties the field and says so.
    Giving `phones[<new id>]` a whole part adds it. A text given for `description[uk]` counts as translated by a human
    from the text that stands there now; a dict or a Translation says more.
    """
    steps = parse(path)
    owner, last = _owner(record, path)
    if last.key is not None and _slot(owner, last, path).holds == "value":
        return _translate(record, path, last.key, value)
    if value is KNOWN_NONE or value == {"known_none": True}:
        emptied = _forget(_put(record, steps, None, path), path)
        if _stated(getattr(_owner(emptied, path)[0], last.name)) or last.key is not None:
            raise BadRecord(f"{path}: „{last}“ cannot be known to have none")
        return replace(emptied, known_none=(*emptied.known_none, path))
    return _forget(_put(record, steps, value, path), path)


def walk(record: AnyRecord) -> Iterator[tuple[str, Any]]:
    """Every stated value with its address, fields in the model's order, then what is known to have none.

    Tuples of plain words and dicts are one value each; ids are no values, and neither is what a field holds by
    default (`status` "active"), since nobody need have stated it.
    """
    yield from _leaves(record, "")
    for translation in record.translations:
        yield f"{translation.path}[{translation.language}]", translation.text
    for path in record.known_none:
        yield path, KNOWN_NONE


def plain(value: Any) -> Any:
    """`value` as JSON can hold it; `set` takes it back."""
    return {"known_none": True} if value is KNOWN_NONE else msgspec.to_builtins(value)


@cache
def slots(shape: type[Struct]) -> Mapping[str, Slot]:
    """The fields of a record or part and what each holds."""
    found = {}
    for field in fields(shape):
        holds, inner = _kind_of(field.type)
        empty = None if field.required else field.default
        if empty is msgspec.NODEFAULT:
            empty = field.default_factory()
        found[field.name] = Slot(holds, field.type, inner, field.required, empty)
    return found


def _kind_of(annotation: Any) -> tuple[Literal["value", "part", "parts"], type[Struct] | None]:
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    for option in options:
        if isinstance(option, type) and issubclass(option, Struct):
            return "part", option
        if get_origin(option) is tuple:
            inner = get_args(option)[0]
            if isinstance(inner, type) and issubclass(inner, Struct):
                return "parts", inner
    return "value", None


def _stated(value: Any) -> bool:
    return value is not None and value not in ((), {})


def _leaves(owner: Struct, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, slot in slots(type(owner)).items():
        value = getattr(owner, name)
        if name in _HIDDEN or not _stated(value) or (slot.holds == "value" and value == slot.empty):
            continue
        if slot.holds == "part":
            yield from _leaves(value, f"{prefix}{name}.")
        elif slot.holds == "parts":
            for part in value:
                yield from _leaves(part, f"{prefix}{name}[{part.id}].")
        else:
            yield f"{prefix}{name}", value


def _slot(owner: Struct, step: Step, path: str) -> Slot:
    known = slots(type(owner))
    slot = known.get(step.name)
    if slot is None:
        raise BadRecord(f"{path}: {type(owner).__name__} has no field „{step.name}“; it has {', '.join(known)}")
    text = slot.holds == "value" and slot.type in (str, str | None)
    if step.key is not None and slot.holds != "parts" and not text:
        raise BadRecord(f"{path}: „{step.name}“ has neither parts nor translations, so nothing may stand in brackets")
    return slot


def _owner(record: AnyRecord, path: str) -> tuple[Struct, Step]:
    """The record or part that holds the last step's field."""
    *way, last = parse(path)
    owner: Struct = record
    for step in way:
        owner = _descend(owner, step, path)
    return owner, last


def _descend(owner: Struct, step: Step, path: str) -> Struct:
    slot = _slot(owner, step, path)
    value = getattr(owner, step.name)
    if slot.holds == "parts" and step.key is not None:
        return _part(value, step, path)
    if slot.holds != "part" or step.key is not None:
        raise BadRecord(f"{path}: „{step}“ does not lead to one part")
    if value is None:
        raise NotFound(f"{path}: the record has no „{step.name}“")
    found: Struct = value
    return found


def _part(parts: tuple[Any, ...], step: Step, path: str) -> Struct:
    for part in parts:
        if part.id == step.key:
            found: Struct = part
            return found
    there = ", ".join(part.id for part in parts) or "none"
    raise NotFound(f"{path}: no part „{step.key}“ in {step.name}; there are: {there}")


def _put(owner: StructT, steps: tuple[Step, ...], value: Any, path: str) -> StructT:
    step, *rest = steps
    slot = _slot(owner, step, path)
    current = getattr(owner, step.name)
    if rest:
        inner = _put(_descend(owner, step, path), tuple(rest), value, path)
        new = tuple(inner if p.id == step.key else p for p in current) if slot.holds == "parts" else inner
    elif step.key is not None:
        new = _with_part(current, slot, step, value, path)
    else:
        new = _converted(slot, step, value, path)
    return replace(owner, **{step.name: new})


def _with_part(parts: tuple[Any, ...], slot: Slot, step: Step, value: Any, path: str) -> tuple[Any, ...]:
    if value is None:
        gone = _part(parts, step, path)
        return tuple(part for part in parts if part is not gone)
    if isinstance(value, Mapping):
        value = {"id": step.key, **value}
    part = _convert(value, slot.shape, path)
    if part.id != step.key:
        raise BadRecord(f"{path}: the part given has another id, „{part.id}“")
    if any(p.id == part.id for p in parts):
        return tuple(part if p.id == part.id else p for p in parts)
    return (*parts, part)


def _converted(slot: Slot, step: Step, value: Any, path: str) -> Any:
    if step.name in {"id", "known_none"}:
        raise BadRecord(f"{path}: „{step.name}“ cannot be set")
    if value is None:
        if slot.required:
            raise BadRecord(f"{path}: „{step.name}“ cannot be empty; remove the whole part instead")
        return slot.empty
    return _convert(value, slot.type, path)


def _convert(value: Any, wanted: Any, path: str) -> Any:
    try:
        return msgspec.convert(msgspec.to_builtins(value), wanted)
    except (msgspec.ValidationError, TypeError) as error:
        raise BadRecord(f"{path}: {error}") from error


def _bare(path: str) -> str:
    return path[: path.rindex("[")]


def _translation(record: AnyRecord, path: str, language: str) -> Translation | None:
    return next((t for t in record.translations if t.path == path and t.language == language), None)


def _translate(record: RecordT, path: str, language: str, value: Any) -> RecordT:
    original = _bare(path)
    others = tuple(t for t in record.translations if (t.path, t.language) != (original, language))
    if value is None:
        return replace(record, translations=others)
    if isinstance(value, str):
        current = get(record, original)
        value = {"text": value} | ({"source_hash": fingerprint(current)} if isinstance(current, str) else {})
    fields_given = msgspec.to_builtins(value)
    if not isinstance(fields_given, dict):
        raise BadRecord(f"{path}: a translation is a text, or an object with `text`, not {value!r}")
    translation = _convert({**fields_given, "path": original, "language": language}, Translation, path)
    return replace(record, translations=(*others, translation))


def _forget(record: RecordT, path: str) -> RecordT:
    """`record` without any word that `path`, or what it lies in, is known to have none."""
    within = tuple(
        known for known in record.known_none if path != known and not path.startswith((f"{known}[", f"{known}."))
    )
    return record if within == record.known_none else replace(record, known_none=within)
