"""Teaches a small student of the encoder for the offline pack: tools/distil.py [SENTENCES]

This one is linear and of the former form; it stops rather than put it over the student of layers that is shipped.

Writes `design/static/design/offline/meaning.bin` (a row of four-bit numbers per hashed feature) and
`search/data/offline_axes.npy` (onto which numbers vectors are reduced). What it learns from: the thesaurus's German
labels, the entries of the data folder (ANLAUFSTELLE_HOME, after a `night`), and sentences made of both by rule; never
the queries it is measured with. Takes about ten minutes and 2 GB; 12288 rows or more sentences were no better. Needed
only when the encoder or the thesaurus has changed a lot: labels that it never saw are read by their words and pieces.
"""

import os
import random
import re
import sys
import zlib
from collections import Counter
from pathlib import Path

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")
django.setup()

from django.conf import settings  # noqa: E402 - settings first

from anlaufstelle.catalogue import read  # noqa: E402
from anlaufstelle.search import meaning  # noqa: E402
from anlaufstelle.search.document import document  # noqa: E402
from anlaufstelle.search.index import open_reader  # noqa: E402
from anlaufstelle.search.student import FILE  # noqa: E402
from anlaufstelle.vocabulary import needs, words  # noqa: E402

SOURCE = Path(__file__).resolve().parents[1] / "src/anlaufstelle"
ROWS, SIZE, RIDGE, STEPS = 8192, 128, 0.5, 7
WHO = (
    "ich,wir,er,sie,mein mann,meine frau,mein kind,meine tochter,mein sohn,meine mutter,mein vater,oma,opa,papa,mama,"
    "mein freund,die nachbarin,mein bruder,meine schwester,jemand,unser baby,mein chef,der vermieter,die kinder,tante"
).split(",")
TAIL = (
    ",,,nicht mehr,seit wochen,und weiß nicht weiter,was tun,wer hilft,wohin,hilfe,bitte,kann mir jemand helfen,"
    "was kann ich machen,und habe kein geld,wegen der arbeit,jeden tag,ganz allein,schon wieder,mit kindern,was nun,"
    "wie geht das,ohne deutsch,heute noch,kostenlos,in der nähe,und keiner kümmert sich,was steht mir zu,wo"
).split(",")
RULES = (
    "{l} {t}|{s} {l} {t}|{s} hat {l} {t}|ich brauche {l}|wo gibt es {l}|{l} und {m} {t}|{s} braucht {l} {t}|"
    "{l} {w} {t}|{s} will {w} {v} {t}|{s} kann {w} nicht {v}|{w} {v} {u}|{w} {l}|{l} {w}|{s} ist {w} {t}|"
    "wir haben {w} und {v} {t}|"
    "ich habe angst vor {w} {t}|wie beantrage ich {l}|{l} für {s}|ich möchte {w} {v}|{s} {w} {v} {t}|{s} {w} mich {t}|"
    "wo kann ich {w} {v}|{s} muss {w} {v} {t}|{w} ist {v} und {s} {u}|gibt es {l} für {s}|{s} hat keine {w} mehr {t}"
).split("|")


def features(text: str) -> Counter[int]:
    """The same as in meaning.js."""
    found: Counter[int] = Counter()

    def add(feature: str, weight: float) -> None:
        found[zlib.crc32(feature.encode()) % ROWS] += weight  # type: ignore[assignment]

    before = ""
    for word in words.words(text):
        add(f"s:{words.stems(word.form, 'de')[0]}", 1.0)
        add(f"w:{word.form}", 1.0)
        whole = f"<{word.form}>"
        for size in (3, 4, 5):
            for at in range(len(whole) - size + 1):
                add(f"g:{whole[at : at + size]}", 0.35)
        if before:
            add(f"b:{before} {word.form}", 0.5)
        before = word.form
    return found


def made(labels: list[str], said: list[str]) -> str:
    pick = random.choice
    rule = pick(RULES)
    fields = {"l": pick(labels), "m": pick(labels), "s": pick(WHO), "t": pick(TAIL)}
    return " ".join(rule.format(**fields, w=pick(said), v=pick(said), u=pick(said)).split())


def misspelt(text: str) -> str:
    at = random.randrange(1, max(2, len(text) - 2))
    change = random.choice(
        (text[at + 1 :], text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :], text[at] + text[at:])
    )
    return text[:at] + change


def sentences(number: int) -> list[str]:
    random.seed(7)
    labels = [text for one in needs.load() for text in (*one.said("de"), *one.understood.get("de", ()))]
    passages = [text for entry in read.stream() if entry.kind != "location" for text in document(entry).passages]
    pieces = [part.strip() for text in passages for part in re.split(r"[.;:!?]\s|, ", text) if 6 < len(part) < 160]
    said = [word.surface for text in labels for word in words.words(text)]
    single = sorted({word.surface for text in (*labels, *passages) for word in words.words(text)})
    wrong = [misspelt(random.choice(labels)) for _ in range(number // 8)]
    rules = [made(labels, said) for _ in range(number)]
    return list(
        dict.fromkeys([*labels, *passages, *pieces, *single, *(text.lower() for text in labels), *rules, *wrong])
    )


def learn(texts: list[str], vectors: np.ndarray) -> np.ndarray:
    """Ridge regression from features to vectors; returns one row per feature."""
    rows = [features(text) for text in texts]
    listed = [(np.fromiter(row, dtype=np.int64), np.fromiter(row.values(), dtype=np.float32)) for row in rows]
    often = np.zeros(ROWS, dtype=np.float32)
    for places, _ in listed:
        often[places] += 1
    rarity = np.log(1 + len(texts) / (1 + often))
    gram, aimed = np.zeros(ROWS * ROWS, dtype=np.float32), np.zeros((ROWS, vectors.shape[1]), dtype=np.float32)
    for (places, weights), vector in zip(listed, vectors, strict=True):
        heavy = weights * rarity[places]
        heavy /= max(float(np.linalg.norm(heavy)), 1e-6)
        np.add.at(gram, (places[:, None] * ROWS + places).ravel(), np.outer(heavy, heavy).ravel())
        aimed[places] += np.outer(heavy, vector)
    square = gram.reshape(ROWS, ROWS)
    square[np.diag_indices(ROWS)] += RIDGE
    return np.linalg.solve(square, aimed) * rarity[:, None]


def vector(text: str, table: np.ndarray) -> np.ndarray:
    row = features(text)
    summed = sum((table[place] * weight for place, weight in row.items()), np.zeros(table.shape[1], dtype=np.float32))
    return summed / max(float(np.linalg.norm(summed)), 1e-9)


def main() -> None:
    if FILE.read_bytes()[4:5] == b"{":
        sys.exit(
            "This makes the former, linear student; the file now holds one of layers (search/student.py). Stopped."
        )
    model = meaning.encoder()
    assert model is not None, "switch ANLAUFSTELLE_ENCODER on"
    texts = sentences(int(sys.argv[1]) if len(sys.argv) > 1 else 45_000)
    vectors = np.vstack([model.many(texts[at : at + 64]) for at in range(0, len(texts), 64)])
    print(f"{len(texts)} texts encoded", flush=True)
    table = learn(texts, vectors)
    known = np.asarray(open_reader(Path(settings.ANLAUFSTELLE_HOME)).now().passages.matrix)
    sample = vectors[::20]
    _, axes = np.linalg.eigh(known.T @ known + 0.1 * sample.T @ sample)
    axes = np.ascontiguousarray(axes[:, ::-1][:, :SIZE])
    share = float(np.mean([np.linalg.norm(vector(text, table) @ axes) for text in texts[::60]]))
    reduced = (table @ axes).astype(np.float32)
    scales = (np.abs(reduced).max(1) / STEPS + 1e-12).astype("<f4")
    numbers = (np.clip(np.round(reduced / scales[:, None]), -STEPS, STEPS) + STEPS + 1).astype(np.uint8)
    head = np.array([1, ROWS, SIZE, share], dtype="<f4")
    packed = numbers[:, 0::2] | numbers[:, 1::2] << 4
    target = SOURCE / "design/static/design/offline/meaning.bin"
    target.write_bytes(head.tobytes() + scales.tobytes() + packed.tobytes())
    np.save(SOURCE / "search/data/offline_axes.npy", axes.astype("<f2"))
    print(f"{target.stat().st_size // 1000} KB in {target.name}")


if __name__ == "__main__":
    main()
