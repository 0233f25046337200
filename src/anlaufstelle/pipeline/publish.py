"""From the ledgers to the catalogue: assemble what changed, join what shows it, number every change.

Nothing is computed inside a transaction, and every batch stands by itself, so this can stop anywhere and be done again.
"""

from collections.abc import Callable, Iterable

from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.models import EntryRow, Link, Member
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.assemble import Assembled, assemble
from anlaufstelle.resolve.context import Context, SourceFacts
from anlaufstelle.resolve.decided import spoken
from anlaufstelle.resolve.lines import Line, standing
from anlaufstelle.resolve.references import Reference, references

from . import geocoding, inputs, listing, occurrences, render, work
from .shelf import Shelf

Progress = Callable[[int], None]
TRIES = 3


class Published(Struct):
    """`assembled` clusters, `joined` dependants; `put` and `dropped` entries are what changed for the public."""

    assembled: int = 0
    joined: int = 0
    put: int = 0
    dropped: int = 0

    def add(self, put: int, dropped: int) -> None:
        self.put += put
        self.dropped += dropped


def publish(entries: Iterable[str]) -> Published:
    """Assembles these entries, re-joins whatever shows them, and writes out their hours. An id without records of its
    own is dropped. Should somebody add to the ledgers meanwhile, whoever writes last sees it and assembles again; where
    that goes on and on, the last try lets nobody else write entries before it is done."""
    told = Published()
    todo = list(dict.fromkeys(entries))
    for _ in range(TRIES):
        if not todo:
            return told
        _once(todo, told)
        todo = work.stale_entries(todo)
    for id in todo:
        with store.turn(store.SEQUENCE):
            _once([id], told)
    return told


def _once(entries: list[str], told: Published) -> None:
    assemble_all(entries, told)
    shown = work.dependants(entries)
    if shown:
        rejoin(shown, told)
    occurrences.refresh([*entries, *shown])


def assemble_all(entries: Iterable[str], told: Published, progress: Progress | None = None) -> None:
    for ids in ledger.pieces(entries, store.BATCH):
        _assemble(ids, told)
        if progress:
            progress(len(ids))


def _assemble(ids: list[str], told: Published) -> None:
    """One batch of entries: three questions to the ledgers, two for what they show, one transaction."""
    today = timezone.localdate()
    facts = ledger.sources()
    members = work.members(ids)
    versions = {
        one.holding.id: one for one in ledger.versions(record for group in members.values() for record in group)
    }
    speaking = {id: group for id, group in members.items() if any(versions[one].holding.publishes for one in group)}
    if silent := [id for id in ids if id not in speaking]:
        told.dropped += store.drop(silent)
    records = ledger.received(versions)
    lines = ledger.lines(versions)
    context = Context(
        today=today, sources=facts, entry_of=targets(records.values(), lines.values()).get, point_of=geocoding.point_of
    )
    made: dict[str, Assembled] = {}
    marks: dict[str, str] = {}
    for id, group in speaking.items():
        cluster = sorted((records[one] for one in group), key=lambda one: (one.id != id, one.order))
        made[id] = assemble(cluster, [line for one in group for line in lines.get(one, ())], context)
        marks[id] = inputs.of_cluster((versions[one] for one in group), lines, facts, today)
    told.assembled += len(made)
    shelf = Shelf()
    shelf.lay(one.entry for one in made.values())
    shelf.fetch_shown(one.entry for one in made.values())
    told.add(*store.put([_written(one, marks[id], facts, shelf) for id, one in made.items()]))


def _written(made: Assembled, mark: str, facts: dict[str, SourceFacts], shelf: Shelf) -> store.Written:
    source = facts.get(made.entry.sources[0].source) or SourceFacts(id="")
    row = render.row(made.entry, shelf.get, shelf.cores, home=source.area, steward=source.steward, inputs=mark)
    if made.inside is not None:
        row.inside = render.encode(made.inside)
        row.digest = inputs.digest([row.digest, row.inside.decode()])
    if row.state != "published":
        return store.Written(row, made.references)
    tags, offers = listing.tags(made.entry, row.areas), listing.offers(made.entry, shelf.get)
    return store.Written(row, made.references, tags, offers)


def targets(records: Iterable[Received], lines: Iterable[Iterable[Line]]) -> dict[str, str]:
    """The entries that these records refer to, by the id they refer with, what people decided included."""
    today = timezone.localdate()
    said: dict[tuple[str, str], list[Line]] = {}
    for line in (one for group in lines for one in group):
        said.setdefault((line.source, line.key), []).append(line)
    heard = (
        spoken(one, standing(said.get((one.source, one.key), ()), today)).record if said else one.record
        for one in records
    )
    wanted = {id for record in heard for _, id in references(record)}
    found: dict[str, str] = {}
    for piece in ledger.pieces(wanted):
        found.update(Member.objects.filter(pk__in=piece).values_list("pk", "entry_id"))
    return found


def rejoin(entries: Iterable[str], told: Published | None = None) -> Published:
    """Renders these entries again with what they show; what they say themselves is taken as it was assembled."""
    told = told or Published()
    homes = ledger.sources()
    for ids in ledger.pieces(dict.fromkeys(entries), store.BATCH):
        shelf = Shelf()
        stored = shelf.fetch(ids)
        shelf.fetch_shown(stored.values())
        rows = EntryRow.objects.filter(pk__in=ids).values_list("pk", "inputs", "inside")
        known = {id: (mark, render.decode_record(bytes(inside)) if inside else None) for id, mark, inside in rows}
        linked: dict[str, list[Reference]] = {id: [] for id in ids}
        for id, record, target, role in (
            Link.objects.filter(entry_id__in=ids)
            .order_by("pk")
            .values_list("entry_id", "record_id", "target_id", "role")
        ):
            linked[id].append(Reference(role, record, target or None))
        batch = [
            _written(Assembled(entry, tuple(linked[id]), known[id][1]), known[id][0], homes, shelf)
            for id, entry in stored.items()
        ]
        told.joined += len(batch)
        told.add(*store.put(batch))
    return told
