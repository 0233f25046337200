"""Which records speak of one thing: a pure function of the judgements, the recognised echoes and the sure links.

People are heard first, in the order of their lines, and "not same" beats any chain of "same"; then echoes join their
origin; then what the rules hold for sure, where nobody has judged. Nothing automatic ever brings two records of one
source together, and a sure link never does by a chain: every record must be linked to every other it joins.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from .link import Holding, Link, echoes

Verdict = Literal["same", "not same", "unsure"]


class Judgement(Struct, frozen=True):
    """`number` is its place in ledger 2; of two lines about one pair the later counts."""

    left: str
    right: str
    verdict: Verdict
    number: int


class Conflict(Struct, frozen=True):
    """Two records kept apart although something says they are one; a person has to look."""

    left: str
    right: str
    reason: str


class Clusters(Struct, frozen=True):
    """`members` by cluster id, earliest received first; the cluster's id is that of its first member."""

    members: dict[str, tuple[str, ...]]
    of: dict[str, str]
    conflicts: tuple[Conflict, ...] = ()


class _Groups:
    """Union-find over records that knows who must stay apart."""

    def __init__(self, records: Iterable[Holding], apart: Iterable[tuple[str, str]]) -> None:
        self.group = {record.id: [record.id] for record in records}
        self.source = {record.id: record.source for record in records}
        self.foes: dict[str, set[str]] = {}
        for left, right in apart:
            self.foes.setdefault(left, set()).add(right)
            self.foes.setdefault(right, set()).add(left)

    def hostile(self, left: str, right: str) -> tuple[str, str] | None:
        """A pair judged not same that a union would bring together."""
        there = set(self.group[right])
        for one in self.group[left]:
            for foe in sorted(self.foes.get(one, set()) & there):
                return one, foe
        return None

    def share_source(self, left: str, right: str) -> bool:
        here = {self.source[id] for id in self.group[left]}
        return any(self.source[id] in here for id in self.group[right])

    def together(self, left: str, right: str) -> bool:
        return self.group[left] is self.group[right]

    def unite(self, left: str, right: str) -> None:
        big, small = sorted((self.group[left], self.group[right]), key=len, reverse=True)
        big.extend(small)
        for id in small:
            self.group[id] = big


def clusters(records: Sequence[Holding], judgements: Iterable[Judgement], links: Iterable[Link] = ()) -> Clusters:
    """Every record is in exactly one cluster, gone ones included; lines and links about unknown records do nothing.
    Of `links` only those with the verdict "same" count."""
    known = {record.id for record in records}
    latest = {
        (min(one.left, one.right), max(one.left, one.right)): one
        for one in sorted(judgements, key=lambda one: one.number)
        if one.left in known and one.right in known
    }
    groups = _Groups(records, (pair for pair, one in latest.items() if one.verdict == "not same"))
    conflicts: list[Conflict] = []
    same = (one for one in latest.values() if one.verdict == "same")
    for one in sorted(same, key=lambda one: one.number):
        if groups.together(one.left, one.right):
            continue
        if foes := groups.hostile(one.left, one.right):
            conflicts.append(Conflict(one.left, one.right, f"same, but {foes[0]} and {foes[1]} are judged not same"))
        else:
            groups.unite(one.left, one.right)
    conflicts += _join_echoes(records, groups, latest)
    _join_links(records, groups, latest, links)
    return _named(records, groups, conflicts)


def _join_echoes(
    records: Sequence[Holding], groups: _Groups, latest: Mapping[tuple[str, str], Judgement]
) -> Iterator[Conflict]:
    for link in echoes(records):
        pair = (min(link.left, link.right), max(link.left, link.right))
        if pair in latest or groups.together(*pair):
            continue
        if groups.hostile(*pair):
            yield Conflict(*pair, "an echo, but judged not same")
        elif groups.share_source(*pair):
            yield Conflict(*pair, "an echo, but its cluster already holds a record of the same source")
        else:
            groups.unite(*pair)


def _join_links(
    records: Sequence[Holding],
    groups: _Groups,
    latest: Mapping[tuple[str, str], Judgement],
    links: Iterable[Link],
) -> None:
    """Best first. A pair that somebody has judged, even unsure, is that person's; proposals wait for one, too."""
    speaking = {record.id for record in records if record.publishes}
    echo = {record.id for record in records if record.origin}
    sure = {(min(one.left, one.right), max(one.left, one.right)): one for one in links if one.verdict == "same"}
    for (left, right), _ in sorted(sure.items(), key=lambda item: (-item[1].score, item[0])):
        if (left, right) in latest or not {left, right} <= speaking or groups.together(left, right):
            continue
        if groups.hostile(left, right) or groups.share_source(left, right):
            continue
        across = ((one, other) for one in groups.group[left] for other in groups.group[right])
        if all((min(pair), max(pair)) in sure or echo & set(pair) for pair in across):
            groups.unite(left, right)


def _named(records: Sequence[Holding], groups: _Groups, conflicts: list[Conflict]) -> Clusters:
    place = {record.id: (not record.publishes, record.order) for record in records}
    members: dict[str, tuple[str, ...]] = {}
    of: dict[str, str] = {}
    for record in sorted(records, key=lambda record: place[record.id]):
        if record.id in of:
            continue
        ids = tuple(sorted(groups.group[record.id], key=lambda id: place[id]))
        members[ids[0]] = ids
        of.update(dict.fromkeys(ids, ids[0]))
    return Clusters(members, of, tuple(conflicts))
