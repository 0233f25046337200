"""People who want to help, for as long as they wait for an answer; and how many found a place, for longer."""

from django.db import models

STATES = ("open", "answered", "placed", "closed")


class Approach(models.Model):
    """What somebody wrote who wants to help. It names a person, so it stands in no ledger and is deleted on the day
    `forget_on`, whatever became of it. Without `entry_id` they do not know yet what suits them; `wishes` is what they
    answered, as the page's address holds it. `sent_to`: the organisation that got it by mail, if any."""

    area = models.CharField(max_length=60)
    desk = models.CharField(max_length=200)
    entry_id = models.CharField(max_length=36, blank=True)
    entry_name = models.CharField(max_length=1000, blank=True)
    sent_to = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=35)
    wishes = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)
    reply = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    due_on = models.DateField()
    forget_on = models.DateField(db_index=True)
    state = models.CharField(max_length=10, default="open", choices=[(one, one) for one in STATES])
    by = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["area", "state", "due_on"], name="approach_due"),)


class Attendance(models.Model):
    """Who took part in an event, so that a certificate can be printed: a name and a town, deleted on `forget_on`."""

    area = models.CharField(max_length=60)
    entry_id = models.CharField(max_length=36)
    day = models.DateField()
    name = models.CharField(max_length=200)
    town = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=200)
    forget_on = models.DateField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry_id", "day", "name", "town"], name="once_at_a_meeting"),)


class Outcome(models.Model):
    """How often something came of it: a month, an area, a word, and nothing about anybody."""

    month = models.DateField()
    area = models.CharField(max_length=60)
    state = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["month", "area", "state"], name="one_outcome_a_month"),)
