"""Networks of towns: who belongs to which, and the editions there are of them here."""

from collections.abc import Collection
from datetime import date

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Membership
from anlaufstelle.record.network import member

from ..shapes import EditionView
from . import quarters
from .editions import editions
from .entries import stream

MOST = 2000
"""Members, bodies or documents of one network; the largest associations of towns here have some hundred."""


def is_network(area: str) -> bool:
    """Whether an edition here is that of this network, so that roles can be held in it."""
    return any(one.network is not None and area in one.areas for one in editions())


def members(areas: Collection[str], today: date) -> list[Entry]:
    """Who belongs to it today, by name."""
    return [one for one in quarters.every("membership", tuple(areas), MOST) if _holds(one, today)]


def of_town(areas: Collection[str], today: date) -> list[EditionView]:
    """The networks with an edition here that one of these towns belongs to. One question, none without a network."""
    networks = [one for one in editions() if one.network is not None]
    if not networks:
        return []
    mine = {
        code
        for one in stream(kind="membership")
        if _holds(one, today) and getattr(one.record, "ags", None) in areas
        for code in one.areas
    }
    return [one for one in networks if not mine.isdisjoint(one.areas)]


def towns(areas: Collection[str], today: date) -> list[str]:
    """The official keys of its members."""
    told = (getattr(one.record, "ags", None) for one in members(areas, today))
    return list(dict.fromkeys(ags for ags in told if ags))


def _holds(entry: Entry, today: date) -> bool:
    return isinstance(entry.record, Membership) and member(entry.record, today.isoformat())
