"""Where the night stands, for the operator's eyes: no stage reads this to find its work."""

from typing import Any

from django.utils import timezone

from ..models import NightStage


def begin_stage(name: str) -> None:
    NightStage.objects.update_or_create(pk=name, defaults={"started_at": timezone.now(), "finished_at": None})


def end_stage(name: str, report: dict[str, Any]) -> None:
    NightStage.objects.filter(pk=name).update(finished_at=timezone.now(), report=report)
