"""Which records might be one thing, and why: every candidate names its reasons, and a person judges.

Only echoes are certain: a record that says where it was born, when we hold the record born there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from anlaufstelle.record.model import AnyRecord, Location
from anlaufstelle.record.received import Origin, Received
from anlaufstelle.vocabulary import words

WEIGHTS = {"name": 0.5, "email": 0.3, "phone": 0.25, "web": 0.2, "address": 0.2}
"""A shared name alone is a candidate; so is a shared mail address with a phone. A switchboard alone is not."""
LEAST = 0.45
CROWD = 20
"""A value shared by more records than this (a town's switchboard, its home page) tells nothing."""


class Holding(Struct, frozen=True, kw_only=True):
    """As much of a record in ledger 1 as clustering needs."""

    id: str
    source: str
    key: str
    kind: str
    order: int
    origin: Origin | None = None
    publishes: bool = True


class Link(Struct, frozen=True):
    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


def echoes(records: Sequence[Holding]) -> list[Link]:
    """Each echo with the record it repeats, earliest received first. Proposals wait for a person instead."""
    held = {(record.source, record.key): record for record in records}
    found = []
    for record in sorted(records, key=lambda record: record.order):
        born = held.get((record.origin.source, record.origin.key)) if record.origin else None
        if born and born.kind == record.kind and born.source != record.source and record.publishes and born.publishes:
            found.append(Link(born.id, record.id, 1.0, (f"echo of {born.source}/{born.key}",)))
    return found


def candidates(records: Iterable[Received]) -> list[Link]:
    """Pairs of one kind, from two sources, that share enough; best first."""
    by_value: dict[tuple[str, str, str], list[Received]] = defaultdict(list)
    for received in records:
        if not received.gone:
            for reason, value in set(_traits(received.record)):
                by_value[received.record.kind, reason, value].append(received)
    reasons: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for (_, reason, value), sharing in sorted(by_value.items(), key=lambda item: item[0]):
        if len(sharing) <= CROWD:
            for left, right in combinations(sorted(sharing, key=lambda one: one.order), 2):
                if left.source != right.source:
                    reasons[left.id, right.id][reason] = value
    scored = (
        Link(left, right, min(1.0, sum(WEIGHTS[reason] for reason in why)), tuple(f"{k}: {v}" for k, v in why.items()))
        for (left, right), why in reasons.items()
    )
    found = [link for link in scored if link.score >= LEAST]
    return sorted(found, key=lambda link: (-link.score, link.left, link.right))


def _traits(record: AnyRecord) -> Iterator[tuple[str, str]]:
    if record.name:
        yield "name", words.fold(record.name)
    if isinstance(record, Location):
        for address in record.addresses:
            if address.address_1 and address.postal_code:
                yield "address", words.fold(f"{address.postal_code} {address.address_1}")
    elif record.email:
        yield "email", record.email.casefold()
    web = getattr(record, "website", None) or getattr(record, "url", None)
    if web:
        yield "web", web.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    for phone in record.phones:
        yield "phone", phone.number
