"""Ledger 2 and the sure links put into force: which record speaks for which entry now."""

from collections.abc import Iterable

from msgspec import Struct

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.models import Member
from anlaufstelle.resolve.judge import Conflict, clusters


class Settled(Struct, frozen=True):
    """`moved`: records that speak for another entry now; `touched`: those entries, the old and the new ones."""

    moved: frozenset[str]
    touched: frozenset[str]
    conflicts: tuple[Conflict, ...]


def settle(ids: Iterable[str] | None = None) -> Settled:
    """Of these records and all that judgements, echoes and sure links tie to them, else of all.

    Writes only what changed.
    """
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
