"""Makes `search/labels.npz`: what every label of the thesaurus means, as the sentence encoder hears it.

A text's vector is made once and kept by the text's hash; only new labels cost time. Then each need's line is fitted
through all of them (half a minute, `search/nearest_labels.py`). Run it after labels were added, and `tools/silence.py`
after it; until then the new ones are made when a process first needs them.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from anlaufstelle.search import label_meaning
from anlaufstelle.search.label_meaning import Kept
from anlaufstelle.search.meaning import encoder
from anlaufstelle.search.nearest_labels import Lines

AT_ONCE = 256

SCALE, ROUNDS, LOT, RATE, LEAST, STEADY = 12.0, 8, 1024, 0.02, 1e-4, 1e-5
"""Of fitting the lines; scales from 6 to 20, four rounds or eight and ten times as steady find the same."""

Array = np.ndarray[Any, Any]


def vectors(texts: list[str], found: Kept | None) -> tuple[dict[bytes, Array], Array]:
    """Row by `key`, and the projection; what was made before is kept."""
    model = encoder()
    if model is None:
        raise SystemExit("The encoder is switched off (ANLAUFSTELLE_ENCODER).")
    known = dict(zip(found.keys.tolist(), found.rows, strict=True)) if found else {}
    missing = [text for text in texts if label_meaning.key(text) not in known]
    made: list[Array] = []
    for start in range(0, len(missing), AT_ONCE):
        made.append(model.many(missing[start : start + AT_ONCE]))
        print(f"\r{start + len(made[-1])} of {len(missing)}", end="", flush=True)
    print()
    new = np.concatenate(made) if made else np.empty((0, 512), dtype=np.float32)
    projection = found.projection if found else label_meaning.main_directions(new)
    for text, row in zip(missing, label_meaning.quantised(new, projection), strict=True):
        known[label_meaning.key(text)] = row
    return known, projection


def lines(pairs: list[tuple[str, Array]]) -> Lines:
    """A softmax over all needs, fitted by Adam. A need of which little is said weighs more, up to a point."""
    needs = sorted({concept for concept, _ in pairs} - {label_meaning.ELSEWHERE})
    concepts = [*needs, label_meaning.ELSEWHERE]
    place = {concept: number for number, concept in enumerate(concepts)}
    of = np.array([place[concept] for concept, _ in pairs])
    rows = np.stack([row for _, row in pairs]).astype(np.float32)
    rows *= SCALE / np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.c_[rows, np.ones(len(rows), dtype=np.float32)]
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
    known, projection = vectors(texts, label_meaning.load_file())
    keys = sorted(set(read.values()))
    place = {key: row for row, key in enumerate(keys)}
    kept = Kept(
        np.array(keys, dtype="V8"),
        np.stack([known[key] for key in keys]),
        projection,
        np.array([label_meaning.hashed(text) for text in texts], dtype="V8"),
        np.array([place[read[text]] for text in texts]),
        lines([(concept, known[read[text]]) for concept, text in said]),
    )
    label_meaning.save_file(kept)
    print(f"{len(keys)} labels, {label_meaning.FILE.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
