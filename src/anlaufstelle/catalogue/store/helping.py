"""Writing what those who want to help wrote, what came of it, and forgetting it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from msgspec import Struct
from msgspec.structs import asdict

from ..models import Approach, Letter, Outcome

BATCH = "help "
"""How the batch of a letter begins that carries such words; they are forgotten as early."""


class NewApproach(Struct, frozen=True, kw_only=True):
    area: str
    desk: str
    reply: str
    due_on: date
    forget_on: date
    entry_id: str = ""
    entry_name: str = ""
    sent_to: str = ""
    language: str = "de"
    wishes: str = ""
    name: str = ""
    text: str = ""


def add(approach: NewApproach) -> int:
    return Approach.objects.create(**asdict(approach), at=timezone.now()).pk


def settle(id: int, state: str, *, by: str) -> bool:
    """Whether it was still open, or answered and now more is known. Each outcome counts once, in its own month."""
    before = ("open",) if state == "answered" else ("open", "answered")
    with transaction.atomic():
        row = Approach.objects.filter(pk=id).first()
        if row is None or not Approach.objects.filter(pk=id, state__in=before).update(
            state=state, by=by, done_at=timezone.now()
        ):
            return False
        month = timezone.localdate().replace(day=1)
        cell, _new = Outcome.objects.get_or_create(month=month, area=row.area, state=state)
        Outcome.objects.filter(pk=cell.pk).update(count=F("count") + 1)
    return True


def forget(today: date, days: int) -> tuple[int, list[str]]:
    """Deletes what is due; returns how many, and the ids of the letters whose words went with them."""
    gone = Approach.objects.filter(forget_on__lte=today).delete()[0]
    rows = Letter.objects.filter(batch__startswith=BATCH, made_at__lt=timezone.now() - timedelta(days=days))
    letters = list(rows.values_list("message_id", flat=True))
    rows.delete()
    return gone, letters
