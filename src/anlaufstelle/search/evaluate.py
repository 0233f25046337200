"""How well people's words find what was meant: the figures of `anlaufstelle evaluate`, and nothing but arithmetic."""

import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from anlaufstelle.errors import BadQuery

from .find import Edition, find

DEEPEST = 10


class Line(Struct, frozen=True, kw_only=True):
    """One query of a set. Without `relevant_ids` it asks for something nobody serves: right is no answer."""

    id: str
    text: str
    lang: str = "de"
    place: str | None = None
    relevant_ids: tuple[str, ...] = ()


class Ranking(Struct, frozen=True):
    id: str
    ranking: tuple[str, ...]


class Figures(Struct, frozen=True, kw_only=True):
    """`empty` is the share of pages without a result; `silent` that of unserved queries rightly left without one."""

    queries: int
    hit_1: float = msgspec.field(name="hit@1")
    hit_5: float = msgspec.field(name="hit@5")
    hit_10: float = msgspec.field(name="hit@10")
    mrr_10: float = msgspec.field(name="MRR@10")
    ndcg_10: float = msgspec.field(name="nDCG@10")
    empty: float
    silent: float | None
    p50_ms: float
    p95_ms: float


class Asked(Struct, frozen=True):
    line: Line
    ranking: tuple[str, ...]
    took_ms: float


def read_queries(path: Path) -> list[Line]:
    """Raises BadQuery naming file and line when one cannot be read."""
    queries = []
    with Path(path).open("rb") as file:
        for number, text in enumerate(file, start=1):
            if not text.strip():
                continue
            try:
                queries.append(msgspec.json.decode(text, type=Line))
            except msgspec.MsgspecError as wrong:
                raise BadQuery(
                    f"{path}, line {number}: {wrong}. Each line is a JSON object with id and text."
                ) from wrong
    return queries


def measure(
    queries: Sequence[Line],
    *,
    home: Path,
    edition: Edition | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[dict[str, Figures], list[Ranking]]:
    """Figures by language and under "all", and each query's ranking in the source's own ids."""
    asked = []
    for line in queries:
        asked.append(ask(line, home, edition))
        if progress:
            progress(1)
    languages = sorted({one.line.lang for one in asked})
    figures = {lang: figures_of([one for one in asked if one.line.lang == lang]) for lang in languages}
    return {**figures, "all": figures_of(asked)}, [Ranking(one.line.id, one.ranking) for one in asked]


def ask(line: Line, home: Path, edition: Edition | None) -> Asked:
    started = time.perf_counter()
    answer = find(line.text, home=home, place=line.place, lang=line.lang, limit=DEEPEST, edition=edition)
    took = (time.perf_counter() - started) * 1000
    return Asked(line, tuple(one.source_id or one.id for one in answer.results), took)


def figures_of(asked: Sequence[Asked]) -> Figures:
    served = [one for one in asked if one.line.relevant_ids]
    unserved = [one for one in asked if not one.line.relevant_ids]
    times = sorted(one.took_ms for one in asked) or [0.0]
    return Figures(
        queries=len(asked),
        hit_1=_mean(_hit(one, 1) for one in served),
        hit_5=_mean(_hit(one, 5) for one in served),
        hit_10=_mean(_hit(one, 10) for one in served),
        mrr_10=_mean(_reciprocal(one) for one in served),
        ndcg_10=_mean(_ndcg(one) for one in served),
        empty=_mean(float(not one.ranking) for one in served),
        silent=_mean(float(not one.ranking) for one in unserved) if unserved else None,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(times[min(len(times) - 1, int(0.95 * len(times)))], 1),
    )


def table(figures: dict[str, Figures]) -> str:
    """The figures as a Markdown table, as it stands in the docs."""
    names = ["queries", "hit@1", "hit@5", "hit@10", "MRR@10", "nDCG@10", "empty", "silent", "p50_ms", "p95_ms"]
    rows = ["| lang | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for lang, one in figures.items():
        told = msgspec.to_builtins(one)
        cells = ["–" if told[name] is None else _cell(told[name], name) for name in names]
        rows.append(f"| {lang} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _cell(value: float, name: str) -> str:
    if name == "queries":
        return str(value)
    return f"{value:.1f}" if name.endswith("ms") else f"{value:.3f}"


def _hit(one: Asked, depth: int) -> float:
    return float(any(found in one.line.relevant_ids for found in one.ranking[:depth]))


def _reciprocal(one: Asked) -> float:
    places = (place for place, found in enumerate(one.ranking, start=1) if found in one.line.relevant_ids)
    return 1 / next(places, math.inf)


def _ndcg(one: Asked) -> float:
    gain = sum(1 / math.log2(place + 2) for place, found in enumerate(one.ranking) if found in one.line.relevant_ids)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(len(one.line.relevant_ids), DEEPEST)))
    return gain / ideal if ideal else 0.0


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else 0.0
