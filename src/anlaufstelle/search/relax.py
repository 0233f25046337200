"""Conditions a person chose, and what to offer when they leave little. What is not stated is never hidden."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from msgspec import structs

from anlaufstelle.vocabulary import area, needs

from . import opening, proximity
from .answer import Filters, Result, Suggestion
from .document import Card
from .index import Wanted
from .index.reader import Snapshot
from .query import Query
from .rank import NEED_ENOUGH, Scored

Verdict = bool | None
"""True: fits, False: does not, None: the entry does not say."""

Array = np.ndarray[Any, Any]

ENOUGH = 3


def sift(found: Sequence[Scored], filters: Filters, instant: datetime) -> tuple[list[Scored], list[Scored]]:
    """Those that fit all conditions, and those that contradict none but leave one open."""
    if not filters:
        return list(found), []
    fitting, maybe = [], []
    for one in found:
        verdicts = set(verdicts_of(one.card, filters, instant).values())
        if False in verdicts:
            continue
        (maybe if None in verdicts else fitting).append(one)
    return fitting, maybe


def verdicts_of(card: Card, filters: Filters, instant: datetime) -> dict[str, Verdict]:
    told: dict[str, Verdict] = {}
    if filters.needs:
        told["needs"] = _any(card.needs, filters.needs)
    if filters.audiences:
        told["audiences"] = _any(card.situations, filters.audiences) or ("everyone" in card.situations or None)
    if filters.kinds:
        told["kinds"] = card.kind in filters.kinds
    if filters.within:
        told["within"] = not {card.ags, *map(area.whole, card.areas)}.isdisjoint(filters.within)
    if filters.languages:
        told["languages"] = _any(card.languages, filters.languages) if card.languages else None
    if filters.open:
        told["open"] = {"open": True, "closed": False}.get(opening.state(card, instant))
    if filters.proximity:
        told["proximity"] = proximity.verdict(card.point, filters.proximity)
    flagged = {
        "free": card.free,
        "no_appointment": None if card.appointment is None else card.appointment != "required",
        "wheelchair": None if card.wheelchair is None else card.wheelchair != "no",
    }
    return told | {name: verdict for name, verdict in flagged.items() if getattr(filters, name)}


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
    without: Callable[[Filters], int],
) -> tuple[Suggestion, ...]:
    """Ways on, most useful first; () when enough was found. `without` counts what fits under other conditions."""
    if len(fitting) >= ENOUGH:
        return ()
    found = _lifted(query, len(fitting), without)
    if not fitting:
        found += _elsewhere(query, snapshot)
        found += [
            Suggestion(kind="topic", value=topic.id, caption=needs.load().caption(topic.id, query.lang))
            for topic in needs.topics()
        ]
    return tuple(found)


def _lifted(query: Query, now: int, without: Callable[[Filters], int]) -> list[Suggestion]:
    """Single conditions whose removal helps, with how many entries then fit."""
    found = []
    for name, default in structs.asdict(Filters()).items():
        if getattr(query.filters, name) == default:
            continue
        count = without(structs.replace(query.filters, **{name: default}))
        if count > now:
            found.append(Suggestion(kind="lift", value=name, caption=name, count=count))
    return found


def _elsewhere(query: Query, snapshot: Snapshot, most: int = 3) -> list[Suggestion]:
    """The nearest places beyond the own town where somebody answers this very need."""
    wanted = tuple((need, sure) for need, sure in query.needs if sure >= NEED_ENOUGH)
    if query.where is None or query.where.ags.startswith(area.NETWORK) or not wanted:
        return []
    here = area.get(query.where.ags)
    if here.latitude is None or here.longitude is None:
        return []
    concepts = tuple(need for need, _ in wanted)
    towns: _Towns = snapshot.lasting.get("towns") or snapshot.lasting.setdefault("towns", _towns(snapshot))
    numbers = np.flatnonzero(np.logical_or.reduce([_serving(need, towns, snapshot) for need in concepts]))
    far = (here.latitude - towns.latitude[numbers]) ** 2 + (0.63 * (here.longitude - towns.longitude[numbers])) ** 2
    nearest = numbers[np.argsort(far, kind="stable")].tolist()
    beyond = islice((place for place in nearest if _apart(towns.codes[place], here.ags)), most)
    return [
        Suggestion(
            kind="elsewhere",
            value=towns.codes[place],
            caption=area.get(towns.codes[place]).caption,
            count=_many(concepts, towns.areas[place], snapshot),
        )
        for place in beyond
    ]


def _apart(code: str, own: str) -> bool:
    """Whether neither lies in the other."""
    return code not in (own, *area.parents(own)) and own not in (area.current(code), *area.parents(code))


def _many(concepts: tuple[str, ...], areas: Sequence[str], snapshot: Snapshot) -> int:
    """How many serve a town or one of its parts with any of these needs."""
    there = (tuple(("area", one) for one in areas),)
    return snapshot.count(Wanted(needs=tuple((need, 1.0) for need in concepts), filters=there))


class _Towns(NamedTuple):
    """`areas` are those of the index that belong to each of the `codes`, parts of towns included; `numbers` tells for
    every one of them which."""

    codes: list[str]
    latitude: Array
    longitude: Array
    numbers: dict[str, int]
    areas: list[list[str]]


def _towns(snapshot: Snapshot) -> _Towns:
    """Every town and Kreis that somebody serves."""
    listed = snapshot.census(Wanted(), ("area",))["area"]
    known = {code: area.get(code) for code in {one.partition(":")[0] for one in listed} if len(code) in (5, 8)}
    placed = {code: one for code, one in sorted(known.items()) if None not in (one.latitude, one.longitude)}
    number = {code: place for place, code in enumerate(placed)}
    numbers = {one: number[code] for one in listed if (code := one.partition(":")[0]) in number}
    areas: list[list[str]] = [[] for _ in placed]
    for one, place in numbers.items():
        areas[place].append(one)
    return _Towns(
        list(placed),
        np.array([place.latitude for place in placed.values()], dtype=float),
        np.array([place.longitude for place in placed.values()], dtype=float),
        numbers,
        areas,
    )


def _serving(need: str, towns: _Towns, snapshot: Snapshot) -> Array:
    """For each town whether anybody has this need; told once for each need while the index stays as it is."""
    told: Array | None = snapshot.lasting.get(("serving", need))
    if told is None:
        listed = snapshot.census(Wanted(needs=((need, 1.0),)), ("area",))["area"]
        told = np.zeros(len(towns.codes), dtype=bool)
        told[[towns.numbers[one] for one in listed if one in towns.numbers]] = True
        snapshot.lasting[("serving", need)] = told
    return told


def with_distance(result: Result, card: Card, near: area.Located | None) -> Result:
    metres = proximity.away(card.point, near) if near is not None else None
    return result if metres is None else structs.replace(result, distance_m=metres)
