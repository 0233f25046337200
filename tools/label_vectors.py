"""Makes `search/labels.npz`: what every label of the thesaurus means, as the sentence encoder hears it.

A text's vector is made once and kept by the text's hash; only new labels cost time. Run it after labels were added;
until then the new ones are made when a process first needs them.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from anlaufstelle.search import label_meaning
from anlaufstelle.search.meaning import encoder

AT_ONCE = 256


def main() -> int:
    texts = sorted({text for _, text in label_meaning.spoken()})
    model = encoder()
    if model is None:
        raise SystemExit("The encoder is switched off (ANLAUFSTELLE_ENCODER).")
    found = label_meaning.load_file()
    known = dict(zip(found.keys.tolist(), found.rows, strict=True)) if found else {}
    missing = [text for text in texts if label_meaning.key(text) not in known]
    made: list[np.ndarray] = []
    for start in range(0, len(missing), AT_ONCE):
        made.append(model.many(missing[start : start + AT_ONCE]))
        print(f"\r{start + len(made[-1])} of {len(missing)}", end="", flush=True)
    print()
    vectors = np.concatenate(made) if made else np.empty((0, 512), dtype=np.float32)
    projection = found.projection if found else label_meaning.main_directions(vectors)
    for text, row in zip(missing, label_meaning.quantised(vectors, projection), strict=True):
        known[label_meaning.key(text)] = row
    keys = sorted({label_meaning.key(text) for text in texts})
    label_meaning.save_file(keys, np.stack([known[one] for one in keys]), projection)
    print(f"{len(keys)} labels, {label_meaning.FILE.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
