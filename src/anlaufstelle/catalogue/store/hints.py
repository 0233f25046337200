"""Internal hints: written, taken away, forgotten in time. No ledger: nothing that anybody decides rests on them."""

from datetime import datetime

from django.utils import timezone

from ..models import Hint


def add(entry: str, *, area: str, text: str, phone: str, who: str) -> int:
    row = Hint.objects.create(entry_id=entry, area=area, text=text, phone=phone, who=who, at=timezone.now())
    return row.pk


def drop(id: int) -> None:
    Hint.objects.filter(pk=id).delete()


def forget(before: datetime) -> int:
    return Hint.objects.filter(at__lt=before).delete()[0]
