"""Makes `search/data/silence.json`: when a page with hits stays empty all the same (`search/silence.py`).

    python tools/silence.py

First the line between what people ask for help and `silence.yml`, from the vectors alone. Then Herten's entries are
indexed beside, the sets of `evaluation/` are asked, and the signs of their answers are weighed. Each set is also judged
by a line that was fitted without it; what is printed is that. Needed when labels, heard sentences or sets have grown.
"""

import itertools
import math
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
import msgspec
import numpy as np
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")

from anlaufstelle.search import label_meaning, silence  # noqa: E402 - the path first
from anlaufstelle.search.meaning import encoder  # noqa: E402 - the path first

PHRASES = Path(__file__).with_name("silence.yml")
SETS = ("", "-2", "-3", "-4", "-5", "-6", "-7")
HEARD = 3.0
"""What a sentence weighs against a label of a word or two: people type sentences."""
STEADY = 1e-3
ROUNDS = 12
SILENT = 0.975
"""Share of what nobody serves that must stay empty, told of sets a line was not fitted on."""

Array = np.ndarray[Any, Any]


def line(rows: Array, wanted: Array, weights: Array) -> Array:
    """A logistic regression by Newton's steps; the last number is where it starts from."""
    spread = np.maximum(rows.std(0), 1e-9)
    weights = np.where(wanted, weights, weights * weights[wanted].sum() / weights[~wanted].sum())
    rows, fitted = np.c_[rows / spread, np.ones(len(rows))], np.zeros(rows.shape[1] + 1)
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-rows @ fitted))
        slope = rows.T @ (weights * (likely - wanted)) / weights.sum() + STEADY * np.r_[fitted[:-1], 0]
        bend = (rows * (weights * likely * (1 - likely))[:, None]).T @ rows / weights.sum()
        fitted -= np.linalg.solve(bend + STEADY * np.eye(len(fitted)), slope)
    return fitted / np.r_[spread, 1.0]


def other_questions() -> list[str]:
    told: list[str] = []
    for said in yaml.safe_load(PHRASES.read_text(encoding="utf-8")).values():
        for things, patterns in (("goods", "buying"), ("trades", "calling")):
            pairs = zip(said[things], itertools.cycle(said[patterns]), strict=False)
            told += [pattern.format(thing) for thing, pattern in pairs]
        told += said["other"]
    return told


def pleas() -> Array:
    """Between all that is said of needs and what else is typed."""
    model = encoder()
    kept = label_meaning.load_file()
    if model is None or kept is None:
        raise SystemExit("This takes the encoder and the labels' vectors (tools/label_vectors.py).")
    known = dict(zip(kept.keys.tolist(), kept.rows, strict=True))
    heard = {text for lang in label_meaning.LANGUAGES for of in label_meaning.sentences(lang).values() for text in of}
    pairs = [(owner, text) for owner, text in dict.fromkeys(label_meaning.spoken()) if label_meaning.key(text) in known]
    rows = np.stack([known[label_meaning.key(text)] for _, text in pairs]).astype(np.float32)
    others = model.many(other_questions()) @ kept.projection
    every = np.concatenate([rows, others])
    every /= np.linalg.norm(every, axis=1, keepdims=True)
    wanted = np.array([owner != label_meaning.ELSEWHERE for owner, _ in pairs] + [False] * len(others))
    weights = np.array([HEARD if text in heard else 1.0 for _, text in pairs] + [1.0] * len(others))
    return line(every, wanted, weights)


def answered(home: Path) -> list[tuple[str, bool, bool | None, silence.Signs]]:
    """(set, whether somebody serves it, what is decided without weighing, signs) of each line with anything near."""
    from anlaufstelle.search import evaluate, opening, query, rank  # slow import: tables need Django to be set up
    from anlaufstelle.search.find import search  # slow import: likewise
    from anlaufstelle.search.index import open_reader  # slow import: likewise

    snapshot, instant = open_reader(home).now(), opening.now()
    place, found = query.find_place("Herten"), []
    for name, file in itertools.product(SETS, ("herten-lay", "unserved")):
        for one in evaluate.read_queries(ROOT / "evaluation" / f"{file}{name}.jsonl"):
            asked = query.read(one.text, snapshot, place=place, lang=one.lang)
            near = rank.near(search(asked, snapshot, instant, limit=10).scored)
            decided = rank.decided(near, asked) if near else False
            signs = rank.signs(near, asked) if near else silence.Signs(*[0.0] * 6)
            found.append((name, bool(one.relevant_ids), decided, signs))
    return found


def weighed(answers: list[tuple[str, bool, bool | None, silence.Signs]]) -> Array:
    rows = np.array([msgspec.structs.astuple(signs) for *_, signs in answers])
    served = np.array([one[1] for one in answers])
    sets = np.array([one[0] for one in answers])
    decided = np.array([math.nan if one[2] is None else math.inf if one[2] else -math.inf for one in answers])
    unseen = np.zeros(len(rows))
    for name in SETS:
        fitted = line(rows[sets != name], served[sets != name], np.ones((sets != name).sum()))
        unseen[sets == name] = rows[sets == name] @ fitted[:-1] + fitted[-1]
    unseen = np.where(np.isnan(decided), unseen, decided)
    least = max(np.quantile(unseen[~served], SILENT), np.nextafter(-math.inf, 0))
    for name in SETS:
        silent = (unseen[~served & (sets == name)] <= least).mean()
        empty = (unseen[served & (sets == name)] <= least).mean()
        print(f"set {name or '-1'}, not fitted on it: silent {silent:.3f}, empty {empty:.3f}")
    fitted = line(rows, served, np.ones(len(rows)))
    fitted[-1] -= least
    return fitted


def indexed(home: Path) -> None:
    from anlaufstelle.gather import source  # slow import: tables need Django to be set up
    from anlaufstelle.pipeline import night, setup  # slow import: likewise

    setup.ensure()
    night.night(source.sheets(ROOT / "sources" / "de"))


def save(plea: Array, signs: Array) -> None:
    told = silence.Line(
        tuple(round(float(one), 3) for one in plea[:-1]),
        round(float(plea[-1]), 3),
        silence.Signs(*(round(float(one), 3) for one in signs[:-1])),
        round(float(signs[-1]), 3),
    )
    silence.FILE.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=0) + b"\n")


def main() -> int:
    plea = pleas()
    save(plea, np.zeros(7))
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-silence-") as folder:
        os.environ["ANLAUFSTELLE_HOME"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/silence.sqlite3"
        django.setup()
        indexed(Path(folder))
        save(plea, weighed(answered(Path(folder))))
    print(silence.FILE.read_text(encoding="utf-8")[-300:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
