"""The first few of many groups, or how many each has, in one question: each group's own short look into the index. To
number or to sort all rows instead takes several times as long where there are many."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL


def first_of_each(few: "QuerySet[Any]", stands_for: object, groups: Iterable[object]) -> RawSQL:
    """The one column of `few`, as a condition states it."""
    return RawSQL(*of_each(few, stands_for, groups))


def of_each(few: "QuerySet[Any]", stands_for: object, groups: Iterable[object]) -> tuple[str, list[object]]:
    """What `few` tells, asked once for each group in the place of the value that stands for it. It is put together
    once, since that takes longer than asking."""
    sql, stated = few.query.sql_with_params()
    asked = [group if one == stands_for else one for group in groups for one in stated]
    times = len(asked) // len(stated)
    return " UNION ALL ".join([f"SELECT * FROM ({sql}) few"] * times), asked
