"""How many of an answer's entries have each value: told for the conditions a person may choose next.

Where every candidate was weighed the cards are counted; where there are more, the engine counts them all. Either way
the number is exact, and who says nothing about a condition is counted apart.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from itertools import chain, combinations

from msgspec import Struct, structs

from anlaufstelle.record import model
from anlaufstelle.vocabulary import area, needs

from . import opening, proximity, rank, relax, speaking
from .answer import AskedPlace, Count, Filters
from .document import Card, flags, week_of
from .index import UNSEARCHED
from .index.reader import Condition, Snapshot, Terms, Wanted
from .query import Group, Query
from .rank import Scored

FIELDS = ("need", "situation", "spoken", "flag", "hours")
KINDS = tuple(kind for kind in model.KINDS if kind not in UNSEARCHED)
FLAGS = {"free": "free", "no_appointment": "no-appointment", "wheelchair": "wheelchair"}
MOST_GROUPS = 6
"""Words of a long question whose sets are told apart; the rarest count."""
CLEAR = speaking.NEARLY / rank.NEED_SHARE
"""How clearly an entry's need must be meant to answer without any of the words."""

Counts = dict[str, dict[str, Count]]
Known = dict[proximity.Proximity, Terms]


class Weighed(Struct, frozen=True):
    """Candidates with their scores, best first, sure or not; `full`: more match than were weighed.

    `near` is the person's own point, and `known` what lies around it, as long as the question lasts.
    """

    query: Query
    scored: list[Scored]
    full: bool
    near: area.Located | None = None
    known: Known = {}


class Census(Struct, frozen=True):
    """`here` is the person's own point, where there is one to measure from."""

    total: int
    values: Mapping[str, Mapping[str, int]]
    here: area.Located | None = None


def of_cards(cards: Collection[Card], near: area.Located | None = None) -> Census:
    """What the engine would count, over entries at hand."""
    here = _known(near)
    many = {
        "kind": (card.kind for card in cards),
        "need": chain.from_iterable(card.needs for card in cards),
        "situation": chain.from_iterable(card.situations for card in cards),
        "spoken": chain.from_iterable(card.languages for card in cards),
        "flag": chain.from_iterable(flags(card) for card in cards),
        "hours": (week_of(card) for card in cards if card.hours),
        "spot": (spot for card in cards if here for spot in proximity.terms(card.point).get("spot", ())),
    }
    return Census(len(cards), {field: Counter(values) for field, values in many.items()}, here)


def of_index(snapshot: Snapshot, wanted: Wanted, near: area.Located | None = None) -> Census:
    here, values = _known(near), snapshot.census(wanted, FIELDS)
    if here is not None:
        cells = chain.from_iterable(proximity.cells(proximity.widest(here)))
        around = structs.replace(wanted, filters=(*wanted.filters, tuple(cells)))
        values |= snapshot.census(around, ("spot",))
    kinds = {one: number for one in KINDS if (number := values["flag"].get(one))}
    return Census(sum(kinds.values()), {**values, "kind": kinds}, here)


def _known(near: area.Located | None) -> area.Located | None:
    return near if near is not None and area.precise(near) else None


def told(census: Census, instant: datetime) -> Counts:
    """By condition and value, as `Filters` and the pages name them."""
    values, total = census.values, census.total
    flagged = values["flag"]
    silent = total - flagged.get("languages", 0)
    found: Counts = {
        "needs": {need: Count(fits=number) for need, number in _largest(values["need"])},
        "audiences": {one: Count(fits=number) for one, number in _largest(values["situation"])},
        "kinds": {one: Count(fits=number) for one, number in _largest(values["kind"])},
        "languages": {one: Count(fits=number, unknown=silent) for one, number in _largest(values["spoken"])},
        "open": _open(values["hours"], total, instant),
    }
    for name, flag in FLAGS.items():
        fits, contradicts = flagged.get(flag, 0), flagged.get(f"not-{flag}", 0)
        found[name] = {"yes": Count(fits=fits, unknown=total - fits - contradicts)}
    if census.here is not None:
        rings, nowhere = proximity.by_ring(values["spot"], census.here), total - flagged.get("located", 0)
        found["proximity"] = {str(ring): Count(fits=fits, unknown=nowhere) for ring, fits in rings.items()}
    return found


def _largest(values: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))


def _open(weeks: Mapping[str, int], total: int, instant: datetime) -> dict[str, Count]:
    fits, contradicts = Counter[str](), Counter[str]()
    clock = opening.clock(instant)
    for week, number in weeks.items():
        for name, holds in clock.times(week).items():
            if holds is not None:
                (fits if holds else contradicts)[name] += number
    return {name: Count(fits=fits[name], unknown=total - fits[name] - contradicts[name]) for name in opening.TIMES}


def conditions(
    filters: Filters, snapshot: Snapshot, instant: datetime, known: Known, *, strict: bool
) -> tuple[Condition, ...]:
    """The chosen filters as the engine tells them apart; the same verdicts as `relax.verdicts_of`."""
    thesaurus = needs.load()
    found = []
    if filters.needs:
        within = {one: (one, *(thesaurus.descendants(one) if one in thesaurus else ())) for one in filters.needs}
        found.append(Condition(tuple(("need", one) for one in chain.from_iterable(within.values())), strict=strict))
    if filters.audiences:
        within = {one: (one, *(thesaurus.descendants(one) if one in thesaurus else ())) for one in filters.audiences}
        named = (*chain.from_iterable(within.values()), "everyone")
        found.append(Condition(tuple(("situation", one) for one in named), (), strict))
    if filters.kinds:
        found.append(Condition(tuple(("kind", one) for one in filters.kinds), strict=strict))
    if filters.within:
        fields = [(field, one) for one in filters.within for field in ("area", "within")]
        found.append(Condition(tuple(fields), strict=strict))
    if filters.languages:
        spoken = tuple(("spoken", one) for one in filters.languages)
        found.append(Condition(spoken, (("flag", "languages"),), strict))
    for name, flag in FLAGS.items():
        if getattr(filters, name):
            found.append(Condition((("flag", flag),), (("flag", flag), ("flag", f"not-{flag}")), strict))
    if filters.open:
        clock = opening.clock(instant)
        told = {week: clock.times(week)["now"] for week in snapshot.weeks}
        fits = tuple(("hours", week) for week, holds in told.items() if holds)
        stated = tuple(("hours", week) for week, holds in told.items() if holds is not None)
        found.append(Condition(fits, stated, strict))
    if filters.proximity:
        found.append(Condition(_around(filters.proximity, snapshot, known), (("flag", "located"),), strict))
    return tuple(found)


def _around(asked: proximity.Proximity, snapshot: Snapshot, known: Known) -> Terms:
    if asked not in known:
        whole, cut = proximity.cells(asked)
        spots = snapshot.census(Wanted(filters=(cut,)), ("spot",))["spot"]
        known[asked] = (*whole, *(("spot", one) for one in proximity.inside(spots, asked)))
    return known[asked]


def covering(groups: tuple[Group, ...], share: float) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of words that carry this share of the question's rarity: [] of no words."""
    heaviest = sorted(range(len(groups)), key=lambda n: -groups[n].weight)[:MOST_GROUPS]
    enough = share * sum(group.weight for group in groups)
    found: list[tuple[int, ...]] = []
    for size in range(1, len(heaviest) + 1):
        for some in combinations(sorted(heaviest), size):
            smaller = any(set(one) <= set(some) for one in found)
            if not smaller and sum(groups[n].weight for n in some) >= enough - 1e-9:
                found.append(some)
    return tuple(found)


class Tally(Struct, frozen=True):
    """`without` tells how many would fit under other conditions; `counts` are made when asked for."""

    total: int
    unknown: int
    counts: Callable[[], Counts]
    without: Callable[[Filters], int]


def tally(
    weighed: Weighed, fitting: Collection[Scored], maybe: Collection[Scored], snapshot: Snapshot, instant: datetime
) -> Tally:
    """`fitting` and `maybe` are what of the weighed may be shown under the chosen conditions."""
    query, sure = weighed.query, speaking.shown(weighed.scored, weighed.query)
    near = weighed.near
    if not weighed.full or not sure:

        def sifted(filters: Filters) -> int:
            return len(relax.sift(sure, filters, instant)[0])

        def of_fitting() -> Counts:
            return told(of_cards([one.card for one in fitting], near), instant)

        return Tally(len(fitting), len(maybe), of_fitting, sifted)
    wanted = _answering(query, sure, snapshot)

    def counted(filters: Filters, strict: bool = True) -> int:
        held = conditions(filters, snapshot, instant, weighed.known, strict=strict)
        return snapshot.count(structs.replace(wanted, conditions=held))

    def of_all() -> Counts:
        held = conditions(query.filters, snapshot, instant, weighed.known, strict=True)
        return told(of_index(snapshot, structs.replace(wanted, conditions=held), near), instant)

    sum_of_all = counted(query.filters)
    unknown = max(counted(query.filters, False) - sum_of_all, len(maybe)) if query.filters else 0
    return Tally(max(sum_of_all, len(fitting)), unknown, of_all, counted)


def _answering(query: Query, sure: Collection[Scored], snapshot: Snapshot) -> Wanted:
    """What counts as an answer where not every candidate can be weighed: who is filed under a need asked for or speaks
    of it, or says so many of the words."""
    served = any(one.needed >= rank.SURE_NEED and one.evidence >= rank.ENOUGH for one in sure)
    return Wanted(
        groups=tuple(group.alternatives for group in query.groups),
        needs=tuple((need, value) for need, value in query.direct.items() if value >= CLEAR),
        filters=_serving(query.where, snapshot),
        together=covering(query.groups, speaking.SAYS_IT if served else rank.COVERED_ALONE),
    )


def _serving(where: AskedPlace | None, snapshot: Snapshot) -> tuple[Terms, ...]:
    """Exactly the areas that `area.serves` a place: no neighbour's help that only lies here, no other part's."""
    if where is None:
        return ()
    within: dict[str, list[str]] = snapshot.lasting.get("within") or _within(snapshot)
    listed = {where.ags, *area.parents(where.ags), *within.get(area.current(where.ags), ())}
    return (tuple(("area", one) for one in sorted(listed) if area.serves((one,), where.ags, where.district)),)


def _within(snapshot: Snapshot) -> dict[str, list[str]]:
    """Every area that occurs, by the towns, Kreise and Länder it lies in."""
    found: dict[str, list[str]] = {}
    for one in snapshot.census(Wanted(), ("area",))["area"]:
        code = area.current(area.whole(one))
        for length in {2, 5, 8}.intersection(range(len(code) + 1)):
            found.setdefault(code[:length], []).append(one)
    return snapshot.lasting.setdefault("within", found)  # type: ignore[no-any-return]
