"""Links, letters, silence, signals and calls. A letter changes its state by one conditional update, so that two
senders never send the same one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from msgspec import Struct

from ..models import Call, Letter, Signal, Silence, Ticket, Trust, Turn


class NewTicket(Struct, frozen=True):
    token_hash: str
    purpose: str
    organization: str
    until: datetime


class NewLetter(Struct, frozen=True, kw_only=True):
    batch: str
    message_id: str
    organization: str
    address: str
    subject: str
    body: str
    stop: str = ""


def add_tickets(tickets: Sequence[NewTicket], letter: str = "") -> None:
    Ticket.objects.bulk_create(
        Ticket(
            token_hash=one.token_hash, purpose=one.purpose, organization=one.organization, letter=letter,
            made_at=timezone.now(), until=one.until,
        )
        for one in tickets
    )  # fmt: skip


def revoke(organization: str) -> int:
    """All links of an organisation, at once; returns how many still opened something."""
    rows = Ticket.objects.filter(organization=organization, revoked_at=None, until__gt=timezone.now())
    return rows.update(revoked_at=timezone.now())


def add_letter(letter: NewLetter, tickets: Sequence[NewTicket]) -> bool:
    """One transaction. False when this batch was written before: then neither it nor its links are new."""
    with transaction.atomic():
        _row, new = Letter.objects.get_or_create(
            batch=letter.batch,
            defaults={
                "message_id": letter.message_id, "organization": letter.organization, "address": letter.address,
                "subject": letter.subject, "body": letter.body, "stop": letter.stop, "made_at": timezone.now(),
            },
        )  # fmt: skip
        if new:
            add_tickets(tickets, letter.message_id)
    return new


def move_letter(message_id: str, *, before: str, after: str) -> bool:
    """Whether it was still in the state `before`. Once it is no longer waiting or sending, its body is forgotten."""
    change: dict[str, object] = {"state": after}
    if after not in ("waiting", "sending"):
        change |= {"body": "", "stop": ""}
    if after == "sent":
        change["sent_at"] = timezone.now()
    return bool(Letter.objects.filter(message_id=message_id, state=before).update(**change))


def silence(address_hash: str, reason: str) -> None:
    Silence.objects.get_or_create(pk=address_hash, defaults={"reason": reason, "at": timezone.now()})


def add_signal(entry: str, kind: str, word: str, on: date) -> None:
    """Said twice on one day it counts once."""
    Signal.objects.get_or_create(entry_id=entry, kind=kind, word=word, on=on)


def add_call(entry: str, *, who: str, outcome: str, note: str, again_on: date | None) -> int:
    row = Call.objects.create(
        entry_id=entry, who=who, outcome=outcome, note=note, again_on=again_on, at=timezone.now()
    )  # fmt: skip
    return row.pk


def take_turns(entries: Sequence[str], *, who: str, until: datetime) -> None:
    """For those nobody else has. Turns that are over are forgotten, and so is whatever else this person had."""
    with transaction.atomic():
        Turn.objects.filter(Q(until__lte=timezone.now()) | Q(who=who)).delete()
        Turn.objects.bulk_create([Turn(entry_id=one, who=who, until=until) for one in entries], ignore_conflicts=True)


def trust(organization: str, *, by: str) -> None:
    Trust.objects.get_or_create(pk=organization, defaults={"by": by, "at": timezone.now()})


def distrust(organization: str) -> None:
    Trust.objects.filter(pk=organization).delete()
