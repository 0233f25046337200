"""A record as a source gave it: the line of ledger 1, before anybody judged it."""

from msgspec import Struct

from .model import AnyRecord


class Origin(Struct, frozen=True):
    """Where a record was born, when another source only passes it on: that source's id and its key there."""

    source: str
    key: str


class SourceRef(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record that speaks for an entry: evidence, not a contact. `origin`: where it was born, if not in `source`."""

    source: str
    key: str
    record_id: str
    title: str | None = None
    url: str | None = None
    date: str | None = None
    licence: str | None = None
    received: str | None = None
    origin: Origin | None = None


class Told(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What another instance says of an entry that it passes on, beyond the record: the further sources that speak for
    it there, and whom it serves as shown there."""

    sources: tuple[SourceRef, ...] = ()
    areas: tuple[str, ...] = ()


class Received(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`key` is the source's raw key, unique within the source; (source, key) is the address decisions use.

    `source_date` is what the source says of its own age (reduced ISO 8601), `source_url` the page it was read from.
    `first_seen`/`last_seen` are UTC ISO instants set by the ledger, absent while a record is on its way there.
    `gone` marks that the source no longer has it. `order` is its place in the ledger: earlier received is lower.
    `until`: the last day (ISO) that a proposal is meant for.
    """

    source: str
    key: str
    record: AnyRecord
    source_url: str | None = None
    source_date: str | None = None
    note: str | None = None
    licence: str | None = None
    origin: Origin | None = None
    told: Told | None = None
    until: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    gone: bool = False
    order: int = 0

    @property
    def id(self) -> str:
        return self.record.id
