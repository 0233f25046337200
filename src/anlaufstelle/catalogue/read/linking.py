"""What waits for a person's judgement."""

from collections.abc import Iterator

import msgspec
from django.db.models import Exists, F, OuterRef, Q, Subquery

from anlaufstelle.record.received import Received

from ..ledger import received
from ..models import Candidate, Judgement, Member
from ..shapes import CandidateSide, CandidateView


def open_candidates(*, kind: str | None = None, limit: int = 50) -> list[CandidateView]:
    """Pairs that might be one thing and that nobody has judged, likeliest first; what is one entry already is left
    out, and so are records that are gone."""
    judged = Judgement.objects.filter(
        Q(left=OuterRef("left"), right=OuterRef("right")) | Q(left=OuterRef("right"), right=OuterRef("left"))
    )
    asked = Candidate.objects.annotate(judged=Exists(judged), here=_entry("left"), there=_entry("right"))
    asked = asked.filter(judged=False).exclude(here=F("there"))
    if kind:
        asked = asked.filter(kind=kind)
    rows = list(asked.order_by("-score", "pk")[:limit])
    sides = received(id for row in rows for id in (row.left, row.right))
    return list(_views(rows, sides))


def _entry(side: str) -> Subquery:
    return Subquery(Member.objects.filter(pk=OuterRef(side)).values("entry_id")[:1])


def _views(rows: list[Candidate], sides: dict[str, Received]) -> Iterator[CandidateView]:
    for row in rows:
        left, right = sides.get(row.left), sides.get(row.right)
        if left and right and not left.gone and not right.gone:
            yield CandidateView(
                left=_side(left), right=_side(right), kind=row.kind, score=row.score, reasons=tuple(row.reasons)
            )


def _side(one: Received) -> CandidateSide:
    return CandidateSide(
        record_id=one.id,
        source=one.source,
        key=one.key,
        name=one.record.name or "",
        record=msgspec.to_builtins(one.record),
    )
