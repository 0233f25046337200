"""The tool that teaches the student: what it writes is what the student reads. Training takes jax and is not run."""

import random
from itertools import islice

import numpy as np
from tools.distil import packed, teacher, texts

from anlaufstelle.search.student import Student

LOT = np.random.default_rng(1)
KNOWN = teacher.Pieces(["▁Hilfe", "n", "▁"], [-1.5, -3.25, -4.0], np.ones((4, 4), dtype=np.float32))


def drawn(*shape: int) -> np.ndarray:
    return LOT.uniform(-0.5, 0.5, shape).astype(np.float32)


def net() -> dict[str, np.ndarray]:
    wide, seen, inner, out = 4, 6, 8, 10
    return {
        "pieces": drawn(4, wide),
        "beside": drawn(3 * wide, seen),
        "beside_at": drawn(seen),
        "inner": drawn(2 * (wide + seen), inner),
        "inner_at": drawn(inner),
        "straight": drawn(2 * (wide + seen), out),
        "out": drawn(inner, out),
        "out_at": drawn(out),
    }


def test_the_student_reads_what_was_packed() -> None:
    made = net()
    one = Student(packed.packed(made, KNOWN, (list(range(8)), drawn(4, 256, 2)), 0.9), np.eye(10, dtype=np.float32))
    assert one.pieces("Hilfe n") == [1, 3, 2]
    assert round(float(np.linalg.norm(one.vector("Hilfe"))), 5) == 0.9
    assert np.abs(one._arrays["out_at"] - made["out_at"]).max() < 0.005
    inside = np.clip(made["out"], -0.35, 0.35)
    assert np.abs(one._arrays["out"] - inside).max() < 0.16
    assert one.decoded(*one.codes(drawn(6, 8), [0, 0, 0, 1, 1, 1]), [0, 0, 0, 1, 1, 1]).shape == (6, 8)


def test_sentences_by_rule_are_the_same_each_time() -> None:
    lexicon = {field: ["Brot", "Miete"] for field in texts.TAGS}

    def some() -> list[str]:
        rules = texts.Rules(["keine Wohnung", "Hilfe beim Amt"], lexicon, random.Random(3))
        return list(islice(iter(rules.sentence, None), 50))

    assert some() == some()
    assert all(text and "{" not in text for text in some())
