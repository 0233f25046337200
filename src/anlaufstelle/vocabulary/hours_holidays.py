"""Public and school holidays of each Land, and how far into the future the school holidays are known."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from anlaufstelle.errors import BadValue

LAENDER = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")

_SCHOOL_YEARS = range(2015, 2050)
"""Wider than any data there is: the library itself says where its school holidays begin and end."""


def check_land(land: str) -> str:
    if land not in LAENDER:
        raise BadValue(f"'{land}' is not a Land; write one of {', '.join(LAENDER)}")
    return land


@lru_cache(maxsize=512)
def public(land: str, year: int) -> dict[date, str]:
    """Days every municipality of the Land has off, with German names.

    Mariä Himmelfahrt holds in most but not all of Bavaria and is therefore not among them.
    """
    return _named(land, "public", [year])


@lru_cache(maxsize=32)
def school(land: str) -> dict[date, str]:
    return _named(land, "school", _SCHOOL_YEARS)


def school_known(land: str) -> tuple[date, date]:
    """First and last day of the school holidays on record; outside nobody can say whether school is out."""
    days = list(school(land))
    return days[0], days[-1]


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Neighbouring days as (first, last)."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _named(land: str, category: str, years: Iterable[int]) -> dict[date, str]:
    from holidays import country_holidays  # slow import: 0.15 s, and only hours with dates need it

    return dict(sorted(country_holidays("DE", subdiv=land, categories=(category,), language="de", years=years).items()))
