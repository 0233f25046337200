"""What waits for a person. `InboxItem` is computed and can be thrown away; `Handled` is append-only."""

from django.db import models


class InboxItem(models.Model):
    """One thing to look at. `key` says what it is about ("finding:<entry>:<code>:<path>"), `mark` as it was then:
    what was handled comes back when its mark changes. `harm`: the highest comes first. `area` is the steward's.
    `bundle` is shared by items that are one matter ("finding:no-contact"): many of them are shown as one."""

    key = models.CharField(max_length=700, unique=True)
    kind = models.CharField(max_length=20)
    area = models.CharField(max_length=60)
    harm = models.IntegerField()
    at = models.DateTimeField()
    title = models.CharField(max_length=1000)
    words = models.TextField(blank=True)
    entry_id = models.CharField(max_length=36, blank=True, db_index=True)
    other_id = models.CharField(max_length=36, blank=True, db_index=True)
    mark = models.CharField(max_length=64)
    bundle = models.CharField(max_length=160, blank=True, default="")
    data = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["-harm", "id"], name="inbox_order"),
            models.Index(fields=["area", "-harm", "id"], name="inbox_of_area"),
            models.Index(fields=["area", "bundle", "-harm", "id"], name="inbox_of_bundle"),
            models.Index(fields=["area", "kind", "bundle", "harm", "id"], name="inbox_counts"),
        )


class Handled(models.Model):
    """What a person did with an item; the latest line about a key counts. `back` takes the line before back. `did`
    names the lines of the ledgers that came of it; `batch` ties together what was done at one stroke."""

    key = models.CharField(max_length=700, db_index=True)
    mark = models.CharField(max_length=64)
    act = models.CharField(max_length=10, choices=[(one, one) for one in ("accept", "reject", "back")])
    who = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    until = models.DateField(null=True)
    at = models.DateTimeField()
    item = models.JSONField(default=dict)
    did = models.JSONField(default=dict)
    batch = models.CharField(max_length=36, blank=True, default="", db_index=True)


class Hint(models.Model):
    """What those who advise tell each other about an entry ("nach Frau M. fragen", a number to hand over to). It is
    never published and never leaves the desk; seen by the people of one area only, whosesoever the entry is."""

    entry_id = models.CharField(max_length=36, db_index=True)
    area = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    phone = models.CharField(max_length=60, blank=True)
    who = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)
