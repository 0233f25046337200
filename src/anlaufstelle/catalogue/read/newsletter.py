"""Who reads a network's newsletter, and since when something can be read at all."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Min
from msgspec import Struct

from ..ledger import pieces
from ..models import Change, Reader


class ReaderView(Struct, frozen=True):
    id: str
    area: str
    address: str
    confirmed_on: date | None


def reader(id: str) -> ReaderView | None:
    row = Reader.objects.filter(pk=id).first()
    return _view(row) if row else None


def readers(areas: Collection[str], before: date) -> list[ReaderView]:
    """Who had agreed before that day."""
    return [_view(row) for row in Reader.objects.filter(area__in=areas, confirmed_on__lt=before).order_by("pk")]


def unconfirmed(before: datetime) -> list[str]:
    return list(Reader.objects.filter(confirmed_on=None, at__lt=before).values_list("pk", flat=True))


def with_address(address: str) -> list[str]:
    return list(Reader.objects.filter(address__iexact=address).values_list("pk", flat=True))


def first_published(ids: Iterable[str]) -> dict[str, datetime]:
    """When each could be read for the first time."""
    found: dict[str, datetime] = {}
    for piece in pieces(ids):
        rows = Change.objects.filter(entry_id__in=piece, op="put").order_by().values_list("entry_id")
        found.update(rows.annotate(Min("at")))
    return found


def _view(row: Reader) -> ReaderView:
    return ReaderView(row.pk, row.area, row.address, row.confirmed_on)
