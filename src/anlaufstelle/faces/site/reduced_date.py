"""Dates as sources give them: a year, a month, a day, an instant."""

import re
from datetime import date
from typing import Literal

Exact = Literal["year", "month", "day"]
SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse(stated: str) -> tuple[date, Exact] | None:
    """The first day it may mean, and how exact it is; None for anything that is no ISO date."""
    found = SHAPE.match(stated)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return first, "day" if day else "month" if month else "year"
