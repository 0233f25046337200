"""Candidates for linking, replaced for the records that were compared anew."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from anlaufstelle.resolve.link import Link

from ..models import Candidate, Linked

SLICE = 200


def keep_links(links: Sequence[tuple[str, Link]], fresh: Iterable[str]) -> None:
    """Everything said of the `fresh` records before is forgotten; `links` come with their kind. Small transactions:
    until `mark_linked` the records count as not compared, so that an interrupted night does it again."""
    ids = list(fresh)
    for start in range(0, len(ids), SLICE):
        piece = ids[start : start + SLICE]
        Candidate.objects.filter(left__in=piece).delete()
        Candidate.objects.filter(right__in=piece).delete()
    for start in range(0, len(links), SLICE):
        Candidate.objects.bulk_create(
            (
                Candidate(
                    left=one.left, right=one.right, kind=kind, score=one.score, verdict=one.verdict,
                    reasons=list(one.reasons),
                )
                for kind, one in links[start : start + SLICE]
            ),
            ignore_conflicts=True,
        )  # fmt: skip


def mark_linked(marks: Mapping[str, str]) -> None:
    rows = [Linked(record_id=id, mark=mark) for id, mark in sorted(marks.items())]
    for start in range(0, len(rows), SLICE):
        with transaction.atomic():
            Linked.objects.bulk_create(
                rows[start : start + SLICE], update_conflicts=True, unique_fields=["record_id"], update_fields=["mark"]
            )
