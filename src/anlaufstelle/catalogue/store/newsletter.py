"""Readers of a newsletter: asked, confirmed, and deleted with all that was sent to them."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from ..models import Letter, Reader, Ticket


def add(area: str, address: str) -> str:
    """The reader's id, new or known."""
    told = {"id": str(uuid4()), "at": timezone.now()}
    return Reader.objects.get_or_create(area=area, address=address, defaults=told)[0].pk


def confirm(id: str, on: date) -> None:
    """The first time counts."""
    Reader.objects.filter(pk=id, confirmed_on=None).update(confirmed_on=on)


def remove(id: str) -> list[str]:
    """With links and letters; returns the ids of those letters."""
    with transaction.atomic():
        Reader.objects.filter(pk=id).delete()
        Ticket.objects.filter(organization=id).delete()
        rows = Letter.objects.filter(organization=id)
        letters = list(rows.values_list("message_id", flat=True))
        rows.delete()
    return letters
