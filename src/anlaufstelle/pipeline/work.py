"""What there is to do, found by comparing the marks of the catalogue with the ledgers as they are now.

There is no list of things to do that a crash could lose, and none that could be believed although it is wrong.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import ledger
from anlaufstelle.catalogue.models import EntryRow, Link, Member

from . import inputs, render

RANK = {"location": 0, "organization": 1, "service": 2, "event": 3, "opportunity": 4, "notice": 5, "project": 6,
        "conference": 7, "slot": 8, "membership": 9, "body": 10, "document": 11}  # fmt: skip
"""What others show comes first, so that a first night joins hardly anything twice."""


class Work(Struct, frozen=True):
    """Entry ids: to assemble in this order, and to drop."""

    assemble: list[str]
    drop: list[str]


def members(entries: Iterable[str]) -> dict[str, list[str]]:
    """Record ids by entry."""
    found: dict[str, list[str]] = defaultdict(list)
    for piece in ledger.pieces(entries):
        for id, entry in Member.objects.filter(entry_id__in=piece).order_by("pk").values_list("pk", "entry_id"):
            found[entry].append(id)
    return dict(found)


def stale() -> Work:
    """Everywhere: entries whose versions, lines or links are no longer those they were made from."""
    entry_of = dict(Member.objects.values_list("pk", "entry_id").iterator())
    clusters: dict[str, list[ledger.Version]] = defaultdict(list)
    for version in ledger.versions():
        if version.holding.id in entry_of:
            clusters[entry_of[version.holding.id]].append(version)
    marks = _marks(clusters)
    there = dict(EntryRow.objects.values_list("pk", "inputs").iterator())
    todo = {id for id, mark in marks.items() if there.get(id) != mark} | (_moved_links() & marks.keys())
    kind = {id: min(clusters[id], key=lambda one: one.holding.order).holding for id in todo}
    ordered = sorted(todo, key=lambda id: (RANK[kind[id].kind], kind[id].order))
    return Work(ordered, sorted(there.keys() - marks.keys()))


def stale_entries(ids: Iterable[str]) -> list[str]:
    """The same, among these only; a row that no record speaks for is stale, too."""
    wanted = list(ids)
    groups = members(wanted)
    versions = {one.holding.id: one for one in ledger.versions(one for group in groups.values() for one in group)}
    clusters = {id: [versions[one] for one in group] for id, group in groups.items()}
    marks = _marks(clusters)
    there: dict[str, str] = {}
    for piece in ledger.pieces(wanted):
        there.update(EntryRow.objects.filter(pk__in=piece).values_list("pk", "inputs"))
    return [id for id in wanted if there.get(id) != marks.get(id)]


def _marks(clusters: dict[str, list[ledger.Version]]) -> dict[str, str]:
    today, facts = timezone.localdate(), ledger.sources()
    wanted = None if len(clusters) > ledger.PIECE else [one.holding.id for group in clusters.values() for one in group]
    lines = ledger.lines(wanted)
    return {
        id: inputs.of_cluster(group, lines, facts, today)
        for id, group in clusters.items()
        if any(one.holding.publishes for one in group)
    }


def _moved_links() -> set[str]:
    """Entries that refer to a record which speaks for another entry now, or has only now been received."""
    now = Subquery(Member.objects.filter(pk=OuterRef("record_id")).values("entry_id")[:1])
    links = Link.objects.annotate(now=Coalesce(now, Value(""))).exclude(now=F("target_id"))
    return set(links.values_list("entry_id", flat=True).iterator())


def referring(records: Iterable[str]) -> set[str]:
    """Entries that refer to any of these records."""
    found: set[str] = set()
    for piece in ledger.pieces(records):
        found.update(Link.objects.filter(record_id__in=piece).values_list("entry_id", flat=True))
    return found


def dependants(entries: Iterable[str]) -> list[str]:
    """Entries that show any of these, and are not among them."""
    own = set(entries)
    direct: set[str] = set()
    beyond: set[str] = set()
    for piece in ledger.pieces(own):
        links = Link.objects.filter(target_id__in=piece).exclude(role="service")
        direct.update(links.values_list("entry_id", flat=True))
        places = links.filter(role="location").values("entry_id")
        beyond.update(Link.objects.filter(target_id__in=places, role="organization").values_list("entry_id", flat=True))
    return sorted((direct | beyond) - own)


def unlike() -> list[str]:
    """Everywhere: entries that were joined with something that is no longer so."""
    cores = dict(EntryRow.objects.values_list("pk", "core").iterator())
    shows: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    providers: dict[str, str] = {}
    links = Link.objects.exclude(role="service").exclude(target_id="")
    for id, target, role in links.values_list("entry_id", "target_id", "role").iterator():
        shows[id].add(target)
        if role == "location":
            places[id].add(target)
        elif role == "organization":
            providers[id] = target
    return [
        id
        for id, mark in EntryRow.objects.order_by("pk").values_list("pk", "joined").iterator()
        if mark != render.joined(shows[id] | places.get(providers.get(id, ""), set()), cores)
    ]


def entries_of(records: Iterable[str]) -> list[str]:
    """The entries these records speak for."""
    found: set[str] = set()
    for piece in ledger.pieces(records):
        found.update(Member.objects.filter(pk__in=piece).values_list("entry_id", flat=True))
    return sorted(found)
