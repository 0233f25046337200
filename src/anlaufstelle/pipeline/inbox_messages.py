"""Visitors' reports and proposals as items of the inbox, each beside the record it is about."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from django.db.models import Q

from anlaufstelle.catalogue import ledger
from anlaufstelle.catalogue.models import DecisionLine, EntryRow, Member, SourceRecord
from anlaufstelle.catalogue.shapes_desk import Item
from anlaufstelle.record import paths
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.decided import value_at

from .inbox_notices import waiting
from .inbox_words import harm_of, label, mark_of, told

MESSAGES = ("visitor", "proposal")
CLOSE = timedelta(days=1)
"""A proposal against a decision so young was written by somebody who had not seen it."""
_entry = msgspec.json.Decoder(Entry)


class Written(NamedTuple):
    said: Received
    who: str
    at: datetime


def messages(ids: list[str] | None, facts: dict[str, SourceFacts]) -> Iterator[Item]:
    """Reports and proposals, each beside the record it is about."""
    rows = SourceRecord.objects.filter(source_id__in=MESSAGES, gone=False, run__sealed_at__isnull=False)
    if ids is not None:
        known = Member.objects.filter(Q(entry_id__in=ids) | Q(pk__in=ids)).values_list("pk", flat=True)
        keys = [one.holding.key for one in ledger.versions([*known, *ids]) if one.holding.source not in MESSAGES]
        rows = rows.filter(Q(record_id__in=ids) | Q(origin_key__in=keys))
    found = list(rows.order_by("pk").values_list("record_id", "run__who", "run__sealed_at"))
    records = ledger.received(id for id, _, _ in found)
    addresses = {one.origin for one in records.values() if one.origin}
    targets = _at(address for address in addresses)
    shown = _shown(targets.values())
    lines = _decided(one.id for one in targets.values())
    for id, who, at in found:
        said = records[id]
        target = targets.get((said.origin.source, said.origin.key)) if said.origin else None
        entry = shown.get(target.id) if target else None
        if said.source == "visitor":
            yield _report(said, target, entry, facts, at)
        elif said.origin is None:
            yield from waiting(said, who, at)
        elif target and entry:
            yield _proposal(Written(said, who, at), target, entry, _steward(target, facts), lines.get(target.id, []))


def _at(origins: Iterable[Any]) -> dict[tuple[str, str], Received]:
    wanted = {(one.source, one.key) for one in origins}
    found: dict[tuple[str, str], str] = {}
    for piece in ledger.pieces(sorted(key for _, key in wanted)):
        rows = SourceRecord.objects.filter(key__in=piece, run__sealed_at__isnull=False)
        found.update({(source, key): id for source, key, id in rows.values_list("source_id", "key", "record_id")})
    ids = {address: id for address, id in found.items() if address in wanted}
    records = ledger.received(ids.values())
    return {address: records[id] for address, id in ids.items()}


def _shown(records: Iterable[Received]) -> dict[str, Entry]:
    """The entry each record speaks for now."""
    wanted = [one.id for one in records]
    entry_of: dict[str, str] = {}
    for piece in ledger.pieces(wanted):
        entry_of.update(Member.objects.filter(pk__in=piece).values_list("pk", "entry_id"))
    bodies: dict[str, Entry] = {}
    for piece in ledger.pieces(set(entry_of.values())):
        rows = EntryRow.objects.filter(pk__in=piece).values_list("pk", "body")
        bodies.update({id: _entry.decode(bytes(body)) for id, body in rows})
    return {id: bodies[entry] for id, entry in entry_of.items() if entry in bodies}


def _decided(records: Iterable[str]) -> dict[str, list[DecisionLine]]:
    found: dict[str, list[DecisionLine]] = {}
    for piece in ledger.pieces(records):
        for row in DecisionLine.objects.filter(record_id__in=piece, verb="decide").order_by("pk"):
            found.setdefault(row.record_id, []).append(row)
    return found


def _report(
    said: Received, target: Received | None, entry: Entry | None, facts: dict[str, SourceFacts], at: datetime
) -> Item:
    site = (said.note or "").removeprefix("site:")
    text = (said.note if target else getattr(said.record, "description", "")) or ""
    return Item(
        key=f"visitor:{said.id}",
        kind="visitor",
        area=_steward(target, facts) if target else site,
        harm=harm_of("visitor", entry.needs if entry else ()),
        at=at,
        title=entry.name if entry else said.record.name or "",
        words=text,
        entry_id=entry.id if entry else "",
        other_id=said.id,
        mark=mark_of(text),
    )


def _steward(received: Received, facts: dict[str, SourceFacts]) -> str:
    found = facts.get(received.source)
    return found.steward if found else ""


def _proposal(written: Written, target: Received, entry: Entry, steward: str, lines: list[DecisionLine]) -> Item:
    said, who, at = written
    path, _, why = (said.note or "").partition(": ")
    before, after = value_at(entry.record, path), value_at(said.record, path)
    against = [one.who for one in lines if one.path == path and one.who != who and at - CLOSE <= one.at <= at]
    return Item(
        key=f"proposal:{said.id}",
        kind="proposal",
        area=steward,
        harm=harm_of("proposal", entry.needs),
        at=at,
        title=entry.name,
        words=why,
        entry_id=entry.id,
        other_id=said.id,
        mark=mark_of(path, paths.plain(after)),
        data={
            "path": path, "label": label(path), "source": target.source, "key": target.key, "who": who,
            "before": told(before, path), "after": told(after, path), "value": _value(said, path),
            "until": said.until or "", "against": against[-1] if against else "",
        },
    )  # fmt: skip


def _value(said: Received, path: str) -> Any:
    """A translation with what it is worth and what it was made from, anything else as it stands."""
    for one in said.record.translations:
        if f"{one.path}[{one.language}]" == path:
            return {name: value for name, value in msgspec.to_builtins(one).items() if name not in ("path", "language")}
    return paths.plain(value_at(said.record, path))
