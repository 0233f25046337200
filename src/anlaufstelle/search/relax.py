"""Conditions a person chose, and what to offer when they leave little. What is not stated is never hidden."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct, structs

from anlaufstelle.vocabulary import area, needs

from .answer import Filters, Result, Suggestion
from .document import Card
from .index import Wanted
from .index.reader import Snapshot
from .query import Query
from .rank import NEED_ENOUGH, Scored, shown

Opening = Callable[[Card, datetime], str]
Verdict = bool | None
"""True: fits, False: does not, None: the entry does not say."""

ENOUGH = 3


class CardPoint(Struct, frozen=True):
    latitude: float
    longitude: float
    precision: str


def sift(
    found: Sequence[Scored], filters: Filters, instant: datetime, opening_of: Opening
) -> tuple[list[Scored], list[Scored]]:
    """Those that fit all conditions, and those that contradict none but leave one open."""
    if not filters:
        return list(found), []
    fitting, maybe = [], []
    for one in found:
        verdicts = set(verdicts_of(one.card, filters, instant, opening_of).values())
        if False in verdicts:
            continue
        (maybe if None in verdicts else fitting).append(one)
    return fitting, maybe


def verdicts_of(card: Card, filters: Filters, instant: datetime, opening_of: Opening) -> dict[str, Verdict]:
    told: dict[str, Verdict] = {}
    if filters.needs:
        told["needs"] = _any(card.needs, filters.needs)
    if filters.audiences:
        told["audiences"] = _any(card.situations, filters.audiences) or ("everyone" in card.situations or None)
    if filters.kinds:
        told["kinds"] = card.kind in filters.kinds
    if filters.languages:
        told["languages"] = _any(card.languages, filters.languages) if card.languages else None
    if filters.open:
        told["open"] = {"open": True, "closed": False}.get(opening_of(card, instant))
    if filters.free:
        told["free"] = card.free
    if filters.no_appointment:
        told["no_appointment"] = None if card.appointment is None else card.appointment != "required"
    if filters.wheelchair:
        told["wheelchair"] = None if card.wheelchair is None else card.wheelchair != "no"
    return told


def _any(has: Sequence[str], wanted: Sequence[str]) -> bool:
    thesaurus = needs.load()
    return any(
        one in has or any(below in has for below in (thesaurus.descendants(one) if one in thesaurus else ()))
        for one in wanted
    )


def suggestions(
    query: Query,
    snapshot: Snapshot,
    fitting: Sequence[Scored],
    scored: Sequence[Scored],
    instant: datetime,
    opening_of: Opening,
) -> tuple[Suggestion, ...]:
    """Ways on, most useful first; () when enough was found."""
    if len(fitting) >= ENOUGH:
        return ()
    sure = shown(scored)
    found = _lifted(query, sure, len(fitting), instant, opening_of)
    if not fitting:
        found += _elsewhere(query, snapshot)
        found += [
            Suggestion(kind="topic", value=topic.id, caption=needs.load().caption(topic.id, query.lang))
            for topic in needs.topics()
        ]
    return tuple(found)


def _lifted(query: Query, sure: Sequence[Scored], now: int, instant: datetime, opening_of: Opening) -> list[Suggestion]:
    """Single conditions whose removal helps, with how many entries then fit."""
    found = []
    for name, default in structs.asdict(Filters()).items():
        if getattr(query.filters, name) == default:
            continue
        lifted = structs.replace(query.filters, **{name: default})
        count = len(sift(sure, lifted, instant, opening_of)[0])
        if count > now:
            found.append(Suggestion(kind="lift", value=name, caption=name, count=count))
    return found


def _elsewhere(query: Query, snapshot: Snapshot, most: int = 3) -> list[Suggestion]:
    """The nearest places where somebody answers this very need."""
    wanted = tuple((need, sure) for need, sure in query.needs if sure >= NEED_ENOUGH)
    if query.where is None or not wanted:
        return []
    hits = snapshot.candidates(Wanted(needs=wanted), 50)
    towns: dict[str, int] = {}
    for hit in hits:
        for code in hit.card.areas:
            town = code.partition(":")[0]
            if len(town) in (5, 8):
                towns[town] = towns.get(town, 0) + 1
    here = area.get(query.where.ags)
    known = sorted(((_far(here, area.get(code)), code) for code in towns), key=lambda pair: pair)
    return [
        Suggestion(kind="elsewhere", value=code, caption=area.get(code).caption, count=towns[code])
        for _, code in known[:most]
    ]


def _far(here: area.Place, there: area.Place) -> float:
    if None in (here.latitude, here.longitude, there.latitude, there.longitude):
        return 1e9
    return ((here.latitude - there.latitude) ** 2 + (0.63 * (here.longitude - there.longitude)) ** 2) ** 0.5  # type: ignore[operator]


def with_distance(result: Result, card: Card, near: area.Located | None) -> Result:
    if near is None or card.point is None:
        return result
    metres = area.distance_m(near, CardPoint(*card.point))
    return result if metres is None else structs.replace(result, distance_m=metres)
