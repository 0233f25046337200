"""Makes `search/labels.npz`: what every label of the thesaurus means, as the sentence encoder hears it.

All vectors are made anew (half a minute), and each need's lines are fitted to them and to the letters
(`search/nearest_labels.py`, `search/letter_groups.npy`: a minute). Run it after labels were added, and
`tools/silence.py` after it; until then new labels' vectors are made when a process first needs them.
"""

import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import letter_lines
from letter_lines import Adam, Groups, beside, groups_of

from anlaufstelle.search import label_meaning, offline
from anlaufstelle.search.label_meaning import Kept
from anlaufstelle.search.meaning import SIZE, encoder
from anlaufstelle.search.nearest_labels import Lines
from anlaufstelle.search.student import student

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


class Taught(NamedTuple):
    """Of which concept each text is, the concepts in the order of the lines, and what a text weighs."""

    concepts: list[str]
    of: Array
    weight: Array


def taught(said: list[tuple[str, str]], kept: Array) -> Taught:
    """A need of which little is said among the texts that are `kept` weighs more, up to a point."""
    concepts = [*sorted({concept for concept, _ in said} - {label_meaning.ELSEWHERE}), label_meaning.ELSEWHERE]
    place = {concept: number for number, concept in enumerate(concepts)}
    of = np.array([place[concept] for concept, _ in said])
    many = np.bincount(of[kept], minlength=len(place))
    weight = (many.mean() / np.maximum(many, 1)) ** 0.5
    return Taught(concepts, of, (weight / weight[of[kept]].mean())[of].astype(np.float32))


def lines(said: list[tuple[str, str]], vectors: Array, groups: Groups, kept: Array | None = None) -> Lines:
    """A softmax over all needs, fitted by Adam to vectors of length one, and what their letters say; made from the
    places of `said` that are `kept`."""
    kept = np.arange(len(said)) if kept is None else kept
    told = taught(said, kept)
    letters = letter_lines.fitted(groups, told.of, told.weight, kept)
    return Lines(
        tuple(told.concepts[:-1]),
        _fitted(vectors[kept], told.of[kept], told.weight[kept], len(told.concepts)),
        letters,
    )


def device(concepts: tuple[str, ...]) -> Array:
    """The same for the student's vectors, from German alone, which says something of each of the `concepts`."""
    said, one = offline.german(), student()
    vectors = np.array([one.vector(text) for _, text in said]) / one.share
    told = taught(said, np.arange(len(said)))
    if tuple(told.concepts[:-1]) != concepts:
        raise SystemExit("German says nothing of: " + ", ".join(sorted({*concepts} - {*told.concepts})))
    fitted = _fitted(vectors, told.of, told.weight, len(told.concepts))
    fitted[:-1] /= one.share
    return fitted


def _fitted(vectors: Array, of: Array, weight: Array, many: int) -> Array:
    rows = np.c_[vectors * SCALE, np.ones(len(vectors), dtype=np.float32)]
    fitted, dice = np.zeros((rows.shape[1], many), dtype=np.float32), np.random.default_rng(1)
    adam = Adam(fitted)
    lots = [lot for _ in range(ROUNDS) for lot in np.array_split(dice.permutation(len(rows)), len(rows) // LOT)]
    for step, lot in enumerate(lots):
        slope = rows[lot].T @ (beside(rows[lot] @ fitted, of[lot]) * weight[lot, None]) / len(lot) + STEADY * fitted
        adam.step(slope, RATE * (1 - step / len(lots)) + LEAST)
    fitted[:-1] *= SCALE
    return fitted


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
    fitted = lines(said, vectors[[place[read[text]] for _, text in said]], groups_of([text for _, text in said]))
    kept = Kept(
        np.array(keys, dtype="V8"),
        label_meaning.quantised(vectors, projection),
        projection,
        np.array([label_meaning.hashed(text) for text in texts], dtype="V8"),
        np.array([place[read[text]] for text in texts]),
        fitted,
        device(fitted.concepts),
    )
    label_meaning.save_file(kept)
    print(f"{len(keys)} labels, {label_meaning.FILE.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
