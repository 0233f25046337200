"""Questions of the standard's lists: which ids, in a fixed order, and their documents.

A list's ids are kept per change number and question, packed into one string, so that page 900 costs what page 1 costs
and a reader who pages while nothing changes meets every id exactly once.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Literal

from django.db.models import Q, QuerySet
from msgspec import Struct

from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.words import fold

from ..models import Change, EntryRow, Link, Offer, Tag
from ..models.published import AREA
from .changes import Mark

Listed = Literal["service", "organization", "service_at_location"]
WIDTH = 36
"""Characters of every id here: they are UUIDs."""
KEPT = 24
"""Questions remembered: at 100,000 services a list is 3.6 MB."""
EARTH = 6_371_000.0


class Near(Struct, frozen=True):
    latitude: float
    longitude: float
    metres: float


class Listing(Struct, frozen=True, kw_only=True):
    """All conditions must hold. `taxonomy` is a `link_type` of ours, `term` and `organization` are ids,
    `serves` is the AGS of a municipality whose people must be among those served."""

    kind: Listed
    search: str = ""
    organization: str | None = None
    term: str | None = None
    taxonomy: str | None = None
    modified_after: datetime | None = None
    serves: str | None = None
    near: Near | None = None


def listed(asked: Listing, mark: Mark) -> "Ids":
    """The ids of everything asked for, in their fixed order; `mark` is the last change they are true for."""
    return Ids(_packed(asked, mark))


class Ids(Struct, frozen=True):
    packed: str

    def __len__(self) -> int:
        return len(self.packed) // WIDTH

    def page(self, number: int, size: int) -> list[str]:
        """Numbers begin at 1; beyond the end there is nothing."""
        start, end = (number - 1) * size * WIDTH, number * size * WIDTH
        return [self.packed[at : at + WIDTH] for at in range(start, min(end, len(self.packed)), WIDTH)]


@lru_cache(maxsize=KEPT)
def _packed(asked: Listing, mark: Mark) -> str:
    rows = _entries(asked)
    if asked.kind != "service_at_location":
        return "".join(rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000))
    offers = Offer.objects.filter(entry_id__in=rows.values("pk")).order_by("pk")
    if asked.near is None:
        return "".join(offers.values_list("pk", flat=True).iterator(chunk_size=5000))
    within = _box(asked.near)
    columns = offers.filter(within).values_list("pk", "latitude", "longitude")
    return "".join(id for id, *point in columns if _metres(asked.near, *point) <= asked.near.metres)


def _entries(asked: Listing) -> "QuerySet[EntryRow]":
    kind = "organization" if asked.kind == "organization" else "service"
    rows = EntryRow.objects.filter(state="published", kind=kind, standard=True)
    for word in fold(asked.search).split():
        rows = rows.filter(words__contains=word)
    if asked.modified_after:
        rows = rows.filter(modified__gte=asked.modified_after)
    if asked.organization:
        rows = rows.filter(pk__in=_services_of(asked.organization))
    if asked.serves:
        rows = rows.filter(pk__in=_serving(asked.serves))
    for condition in (
        {"term_id": asked.term} if asked.term else None,
        {"link_type": asked.taxonomy} if asked.taxonomy else None,
    ):
        if condition:
            rows = rows.filter(pk__in=_carriers(kind, Tag.objects.filter(**condition).values("entry_id")))
    return rows


def _services_of(organization: str) -> "QuerySet[Link]":
    return Link.objects.filter(target_id=organization, role="organization").values("entry_id")


def _serving(ags: str) -> "QuerySet[Tag]":
    codes = [ags, f"~{ags}", *area.parents(ags)]
    within = Q(word__in=codes) | Q(word__startswith=f"{ags}:")
    return Tag.objects.filter(within, link_type=AREA).values("entry_id")


def _carriers(kind: str, tagged: "QuerySet[Tag]") -> "QuerySet":  # type: ignore[type-arg]
    """Services carry terms; an organisation is found by the terms of its services."""
    if kind == "service":
        return tagged
    return Link.objects.filter(entry_id__in=tagged, role="organization").values("target_id")


def _box(near: Near) -> Q:
    """A square around the circle, which the database can tell from an index or a scan of two numbers."""
    tall = math.degrees(near.metres / EARTH)
    wide = min(180.0, tall / max(0.01, math.cos(math.radians(near.latitude))))
    latitude, longitude = near.latitude, near.longitude
    return Q(latitude__range=(latitude - tall, latitude + tall), longitude__range=(longitude - wide, longitude + wide))


def _metres(near: Near, latitude: float, longitude: float) -> float:
    a, b = math.radians(near.latitude), math.radians(latitude)
    turn = math.radians(longitude - near.longitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def documents(ids: Sequence[str]) -> list[bytes]:
    """The stored documents of published entries in the order asked for. One query."""
    found = _bodies(ids)
    return [found[id] for id in ids if id in found]


def _bodies(ids: Iterable[str]) -> dict[str, bytes]:
    """The state is looked at here: asked in SQL, SQLite would rather scan all that is published than look up ids."""
    rows = EntryRow.objects.filter(pk__in=ids).values_list("pk", "state", "hsds")
    return {id: bytes(body) for id, state, body in rows if state == "published"}


def pages(ids: "Ids", size: int) -> Iterator[list[str]]:
    """All ids in pieces: a stream fetches the documents of one piece at a time."""
    for number in range(1, -(-len(ids) // size) + 1):
        yield ids.page(number, size)


def minimal(ids: Sequence[str]) -> list[tuple[str, datetime]]:
    """(id, last change) in the order asked for. One query."""
    rows = EntryRow.objects.filter(pk__in=ids).values_list("pk", "state", "modified")
    found = {id: modified for id, state, modified in rows if state == "published"}
    return [(id, found[id]) for id in ids if id in found]


def offered(ids: Sequence[str]) -> list[tuple[str, bytes]]:
    """(offer id, the document of its service) in the order asked for. Two queries."""
    of = dict(Offer.objects.filter(pk__in=ids).values_list("pk", "entry_id"))
    bodies = _bodies(set(of.values()))
    return [(id, bodies[of[id]]) for id in ids if id in of and of[id] in bodies]


def offered_by(organizations: Sequence[str]) -> dict[str, list[bytes]]:
    """The documents of the services of each of these organisations, by id. Two queries."""
    links = Link.objects.filter(target_id__in=organizations, role="organization").order_by("entry_id")
    pairs = list(links.values_list("target_id", "entry_id"))
    rows = EntryRow.objects.filter(pk__in={id for _, id in pairs}).values_list("pk", "state", "kind", "hsds")
    bodies = {id: bytes(body) for id, *what, body in rows if what == ["published", "service"]}
    told: dict[str, list[bytes]] = {}
    for organization, id in pairs:
        if id in bodies:
            told.setdefault(organization, []).append(bodies[id])
    return told


def published(id: str, kind: str) -> bytes | None:
    """The document of a published entry of this kind."""
    rows = EntryRow.objects.filter(pk=id, kind=kind, state="published", standard=True)
    body = rows.values_list("hsds", flat=True).first()
    return None if body is None else bytes(body)


def was_public(id: str, kind: str) -> bool:
    """Whether this entry was told to the public once: then it is gone, not unknown."""
    stands = EntryRow.objects.filter(pk=id).values_list("kind", flat=True).first()
    return stands in (None, kind) and Change.objects.filter(entry_id=id).exists()


def words_in_use() -> list[tuple[str, str]]:
    """(link type, word) of every term that a published service carries."""
    return list(
        Tag.objects.exclude(link_type=AREA).order_by("link_type", "word").values_list("link_type", "word").distinct()
    )
