"""Networks of towns: who belongs to which, and the editions there are of them here."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Document, Membership
from anlaufstelle.record.network import member
from anlaufstelle.vocabulary import area

from ..models import EntryRow, Link
from ..shapes import EditionView
from . import quarters
from .editions import editions
from .entries import entries, stream

MOST = 2000
"""Members, bodies or documents of one network; the largest associations of towns here have some hundred."""
MOST_VERSIONS = 50


def is_network(code: str) -> bool:
    """Whether an edition here is that of this network, so that roles can be held in it."""
    return any(one.network is not None and code in one.areas for one in editions())


def name(code: str) -> str:
    """A network's as its edition says, else the town's."""
    found = (one.name for one in editions() if one.network is not None and code in one.areas)
    return next(found, "") or area.get(code).name


def members(areas: Collection[str], today: date) -> list[Entry]:
    """Who belongs to it today, by name."""
    return [one for one in quarters.every("membership", tuple(areas), MOST) if _holds(one, today)]


def of_town(areas: Collection[str], today: date) -> list[EditionView]:
    """The networks with an edition here that one of these towns belongs to. One question, none without a network."""
    networks = [one for one in editions() if one.network is not None]
    if not networks:
        return []
    mine = {
        code
        for one in stream(kind="membership")
        if _holds(one, today) and getattr(one.record, "ags", None) in areas
        for code in one.areas
    }
    return [one for one in networks if not mine.isdisjoint(one.areas)]


def towns(members: Iterable[Entry]) -> dict[str, str]:
    """Their names by official key."""
    return {one.record.ags: one.name for one in members if isinstance(one.record, Membership) and one.record.ags}


class Chosen(Struct, frozen=True):
    """`topics` are the needs that anything of the kind is about, whatever was asked for."""

    total: int
    entries: tuple[Entry, ...]
    topics: tuple[str, ...]


def chosen(
    kind: str, areas: Collection[str], topic: str, limit: int, offset: int = 0, but: Collection[str] = ()
) -> Chosen:
    """Of one kind by name what is for these areas or lies there, as `Filters.within` means it; those about a topic if
    one is named, without those named in `but`. Two questions."""
    told = [(id, needs) for id, needs in _of(kind, areas) if id not in but]
    found = [id for id, needs in told if not topic or topic in needs]
    topics = tuple(sorted({need for _, needs in told for need in needs}))
    return Chosen(len(found), tuple(entries(found[offset : offset + limit])), topics)


def ids(kind: str, areas: Collection[str]) -> list[str]:
    """All that `chosen` would choose from, by name. One question."""
    return [id for id, _ in _of(kind, areas)]


def _of(kind: str, areas: Collection[str]) -> list[tuple[str, list[str]]]:
    rows = EntryRow.objects.filter(state="published", kind=kind).order_by("name", "pk")
    here = set(areas)
    return [
        (id, needs)
        for id, ags, served, needs in rows.values_list("pk", "ags", "areas", "needs")
        if not here.isdisjoint((ags, *map(area.whole, served)))
    ]


def replaced() -> dict[str, str]:
    """Documents of which there is a newer version, and which one that is."""
    newer = EntryRow.objects.filter(kind="document", state="published")
    rows = Link.objects.filter(role="replaces", entry_id__in=newer.values("pk")).exclude(target_id="")
    return {old: new for new, old in rows.order_by("entry_id").values_list("entry_id", "target_id")}


def versions(id: str) -> list[Entry]:
    """All versions of a document that are published, newest first, this one among them. Two questions."""
    newer = replaced()
    older = {new: old for old, new in newer.items()}
    before = _walked(id, older)
    return entries([*reversed(_walked(id, newer)), id, *before])


def _walked(id: str, onward: Mapping[str, str]) -> list[str]:
    """Ends also where versions replace each other in a circle."""
    found: list[str] = []
    while (id := onward.get(id, "")) and id not in found and len(found) < MOST_VERSIONS:
        found.append(id)
    return found


def documents(body: str) -> list[Entry]:
    """What a group has written, by name, without versions that are no longer the newest. Three questions."""
    ids = Link.objects.filter(role="body", target_id=body).values_list("entry_id", flat=True)
    found = [one for one in entries(dict.fromkeys(ids)) if isinstance(one.record, Document)]
    old = replaced()
    return sorted((one for one in found if one.id not in old), key=lambda one: (one.name.casefold(), one.id))


def _holds(entry: Entry, today: date) -> bool:
    return isinstance(entry.record, Membership) and member(entry.record, today.isoformat())
