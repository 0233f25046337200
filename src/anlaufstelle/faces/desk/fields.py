"""A field of a record as a form: what kind of input its type wants, and what comes back from it as a value."""

from dataclasses import dataclass, replace
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import Struct

from anlaufstelle.errors import BadRecord, BadValue
from anlaufstelle.pipeline.inbox_words import label, told
from anlaufstelle.record import paths
from anlaufstelle.record.diff_words import WORDS
from anlaufstelle.record.model import AnyRecord
from anlaufstelle.resolve.decided import value_at
from anlaufstelle.vocabulary import values

NEW = "neu"
"""In brackets instead of an id: a part that is still to be made."""
MAIN = {"phones": "number", "schedules": "opening_hours", "languages": "code", "required_documents": "document"}
"""Parts that one value makes."""
LONG = {"description", "eligibility_description", "application_process", "fees_description", "transportation", "alert"}
Kind = Literal["line", "text", "list", "choice", "yes-no", "number", "hours", "phone", "none"]


@dataclass(frozen=True)
class Field:
    """`kind` "none": shown, and not to be decided here. `choices` are (value, words)."""

    path: str
    label: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()
    may_have_none: bool = False


def of(record: AnyRecord, path: str) -> Field:
    """Raises `BadRecord` for what no record of this kind has."""
    steps = paths.parse(path)
    shape: type[Struct] | None = type(record)
    slot: paths.Slot | None = None
    for number, step in enumerate(steps):
        slot = paths.slots(shape).get(step.name) if shape else None
        if slot is None or step.name in ("id", "known_none", "translations"):
            raise BadRecord(f"Ein Feld „{path}“ gibt es hier nicht.")
        if step.key == NEW and number == 0 and len(steps) == 1 and step.name in MAIN:
            return Field(path, label(path), _kind(MAIN[step.name], str))
        shape = slot.shape
    assert slot is not None
    last = steps[-1]
    if last.key is not None and slot.holds == "value":
        return Field(path, label(path), "text")  # a translation
    if slot.holds != "value":
        return Field(path, label(path), "none")
    if last.name.endswith(("_id", "_ids")):
        return Field(path, label(path), "none")
    known = of_slot(slot, last.name)
    return replace(known, path=path, label=label(path), may_have_none=len(steps) == 1 and not slot.required)


def of_slot(slot: paths.Slot, name: str) -> Field:
    """What its type alone says."""
    inner = _inner(slot.type)
    choices = tuple((one, WORDS.get(one, one)) for one in get_args(inner)) if get_origin(inner) is Literal else ()
    return Field(name, label(name), _kind(name, inner), choices)


def _inner(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return next(one for one in get_args(annotation) if one is not type(None))
    return annotation


def _kind(name: str, inner: Any) -> Kind:
    texts = get_origin(inner) is tuple and get_args(inner)[0] is str
    asked: tuple[tuple[bool, Kind], ...] = (
        (name == "opening_hours", "hours"),
        (name == "number" and inner is str, "phone"),
        (get_origin(inner) is Literal, "choice"),
        (inner is bool, "yes-no"),
        (inner in (int, float), "number"),
        (inner is str and name in LONG, "text"),
        (inner is str, "line"),
        (texts, "list"),
    )
    return next((kind for fits, kind in asked if fits), "none")


def missing(record: AnyRecord) -> list[Field]:
    """What nobody has stated and a person could fill in, in the model's order."""
    found = []
    for name, slot in paths.slots(type(record)).items():
        path = f"{name}[{NEW}]" if name in MAIN else name
        if name in ("id", "known_none", "translations", "extra", "attributes", "metadata", "confidential"):
            continue
        if name in MAIN or (slot.holds == "value" and value_at(record, name) is None and not name.endswith("_id")):
            field = of(record, path)
            if field.kind != "none":
                found.append(field)
    return found


def written(record: AnyRecord, path: str, kind: Kind) -> str:
    """The value as it stands in the form's input."""
    value = value_at(record, path)
    return "" if value is None or value is paths.KNOWN_NONE else write(kind, value, path)


def write(kind: str, value: Any, path: str = "number") -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if kind == "list":
        return "\n".join(value)
    return told(value, path) if kind == "phone" else f"{value:.9g}" if isinstance(value, float) else str(value)


def read(kind: Kind, given: str) -> Any:
    """What was typed, as the record holds it; None for nothing. Hours are read by `week`."""
    text = given.strip().replace("\r\n", "\n")
    if not text:
        return None
    if kind == "yes-no":
        return {"ja": True, "nein": False}.get(text)
    if kind == "list":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if kind == "phone":
        return values.phone(text).number
    if kind == "number":
        try:
            number = float(text.replace(",", "."))
            return int(number) if number.is_integer() else number
        except (ValueError, OverflowError) as error:
            raise BadValue(f"„{text}“ ist keine Zahl.") from error
    return text
