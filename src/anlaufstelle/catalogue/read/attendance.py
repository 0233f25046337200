"""Who took part in an event of a network."""

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from ..models import Attendance


class AttendanceView(Struct, frozen=True, kw_only=True):
    id: int
    entry_id: str
    day: date
    name: str
    town: str
    forget_on: date


def of_event(entry_id: str, areas: Collection[str]) -> list[AttendanceView]:
    """Newest day first, then by name."""
    rows = Attendance.objects.filter(entry_id=entry_id, area__in=areas).order_by("-day", "name", "pk")
    return [_view(row) for row in rows]


def one(id: int, areas: Collection[str]) -> AttendanceView | None:
    row = Attendance.objects.filter(pk=id, area__in=areas).first()
    return _view(row) if row else None


def _view(row: Attendance) -> AttendanceView:
    return AttendanceView(
        id=row.pk, entry_id=row.entry_id, day=row.day, name=row.name, town=row.town, forget_on=row.forget_on
    )
