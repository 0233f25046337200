"""What the rules of linking made of the ledgers: every row here can be thrown away and made again."""

from django.db import models


class Candidate(models.Model):
    """Two records of two sources that might be one thing. `verdict` is "same" where the rules are sure, else "ask";
    `reasons` are words for an editor, heaviest first. A person's judgement goes before it."""

    left = models.CharField(max_length=36, db_index=True)
    right = models.CharField(max_length=36, db_index=True)
    kind = models.CharField(max_length=20)
    score = models.FloatField()
    verdict = models.CharField(max_length=10)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["left", "right"], name="one_candidate_a_pair"),)
        indexes = (models.Index(fields=["verdict", "-score"], name="candidate_open"),)


class Linked(models.Model):
    """As which version a record was last compared with all others: work to do is what does not match."""

    record_id = models.CharField(primary_key=True, max_length=36)
    mark = models.CharField(max_length=64)
