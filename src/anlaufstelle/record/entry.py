"""A published entry: one thing as the public sees it, computed from the three ledgers and never edited.

The search index, the faces and the API all read this one shape. Its document holds references; what is nested here
(`organization`, `locations`) was joined when the entry was assembled and is re-joined when one of them changes.
"""

from typing import Literal

from msgspec import Struct

from .model import AnyRecord, Location, Phone, Precision
from .received import SourceRef

EntryState = Literal["published", "withheld", "gone"]
Reach = Literal["local", "regional", "national"]
Degree = Literal["note", "warning", "error", "blocking"]


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something wrong with a record: what, where, how bad, what to do. Only `blocking` keeps it unpublished."""

    code: str
    degree: Degree
    path: str
    message: str
    remedy: str
    value: str | None = None


class Point(Struct, frozen=True):
    latitude: float
    longitude: float
    precision: Precision


class Provenance(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the value at one path comes from. `review`: a decision that the source's new value has overtaken."""

    record_id: str
    date: str | None = None
    state: Literal["stated", "decided", "verified", "review"] = "stated"
    line: int | None = None


class Provider(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The organisation behind an entry, as much of it as a card needs. `id` is an entry id."""

    id: str
    name: str
    website: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`record.id` equals `id`; every reference inside `record` is an entry id.

    `needs` and `situations` are concept ids of the thesaurus. `areas` says who is served (AGS prefixes, "DE",
    "05562020:Westerholt"), `ags` where the thing is. `checked_on` is the day a person last confirmed it (ISO date);
    `source_date` the age the source states. `language` is that of its plain texts.
    `home`: whom it serves, should its record and its places not say so, as a neighbour shows it; None: as its source's
    area.
    """

    id: str
    record: AnyRecord
    state: EntryState = "published"
    needs: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    home: tuple[str, ...] | None = None
    reach: Reach = "local"
    ags: str | None = None
    district: str | None = None
    point: Point | None = None
    languages: tuple[str, ...] = ()
    checked_on: str | None = None
    source_date: str | None = None
    provider: Provider | None = None
    locations: tuple[Location, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    provenance: dict[str, Provenance] = {}
    findings: tuple[Finding, ...] = ()
    sequence: int = 0

    @property
    def kind(self) -> str:
        return self.record.kind

    @property
    def name(self) -> str:
        return self.record.name or ""
