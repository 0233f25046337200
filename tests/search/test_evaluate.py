from pathlib import Path

import pytest

from anlaufstelle.errors import BadQuery
from anlaufstelle.search import evaluate
from anlaufstelle.search.evaluate import Asked, Line


def asked(ranking: tuple[str, ...], relevant: tuple[str, ...]) -> Asked:
    return Asked(Line(id="q", text="x", relevant_ids=relevant), ranking, 1.0)


def test_figures_of_known_rankings() -> None:
    figures = evaluate.figures_of([asked(("a", "b"), ("b",)), asked(("a",), ("a",)), asked((), ("c",)), asked((), ())])
    assert (figures.hit_1, figures.hit_5, figures.mrr_10) == (0.3333, 0.6667, 0.5)
    assert (figures.empty, figures.silent, figures.queries) == (0.3333, 1.0, 4)
    assert figures.ndcg_10 == pytest.approx((0.6309 + 1) / 3, abs=0.001)


def test_measuring_asks_the_real_search(home: Path) -> None:
    lines = [
        Line(id="1", text="Tafel", relevant_ids=("tafel",)),
        Line(id="2", text="Schule", lang="en", relevant_ids=("nix",)),
    ]
    figures, rankings = evaluate.measure(lines, home=home)
    assert (figures["de"].hit_1, figures["en"].hit_1, figures["all"].hit_1) == (1.0, 0.0, 0.5)
    assert rankings[0].ranking[0] == "tafel"
    assert evaluate.table(figures).splitlines()[2].startswith("| de | 1 | 1.000 |")


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"id":"1","text":"x"}\n\n{"id":2}\n')
    with pytest.raises(BadQuery, match=r"queries\.jsonl, line 3"):
        evaluate.read_queries(file)
