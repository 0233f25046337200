"""Writing down who took part, and forgetting it."""

from datetime import date

from ..models import Attendance


def add(*, area: str, entry_id: str, day: date, name: str, town: str, by: str, forget_on: date) -> int:
    """The same person at the same meeting is there once."""
    kept = {"area": area, "by": by, "forget_on": forget_on}
    row, _ = Attendance.objects.get_or_create(entry_id=entry_id, day=day, name=name, town=town, defaults=kept)
    return int(row.pk)


def remove(id: int) -> None:
    Attendance.objects.filter(pk=id).delete()


def forget(today: date) -> int:
    return Attendance.objects.filter(forget_on__lte=today).delete()[0]
