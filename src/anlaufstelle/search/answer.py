"""The shapes of a question's conditions and of an answer; as JSON an `Answer` is exactly what contracts.md promises."""

from datetime import date
from functools import lru_cache

from msgspec import UNSET, Struct, UnsetType

from .document import Action
from .proximity import Proximity


class Filters(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Conditions a person chose. None and () ask for nothing; a record that says nothing about one is listed apart.

    `within`: for one of these towns (with their parts) or networks, and not for whatever holds them.
    """

    needs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    open: bool | None = None
    free: bool | None = None
    no_appointment: bool | None = None
    wheelchair: bool | None = None
    proximity: Proximity | None = None

    def __bool__(self) -> bool:
        return self != Filters()


class Chip(Struct, frozen=True, kw_only=True):
    """A condition read out of the words. Shown so that it can be taken away again: `key` goes into `without`."""

    key: str
    kind: str
    value: str
    words: str
    span: tuple[int, int]


class AskedPlace(Struct, frozen=True):
    name: str
    ags: str
    district: str | None = None


class Asked(Struct, frozen=True, kw_only=True):
    text: str
    lang: str
    place: AskedPlace | None = None
    needs: tuple[str, ...] = ()
    corrected: str | None = None
    chips: tuple[Chip, ...] = ()
    crisis: tuple[str, ...] = ()


class Result(Struct, frozen=True, kw_only=True):
    """`why` tells in short why this stands here; `fit` whose help it is for the person's place."""

    id: str
    source: str | None
    source_id: str | None
    kind: str
    name: str
    organization: str | None
    why: tuple[str, ...]
    action: Action
    open: str
    checked_on: str | None
    fit: str
    score: float
    distance_m: int | UnsetType = UNSET
    group: str | UnsetType = UNSET


class Suggestion(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A way on when nothing or little fits: another spelling, a topic, a filter to lift, the nearest elsewhere."""

    kind: str
    value: str
    caption: str
    count: int | None = None


class Count(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many entries of an answer have a value, and how many more do not say."""

    fits: int
    unknown: int = 0


class Handover(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom to ask when the index knows nothing that fits."""

    name: str | None = None
    action: Action


class Answer(Struct, frozen=True, kw_only=True):
    """`total` counts what fits; `unknown` counts entries that say nothing about a chosen condition, in `maybe`.

    `counts` tells by condition and value how many of those that fit have it: what choosing it next would leave.
    """

    query: Asked
    fit: str
    total: int
    results: tuple[Result, ...]
    suggestions: tuple[Suggestion, ...]
    took_ms: float
    unknown: int = 0
    maybe: tuple[Result, ...] = ()
    handover: Handover | None = None
    counts: dict[str, dict[str, Count]] = {}


def newest(*days: str | None) -> str | None:
    return max((day for day in days if day), default=None)


@lru_cache(maxsize=20_000)
def age_in_days(day: str | None, today: date) -> int | None:
    """Of a date of reduced precision, counted from its middle ("2018" from July); None when nothing is stated."""
    if not day or not day[:4].isdigit():
        return None
    year, month, number = int(day[:4]), int(day[5:7] or 7), int(day[8:10] or 15)
    return (today - date(year, min(max(month, 1), 12), min(max(number, 1), 28))).days
