"""Whether an entry is open at an instant, from the hours on its card; nothing is looked up in tables."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.hours import BERLIN, Hours

from .document import Card


def state(card: Card, at: datetime) -> str:
    """ "open" when any of its hours say so, "closed" when all do, else "unknown"."""
    states = {_state(text, _land(card), at.replace(second=0, microsecond=0)) for text in card.hours}
    if "open" in states:
        return "open"
    return "closed" if states == {"closed"} else "unknown"


def now() -> datetime:
    return datetime.now(BERLIN)


def _land(card: Card) -> str:
    codes: Iterable[str] = filter(None, (card.ags, *card.areas))
    return next((area.land(code) for code in codes if code[:2].isdigit()), "NW")


@lru_cache(maxsize=20_000)
def _state(text: str, land: str, at: datetime) -> str:
    try:
        return Hours.parse(text, land).state(at)
    except BadValue:
        return "unknown"
