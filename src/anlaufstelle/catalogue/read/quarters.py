"""What there is in one quarter, and the projects of a town. Each answer costs the same few questions, however much
there is."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet
from msgspec import Struct

from anlaufstelle.record.entry import Entry

from ..models import EntryRow
from .changes import Mark
from .entries import known
from .first import first_of_each

ANY = "*"
"""Stands for a kind."""


class Gathered(Struct, frozen=True):
    """Of one kind: how many there are, and the first of them by name."""

    total: int
    entries: tuple[Entry, ...]


def _of(areas: Sequence[str], kinds: Sequence[str] = ()) -> "QuerySet[Any]":
    """What lies in these areas; what lies nowhere belongs to its steward."""
    rows = EntryRow.objects.filter(state="published")
    rows = rows.filter(kind__in=kinds) if kinds else rows
    return rows.filter(Q(ags__in=areas) | Q(ags="", steward__in=areas))


@lru_cache(maxsize=200)
def quarter(name: str, areas: tuple[str, ...], kinds: tuple[str, ...], most: int, mark: Mark) -> dict[str, Gathered]:
    """Two questions, or none while nothing changed (`mark`)."""
    rows = _of(areas).filter(district=name)
    totals = dict(rows.filter(kind__in=kinds).order_by().values_list("kind").annotate(Count("kind")))
    once = rows.filter(kind=ANY).order_by("name", "pk").values_list("pk")[:most]
    shown = EntryRow.objects.filter(pk__in=first_of_each(once, ANY, kinds)).order_by("kind", "name", "pk")
    found: dict[str, list[Entry]] = {}
    for kind, body, sequence in shown.values_list("kind", "body", "sequence"):
        found.setdefault(kind, []).append(known(bytes(body), sequence))
    return {kind: Gathered(total, tuple(found.get(kind, ()))) for kind, total in totals.items()}


def sizes(areas: Sequence[str], kinds: Sequence[str]) -> dict[str, int]:
    """How much there is in each quarter that something names."""
    rows = _of(areas, kinds).exclude(district="")
    return dict(rows.order_by().values_list("district").annotate(Count("district")))


def listed(kind: str, areas: Sequence[str], limit: int, offset: int = 0) -> Gathered:
    """A town's own of one kind, by name."""
    rows = _of(areas, (kind,))
    shown = rows.order_by("name", "pk").values_list("body", "sequence")[offset : offset + limit]
    return Gathered(rows.count(), tuple(known(bytes(body), sequence) for body, sequence in shown))


def every(kind: str, areas: Sequence[str], most: int) -> list[Entry]:
    """All of one kind, for what is counted and laid beside each other; at most so many."""
    return list(listed(kind, areas, most).entries)


def conferences(name: str, areas: Sequence[str], today: date, most: int) -> tuple[list[Entry], list[Entry]]:
    """The next meetings of a quarter, soonest first, and the last ones, newest first. Those of a few years are few."""
    rows = _of(areas, ("conference",)).filter(district=name).order_by("pk")
    found = [known(bytes(body), sequence) for body, sequence in rows.values_list("body", "sequence")[:500]]
    dated = sorted((one for one in found if _day(one)), key=_day)
    ahead = [one for one in dated if _day(one) >= today.isoformat()[: len(_day(one))]]
    return ahead[:most], [one for one in reversed(dated) if one not in ahead][:most]


def _day(entry: Entry) -> str:
    return getattr(entry.record, "day", None) or ""
