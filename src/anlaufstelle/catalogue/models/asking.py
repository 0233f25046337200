"""Asking those who know: links to answer by, letters on their way, what was heard beside the ledgers, calls made."""

from django.db import models


class Ticket(models.Model):
    """A link somebody was sent. Only the hash of its token is kept; it opens one organisation, or one reader
    of a newsletter, for one purpose."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10, choices=[(one, one) for one in ("answer", "stop", "join", "leave")])
    organization = models.CharField(max_length=36, db_index=True)
    letter = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Letter(models.Model):
    """A mail on its way. `batch` says why it exists ("2026-03-02 <organisation>"), so that it is written once.

    `state`: waiting, then sending while it is handed over, then sent; "unsure" when nobody can say whether it went
    (it is not sent again), "bounced" when it came back. The body holds tokens and is forgotten once it was sent.
    """

    batch = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    organization = models.CharField(max_length=36, db_index=True)
    address = models.CharField(max_length=320)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    stop = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, default="waiting", db_index=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)


class Silence(models.Model):
    """An address that is not written to any more, as a hash: nobody can read from here who it was."""

    address_hash = models.CharField(primary_key=True, max_length=64)
    reason = models.CharField(max_length=10, choices=[(one, one) for one in ("stop", "bounce")])
    at = models.DateTimeField()


class Signal(models.Model):
    """What was heard of a kind of field beside the ledgers (`resolve.freshness`): visitors, dead links, bounces."""

    entry_id = models.CharField(max_length=36)
    kind = models.CharField(max_length=10)
    word = models.CharField(max_length=20)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry_id", "kind", "word", "on"], name="once_a_day"),)


class Call(models.Model):
    """One try to reach an organisation about an entry. `again_on` is the day somebody may try again."""

    entry_id = models.CharField(max_length=36, db_index=True)
    who = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in ("right", "changed", "nobody", "gone")])
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    again_on = models.DateField(null=True)


class Turn(models.Model):
    """An entry that somebody has on their list of calls just now, so that nobody else calls there at the same time."""

    entry_id = models.CharField(primary_key=True, max_length=36)
    who = models.CharField(max_length=200)
    until = models.DateTimeField()


class Trust(models.Model):
    """An organisation whose own word stands at once, without an editor looking first."""

    organization = models.CharField(primary_key=True, max_length=36)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
