"""Everything a search on the device needs, as plain JSON: the entries' stems, the words that are known, the thesaurus.

The script in `design/static/design/offline/` ranks with it as `rank` does without meaning (an encoder of 33 MB does not
travel). Whoever changes the ranking here changes it there; a test compares the two over the lay set.
"""

from base64 import b64encode
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from anlaufstelle.vocabulary import area, needs, words, words_same
from anlaufstelle.vocabulary.needs_words import grammars

from . import rank
from .document import Card, weights
from .index import Wanted, open_reader
from .index.reader import Snapshot

LANGUAGE = "de"
"""The offers are German, and so are the stems on the device; other languages search online."""

AXES = Path(__file__).parent / "data" / "offline_axes.npy"
"""The encoder's 512 numbers onto the 128 that travel; made by tools/distil.py together with `meaning.bin`."""

WEIGHTS = {
    "need": rank.NEED,
    "wholeName": rank.WHOLE_NAME,
    "otherLanguage": rank.OTHER_LANGUAGE,
    "situation": rank.SITUATION,
    "needEnough": rank.NEED_ENOUGH,
    "sureNeed": rank.SURE_NEED,
    "turns": rank.TURNS,
    "implied": rank.IMPLIED,
    "impliedUnfiled": rank.IMPLIED_UNFILED,
    "meaning": rank.MEANING,
    "coveredShare": rank.COVERED_SHARE,
    "needShare": rank.NEED_SHARE,
    "aroundShare": rank.AROUND_SHARE,
    "enough": rank.ENOUGH,
    "nearly": rank.NEARLY,
    "coveredAlone": rank.COVERED_ALONE,
    "saidAlone": rank.SAID_ALONE,
    "reach": {"local": 0.0, "regional": rank.REGIONAL, "national": rank.NATIONAL},
}


def pack(home: Path, *, ags: str | None, today: date) -> dict[str, Any]:
    """Each entry of the index with what ranking needs. `ags`: whose reach counts. IndexUnavailable without."""
    snapshot = open_reader(Path(home)).now()
    found = snapshot.candidates(Wanted(), max(snapshot.size, 1))
    cards = sorted((one.card for one in found), key=lambda card: card.id)
    stems = sorted({stem for card in cards for stem in weights(card) if stem.isascii()})
    number = {stem: place for place, stem in enumerate(stems)}
    grammar = grammars()[LANGUAGE]
    entries = [_ranked(card, number, ags, today) for card in cards]
    return {
        "passages": _passages(snapshot, entries),
        "weights": WEIGHTS,
        "stems": " ".join(stems),
        "entries": entries,
        "lexicon": _lexicon(snapshot),
        "odd": words.german_odd(),
        "stop": " ".join(sorted(words.stop_words(LANGUAGE))),
        "grammar": {"stop": " ".join(sorted(grammar.stop)), "not": sorted(grammar.negations), "alike": grammar.alike},
        "same": words_same.table(LANGUAGE),
        "needs": [_need(concept.id) for concept in needs.load()],
        "lines": {line.id: [line.number, line.caption(LANGUAGE)] for line in needs.load().lines},
    }


def _ranked(card: Card, number: dict[str, int], ags: str | None, today: date) -> dict[str, Any]:
    """Stems as pairs (number, weight in thousandths), one after the other."""
    kept = sorted((number[stem], round(weight * 1000)) for stem, weight in weights(card).items() if stem in number)
    told = {
        "id": card.id,
        "tokens": [part for pair in kept for part in pair],
        "named": sorted(number[stem] for stem in card.name_stems if stem in number),
        "needs": list(card.needs),
        "implied": card.implied,
        "situations": list(card.situations),
        "reach": (area.serves(card.areas, ags) if ags else card.reach) or "elsewhere",
        "language": card.language if card.language != LANGUAGE else None,
        "stale": round(rank.stale(card, today), 4),
    }
    return {name: value for name, value in told.items() if value}


def _passages(snapshot: Snapshot, entries: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The passages' vectors, an entry's one after the other, each number one byte; None without an encoder."""
    passages, rows = snapshot.passages, []
    if not passages.size:
        return None
    for entry in entries:
        own = passages.rows_of(entry["id"])
        entry["passages"] = [len(rows), len(rows) + len(own)]
        rows.extend(own)
    reduced = np.asarray(passages.matrix[rows]) @ _axes()
    scale = float(np.abs(reduced).max()) / 127
    return {"numbers": b64encode(np.round(reduced / scale).astype(np.int8).tobytes()).decode(), "scale": scale}


@lru_cache(maxsize=1)
def _axes() -> Any:
    return np.load(AXES).astype(np.float32)


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
        "broader": list(concept.broader),
        "related": list(concept.related),
        "crisis": [line.id for line in thesaurus.crisis_lines(id)] if id in thesaurus.crisis else [],
    }
    return {name: value for name, value in told.items() if value}
