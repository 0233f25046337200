"""Internal hints beside an entry, within the areas one works for. Asked for by the desk alone."""

from collections.abc import Iterable

from ..models import Hint, Member
from ..shapes_desk import HintView


def about(entry: str, areas: Iterable[str]) -> list[HintView]:
    """Newest first; also what was written about an entry that has since become part of this one."""
    former = Member.objects.filter(entry_id=entry).values("record_id")
    rows = Hint.objects.filter(entry_id__in=former, area__in=list(areas)).order_by("-at", "-pk")
    return [_view(row) for row in rows]


def hint(id: int) -> HintView | None:
    row = Hint.objects.filter(pk=id).first()
    return _view(row) if row else None


def _view(row: Hint) -> HintView:
    return HintView(
        id=row.pk, entry_id=row.entry_id, area=row.area, text=row.text, phone=row.phone, who=row.who, at=row.at
    )  # fmt: skip
