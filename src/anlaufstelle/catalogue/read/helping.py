"""Questions about those who want to help: who waits for an answer, and how many found a place."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Sum
from msgspec import Struct

from ..models import Approach, Outcome

SHOWN = 200


class ApproachView(Struct, frozen=True, kw_only=True):
    id: int
    area: str
    desk: str
    entry_id: str
    entry_name: str
    sent_to: str
    language: str
    wishes: str
    name: str
    reply: str
    text: str
    at: datetime
    due_on: date
    forget_on: date
    state: str
    by: str


def waiting(areas: Iterable[str]) -> list[ApproachView]:
    """Open ones, the longest due first; then those that were answered and of which nobody knows the end."""
    rows = Approach.objects.filter(area__in=list(areas), state__in=("open", "answered"))
    found = [_view(row) for row in rows.order_by("-state", "due_on", "pk")[:SHOWN]]
    return [one for one in found if one.state == "open"] + [one for one in found if one.state != "open"]


def approach(id: int) -> ApproachView | None:
    row = Approach.objects.filter(pk=id).first()
    return _view(row) if row else None


def outcomes(areas: Iterable[str], since: date) -> dict[str, int]:
    """How often each came of it since that month."""
    rows = Outcome.objects.filter(area__in=list(areas), month__gte=since)
    return dict(rows.order_by().values_list("state").annotate(Sum("count")))


def _view(row: Approach) -> ApproachView:
    return ApproachView(**{name: getattr(row, name) for name in ApproachView.__struct_fields__})
