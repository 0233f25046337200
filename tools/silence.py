"""Makes `search/data/silence.json`: when a page with hits stays empty all the same (`search/silence.py`).

    python tools/silence.py

First the line between what people ask for help and `silence.yml`, from the vectors alone. Then Herten's entries are
indexed beside, and the signs of answers are weighed: of the sets of `evaluation/`, and of five thousand heard sentences
and phrases that are nobody's need. Each of these is asked of labels, lines and a plea that were made without it: what
was read before it is asked looks far surer than what people will say. Each set is also judged by a line fitted without
it; what is printed is that. Needed when labels, heard sentences or sets have grown; takes a minute or two.
"""

import itertools
import math
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import django
import msgspec
import numpy as np
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")

from distil.book import shipped  # noqa: E402 - beside this file
from label_vectors import encoded, lines  # noqa: E402 - beside this file
from letter_lines import groups_of  # noqa: E402 - beside this file

from anlaufstelle.search import label_meaning, silence  # noqa: E402 - the path first
from anlaufstelle.search.nearest_labels import Labels  # noqa: E402 - the path first
from anlaufstelle.vocabulary import words  # noqa: E402 - the path first

PHRASES = Path(__file__).with_name("silence.yml")
SETS = ("", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9", "-10")
HEARD = 3.0
"""What a sentence weighs against a label of a word or two: people type sentences."""
STEADY = 1e-3
ROUNDS = 12
SIGNS = len(silence.Signs.__struct_fields__)
FOLDS, EACH = 5, 500
"""How often labels are made without a part of the texts, and how many of that part are asked, served and not."""

Array = np.ndarray[Any, Any]


class Asked(NamedTuple):
    """`of`: the set, or the fold's number. `decided`: what is told without weighing."""

    of: str
    served: bool
    decided: bool | None
    signs: silence.Signs


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


class Texts:
    """All that is said of needs and of what is none, in folds."""

    def __init__(self) -> None:
        kept = shipped()
        made = set(kept.written.tolist())
        self.projection = kept.projection
        self.lang = {
            text: lang
            for lang in label_meaning.LANGUAGES
            for of in label_meaning.sentences(lang).values()
            for text in of
        }
        self.said = [one for one in dict.fromkeys(label_meaning.spoken()) if label_meaning.hashed(one[1]) in made]
        self.rows = np.stack([row for _, row in kept.known(self.said)])
        self.vectors = encoded([text for _, text in self.said])
        self.groups = groups_of([text for _, text in self.said])
        self.questions = other_questions()
        self.others = encoded(self.questions) @ kept.projection
        dice = random.Random(1)
        fold = {text: dice.randrange(FOLDS) for text in sorted({text for _, text in self.said})}
        self.fold = fold | {text: place % FOLDS for place, text in enumerate(self.questions)}
        self.of_said = np.array([self.fold[text] for _, text in self.said])
        self.of_questions = np.array([self.fold[text] for text in self.questions])

    def labels(self, without: int) -> Labels:
        """All but those of a fold, with their lines."""
        kept = np.flatnonzero(self.of_said != without)
        pairs = [(self.said[place][0], place) for place in kept.tolist()]
        return Labels(pairs, self.rows, self.projection, lines(self.said, self.vectors, self.groups, kept))

    def plea(self, without: int | None = None) -> Array:
        """Between all that is said of needs and what else is typed, but for a fold."""
        kept, others = self.of_said != without, self.others[self.of_questions != without]
        rows = np.concatenate([self.rows[kept].astype(np.float32), others])
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        wanted = np.array([owner != label_meaning.ELSEWHERE for owner, _ in self.said])[kept]
        weights = np.array([HEARD if text in self.lang else 1.0 for _, text in self.said])[kept]
        return line(rows, np.r_[wanted, np.zeros(len(others), dtype=bool)], np.r_[weights, np.ones(len(others))])

    def of(self, fold: int, served: set[str]) -> Iterator[tuple[bool, str, str]]:
        """(whether somebody serves it, text, language): some sentences of a fold."""
        heard = [text for owner, text in self.said if owner in served and text in self.lang and self.fold[text] == fold]
        outside = [*label_meaning.elsewhere(), *self.questions]
        strange = [text for text in dict.fromkeys(outside) if self.fold[text] == fold]
        for wanted, texts in ((True, heard), (False, strange)):
            for text in random.Random(fold).sample(texts, min(EACH, len(texts))):
                script = words.language_of(text) or "de"
                yield wanted, text, self.lang.get(text) or ("ru" if script == "cyrillic" else script)


class Herten:
    """Its entries, indexed in a folder."""

    def __init__(self, home: Path) -> None:
        from anlaufstelle.search import opening, query, rank, speaking  # slow import: tables need Django to be set up
        from anlaufstelle.search.find import search  # slow import: likewise
        from anlaufstelle.search.index import Wanted, open_reader  # slow import: likewise

        self._query, self._speaking, self._search = query, speaking, search
        self._snapshot, self._instant = open_reader(home).now(), opening.now()
        self._place = query.find_place("Herten")
        here = self._read("", "de")
        cards = (one.card for one in self._snapshot.candidates(Wanted(), self._snapshot.size))
        self.served = {need for card in cards if rank.reach_of(card, here) != "elsewhere" for need in card.needs}

    def _read(self, text: str, lang: str) -> Any:
        return self._query.read(text, self._snapshot, place=self._place, lang=lang)

    def ask(self, of: str, served: bool, text: str, lang: str) -> Asked:
        asked, speaking = self._read(text, lang), self._speaking
        near = speaking.near(self._search(asked, self._snapshot, self._instant, limit=10).scored)
        if not near:
            return Asked(of, served, False, silence.Signs(*[0.0] * SIGNS))
        return Asked(of, served, speaking.decided(near, asked), speaking.signs(near, asked))


def unread(texts: Texts, herten: Herten) -> Iterator[Asked]:
    """Sentences asked of labels, lines and a plea that were made without them."""
    for fold in range(FOLDS):
        labels = texts.labels(without=fold)
        with pleading(texts.plea(without=fold)), mock.patch.object(label_meaning, "_labels", lambda _, own=labels: own):
            for served, text, lang in texts.of(fold, herten.served):
                yield herten.ask(f"fold {fold}", served, text, lang)


def of_sets(herten: Herten) -> Iterator[Asked]:
    from anlaufstelle.search import evaluate  # slow import: tables need Django to be set up

    for name, file in itertools.product(SETS, ("herten-lay", "unserved")):
        for one in evaluate.read_queries(ROOT / "evaluation" / f"{file}{name}.jsonl"):
            yield herten.ask(f"set {name or '-1'}", bool(one.relevant_ids), one.text, one.lang)


def weighed(answers: list[Asked]) -> Array:
    """Both kinds count alike, and so the page speaks as soon as help is likelier than not."""
    rows = np.array([msgspec.structs.astuple(one.signs) for one in answers])
    served, of = np.array([one.served for one in answers]), np.array([one.of for one in answers])
    decided = np.array([math.nan if one.decided is None else math.inf if one.decided else -math.inf for one in answers])
    weigh = np.isnan(decided)
    for name in dict.fromkeys(of.tolist()):
        known = weigh & (of != name)
        fitted = line(rows[known], served[known], np.ones(known.sum()))
        speaks = np.where(weigh, rows @ fitted[:-1] + fitted[-1], decided) > 0
        silent, empty = 1 - speaks[~served & (of == name)].mean(), 1 - speaks[served & (of == name)].mean()
        print(f"{name}, not fitted on it: silent {silent:.3f}, empty {empty:.3f}")
    return line(rows[weigh], served[weigh], np.ones(weigh.sum()))


def indexed(home: Path) -> None:
    from anlaufstelle.gather import source  # slow import: tables need Django to be set up
    from anlaufstelle.pipeline import night, setup  # slow import: likewise

    setup.ensure()
    night.night(source.sheets(ROOT / "sources" / "de"))


def told(plea: Array, signs: Array) -> silence.Line:
    return silence.Line(
        tuple(round(float(one), 3) for one in plea[:-1]),
        round(float(plea[-1]), 3),
        silence.Signs(*(round(float(one), 3) for one in signs[:-1])),
        round(float(signs[-1]), 3),
    )


@contextmanager
def pleading(plea: Array) -> Iterator[None]:
    """Questions plead by this line meanwhile; the file stays until all is weighed."""
    line = told(plea, np.zeros(SIGNS + 1))
    with mock.patch.object(silence, "_kept", lambda: (line, np.array(line.plea, dtype=np.float32))):
        yield


def main() -> int:
    texts = Texts()
    plea = texts.plea()
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-silence-") as folder:
        os.environ["ANLAUFSTELLE_HOME"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/silence.sqlite3"
        django.setup()
        indexed(Path(folder))
        herten = Herten(Path(folder))
        with pleading(plea):
            answers = list(of_sets(herten))
        fitted = told(plea, weighed([*answers, *unread(texts, herten)]))
    silence.FILE.write_bytes(msgspec.json.format(msgspec.json.encode(fitted), indent=0) + b"\n")
    print(silence.FILE.read_text(encoding="utf-8")[-300:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
