"""What is computed from the ledgers: every row here can be thrown away and made again."""

from django.db import models

AREA = "area"


class EntryRow(models.Model):
    """An entry as a document, its standard form beside it, and the columns one filters by.

    Three marks make every stage of the night restartable, because each says what a row was made from:
    `inputs` the versions and lines behind it, `joined` the referenced entries it shows, `expanded` what its
    occurrences were made from. `core` is the hash of what it says itself, without anything joined; `digest` of all it
    shows: only a new digest is a change.

    `inside` is the whole record where `body` tells less of it: nothing public reads it.

    For the standard's lists: `modified` is what the document tells as its last change, `standard` whether it has all
    that HSDS demands, `words` what a search of the standard looks into (folded).
    """

    id = models.CharField(primary_key=True, max_length=36)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    name = models.CharField(max_length=1000)
    steward = models.CharField(max_length=60)
    ags = models.CharField(max_length=8, blank=True)
    district = models.CharField(max_length=100, blank=True, default="")
    areas = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    checked_on = models.CharField(max_length=10, blank=True)
    sequence = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()
    modified = models.DateTimeField(null=True)
    standard = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    core = models.CharField(max_length=64)
    inputs = models.CharField(max_length=64)
    joined = models.CharField(max_length=64, blank=True)
    expanded = models.CharField(max_length=64, blank=True)
    body = models.BinaryField()
    hsds = models.BinaryField()
    inside = models.BinaryField(default=bytes)

    class Meta:
        indexes = (
            models.Index(fields=["state", "kind", "name"], name="entry_list"),
            models.Index(fields=["district", "state", "kind", "name", "ags", "steward"], name="entry_quarter"),
            models.Index(fields=["state", "kind", "standard", "id"], name="entry_pages"),
        )


class Tag(models.Model):
    """What a published service is found by: a word or concept (`link_type` as in `record.hsds_terms`, `term_id` the id
    of its HSDS term), or the code of an area it serves (`link_type` is AREA)."""

    entry_id = models.CharField(max_length=36, db_index=True)
    link_type = models.CharField(max_length=20)
    word = models.CharField(max_length=500)
    term_id = models.CharField(max_length=36)

    class Meta:
        indexes = (models.Index(fields=["term_id", "entry_id"], name="tag_carriers"),)


class Offer(models.Model):
    """A published service at one place (HSDS service_at_location): its id there, and a point to measure from.

    The point is the place's own, else the middle of its postcode; a confidential place has none.
    """

    id = models.CharField(primary_key=True, max_length=36)
    entry_id = models.CharField(max_length=36, db_index=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)


class Member(models.Model):
    """Which entry a record speaks for now. Every id an entry ever had is a record id, so this is the redirect, too."""

    record_id = models.CharField(primary_key=True, max_length=36)
    entry_id = models.CharField(max_length=36, db_index=True)


class Link(models.Model):
    """Entry `entry_id` refers to record `record_id`, which spoke for entry `target_id` when it was assembled
    (empty: nobody has received such a record yet)."""

    entry_id = models.CharField(max_length=36, db_index=True)
    record_id = models.CharField(max_length=36, db_index=True)
    target_id = models.CharField(max_length=36, blank=True, db_index=True)
    role = models.CharField(max_length=30)


class Counter(models.Model):
    """A number handed out inside the transaction that uses it: a database sequence may commit out of order."""

    name = models.CharField(primary_key=True, max_length=30)
    value = models.BigIntegerField(default=0)


class Change(models.Model):
    """The change sequence: what followers (the index, the feed) have to put or drop."""

    sequence = models.BigIntegerField(primary_key=True)
    entry_id = models.CharField(max_length=36, db_index=True)
    op = models.CharField(max_length=4, choices=[("put", "put"), ("drop", "drop")])
    at = models.DateTimeField()


class Occurrence(models.Model):
    """One opening or one date of an event, 13 months ahead: calendars and "open now" read nothing else."""

    entry_id = models.CharField(max_length=36)
    kind = models.CharField(max_length=10, choices=[("opening", "opening"), ("event", "event")])
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["entry_id", "kind", "end"], name="occurrence_of"),
            models.Index(fields=["kind", "start"], name="occurrence_when"),
        )
