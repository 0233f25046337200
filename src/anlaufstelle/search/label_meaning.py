"""Which need a sentence means, though no label says it in these words: its vector beside those of all labels.

On 110 sentences in six languages that were written before anybody looked, the labels' words found the right need 101
times, their meaning alone 102 times, both together 108 times. The vectors are shipped, a quarter as wide as the
encoder makes them and a byte a number (128 main directions: 100 instead of 102).
"""

import json
import math
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from msgspec import Struct

from anlaufstelle.vocabulary import needs, words

from . import silence
from .letter_groups import LetterGroups
from .meaning import SIZE, Encoder, encoder, readable
from .nearest_labels import Labels, Lines

OUTSIDE = Path(__file__).with_name("elsewhere.yml")
ELSEWHERE = "elsewhere"
FILE = Path(__file__).with_name("labels.npz")
ROWS, LETTERS = Path(__file__).with_name("label_rows.npy"), Path(__file__).with_name("letter_groups.npy")
"""Read where they lie, so that processes share them."""
SENTENCES = Path(__file__).with_name("heard")
LANGUAGES = ("de", "en", "tr", "ru", "uk", "ar", "fr")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN = re.compile(r"([\w-]+): (\[.*\])")
WIDTH = 128
MOST_NEW = 400
"""Labels without a vector that are made when first needed (two seconds); beyond that `tools/label_vectors.py`."""

WORDS, NOTHING, EVERYTHING = 0.4, 0.35, 1.25
"""Nearness and two fifths of what the words tell, as a share of what a full hit of both makes («bin 17 und find keine
Lehrstelle»: .50 and .67). Of 3,000 unread sentences .15 to .35 for WORDS find 63.5 in 100, .5 finds 63; of Munich's
keywords .5 finds .613, .3 .608."""

DOUBTED, TRUSTED = 0.6, 0.9
"""What is left of words whose meaning is far away: «Flug nach Mallorca buchen» is no library ("Bücher"), while
«perso neu» says its label in full and lies near enough to it."""

MARGIN, DAMPED, STRANGE = 0.1, 2.0, 0.15
"""«ausgesperrt, Schlüsseldienst» lies nearer to a locksmith (.79) than to any need (.69): what its words say counts
less from a margin before on («bitcoin kurs»), and from STRANGE on nothing."""

BROAD = 0.1
"""A topic or a situation lies near to every sentence about it; what one needs is told by something narrower."""

SPECIFIC, BEHIND = 0.5, 0.05
"""«ما ضل معي مصاري للاكل»: no money for food asks for food; a topic yields to a need of another that is this sure,
unless it was said in full («town hall» is no community hall)."""

USUAL = 0.55
"""How near the sixth need lies to a clear sentence. The encoder puts a word it does not know near to all alike: to
«фывапролд» six needs lie nearer than .76."""

SUREST = 0.98
"""What is near is never as sure as what was said in full: «babam beni dövüyor» is a child's label and no woman's."""

TELLING = 4
"""From how many words on the lines count in full: «Anhänger anmelden» says what it is. Munich's keywords find .613 so,
.607 with six words; of 3,000 unread sentences the right need stands first for 1 in 100 more."""

LEAST = 0.3
NEAREST = 6

PLEADS, SOMEBODY, GUESSED = 1.0, -2.0, 0.42
"""«Zockerei aufhören»: what so clearly asks for help is at least what it is most likely, and that need counts."""

DANGER, LEAST_LIKELY = 0.2, 1e-5
"""How likely all that cannot wait is together for its numbers to be shown. Of 1,188 roundabout sentences («жена ушла,
хоть в петлю»; half of their writers' others were learnt) .54 are told by their surest need, .64 so; of 2,221 lay
sentences 4 more get numbers, of 1,151 that nobody serves 4."""

SHORT, SIX, MOST_PIECES, LONGEST = 7, 6, 5, 30
PIECE = 0.04
"""Pieces answer only where the whole names nothing: of 2,000 unread sentences of eight words and more the right need
came first for 55 of 100 so, and for 53 where pieces spoke wherever the whole was not sure."""

Array = np.ndarray[Any, Any]


class Kept(Struct, frozen=True, eq=False):
    """`keys` are hashes of what the encoder reads, `rows` its vectors in bytes; `projection` leads there from its own.

    `written` are hashes of texts as they stand in the thesaurus, `of` the row of each: how ninety thousand texts are
    read takes a second and a half, which no process should spend again. `device` are the lines' weights for whoever
    has the student's vectors only.
    """

    keys: Array
    rows: Array
    projection: Array
    written: Array
    of: Array
    lines: Lines
    device: Array

    def known(self, said: Iterable[tuple[str, str]]) -> list[tuple[str, Array]]:
        """(concept, row) of what has one, in the order of `said`."""
        place = dict(zip(self.written.tolist(), self.of.tolist(), strict=True))
        found = ((concept, place.get(hashed(text))) for concept, text in said)
        return [(concept, self.rows[row]) for concept, row in found if row is not None]


def spoken() -> Iterator[tuple[str, str]]:
    """(concept, text): labels in the languages people type, words only understood, sentences only heard."""
    for concept in needs.load():
        for lang in LANGUAGES:
            for text in (*concept.said(lang), *concept.understood.get(lang, ())):
                yield concept.id, text
    for file in sorted(SENTENCES.glob("*.yml")):
        for concept_id, texts in _yaml(file).items():
            yield from ((concept_id, text) for text in texts if concept_id in needs.load())
    yield from ((ELSEWHERE, text) for text in elsewhere())


def sentences(lang: str) -> dict[str, list[str]]:
    """What is only heard in one language, by need."""
    file = SENTENCES / f"{lang}.yml"
    return _yaml(file) if file.exists() else {}


@lru_cache(maxsize=1)
def elsewhere() -> tuple[str, ...]:
    """What people ask for that is nobody's need."""
    return tuple(_yaml(OUTSIDE)["phrases"])


@lru_cache(maxsize=1)
def outside_words() -> frozenset[str]:
    """The words of that: right as they are typed, though no entry says them."""
    return frozenset(form for phrase in elsewhere() for form in words.tokens(phrase))


def is_spoken(form: str, lang: str) -> bool:
    """Whether a word stands twice in what is only heard in one language: «locked» is no misspelt "locker"; once heard,
    it may be a slip itself."""
    known, number = _spoken_words(lang), _number(form)
    at = int(np.searchsorted(known, number))
    return at < len(known) and bool(known[at] == number)


@lru_cache(maxsize=len(LANGUAGES))
def _spoken_words(lang: str) -> Array:
    """As numbers in their order: eighty thousand words as such would take ten times the memory of each process."""
    texts = (text for of in sentences(lang).values() for text in of)
    numbers = np.array([_number(form) for text in texts for form in {*words.tokens(text)}], dtype=np.uint64)
    found, many = np.unique(numbers, return_counts=True)
    return found[many > 1]


def _number(form: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashed(form)))


def _yaml(file: Path) -> dict[str, list[str]]:
    """Read as JSON, a hundred times as fast, where every line is a name and its list; any other YAML as that."""
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [PLAIN.fullmatch(line) for line in lines]
    try:
        return {pair[1]: json.loads(pair[2]) for pair in pairs if pair} if all(pairs) else _any_yaml(text)
    except json.JSONDecodeError:
        return _any_yaml(text)


def _any_yaml(text: str) -> dict[str, list[str]]:
    read: dict[str, list[str]] = yaml.load(text, Loader=LOADER)
    return read or {}


def key(text: str) -> bytes:
    """Of what the encoder reads: where that changes, the vector is made anew."""
    return hashed(readable(text))


def hashed(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def load_file() -> Kept | None:
    if not all(file.exists() for file in (FILE, ROWS, LETTERS)):
        return None
    with np.load(FILE) as file:
        letters = LetterGroups(_mapped(LETTERS), file["letters"].astype(np.float32))
        lines = Lines(tuple(file["concepts"].tolist()), file["lines"].astype(np.float32), letters)
        projection = file["projection"].astype(np.float32)
        device = file["device"].astype(np.float32)
        return Kept(file["keys"], _mapped(ROWS), projection, file["written"], file["of"], lines, device)


def save_file(kept: Kept) -> None:
    np.savez_compressed(
        FILE,
        keys=kept.keys,
        projection=kept.projection.astype(np.float16),
        written=kept.written,
        of=kept.of.astype(np.int32),
        concepts=np.array(kept.lines.concepts),
        lines=kept.lines.weights.astype(np.float16),
        letters=kept.lines.letters.weights.astype(np.float16),
        device=kept.device.astype(np.float16),
    )
    np.save(ROWS, kept.rows)
    np.save(LETTERS, kept.lines.letters.rows)


def _mapped(file: Path) -> Array:
    return np.asarray(np.load(file, mmap_mode="r"))


def main_directions(vectors: Array) -> Array:
    _, _, directions = np.linalg.svd((vectors - vectors.mean(axis=0))[::3], full_matrices=False)
    return np.ascontiguousarray(directions[:WIDTH].T).astype(np.float16).astype(np.float32)


def quantised(vectors: Array, projection: Array) -> Array:
    """Only the direction counts, so each row is stretched to the whole range of a byte."""
    if not len(vectors):
        return np.empty((0, WIDTH), dtype=np.int8)
    shorter = vectors.reshape(-1, SIZE) @ projection
    return np.round(shorter * (127 / np.abs(shorter).max(axis=1, keepdims=True))).astype(np.int8)


class Heard(Struct, frozen=True):
    """`outside`: how much nearer the text is to what no service is there for than to any need, 0 and more.

    `strange`: how near it is to that at all; `plea` and `nobody`: see `silence`. `named` are the needs that the words
    alone name surely. `danger`: a need of those that cannot wait which may be meant, though none is sure.
    """

    needs: tuple[tuple[str, float], ...]
    outside: float
    named: frozenset[str] = frozenset()
    strange: float = 0.0
    plea: float | None = None
    nobody: float = 0.0
    danger: str | None = None


def heard(text: str, said: Mapping[str, float], exact: Collection[str], most: int) -> Heard:
    """The needs that a text's words and its meaning name together, surest first.

    `said` is what the words tell; a label said in full (`exact`) is never doubted. A long sentence that names nothing
    as a whole is heard again in pieces.
    """
    near, named = nearness((text,), said), frozenset(need for need, sure in said.items() if sure >= needs.SURE)
    if not near:
        return Heard(tuple(sorted(said.items(), key=lambda one: -one[1])[:most]), 0.0, named)
    outside = near.pop(ELSEWHERE, 0.0)
    found = _together(near, outside, said, exact)
    if (pieces := _pieces(text)) and not found:
        again = nearness(pieces, said)
        again.pop(ELSEWHERE, None)
        near |= {need: max(near.get(need, -1.0), far - PIECE) for need, far in again.items()}
        found = _together(near, outside, said, exact)
    plea, nobody, danger = _doubts(text)
    if found and plea is not None and plea > PLEADS and nobody < SOMEBODY:
        found[0] = (found[0][0], max(found[0][1], GUESSED))
    return Heard(tuple(found[:most]), max(0.0, outside - max(near.values())), named, outside, plea, nobody, danger)


def _doubts(text: str) -> tuple[float | None, float, str | None]:
    """(plea, nobody) of a text, see `silence`, and the danger it may tell of."""
    model = encoder()
    known = labels(model) if model is not None else None
    if model is None or known is None:
        return None, 0.0, None
    vector = model.one(text)
    likely = known.likely(vector, text)
    nobody = likely.pop(None, 0.5)
    danger = {need: likely[need] for need in needs.load().crisis if need in likely}
    told = sum(danger.values()) >= max(DANGER, nobody)
    odds = math.log(max(nobody, LEAST_LIKELY) / max(1 - nobody, LEAST_LIKELY))
    return silence.plea(known.shortened(vector)[0]), odds, max(danger, key=lambda need: danger[need]) if told else None


def _together(
    near: Mapping[str, float], outside: float, said: Mapping[str, float], exact: Collection[str]
) -> list[tuple[str, float]]:
    nearest = sorted(near, key=lambda need: -near[need])[:NEAREST]
    strange = max(0.0, outside - near[nearest[0]] + MARGIN)
    flat = max(0.0, near[nearest[-1]] - USUAL)
    found = {}
    for need in {*said, *nearest}:
        words = WORDS * said.get(need, 0.0) * max(0.0, 1 - DAMPED * strange)
        likely = near.get(need, 0.0) - _broad(need) - strange - (0.0 if words else flat) + words
        both = (likely - NOTHING) / (EVERYTHING - NOTHING)
        sure = max(both, said[need] * _kept(said[need], near.get(need, 0.0), strange)) if need in said else both
        found[need] = round(min(SUREST, sure) if need not in exact else max(min(1.0, sure), said[need]), 4)
    specific = max((need for need in found if not _broad(need)), key=lambda need: found[need], default=None)
    if specific is not None and found[specific] >= SPECIFIC:
        topics = (need for need in found if _is_topic(need) and need not in exact)
        others = [need for need in topics if need != needs.load().topic_of(specific)]
        found |= {need: min(found[need], found[specific] - BEHIND) for need in others}
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [(need, sure) for need, sure in ranked if sure >= LEAST]


@lru_cache(maxsize=512)
def _is_topic(need: str) -> bool:
    return needs.load().get(need).topic is not None


def _pieces(text: str) -> tuple[str, ...]:
    """A long sentence in overlapping pieces of six words: its whole vector blurs."""
    listed = text.split()[:LONGEST]
    if len(listed) <= SHORT:
        return ()
    step = max(SIX // 2, -(-(len(listed) - SIX) // (MOST_PIECES - 1)))
    return tuple(" ".join(listed[start : start + SIX]) for start in range(0, len(listed) - SIX // 2, step))


def nearness(texts: Sequence[str], wanted: Collection[str] = ()) -> dict[str, float]:
    """How near the nearest of some texts comes to the nearest needs, to those `wanted`, and to what is none; {} without
    the encoder."""
    model = encoder()
    known = labels(model) if model is not None and any(text.strip() for text in texts) else None
    if known is None or model is None:
        return {}
    share = min(1.0, max(len(text.split()) for text in texts) / TELLING)
    vectors = model.one(texts[0]) if len(texts) == 1 else model.few(texts)
    return known.nearness(vectors, texts, (*wanted, ELSEWHERE), share)


def _kept(said: float, near: float, strange: float) -> float:
    if said >= TRUSTED and near >= NOTHING:
        return TRUSTED
    return DOUBTED if strange < STRANGE else 0.0


@lru_cache(maxsize=512)
def _broad(need: str) -> float:
    concept = needs.load().get(need)
    return BROAD if concept.topic is not None or concept.general or concept.facet == "situation" else 0.0


_loading = threading.Lock()


def labels(model: Encoder) -> Labels | None:
    """None where no vectors were shipped."""
    with _loading:
        return _labels(model)


@lru_cache(maxsize=1)
def _labels(model: Encoder) -> Labels | None:
    """Texts come and go one by one: ninety thousand at once would leave every process that much larger."""
    found = load_file()
    if found is None:
        return None
    owners, made = [], bytearray()
    for concept, text in spoken():
        owners.append(concept)
        made += hashed(text)
    written, hashes = found.written.view(np.uint64), np.frombuffer(made, dtype=np.uint64)
    order = np.argsort(written)
    near = order[np.minimum(np.searchsorted(written, hashes, sorter=order), len(order) - 1)]
    place, rows = np.where(written[near] == hashes, found.of[near], -1), found.rows
    if (place < 0).any():
        unknown = (text for (_, text), at in zip(spoken(), place.tolist(), strict=True) if at < 0)
        missing = list(dict.fromkeys(unknown))[:MOST_NEW]
        new = {hashed(text): number for number, text in enumerate(missing, start=len(rows))}
        rows = np.concatenate([rows, quantised(model.many(missing), found.projection)])
        place = np.array([new.get(one.tobytes(), -1) if at < 0 else at for one, at in zip(hashes, place, strict=True)])
    pairs = dict.fromkeys((concept, at) for concept, at in zip(owners, place.tolist(), strict=True) if at >= 0)
    return Labels([*pairs], rows, found.projection, found.lines)
