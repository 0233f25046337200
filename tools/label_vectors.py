"""Makes `search/labels.npz`: what every label of the thesaurus means, as the sentence encoder hears it.

All vectors are made anew (half a minute), and each need's line is fitted to them (`search/nearest_labels.py`). Run it
after labels were added, and `tools/silence.py` after it; until then new labels' vectors are made when a process first
needs them.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from anlaufstelle.search import label_meaning
from anlaufstelle.search.label_meaning import Kept
from anlaufstelle.search.meaning import SIZE, encoder
from anlaufstelle.search.nearest_labels import Lines

AT_ONCE = 256

SCALE, ROUNDS, LOT, RATE, LEAST, STEADY = 12.0, 8, 1024, 0.02, 1e-4, 1e-5
"""Of fitting the lines; four rounds or eight and ten times as steady find the same."""

Array = np.ndarray[Any, Any]


def encoded(texts: list[str]) -> Array:
    """A row a text, of length one, as the encoder makes it."""
    model = encoder()
    if model is None:
        raise SystemExit("The encoder is switched off (ANLAUFSTELLE_ENCODER).")
    found = np.empty((len(texts), SIZE), dtype=np.float32)
    places = sorted(range(len(texts)), key=lambda place: len(texts[place]))  # a lot is as slow as its longest
    for start in range(0, len(texts), AT_ONCE):
        lot = places[start : start + AT_ONCE]
        found[lot] = model.many([texts[place] for place in lot])
        print(f"\r{start + len(lot)} of {len(texts)}", end="", flush=True)
    print()
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def lines(pairs: list[tuple[str, Array]]) -> Lines:
    """A softmax over all needs, fitted by Adam to vectors of length one. A need of which little is said weighs more, up
    to a point."""
    needs = sorted({concept for concept, _ in pairs} - {label_meaning.ELSEWHERE})
    concepts = [*needs, label_meaning.ELSEWHERE]
    place = {concept: number for number, concept in enumerate(concepts)}
    of = np.array([place[concept] for concept, _ in pairs])
    rows = np.stack([row for _, row in pairs])
    rows = np.c_[rows * SCALE, np.ones(len(rows), dtype=np.float32)]
    many = np.bincount(of)
    weight = (many.mean() / many) ** 0.5
    weight = (weight / weight[of].mean())[of].astype(np.float32)
    fitted = np.zeros((rows.shape[1], len(concepts)), dtype=np.float32)
    mean, square, dice = np.zeros_like(fitted), np.zeros_like(fitted), np.random.default_rng(1)
    lots = [lot for _ in range(ROUNDS) for lot in np.array_split(dice.permutation(len(rows)), len(rows) // LOT)]
    for step, lot in enumerate(lots, start=1):
        slope = rows[lot].T @ (_beside(rows[lot] @ fitted, of[lot]) * weight[lot, None]) / len(lot) + STEADY * fitted
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        rate = RATE * (1 - step / len(lots)) + LEAST
        fitted -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    fitted[:-1] *= SCALE
    return Lines(tuple(needs), fitted)


def _beside(sums: Array, right: Array) -> Array:
    """How far what each sum finds likely lies beside what is right."""
    likely = np.exp(sums - sums.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    likely[np.arange(len(right)), right] -= 1
    return likely


def main() -> int:
    said = list(dict.fromkeys(label_meaning.spoken()))
    texts = sorted({text for _, text in said})
    read = {text: label_meaning.key(text) for text in texts}
    first = {key: text for text, key in read.items()}
    keys = sorted(first)
    vectors = encoded([first[key] for key in keys])
    place = {key: row for row, key in enumerate(keys)}
    before = label_meaning.load_file()
    projection = label_meaning.main_directions(vectors) if before is None else before.projection
    kept = Kept(
        np.array(keys, dtype="V8"),
        label_meaning.quantised(vectors, projection),
        projection,
        np.array([label_meaning.hashed(text) for text in texts], dtype="V8"),
        np.array([place[read[text]] for text in texts]),
        lines([(concept, vectors[place[read[text]]]) for concept, text in said]),
    )
    label_meaning.save_file(kept)
    print(f"{len(keys)} labels, {label_meaning.FILE.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
