"""Taking a person's name out of what is kept. The only place that changes a line of a ledger: what was decided and why
stays, who it was becomes a made-up name."""

import re
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from ..models import Attendance, Deed, Invitation, Letter, SourceRecord
from ..read import whole

GONE = "[entfernt]"
BY = ("who", "by", "released_by")
"""Columns that name who did something."""
MESSAGES = ("visitor", "proposal")
"""Sources that nobody reads again: what they said can be changed here alone."""


def forget(said: str, pseudonym: str) -> dict[str, int]:
    """One transaction; how many rows of each table were changed or deleted."""
    done: dict[str, int] = {}
    with transaction.atomic():
        done["User"] = get_user_model().objects.filter(Q(username__iexact=said) | Q(email__iexact=said)).delete()[0]
        done["Invitation"] = Invitation.objects.filter(Q(name__iexact=said) | Q(mail__iexact=said)).delete()[0]
        for name, table in whole.tables().items():
            for column in set(BY) & set(whole.columns(table)):
                rows = table._default_manager.filter(**{f"{column}__iexact": said})
                done[name] = done.get(name, 0) + rows.update(**{column: pseudonym})
        done["Attendance"] = Attendance.objects.filter(name__iexact=said).delete()[0]
        done["Letter"] = Letter.objects.filter(address__iexact=said).update(address="", body="", stop="")
        done["Deed"] = done.get("Deed", 0) + _in_deeds(said, pseudonym)
        done["SourceRecord"] = _in_messages(said)
    return {name: number for name, number in done.items() if number}


def _in_deeds(said: str, pseudonym: str) -> int:
    rows = list(Deed.objects.filter(about__icontains=said))
    for row in rows:
        row.about = re.sub(re.escape(said), pseudonym, row.about, flags=re.IGNORECASE)[:300]
        row.save(update_fields=["about"])
    return len(rows)


def _in_messages(said: str) -> int:
    changed = 0
    wanted = re.compile(re.escape(said).encode(), re.IGNORECASE)
    for row in SourceRecord.objects.filter(source_id__in=MESSAGES).iterator():
        body, times = wanted.subn(GONE.encode(), bytes(row.body))
        if times:
            SourceRecord.objects.filter(pk=row.pk).update(body=body)
            changed += 1
    return changed


def forget_replies(before: datetime) -> int:
    """Where visitors wanted to be answered, in messages from before that day."""
    reply = re.compile(rb'(reply: )(?:\\.|[^"\\])*')
    changed = 0
    for row in SourceRecord.objects.filter(source_id="visitor", first_seen__lt=before).iterator():
        body = reply.sub(rb"\1" + GONE.encode(), bytes(row.body))
        if body != bytes(row.body):
            SourceRecord.objects.filter(pk=row.pk).update(body=body)
            changed += 1
    return changed


def forget_addresses(before: datetime) -> int:
    """To whom letters went, once the links in them have ended."""
    return Letter.objects.filter(made_at__lt=before).exclude(address="").update(address="", body="", stop="")
