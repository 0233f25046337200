"""The figures of Herten's lay words and of words that nobody serves; none may fall by more than one point."""

import json
from pathlib import Path

import msgspec
import pytest
from django.conf import settings

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.search import evaluate
from tests.shared import ROOT

FOLDER = ROOT / "evaluation"
POINT = 0.01
LAY = ("herten-lay", *(f"herten-lay-{number}" for number in range(2, 13)))
UNSERVED = ("unserved", *(f"unserved-{number}" for number in range(2, 13)))
FALLING = dict.fromkeys(LAY, ("hit@1", "hit@5")) | dict.fromkeys(UNSERVED, ("silent",))
RISING = dict.fromkeys(LAY, ("empty",)) | dict.fromkeys(UNSERVED, ())


@pytest.mark.parametrize("name", sorted(FALLING))
def test_no_figure_falls_by_more_than_a_point(
    name: str,
    herten: EditionView,
) -> None:
    recorded = json.loads((FOLDER / "figures.json").read_text(encoding="utf-8"))[name]
    queries = evaluate.read_queries(FOLDER / f"{name}.jsonl")
    found, _ = evaluate.measure(queries, home=Path(settings.ANLAUFSTELLE_HOME), edition=herten)
    told = msgspec.to_builtins(found)
    worse = [
        (lang, figure, told[lang][figure], before[figure])
        for lang, before in recorded.items()
        for figure in (*FALLING[name], *RISING[name])
        if (told[lang][figure] - before[figure]) * (-1 if figure in RISING[name] else 1) < -POINT
    ]
    assert worse == []
