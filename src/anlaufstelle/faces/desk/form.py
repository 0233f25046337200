"""The form of a whole record, made from the record's own shape: every field an input, every list a row of parts.

Names of inputs are addresses in the record (`phones[<id>].number`), so that what comes back needs no table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from msgspec import Struct

from anlaufstelle.pipeline import carriers
from anlaufstelle.pipeline.inbox_words import label
from anlaufstelle.record import paths
from anlaufstelle.record.model import AnyRecord, Location

from . import fields

HIDDEN = {
    "id",
    "known_none",
    "translations",
    "extra",
    "attributes",
    "metadata",
    "confidential",
    "program",
    "logo",
    "uri",
}
REFERENCES = {"location_id": "entry", "body_id": "entry", "replaces_id": "entry",
              "organization_id": "carrier", "parent_organization_id": "carrier"}  # fmt: skip
"""The references chosen here, and how: an entry from a list of its field, a carrier by its name."""
USUAL: dict[str, tuple[str, ...]] = {
    "Schedule": ("opening_hours", "description", "valid_from", "valid_to", "notes"),
    "Phone": ("number", "description", "extension", "hours"),
    "Address": ("address_1", "address_2", "postal_code", "city", "district", "address_type"),
    "Contact": ("name", "title", "email", "phones"),
    "Language": ("code", "note"),
    "CostOption": ("option", "amount", "amount_description"),
    "RequiredDocument": ("document",),
    "ServiceArea": ("name", "areas"),
    "ServiceAtLocation": ("location_id", "description", "schedules", "phones"),
    "Url": ("url", "label"),
    "Accessibility": ("description", "details"),
    "Capacity": ("available", "maximum", "updated", "description"),
    "OrganizationIdentifier": ("identifier_type", "identifier"),
    "Funding": ("source",),
    "Program": ("name", "description"),
    "Happening": ("dtstart", "dtend", "rrule", "exdate", "time_text"),
    "Organization": (
        "name", "alternate_name", "parent_organization_id", "description", "email", "website", "additional_websites",
        "phones", "contacts", "legal_status", "organization_type",
    ),
    "Location": (
        "name", "location_type", "addresses", "latitude", "longitude", "precision", "transportation", "wheelchair",
        "accessibility", "phones", "schedules", "url", "ags", "description",
    ),
    "Service": (
        "name", "organization_id", "description", "alert", "status", "categories", "audiences", "phones", "email",
        "url", "schedules", "appointment", "appointment_note", "application_process", "service_at_locations",
        "fees_description", "free", "cost_options", "eligibility_description", "minimum_age", "maximum_age",
        "languages", "interpretation_services", "required_documents", "service_areas", "wait_time",
        "anonymous_possible", "adviser_gender_selectable", "contacts", "additional_urls", "capacities",
    ),
}  # fmt: skip
"""What is asked of each shape, in this order; all else is shown where it is stated, or when all is asked for."""
DEEPEST = 2
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Input:
    """`value` as written; `wrong` says what could not be read, `week` how hours are understood, `look` the same where
    somebody has to agree first."""

    name: str
    label: str
    kind: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    wrong: str = ""
    look: Any = None
    week: Any = None

    @property
    def day(self) -> bool:
        """A whole day, or none yet: a reduced date ("2025-10") would be lost in a calendar."""
        return self.name.endswith((".valid_from", ".valid_to")) and len(self.value) in (0, 10)

    @property
    def lines(self) -> int:
        """Rows of the input: as many as there is text, and room to begin."""
        return max(2, min(12, sum(1 + len(line) // 60 for line in self.value.splitlines())))

    @property
    def id(self) -> str:
        return "f-" + "".join(one if one.isalnum() else "-" for one in self.name)


@dataclass(frozen=True)
class PartForm:
    id: str
    title: str
    rows: list["Input | PartList"]


@dataclass(frozen=True)
class PartList:
    name: str
    label: str
    parts: list[PartForm] = field(default_factory=list)

    @property
    def many(self) -> bool:
        return len(self.parts) > 1

    @property
    def id(self) -> str:
        return "f-" + "".join(one if one.isalnum() else "-" for one in self.name)


Row = Input | PartList


@dataclass(frozen=True)
class Looks:
    """What the rows need beside the record: what was typed, what was wrong, weeks understood, and by field the entries
    to choose from."""

    typed: Typed = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    weeks: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    carriers: tuple[tuple[str, str], ...] = ()
    understand: Callable[[str], Any] = lambda _: None
    every: bool = False


def rows(record: AnyRecord, looks: Looks) -> list[Row]:
    """A confidential place keeps what names it, and nothing that says where it is."""
    found = list(_rows(record, "", looks, 0))
    if isinstance(record, Location) and record.confidential:
        return [one for one in found if one.name in ("name", "alternate_name", "ags", "location_type")]
    return found


def names(shape: type[Struct], owner: Struct | None, *, every: bool) -> list[str]:
    """Fields in the order of the form: the usual ones, then what is stated beyond them."""
    known = [name for name in paths.slots(shape) if name not in HIDDEN]
    usual = [name for name in USUAL.get(shape.__name__, known) if name in known]
    stated = [one for one in known if one not in usual and (every or _stated(owner, one, paths.slots(shape)[one]))]
    return [*usual, *stated]


def _stated(owner: Struct | None, name: str, slot: paths.Slot) -> bool:
    return owner is not None and getattr(owner, name) not in (None, (), {}, slot.empty)


def _rows(owner: Struct, prefix: str, looks: Looks, depth: int) -> Iterator[Row]:
    shape = type(owner)
    for name in names(shape, owner, every=looks.every):
        slot, path = paths.slots(shape)[name], f"{prefix}{name}"
        value = getattr(owner, name)
        if slot.holds == "parts" and depth < DEEPEST and slot.shape:
            yield PartList(
                path, label(name), [_part(one, path, place, looks, depth) for place, one in enumerate(value, 1)]
            )
        elif slot.holds == "part" and value is not None:
            yield from _rows(value, f"{path}.", looks, depth)
        elif slot.holds == "value" and (name in REFERENCES or not name.endswith(("_id", "_ids"))):
            made = _input(slot, path, name, value, looks)
            yield from [made] if made else []


def _part(part: Any, path: str, place: int, looks: Looks, depth: int) -> PartForm:
    own = f"{path}[{part.id}]."
    words = label(paths.parse(path)[-1].name)
    return PartForm(part.id, f"{words} {place}", list(_rows(part, own, looks, depth + 1)))


def _input(slot: paths.Slot, path: str, name: str, value: Any, looks: Looks) -> Input | None:
    kind, choices = kind_of(slot, name)
    if kind == "none":
        return None
    if kind == "entry":
        choices = looks.entries.get(name, ())
    if kind == "carrier":
        choices = looks.carriers
    written = looks.typed.get(path, write(kind, value))
    unsure = looks.weeks.get(path)
    known = looks.understand(written) if kind == "hours" and written and not unsure else None
    return Input(path, label(name), kind, written, choices, looks.wrong.get(path, ""), unsure, known)


def kind_of(slot: paths.Slot, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    if name in REFERENCES:
        return REFERENCES[name], ()
    if name == "code":
        return "language", ()
    found = fields.of_slot(slot, name)
    return found.kind, found.choices


def write(kind: str, value: Any) -> str:
    """The value as it stands in its input."""
    if kind == "carrier" and value:
        return carriers.named(str(value))
    if kind == "language" and value:
        return Locale("de").languages.get(str(value).replace("-", "_"), str(value))
    return fields.write(kind, value) if value is not None else ""
