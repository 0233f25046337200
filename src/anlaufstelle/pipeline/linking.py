"""Comparing what is new or changed with everything other sources have: candidates and sure links for `settle`.

Which records were compared, and as which version, is marked last, so that an interrupted night compares them again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.record.model import AnyRecord
from anlaufstelle.resolve import names, probable
from anlaufstelle.resolve.link import Link, candidates
from anlaufstelle.resolve.references import references
from anlaufstelle.resolve.traits import Traits, traits

from .inputs import digest

RULES = 2
"""Raise this when the rules change: everything is compared anew, as it is when their word lists do."""
BY_RULES = 10_000
"""Up to here the plain rules look at everything; above, the trained model does, where it is installed."""
SHOWN = ("organization", "location")
"""Kinds that others are compared by, and so are kept at hand."""
Progress = Callable[[int], None]


def link(progress: Progress | None = None) -> int:
    """Returns how many records were compared anew: none while there is only one source."""
    versions = {one.holding.id: one for one in ledger.versions() if one.holding.publishes and not one.gone}
    several = _shared_kinds(versions.values())
    lists = names.lists_hash()
    marks = {id: digest([RULES, lists, one.hash]) for id, one in versions.items() if one.holding.kind in several}
    before = ledger.linked_marks()
    changed = {id for id, mark in marks.items() if before.get(id) != mark}
    if not changed:
        return 0
    shown = _records(id for id, one in versions.items() if one.holding.kind in SHOWN)
    read: list[Traits] = []
    fresh = set(changed)
    for ids in ledger.pieces(marks):
        for id, received in ledger.received(ids).items():
            read.append(traits(received, shown.get))
            if any(target in changed for _, target in references(received.record)):
                fresh.add(id)
        if progress:
            progress(len(ids))
    kind = {one.id: one.kind for one in read}
    store.keep_links([(kind[one.left], one) for one in _compare(read, fresh)], fresh)
    store.mark_linked({id: marks[id] for id in fresh})
    return len(fresh)


def _shared_kinds(versions: Iterable[ledger.Version]) -> set[str]:
    """Kinds that more than one source has."""
    sources: dict[str, set[str]] = defaultdict(set)
    for one in versions:
        sources[one.holding.kind].add(one.holding.source)
    return {kind for kind, having in sources.items() if len(having) > 1}


def _records(ids: Iterable[str]) -> dict[str, AnyRecord]:
    found: dict[str, AnyRecord] = {}
    for piece in ledger.pieces(ids):
        found.update((id, received.record) for id, received in ledger.received(piece).items())
    return found


def _compare(read: list[Traits], fresh: set[str]) -> list[Link]:
    if len(read) > BY_RULES and probable.installed():
        return [one for one in probable.candidates(read) if one.left in fresh or one.right in fresh]
    return candidates(read, fresh)
