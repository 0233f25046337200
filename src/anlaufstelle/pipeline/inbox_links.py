"""Unsure pairs as items of the inbox. Joining two stewards' entries takes both: each says what it holds of the pair,
what the other side said stands beside it, and the judgement is written when they agree."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from anlaufstelle.catalogue import ledger
from anlaufstelle.catalogue.models import Candidate, EntryRow, Handled, Judgement, Member
from anlaufstelle.catalogue.shapes_desk import Item

from .inbox_words import harm_of, mark_of

Opinion = dict[str, str]
"""Who said it, and `act`: "accept" (one thing) or "reject" (two)."""


MANY = 500
"""Pairs; of more, all that was ever said is read at once."""


class Pair(NamedTuple):
    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


class Named(NamedTuple):
    """As much of an entry as a pair of them needs."""

    id: str
    name: str
    steward: str
    needs: list[str]


def links(ids: list[str] | None) -> Iterator[Item]:
    """Pairs that are not one entry, and about which nobody is sure. Where two stewards are concerned, each of them
    finds the pair in the own inbox."""
    rows = Candidate.objects.all()
    if ids is not None:
        known = list(Member.objects.filter(Q(entry_id__in=ids) | Q(pk__in=ids)).values_list("pk", flat=True))
        rows = rows.filter(Q(left__in=known) | Q(right__in=known))
    pairs = list(rows.order_by("pk").values_list("left", "right", "score", "reasons").iterator())
    both = {id for left, right, *_ in pairs for id in (left, right)}
    verdicts = _verdicts(both, everywhere=ids is None)
    shown = _named(both)
    said = opinions(f"{left}:{right}" for left, right, *_ in pairs)
    for left, right, score, reasons in pairs:
        here, there = shown.get(left), shown.get(right)
        sure = verdicts.get((min(left, right), max(left, right)), "unsure") != "unsure"
        if sure or here is None or there is None or here.id == there.id:
            continue
        for area in sorted({here.steward, there.steward}):
            yield _pair(Pair(left, right, score, tuple(reasons)), (here, there), area, said)


def _pair(pair: Pair, sides: "tuple[Named, Named]", area: str, said: dict[tuple[str, str], Opinion]) -> Item:
    here, there = sides
    alone = here.steward == there.steward
    other = "" if alone else next(one.steward for one in sides if one.steward != area)
    heard = said.get((f"{pair.left}:{pair.right}", other), {}) if other else {}
    data: dict[str, Any] = {
        "left": pair.left, "right": pair.right, "score": pair.score, "reasons": list(pair.reasons),
        "other": other, "other_said": heard,
    }  # fmt: skip
    return Item(
        key=key_of(pair.left, pair.right, "" if alone else area), kind="link", area=area,
        harm=harm_of("link", (*here.needs, *there.needs)), at=timezone.now(), title=f"{here.name} – {there.name}",
        words="; ".join(pair.reasons), entry_id=here.id, other_id=there.id,
        mark=mark_of(pair.left, pair.right, here.name, there.name, *([heard] if heard else [])), data=data,
    )  # fmt: skip


def key_of(left: str, right: str, area: str = "") -> str:
    return f"link:{left}:{right}" + (f"@{area}" if area else "")


def opinions(pairs: Iterable[str]) -> dict[tuple[str, str], Opinion]:
    """What the editors of each area last said of a pair "left:right", where that still stands."""
    found: dict[tuple[str, str], Opinion] = {}
    wanted = list(pairs)
    for piece in ledger.pieces(wanted, 100) if len(wanted) <= MANY else [None]:
        rows = Handled.objects.filter(key__startswith="link:", key__contains="@")
        if piece is not None:
            asked = Q()
            for pair in piece:
                asked |= Q(key__startswith=f"link:{pair}@")
            rows = rows.filter(asked)
        for key, act, who in rows.order_by("pk").values_list("key", "act", "who"):
            pair, _, area = key.removeprefix("link:").partition("@")
            found.pop((pair, area), None)
            if act != "back":
                found[pair, area] = {"act": act, "who": who}
    return found


def _named(records: Iterable[str]) -> dict[str, Named]:
    """The published entry each record speaks for."""
    entry_of: dict[str, str] = {}
    for piece in ledger.pieces(records):
        entry_of.update(Member.objects.filter(pk__in=piece).values_list("pk", "entry_id"))
    found: dict[str, Named] = {}
    for piece in ledger.pieces(set(entry_of.values())):
        rows = EntryRow.objects.filter(pk__in=piece, state="published")
        found.update({row[0]: Named(*row) for row in rows.values_list("pk", "name", "steward", "needs")})
    return {record: found[entry] for record, entry in entry_of.items() if entry in found}


def _verdicts(ids: Iterable[str], *, everywhere: bool) -> dict[tuple[str, str], str]:
    asked = [Judgement.objects.all()] if everywhere else [
        Judgement.objects.filter(left__in=piece) for piece in ledger.pieces(ids)
    ]  # fmt: skip
    found = {}
    for rows in asked:
        for left, right, verdict in rows.order_by("pk").values_list("left", "right", "verdict"):
            found[left, right] = verdict
    return found
