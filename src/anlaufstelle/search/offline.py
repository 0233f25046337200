"""Everything a search on the device needs, as plain JSON: the entries' stems, the words that are known, the thesaurus.

The scripts in `design/static/design/offline/` read and rank with it as `query`, `label_meaning` and `rank` do, with
their numbers; a student stands in for the encoder (its 33 MB do not travel). Whoever changes a rule there changes it
here: a test puts the student into the server and compares the two over the lay set.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from msgspec import structs

from anlaufstelle.vocabulary import area, needs, needs_index, needs_match, needs_reading, words, words_same
from anlaufstelle.vocabulary.needs_words import grammars

from . import chips, label_meaning, nearest_labels, perspective, query, rank, speaking, toward
from .document import Card, weights
from .index import Wanted, open_reader
from .index.reader import Snapshot
from .label_meaning import Array
from .letters import labels
from .student import student

LANGUAGE = "de"
"""The offers are German, and so are the stems on the device; other languages search online."""

GERMAN = re.compile(r"[ -~äöüÄÖÜßé§€–’]*")
ALIKE, OUTSIDE_ALIKE = 0.385, 0.27
"""Of what says the same need in much the same words one travels, and of what is nobody's fewer still: it only has to
be near, and in six languages it says the same. What else was heard the device's lines know; .45 and .33 would be 37 kB
more."""

FINE, COARSE, MIDDLE = 16, 8, 80
"""Steps a number takes to either side of nothing, vectors' and lines', and the letter that stands for none: such text
packs small."""

NUMBERS = (rank, speaking, query, label_meaning, nearest_labels, toward, needs_match, needs_reading, needs_index)


def pack(home: Path, *, ags: str | None, today: date) -> dict[str, Any]:
    """Each entry of the index with what ranking needs. `ags`: whose reach counts. IndexUnavailable without."""
    snapshot = open_reader(Path(home)).now()
    found = snapshot.candidates(Wanted(), max(snapshot.size, 1))
    somewhere = (one.card for one in found if one.card.areas)  # as where it is asked online for a place
    cards = _carried(sorted(somewhere, key=lambda card: card.id))
    stems = sorted({stem for card in cards for stem in weights(card) if stem.isascii()})
    number = {stem: place for place, stem in enumerate(stems)}
    ranked = (_ranked(card, number, ags, today) for card in cards)
    entries = [entry for entry in ranked if entry["reach"] != "elsewhere"]
    return {
        "passages": _passages(snapshot, entries),
        "numbers": {module.__name__.rpartition(".")[2]: _numbers(module) for module in NUMBERS},
        "stems": " ".join(stems),
        "often": [snapshot.frequency(stem) for stem in stems],
        "entries": entries,
        "lexicon": _lexicon(snapshot),
        "labels": _labels(),
        "right": _right(snapshot),
        **_understood(),
    }


def _right(snapshot: Snapshot) -> list[str]:
    """Words of what is nobody's need that would be corrected otherwise."""
    return [form for form in _strange() if query.correction(form, snapshot)]


@lru_cache(maxsize=1)
def _strange() -> tuple[str, ...]:
    """Those that no label says: whatever the entries say, no other can be corrected."""
    return tuple(sorted(form for form in label_meaning.outside_words() - labels().keys() if form.isascii()))


def _understood() -> dict[str, Any]:
    """What reading a query takes and no town changes."""
    grammar, thesaurus = grammars()[LANGUAGE], needs.load()
    partners = {"women": perspective.MALE_PARTNER, "men": perspective.FEMALE_PARTNER}
    return {
        "odd": words.german_odd(),
        "stop": " ".join(sorted(words.stop_words(LANGUAGE))),
        "grammar": {
            "stop": " ".join(sorted(grammar.stop)),
            "not": sorted(grammar.negations),
            "alike": grammar.alike,
            "persons": sorted(grammar.persons),
            "plain": sorted(grammar.plain),
        },
        "same": words_same.table(LANGUAGE),
        "needs": [_need(concept.id) for concept in thesaurus],
        "lines": {line.id: [line.number, line.caption(LANGUAGE)] for line in thesaurus.lines},
        "elsewhere": label_meaning.ELSEWHERE,
        "open": sorted(query.OPEN_TOPICS),
        "lifting": sorted(rank.LIFTING),
        "oneGroup": {group: sorted(about) for group, about in perspective.one_group().items()},
        "tongues": {form: code for form, code in chips.LANGUAGE_OF.items() if form.isascii()},
        "perspective": {
            "partners": {who: _latin(said) for who, said in partners.items()},
            "ages": {"old": _latin(perspective.OLD), "young": _latin(perspective.YOUNG)},
            "self": perspective.SELF,
            "opposite": perspective.OPPOSITE,
            "violence": sorted(perspective.violence()),
            "tooOld": sorted(perspective.TOO_OLD),
            "tooYoung": sorted(perspective.TOO_YOUNG),
        },
    }


def _numbers(module: ModuleType) -> dict[str, float]:
    """Every number that a module names in capitals."""
    return {name: value for name, value in vars(module).items() if name.isupper() and type(value) in (int, float)}


def _latin(said: str) -> list[str]:
    return sorted({words.fold(form) for form in said.split() if words.fold(form).isascii()})


def _carried(cards: Iterable[Card]) -> list[Card]:
    """An organisation reaches as far as what it carries, as in `find`."""
    listed = list(cards)
    carried = {card.organization: card for card in listed if card.kind == "service"}
    return [
        structs.replace(card, areas=carried[card.name].areas, reach=carried[card.name].reach)
        if card.kind == "organization" and card.name in carried
        else card
        for card in listed
    ]


def _ranked(card: Card, number: dict[str, int], ags: str | None, today: date) -> dict[str, Any]:
    """Stems as pairs (number, weight in thousandths), one after the other."""
    kept = sorted((number[stem], round(weight * 1000)) for stem, weight in weights(card).items() if stem in number)
    told = {
        "id": card.id,
        "tokens": [part for pair in kept for part in pair],
        "named": sorted(number[stem] for stem in card.name_stems if stem in number),
        "needs": list(card.needs),
        "implied": {need: sure for need, sure in card.implied.items() if rank.plausible(need, card.needs)},
        "situations": list(card.situations),
        "reach": (area.serves(card.areas, ags) if ags else card.reach) or "elsewhere",
        "language": card.language if card.language != LANGUAGE else None,
        "speaks": list(card.languages),
        "home": ags is not None and card.ags == ags,
        "carries": card.kind == "organization",
        "stale": round(rank.stale(card, today), 4),
    }
    return {name: value for name, value in told.items() if value}


def _passages(snapshot: Snapshot, entries: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The passages' vectors, an entry's one after the other, each number one byte; None without an encoder."""
    passages = snapshot.passages
    rows: list[int] = []
    if not passages.size:
        return None
    for entry in entries:
        own = passages.rows_of(entry["id"])
        entry["passages"] = [len(rows), len(rows) + len(own)]
        rows.extend(own)
    reduced = np.asarray(passages.matrix[rows]) @ student().axes
    return _letters(reduced)


def _letters(rows: Array, steps: int = FINE) -> dict[str, Any]:
    """Numbers as letters, each row with its own scale: text packs smaller than bytes written in 64 letters."""
    scales = np.abs(rows).max(1) / steps
    numbers = np.round(rows / scales[:, None]).astype(np.int64) + MIDDLE
    written = "".join(map(chr, numbers.ravel().tolist()))
    return {"numbers": written, "middle": MIDDLE, "scales": [round(float(scale), 5) for scale in scales]}


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any] | None:
    """What lies near to each need: the vectors of German labels, in codes; None where none were shipped.

    Every town's pack holds the same, and whoever gets it changes nothing in it.
    """
    kept, taught = label_meaning.load_file(), student()
    if kept is None:
        return None
    pairs = kept.known(german())
    rows = np.stack([row for _, row in pairs]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    places = {owner: place for place, owner in enumerate(dict.fromkeys(owner for owner, _ in pairs))}
    numbers = [places[owner] for owner, _ in pairs]
    middles, codes = taught.codes(rows @ (kept.projection.T @ taught.axes[:, : taught.telling]), numbers)
    alike = [OUTSIDE_ALIKE if owner == label_meaning.ELSEWHERE else ALIKE for owner, _ in pairs]
    apart = _apart(rows, numbers, alike)
    codes, many = codes[apart], Counter(pairs[row][0] for row in apart)
    return {
        "owners": list(many.items()),
        "middles": _letters(middles),
        "codes": b64encode(codes.tobytes()).decode(),
        "parts": codes.shape[1],
        "lines": _lines(kept.lines.concepts, kept.device, list(places)),
    }


def german() -> list[tuple[str, str]]:
    """(need, text) of all that a device may know: what German says of needs, and of what is none."""
    return [*toward.said(), *((label_meaning.ELSEWHERE, text) for text in _outside())]


def _lines(concepts: tuple[str, ...], lines: Array, owners: list[str]) -> dict[str, Any]:
    """Each owner's line, fitted to the student's own vectors.

    "from": where it starts, None for a need of a town's own, which has no line.
    """
    column = {concept: place for place, concept in enumerate([*concepts, label_meaning.ELSEWHERE])}
    places = [column.get(owner) for owner in owners]
    weights = lines[:-1].T[[place or 0 for place in places]]
    starts = [None if place is None else round(float(lines[-1, place]), 2) for place in places]
    return {**_letters(weights, COARSE), "from": starts}


def _apart(rows: Array, numbers: list[int], alike: list[float]) -> list[int]:
    """The rows, of length one, that lie apart from those before them with the same number: less near than `alike`."""
    found: dict[int, list[int]] = {}
    for row, number in enumerate(numbers):
        others = found.setdefault(number, [])
        if not others or float((rows[others] @ rows[row]).max()) < alike[row]:
            others.append(row)
    return sorted(row for kept in found.values() for row in kept)


def _outside() -> list[str]:
    """What is nobody's need, in the letters of German."""
    return [text for text in label_meaning.elsewhere() if GERMAN.fullmatch(text)]


def _lexicon(snapshot: Snapshot) -> dict[str, str]:
    """Every word of the entries, folded, with the stems of its parts where it is a compound."""
    kept = ((form, known) for form, known in sorted(snapshot.lexicon.items()) if form.isascii())
    return {
        form: " ".join(dict.fromkeys(s for part in known.parts for s in words.stems(part, "de")))
        for form, known in kept
    }


def _need(id: str) -> dict[str, Any]:
    thesaurus = needs.load()
    concept = thesaurus.get(id)
    told = {
        "id": id,
        "said": list(concept.said(LANGUAGE)),
        "plain": [text for lang in concept.labels if lang.startswith("de-") for text in concept.said(lang)],
        "understood": list(concept.understood.get(LANGUAGE, ())),
        "categories": list(concept.categories),
        "vague": concept.general or concept.facet == "situation",
        "situation": concept.facet == "situation",
        "topic": concept.topic is not None,
        "broader": list(concept.broader),
        "related": list(concept.related),
        "answered": list(concept.answered_by),
        "crisis": [line.id for line in thesaurus.crisis_lines(id)] if id in thesaurus.crisis else [],
    }
    return {name: value for name, value in told.items() if value}
