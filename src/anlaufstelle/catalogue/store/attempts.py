"""What came of reading a source: added to, never changed. Nothing else reads it but the operator's page."""

from datetime import datetime

from django.utils import timezone

from ..models import Attempt
from ..shapes import Tried


def add_attempt(source: str, began: datetime, tried: Tried) -> None:
    """`began` is when the try began; what it took is told from now."""
    Attempt.objects.create(
        source=source,
        day=timezone.localdate(began),
        at=began,
        seconds=round((timezone.now() - began).total_seconds(), 3),
        status=tried.status,
        why=tried.why[:2000],
        records=tried.records,
        new=tried.new,
        changed=tried.changed,
        gone=tried.gone,
        findings=tried.findings,
    )
