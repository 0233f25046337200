"""Questions about entries themselves."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
from django.db import connection
from django.db.models import QuerySet

from anlaufstelle.errors import NotFound
from anlaufstelle.record.entry import Entry

from ..models import EntryRow, Link, Member

PUBLISHED = ("published",)
OF_IDS = f"SELECT id, state, body, sequence FROM {EntryRow._meta.db_table} WHERE id IN ({{}})"
"""The state is looked at afterwards: asked in SQL, SQLite would rather scan all that is published than look up ids."""
_entry = msgspec.json.Decoder(Entry)


def _read(row: tuple[bytes, int]) -> Entry:
    return msgspec.structs.replace(_entry.decode(bytes(row[0])), sequence=row[1])


@lru_cache(maxsize=1_000)
def known(body: bytes, sequence: int) -> Entry:
    """The same object while nothing changed in it; of lists that are asked for again and again."""
    return _read((body, sequence))


def _rows(states: Sequence[str]) -> "QuerySet[EntryRow]":
    return EntryRow.objects.filter(state__in=states)


def entry(id: str, *, states: Sequence[str] = PUBLISHED) -> Entry:
    """The entry with exactly this id; ask `resolve_id` first where an address may be an old one."""
    row = _rows(states).filter(pk=id).values_list("body", "sequence").first()
    if row is None:
        raise NotFound(f"There is no entry {id}.")
    return _read(row)


def resolve_id(id: str) -> str | None:
    """The entry that stands today for this id: itself, or where a former id leads. None: never an id of ours."""
    return Member.objects.filter(pk=id.lower()).values_list("entry_id", flat=True).first()


def entries(ids: Iterable[str], *, states: Sequence[str] = PUBLISHED) -> list[Entry]:
    """In the order asked for; ids without a published entry are left out. One query."""
    wanted = list(ids)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(OF_IDS.format(", ".join(["%s"] * len(wanted))), wanted)
        found = {id: (body, sequence) for id, state, body, sequence in cursor.fetchall() if state in states}
    return [known(bytes(found[id][0]), found[id][1]) for id in wanted if id in found]


def stream(kind: str | None = None, states: Sequence[str] = PUBLISHED) -> Iterator[Entry]:
    """All entries by id, read in pieces: memory stays flat."""
    rows = _rows(states)
    if kind:
        rows = rows.filter(kind=kind)
    for row in rows.order_by("pk").values_list("body", "sequence").iterator(chunk_size=500):
        yield _read(row)


def bodies(*, without: Sequence[str]) -> Iterator[bytes]:
    """All published entries as JSON by id, but for these kinds, for who reads them in another process; what they say of
    their `sequence` does not count."""
    rows = _rows(PUBLISHED).exclude(kind__in=without).order_by("pk")
    for body in rows.values_list("body", flat=True).iterator(chunk_size=500):
        yield bytes(body)


def hsds(id: str) -> bytes:
    """The stored nested HSDS JSON of a published entry."""
    body = EntryRow.objects.filter(pk=id, state="published").values_list("hsds", flat=True).first()
    if body is None:
        raise NotFound(f"There is no entry {id}.")
    return bytes(body)


def provider_services(organization: str) -> list[Entry]:
    """What this organisation offers (services, events, places to volunteer), by name. One query."""
    offers = Link.objects.filter(target_id=organization, role="organization").values("entry_id")
    rows = _rows(PUBLISHED).filter(pk__in=offers).order_by("kind", "name", "pk")
    return [_read(row) for row in rows.values_list("body", "sequence")]


def points(box: tuple[float, float, float, float], *, but: str = "", limit: int = 200) -> list[tuple[float, float]]:
    """(latitude, longitude) of published places within (south, west, north, east)."""
    south, west, north, east = box
    rows = _rows(PUBLISHED).filter(kind="location", latitude__range=(south, north), longitude__range=(west, east))
    return list(rows.exclude(pk=but).order_by("pk").values_list("latitude", "longitude")[:limit])
