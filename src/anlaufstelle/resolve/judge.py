"""Which records speak of one thing: a pure function of the judgements and the recognised echoes.

People are heard first, in the order of their lines, and "not same" beats any chain of "same"; then echoes join their
origin. Nothing automatic ever brings two records of one source together, and nothing here merges by likeness.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from .link import Holding, echoes

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


def clusters(records: Sequence[Holding], judgements: Iterable[Judgement]) -> Clusters:
    """Every record is in exactly one cluster, gone ones included; lines about unknown records do nothing."""
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
    for link in echoes(records):
        pair = (min(link.left, link.right), max(link.left, link.right))
        if pair in latest or groups.together(*pair):
            continue
        if groups.hostile(*pair):
            conflicts.append(Conflict(*pair, "an echo, but judged not same"))
        elif groups.share_source(*pair):
            conflicts.append(Conflict(*pair, "an echo, but its cluster already holds a record of the same source"))
        else:
            groups.unite(*pair)
    return _named(records, groups, conflicts)


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
