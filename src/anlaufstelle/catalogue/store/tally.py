"""Adding up what was looked for."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from ..models import Tally

Cell = tuple[date, str, str, bool, str]
"""Day, concept, interface language, whether nothing was found, area code of the district or nothing."""


def add_counts(counts: Mapping[Cell, int]) -> None:
    """One transaction; a few hundred cells an hour at most, since the vocabulary is closed."""
    with transaction.atomic():
        for (day, concept, language, zero, district), number in counts.items():
            cell = {"day": day, "concept": concept, "language": language, "zero": zero, "district": district}
            Tally.objects.get_or_create(**cell)
            Tally.objects.filter(**cell).update(count=F("count") + number)
