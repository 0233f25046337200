"""The command; what it does is told in the package's docstring."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
django.setup()

from django.conf import settings  # noqa: E402 - settings first

from anlaufstelle.search.index import open_reader  # noqa: E402
from anlaufstelle.search.student import AXES, FILE, Student  # noqa: E402

try:
    from . import learn
except ImportError as error:
    sys.exit(f"{error}. Install jax into a venv of its own: see tools/distil/__init__.py.")
from . import book, check, packed, teacher, texts  # noqa: E402

Array = np.ndarray[Any, Any]
STEPS = 7000


def main() -> int:
    given = _arguments()
    if not given.out.resolve().parent.is_dir():
        sys.exit(f"{given.out.parent} is no folder: make it first, or give --out another place.")
    passages = _passages()
    told, model = texts.gathered(most=given.texts), teacher.Teacher()
    print(f"{len(told.texts)} texts to learn from, {len(told.held)} held back")
    vectors, held = model.vectors(told.texts, say=True), model.vectors(told.held)
    axes = teacher.directions(vectors, passages).astype(np.float16)
    wide, known = axes.astype(np.float32), model.pieces(told)
    share, coded = float(np.linalg.norm(held @ wide, axis=1).mean()), book.book(wide)
    net = learn.start(known.start)
    reader = Student(packed.packed(net, known, coded, share), wide)
    cut = [reader.pieces(text) for text in told.texts]
    net = learn.taught(net, cut, vectors @ wide, told.weights, given.steps)
    content = packed.packed(net, known, coded, share)
    reached = check.measured(Student(content, wide), told.held, held)
    print(f"made: {reached}")
    return _placed(given.out, content, axes, reached, (told.held, held))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.distil", description="Teaches the student of the encoder.")
    parser.add_argument("--out", type=Path, required=True, help=f"the file to write; the shipped one is {FILE.name}")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"steps of both runs together ({STEPS})")
    parser.add_argument("--texts", type=int, help="learn from so many texts only, to try the tool")
    return parser.parse_args()


def _passages() -> Array:
    matrix = np.asarray(open_reader(Path(settings.ANLAUFSTELLE_HOME)).now().passages.matrix)
    if not matrix.size:
        sys.exit(f"{settings.ANLAUFSTELLE_HOME} holds no passages with vectors: run a night with the encoder on.")
    return matrix


def _placed(out: Path, content: bytes, axes: Array, reached: check.Measured, held: tuple[list[str], Array]) -> int:
    """Over an older student only if it is at least as good; otherwise into a new folder, so that no work is lost."""
    beside, code = _axes_of(out), 0
    if out.exists() and beside.exists():
        before = check.measured(Student(out.read_bytes(), np.load(beside).astype(np.float32)), *held)
        print(f"there: {before}")
        if reached.cosine < before.cosine:
            out = Path(tempfile.mkdtemp(prefix="distil-")) / out.name
            beside, code = _axes_of(out), 1
            print("It is not as good as the one that is there, which stays.")
    for path, what in ((beside, axes), (out, content)):
        half = path.with_name(f"{path.name}.half")
        with half.open("wb") as file:
            np.save(file, what) if isinstance(what, np.ndarray) else file.write(what)
        half.replace(path)
    print(f"{out} ({len(content) // 1000} KB), its directions in {beside}")
    return code


def _axes_of(out: Path) -> Path:
    """The shipped file's directions lie with the search, which devices do not load."""
    return AXES if out.resolve() == FILE else out.with_suffix(".axes.npy")


if __name__ == "__main__":
    sys.exit(main())
