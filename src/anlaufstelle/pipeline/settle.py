"""Ledger 2 and the sure links put into force: which record speaks for which entry now."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.models import Member
from anlaufstelle.resolve.judge import Conflict, clusters

TRIES = 5
"""Each further one means that somebody else has just judged about the same records."""


class Settled(Struct, frozen=True):
    """`moved`: records that speak for another entry now; `touched`: those entries, the old and the new ones."""

    moved: frozenset[str]
    touched: frozenset[str]
    conflicts: tuple[Conflict, ...]


def settle(ids: Sequence[str] | None = None) -> Settled:
    """Of these records and all that judgements, echoes and sure links tie to them, else of all.

    Writes only what changed, and looks again: of two who settle at once, whoever writes last has seen both judgements.
    """
    moved: set[str] = set()
    touched: set[str] = set()
    for _ in range(TRIES):
        done = _once(ids)
        if not done.moved:
            break
        moved, touched = moved | done.moved, touched | done.touched
    return Settled(frozenset(moved), frozenset(touched), done.conflicts)


def _once(ids: Iterable[str] | None) -> Settled:
    wanted = None if ids is None else _tied(set(ids))
    holdings = [version.holding for version in ledger.versions(wanted)]
    found = clusters(holdings, ledger.judgements(wanted), ledger.links(wanted))
    rows = Member.objects.all() if wanted is None else Member.objects.filter(pk__in=wanted)
    before = dict(rows.values_list("pk", "entry_id").iterator())
    moved = {id: entry for id, entry in found.of.items() if before.get(id) != entry}
    store.assign(moved)
    touched = {*moved.values(), *(before[id] for id in moved if id in before)}
    return Settled(frozenset(moved), frozenset(touched), found.conflicts)


def _tied(ids: set[str]) -> set[str]:
    """Clusters are decided within one such island, whatever lies outside it."""
    while True:
        entries = Member.objects.filter(pk__in=ids).values("entry_id")
        wider = ledger.neighbours(ids) | set(Member.objects.filter(entry_id__in=entries).values_list("pk", flat=True))
        if wider == ids:
            return ids
        ids = wider
