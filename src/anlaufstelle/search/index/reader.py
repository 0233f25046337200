"""Reading the index: candidates, frequencies, counts. A reader follows every change at the next question."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import tantivy
from msgspec import Struct

from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.search import opening
from anlaufstelle.search.document import PART_WEIGHT, Card

from . import lexicon
from .schema import WORD_FIELDS, card_of, schema
from .store import POINTER, current, folder
from .vectors import ROW, ROWS, Passages

NAME_BOOST = 1.6
NEED_BOOST = 25.0
"""So high that whatever serves a sure need is a candidate, however often other entries say the words."""

MOST_CARDS, OF_MANY = 4_000, 1_000
"""Cards kept in memory, of some 7 kB each; fewer where one in fifty is asked for again, as among a million."""
MANY = 20_000

MOST_VALUES = 65_000

MOST_ANSWERS = 2_000
"""Answers kept, of some 10 kB each; the oldest goes first."""

IMPLIED_BOOST = 4.0

Terms = tuple[tuple[str, str], ...]


class Condition(Struct, frozen=True):
    """Fits who has one of `fits`. Who has none of `stated` says nothing about it, and counts too unless `strict`."""

    fits: Terms
    stated: Terms | None = None
    strict: bool = True


class Wanted(Struct, frozen=True, kw_only=True):
    """What the engine is asked for. A group is one word of the query with its alternatives (stem, weight).

    Each filter is a disjunction of (field, value); all filters must hold. `ids` are candidates from elsewhere.
    With `together` a group alone is not enough: one of these sets of groups must stand in an entry as a whole.
    """

    groups: tuple[tuple[tuple[str, float], ...], ...] = ()
    needs: tuple[tuple[str, float], ...] = ()
    filters: tuple[tuple[tuple[str, str], ...], ...] = ()
    ids: tuple[str, ...] = ()
    together: tuple[tuple[int, ...], ...] | None = None
    conditions: tuple[Condition, ...] = ()


class Found(Struct, frozen=True):
    card: Card
    score: float


class Snapshot:
    """One state of the index on one day; frequencies and cards are cached for its lifetime. What ended before that day
    is in none of its answers, whatever the night has taken away yet."""

    def __init__(self, path: Path, day: date, before: "Snapshot | None" = None) -> None:
        self.path, self.day = path, day
        self.stamp = _stamp(path)
        self._index = tantivy.Index.open(str(path))
        self.searcher = self._index.searcher()
        self.size: int = self.searcher.num_docs
        self.frequency = lru_cache(maxsize=20_000)(self._frequency)
        self._by_id: dict[str, Card] = {}
        self._cards = MOST_CARDS if self.size <= MANY else OF_MANY
        self._card = lru_cache(maxsize=self._cards)(self._read_card)
        self.answers: OrderedDict[object, Any] = OrderedDict()
        self.lasting: dict[object, Any] = {}
        """What is asked of the whole index once in its lifetime."""
        if before is not None and before.path == path:
            self._take_over(before)

    def _take_over(self, before: "Snapshot") -> None:
        """What was read into memory stays, where the file has not grown."""
        if "lexicon" in before.__dict__ and (self.path / lexicon.FILE).stat().st_size == before.lexicon_bytes:
            self.__dict__["lexicon"], self.lexicon_bytes = before.lexicon, before.lexicon_bytes
        if "passages" in before.__dict__ and before.passages.size == _rows(self.path):
            self.__dict__["passages"] = before.passages

    @cached_property
    def lexicon(self) -> dict[str, lexicon.Known]:
        self.lexicon_bytes = (self.path / lexicon.FILE).stat().st_size
        return lexicon.load(self.path)

    @cached_property
    def passages(self) -> Passages:
        return Passages(self.path)

    def _frequency(self, stem: str) -> int:
        """Entries that have the word, as a word of its own or as part of a compound."""
        return int(self.searcher.doc_freq("text", stem)) + int(self.searcher.doc_freq("part", stem))

    def _read_card(self, segment: int, number: int) -> Card:
        stored: Any = self.searcher.doc(tantivy.DocAddress(segment, number)).get_first("card")
        return card_of(bytes(stored))

    def remember(self, question: object, answer: object) -> None:
        """What the same question finds in this state of the index; kept for a while and never written anywhere."""
        self.answers[question] = answer
        if len(self.answers) > MOST_ANSWERS:
            self.answers.popitem(last=False)

    @cached_property
    def _over(self) -> tantivy.Query | None:
        told = self.searcher.aggregate(tantivy.Query.all_query(), {"last": _terms_of("last")})["last"]["buckets"]
        over = [row["key"] for row in told if row["key"] < self.day.isoformat()]
        return tantivy.Query.term_set_query(schema(), "last", over) if over else None

    def _now(self, query: tantivy.Query) -> tantivy.Query:
        if self._over is None:
            return query
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.MustNot, self._over)])

    def candidates(self, wanted: Wanted, limit: int) -> list[Found]:
        """The likeliest entries in the engine's own order."""
        result = self.searcher.search(self._now(_query(wanted)), limit=limit, count=False)
        return [Found(self._card(address.segment_ord, address.doc), score) for score, address in result.hits]

    def cards(self, ids: Iterable[str]) -> list[Card]:
        """Entries by id; those seen before cost nothing."""
        listed = list(ids)
        missing = tuple(one for one in listed if one not in self._by_id)
        if missing:
            if len(self._by_id) > self._cards:
                self._by_id.clear()
            self._by_id |= {found.card.id: found.card for found in self.candidates(Wanted(ids=missing), len(missing))}
        return [self._by_id[one] for one in listed if one in self._by_id]

    def count(self, wanted: Wanted) -> int:
        told = self.searcher.aggregate(self._now(_unscored(wanted)), {"number": {"value_count": {"field": "id"}}})
        return int(told["number"]["value"])

    @cached_property
    def weeks(self) -> tuple[str, ...]:
        """Every week of opening hours that occurs (`document.week_of`)."""
        return tuple(self.census(Wanted(), ("hours",))["hours"])

    def census(self, wanted: Wanted, fields: Sequence[str]) -> dict[str, dict[str, int]]:
        """How many entries have each value, over all that match, however many they are."""
        told = self.searcher.aggregate(self._now(_unscored(wanted)), {field: _terms_of(field) for field in fields})
        return {field: {row["key"]: row["doc_count"] for row in told[field]["buckets"]} for field in fields}

    def beginning_with(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        return list(self.searcher.terms_with_prefix("text", prefix, limit=limit))


class Reader:
    """One per folder and process. `now()` is the newest state on a day, today unless another one is told; an answer
    keeps to the one it began with."""

    def __init__(self, home: Path) -> None:
        self.home = Path(home)
        self._snapshot: Snapshot | None = None
        self._pointer: tuple[int, int] | None = None

    def now(self, day: date | None = None) -> Snapshot:
        snapshot, today = self._snapshot, day or opening.now().date()
        pointer = _pointer(self.home)
        same = snapshot is not None and pointer == self._pointer and _stamp(snapshot.path) == snapshot.stamp
        if snapshot is not None and same and snapshot.day == today:
            return snapshot
        path = current(self.home)
        if path is None:
            raise IndexUnavailable(
                f"There is no search index in {folder(self.home)} yet; `anlaufstelle night` builds one."
            )
        self._snapshot, self._pointer = Snapshot(path, today, snapshot), pointer
        return self._snapshot


@lru_cache(maxsize=16)
def open_reader(home: Path) -> Reader:
    return Reader(home)


def _pointer(home: Path) -> tuple[int, int] | None:
    try:
        stat = (folder(home) / POINTER).stat()
    except FileNotFoundError:
        return None
    return stat.st_mtime_ns, stat.st_ino


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = (path / "meta.json").stat()
    except FileNotFoundError:
        return None
    return stat.st_mtime_ns, stat.st_ino


def _terms_of(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": MOST_VALUES}}


def _rows(path: Path) -> int:
    return (path / ROWS).stat().st_size // ROW.itemsize if (path / ROWS).exists() else 0


def _query(wanted: Wanted) -> tantivy.Query:
    should = _together([_group(group) for group in wanted.groups], wanted)
    for need, weight in wanted.needs:
        should.append(_boosted(_term("need", need), NEED_BOOST * weight, flat=True))
        should.append(_boosted(_term("implied", need), IMPLIED_BOOST * weight, flat=True))
    if wanted.ids:
        should.append(_boosted(tantivy.Query.term_set_query(schema(), "id", list(wanted.ids)), 0.01, flat=True))
    return _limited(should, wanted)


def _unscored(wanted: Wanted) -> tantivy.Query:
    """The same entries without an order, at half the cost: whatever is in a name is in `text` too."""
    groups = [_any([_term(field, stem) for stem, _ in group for field in ("text", "part")]) for group in wanted.groups]
    should = _together(groups, wanted)
    should += [_term(field, need) for need, _ in wanted.needs for field in ("need", "implied")]
    should += [tantivy.Query.term_set_query(schema(), "id", list(wanted.ids))] if wanted.ids else []
    return _limited(should, wanted)


def _together(groups: list[tantivy.Query], wanted: Wanted) -> list[tantivy.Query]:
    return groups if wanted.together is None else [_all([groups[n] for n in some]) for some in wanted.together]


def _limited(should: list[tantivy.Query], wanted: Wanted) -> tantivy.Query:
    clauses = [(tantivy.Occur.Must, _filter(values)) for values in wanted.filters]
    clauses += [(tantivy.Occur.Must, _condition(one)) for one in wanted.conditions]
    if should:
        clauses.append((tantivy.Occur.Must, _any(should)))
    elif not clauses:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query(clauses)


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])


def _all(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in queries])


def _condition(one: Condition) -> tantivy.Query:
    if one.strict or one.stated is None:
        return _filter(one.fits) if one.fits else tantivy.Query.empty_query()
    silent = [(tantivy.Occur.Must, tantivy.Query.all_query())]
    silent += [(tantivy.Occur.MustNot, _filter(one.stated))] if one.stated else []
    either = [_filter(one.fits)] if one.fits else []
    both = [*either, tantivy.Query.boolean_query(silent)]
    joined = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in both])
    return tantivy.Query.const_score_query(joined, 0.0)


def _group(alternatives: Iterable[tuple[str, float]]) -> tantivy.Query:
    either = []
    for stem, weight in alternatives:
        either.append(_boosted(_term("text", stem), weight))
        either.append(_boosted(_term("name", stem), NAME_BOOST * weight))
        either.append(_boosted(_term("part", stem), PART_WEIGHT * weight))
    return tantivy.Query.disjunction_max_query(either, tie_breaker=0.3)


def _term(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), field, value, index_option="freq" if field in WORD_FIELDS else "basic")


def _boosted(query: tantivy.Query, boost: float, *, flat: bool = False) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, boost) if flat else tantivy.Query.boost_query(query, boost)


def _filter(values: Iterable[tuple[str, str]]) -> tantivy.Query:
    by_field: dict[str, list[str]] = {}
    for field, value in values:
        by_field.setdefault(field, []).append(value)
    either = [
        (tantivy.Occur.Should, tantivy.Query.term_set_query(schema(), field, listed))
        for field, listed in by_field.items()
    ]
    return tantivy.Query.const_score_query(tantivy.Query.boolean_query(either), 0.0)
