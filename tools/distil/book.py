"""The book in which labels' codes are looked up: what labels differ by from their need's middle, in 32 parts."""

from typing import Any

import numpy as np

from anlaufstelle.search import label_meaning
from anlaufstelle.vocabulary import needs

Array = np.ndarray[Any, Any]

PARTS, WORDS, ROUNDS, SEED = 32, 256, 12, 0


def shipped() -> label_meaning.Kept:
    kept = label_meaning.load_file()
    if kept is None:
        raise SystemExit(f"{label_meaning.FILE} is missing: run tools/label_vectors.py.")
    return kept


def book(axes: Array) -> tuple[list[int], Array]:
    """(which direction comes where, parts x words x numbers)."""
    kept = shipped()
    said = {(one.id, text) for one in needs.load() for text in (*one.said("de"), *one.understood.get("de", ()))}
    said |= {(label_meaning.ELSEWHERE, text) for text in label_meaning.elsewhere()}
    pairs = kept.known(sorted(said))
    rows = np.stack([row for _, row in pairs]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows @ (kept.projection.T @ axes[:, : label_meaning.WIDTH])
    _, owners = np.unique([owner for owner, _ in pairs], return_inverse=True)
    rest = rows - np.stack([rows[owners == one].mean(0) for one in range(owners.max() + 1)])[owners]
    parts = _parts(rest.var(0))
    return [place for part in parts for place in part], np.stack([_middles(rest[:, part]) for part in parts])


def _parts(spread: Array) -> list[list[int]]:
    """Directions shared out so that each part has as much to tell as the others."""
    parts: list[list[int]] = [[] for _ in range(PARTS)]
    told = np.zeros(PARTS)
    for place in np.argsort(-spread).tolist():
        least = min((one for one in range(PARTS) if len(parts[one]) < len(spread) // PARTS), key=lambda one: told[one])
        parts[least].append(place)
        told[least] += np.log(spread[place] + 1e-9)
    return parts


def _middles(rows: Array) -> Array:
    """k-means."""
    middles = rows[np.random.default_rng(SEED).choice(len(rows), WORDS, replace=False)].copy()
    for _ in range(ROUNDS):
        nearest = np.argmin((middles * middles).sum(1) - 2 * rows @ middles.T, axis=1)
        many = np.bincount(nearest, minlength=WORDS)
        for column in range(rows.shape[1]):
            summed = np.bincount(nearest, rows[:, column], WORDS)
            middles[:, column] = np.where(many > 0, summed / np.maximum(many, 1), middles[:, column])
    return middles
