"""Which records might be one thing, and why: candidates by what they share, weighed by plain reasons.

Echoes are certain: a record that says where it was born, when we hold the record born there. Everything else is a
`Link` with its reasons: "same" may be merged without a person, "ask" is put before one. Two records of one source
are never linked, and where two of a source fit one record nearly alike, a person chooses.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from anlaufstelle.record.received import Origin

from .traits import Traits
from .weigh import Rarity, Verdict, Weighed, weigh

CROWD = 30
"""A word or value shared by more records than this brings no pairs together; what they share beside it does."""
CROWDED = 4
"""A telephone, mail address or page that more records of one source than this share (a switchboard) tells little."""
RIVAL = 0.15
"""As near as this, a second record of the same source makes the first one doubtful."""


class Holding(Struct, frozen=True, kw_only=True):
    """As much of a record in ledger 1 as clustering needs."""

    id: str
    source: str
    key: str
    kind: str
    order: int
    origin: Origin | None = None
    publishes: bool = True


class Link(Struct, frozen=True):
    """`left` was received earlier. `reasons` are for people to read, heaviest first."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    verdict: Verdict = "ask"


def echoes(records: Sequence[Holding]) -> list[Link]:
    """Each echo with the record it repeats, earliest received first. Proposals wait for a person instead."""
    held = {(record.source, record.key): record for record in records}
    found = []
    for record in sorted(records, key=lambda record: record.order):
        born = held.get((record.origin.source, record.origin.key)) if record.origin else None
        if born and born.kind == record.kind and born.source != record.source and record.publishes and born.publishes:
            found.append(Link(born.id, record.id, 1.0, (f"echo of {born.source}/{born.key}",), "same"))
    return found


def candidates(records: Sequence[Traits], fresh: Collection[str] | None = None) -> list[Link]:
    """Links between records of two sources, best first; with `fresh`, only those that touch one of these records."""
    by_id = {one.id: one for one in records}
    rare = rarity(records)
    weighed = {
        (left, right): found
        for left, right in pairs(records, fresh)
        if (found := weigh(by_id[left], by_id[right], rare)).verdict != "apart"
    }
    return linked(by_id, weighed)


def linked(by_id: dict[str, Traits], weighed: Mapping[tuple[str, str], Weighed]) -> list[Link]:
    """A "same" with a rival close behind is asked."""
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (left, right), found in weighed.items():
        best[left, by_id[right].source].append(found.score)
        best[right, by_id[left].source].append(found.score)
    links = []
    for (left, right), found in weighed.items():
        verdict = found.verdict
        rivals = best[left, by_id[right].source], best[right, by_id[left].source]
        if verdict == "same" and any(sum(one > found.score - RIVAL for one in scores) > 1 for scores in rivals):
            verdict = "ask"
        reasons = sorted(found.reasons, key=lambda one: -abs(one.weight))
        first, second = sorted((left, right), key=lambda id: (by_id[id].order, id))
        links.append(Link(first, second, found.score, tuple(one.words for one in reasons), verdict))
    return sorted(links, key=lambda link: (-link.score, link.left, link.right))


def rarity(records: Iterable[Traits]) -> Rarity:
    values: Counter[tuple[str, str, str]] = Counter()
    named: Counter[tuple[str, str, str]] = Counter()
    for one in records:
        if one.kind != "location":
            values.update((one.source, one.kind, value) for value in {*one.phones, one.mail, one.web} if value)
        if one.name.words:
            named[one.source, one.kind, one.name.key] += 1
    return Rarity(
        frozenset(value for (_, _, value), count in values.items() if count > CROWDED),
        frozenset(key for (_, _, key), count in named.items() if count > 1),
    )


def pairs(records: Iterable[Traits], fresh: Collection[str] | None = None) -> set[tuple[str, str]]:
    """Records of one kind and two sources that share a key; a crowded key is left out."""
    sharing: dict[tuple[str, str], list[Traits]] = defaultdict(list)
    for one in records:
        for key in keys(one):
            sharing[one.kind, key].append(one)
    found: set[tuple[str, str]] = set()
    for group in sharing.values():
        if 1 < len(group) <= CROWD:
            found.update(_across(group, fresh))
    return found


def _across(group: Sequence[Traits], fresh: Collection[str] | None) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            if one.source != other.source and (fresh is None or one.id in fresh or other.id in fresh):
                yield (one.id, other.id) if one.id < other.id else (other.id, one.id)


def keys(one: Traits) -> set[str]:
    """What a record is looked up by. Words of a name count with the town, as they are too common alone."""
    found = {f"phone {number}" for number in one.phones}
    found.update(f"{name} {value}" for name, value in (("mail", one.mail), ("web", one.web)) if value)
    for street in one.streets:
        for house in street.houses:
            found.add(f"at {street.street} {house} {street.code[:2]}")
    towns = one.towns or {""}
    if one.name.words:
        found.add(f"name {one.name.key}")
        found.add(f"name {''.join(one.name.words)}")
        long = sorted({word for word in one.name.words if len(word) > 3}, key=lambda word: (-len(word), word))[:4]
        found.update(f"word {word} {town}" for word in long for town in (*towns, "", one.starts[:10]))
    if one.starts:
        found.add(f"day {one.starts}")
    return found
