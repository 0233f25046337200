"""The history of an entry by its fields: what each source said when, and what people decided about it."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.record import diff, paths
from anlaufstelle.record.received import Received

from ..models import Member, SourceRecord
from ..shapes import HistoryLine
from .ledgers import hidden, history

_received = msgspec.json.Decoder(Received)


class FieldLine(Struct, frozen=True, kw_only=True):
    """`verb` as in `HistoryLine`; `before` and `after` are typed as in the record. A decision knows its own line."""

    at: datetime
    verb: str
    who: str
    source: str
    path: str
    before: Any = None
    after: Any = None
    line: HistoryLine | None = None


def by_field(id: str) -> dict[str, list[FieldLine]]:
    """By top field, in the order they were first heard of; within each oldest first. What is known of a place that is
    hidden now is told without its values."""
    lines = history(id)
    secret = hidden(id)
    told = [
        FieldLine(at=one.at, verb=one.verb, who=one.who, source=one.source, path=one.path, after=one.value, line=one)
        for one in lines
        if one.verb in ("decide", "verify", "withdraw")
    ]
    told += [] if secret else _stated(id)
    found: dict[str, list[FieldLine]] = {}
    for one in sorted(told, key=lambda one: one.at):
        found.setdefault(paths.parse(one.path)[0].name, []).append(one)
    return found


def _members(id: str) -> list[str]:
    entry = Member.objects.filter(pk=id).values_list("entry_id", flat=True)[:1]
    return list(Member.objects.filter(entry_id__in=entry).values_list("pk", flat=True))


def _stated(id: str) -> list[FieldLine]:
    rows = SourceRecord.objects.filter(record_id__in=_members(id), run__sealed_at__isnull=False)
    before: dict[str, Received] = {}
    found: list[FieldLine] = []
    for row in rows.select_related("run").order_by("id"):
        now = _received.decode(bytes(row.body))
        old = before.get(row.record_id)
        before[row.record_id] = now
        about = {"at": row.run.sealed_at, "who": row.run.who, "source": row.source_id}
        if row.gone:
            found.append(FieldLine(**about, verb="gone", path="name", before=now.record.name))
        elif old is None or old.record.kind != now.record.kind:
            found += [
                FieldLine(**about, verb="harvest", path=path, after=value) for path, value in paths.walk(now.record)
            ]
        else:
            found += [
                FieldLine(**about, verb="harvest", path=one.path, before=one.before, after=one.after)
                for one in diff.diff(old.record, replace(now.record, id=old.record.id))
            ]
    return found
