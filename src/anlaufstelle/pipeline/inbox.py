"""What waits for a person, computed from the ledgers: written anew for what a verb touched, and whole every night.

An item goes when its cause goes, or when somebody handled it; it comes back when what it is about changes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from django.utils import timezone

from anlaufstelle.catalogue import ledger, read, store
from anlaufstelle.catalogue.models import DecisionLine, EntryRow
from anlaufstelle.catalogue.shapes_desk import Item
from anlaufstelle.record import paths
from anlaufstelle.record.entry import Entry, Finding
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.decided import value_at

from .inbox_harvest import harvested
from .inbox_heard import heard
from .inbox_links import links
from .inbox_messages import messages
from .inbox_words import HARM, bundle_of, harm_of, label, mark_of, told

_entry = msgspec.json.Decoder(Entry)
AT_ONCE = 40
"""So many can be looked at within one short transaction."""


def refresh(about: Iterable[str] | None = None) -> None:
    """`about` are ids of entries and records; without them the whole inbox is made anew."""
    ids = None if about is None else sorted({one for one in about if one})
    if ids is None or len(ids) > AT_ONCE:
        _write(ids)
    elif ids:
        with store.turn(store.INBOX):  # else what somebody just did could be written over from before
            _write(ids)


def _write(ids: list[str] | None) -> None:
    facts = ledger.sources()
    found = [*messages(ids, facts), *links(ids), *harvested(ids, facts), *heard(ids), *_of_entries(ids)]
    if ids is None:
        found += _sources(facts)
    found = list({one.key: one for one in found}.values())
    handled = read.inbox.handled(None if ids is None else [one.key for one in found])
    store.put_items([one for one in found if handled.get(one.key) != one.mark], ids)


def _of_entries(ids: list[str] | None) -> Iterator[Item]:
    """Findings that mislead, and decisions that their source has overtaken."""
    columns = ("body", "steward", "changed_at")
    if ids is None:
        rows = EntryRow.objects.exclude(state="gone").order_by("pk").values_list(*columns).iterator(chunk_size=500)
    else:
        rows = EntryRow.objects.filter(pk__in=ids).exclude(state="gone").values_list(*columns)
    for body, steward, changed in rows:
        entry = _entry.decode(bytes(body))
        for finding in entry.findings:
            if finding.degree != "note":
                yield _finding(finding, entry, steward, changed)
        overtaken = {one.line: path for path, one in entry.provenance.items() if one.state == "review" and one.line}
        for row in DecisionLine.objects.filter(pk__in=overtaken) if overtaken else ():
            yield _review(row, entry, steward, changed)


def _finding(finding: Finding, entry: Entry, steward: str, changed: datetime) -> Item:
    harm = harm_of(finding.degree, entry.needs)
    return Item(
        key=f"finding:{entry.id}:{finding.code}:{finding.path}"[:700], kind="finding", area=steward,
        harm=harm, bundle=bundle_of("finding", finding.code, harm), at=changed, title=entry.name, words=finding.message,
        entry_id=entry.id, mark=mark_of(finding.message, finding.value or ""),
        data={"path": finding.path, "label": label(finding.path), "remedy": finding.remedy,
              "value": finding.value or "", "degree": finding.degree},
    )  # fmt: skip


def _review(row: DecisionLine, entry: Entry, steward: str, changed: datetime) -> Item:
    source = ledger.received([row.record_id]).get(row.record_id)
    stated = value_at(source.record, row.path) if source else None
    return Item(
        key=f"review:{row.pk}", kind="review", area=steward, harm=harm_of("review", entry.needs), at=changed,
        title=entry.name, words=row.why, entry_id=entry.id, mark=mark_of(paths.plain(stated)),
        data={"path": row.path, "label": label(row.path), "line": row.pk, "who": row.who, "source": row.source_id,
              "key": row.key, "value": None if row.value is None else msgspec.json.decode(row.value),
              "before": told(value_at(entry.record, row.path), row.path), "after": told(stated, row.path)},
    )  # fmt: skip


def _sources(facts: dict[str, SourceFacts]) -> Iterator[Item]:
    """Sources whose last try failed."""
    for trend in read.trends():
        if trend.failing:
            known = facts.get(trend.id)
            yield Item(
                key=f"source:{trend.id}", kind="source", area=known.steward if known else "",
                harm=HARM["source"] + min(trend.failing.nights, 9), at=timezone.now(), title=trend.title,
                words=trend.failing.why, mark=mark_of(trend.id, trend.failing.since.isoformat()),
                data={"nights": trend.failing.nights, "since": trend.failing.since.isoformat()},
            )  # fmt: skip
