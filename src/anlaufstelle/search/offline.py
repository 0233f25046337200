"""Everything a search on the device needs, as plain JSON: the entries' stems, the words that are known, the thesaurus.

The script in `design/static/design/offline/` ranks with it as `rank` does without meaning (an encoder of 33 MB does not
travel). Whoever changes the ranking here changes it there; a test compares the two over the lay set.
"""

from datetime import date
from pathlib import Path
from typing import Any

from anlaufstelle.vocabulary import area, needs, words
from anlaufstelle.vocabulary.needs_words import grammars

from . import rank
from .answer import age_in_days
from .document import Card
from .index import Wanted, open_reader
from .index.reader import Snapshot

LANGUAGE = "de"
"""The offers are German, and so are the stems on the device; other languages search online."""

WEIGHTS = {
    "need": rank.NEED,
    "wholeName": rank.WHOLE_NAME,
    "otherLanguage": rank.OTHER_LANGUAGE,
    "situation": rank.SITUATION,
    "needEnough": rank.NEED_ENOUGH,
    "sureNeed": rank.SURE_NEED,
    "turns": rank.TURNS,
    "coveredAlone": rank.COVERED_ALONE,
    "saidAlone": rank.SAID_ALONE,
    "reach": {"local": 0.0, "regional": rank.REGIONAL, "national": rank.NATIONAL},
}


def pack(home: Path, *, ags: str | None, today: date) -> dict[str, Any]:
    """Each entry of the index with what ranking needs. `ags`: whose reach counts. IndexUnavailable without."""
    snapshot = open_reader(Path(home)).now()
    found, _ = snapshot.candidates(Wanted(), max(snapshot.size, 1))
    cards = sorted((one.card for one in found), key=lambda card: card.id)
    stems = sorted({stem for card in cards for stem in card.tokens if stem.isascii()})
    number = {stem: place for place, stem in enumerate(stems)}
    grammar = grammars()[LANGUAGE]
    return {
        "weights": WEIGHTS,
        "stems": " ".join(stems),
        "entries": [_ranked(card, number, ags, today) for card in cards],
        "lexicon": _lexicon(snapshot),
        "odd": words.german_odd(),
        "stop": " ".join(sorted(words.stop_words(LANGUAGE))),
        "grammar": {"stop": " ".join(sorted(grammar.stop)), "not": sorted(grammar.negations)},
        "needs": [_need(concept.id) for concept in needs.load()],
        "lines": {line.id: [line.number, line.caption(LANGUAGE)] for line in needs.load().lines},
    }


def _ranked(card: Card, number: dict[str, int], ags: str | None, today: date) -> dict[str, Any]:
    """Stems as pairs (number, weight in thousandths), one after the other."""
    old = age_in_days(card.checked_on or card.source_date, today)
    stale = max(rank.STALE_MOST, rank.STALE_YEAR * old / 365) if old is not None and old > 365 else 0.0
    kept = sorted((number[stem], round(weight * 1000)) for stem, weight in card.tokens.items() if stem in number)
    told = {
        "id": card.id,
        "tokens": [part for pair in kept for part in pair],
        "named": sorted(number[stem] for stem in card.name_stems if stem in number),
        "needs": list(card.needs),
        "situations": list(card.situations),
        "reach": (area.serves(card.areas, ags) if ags else card.reach) or "elsewhere",
        "language": card.language if card.language != LANGUAGE else None,
        "stale": round(stale, 4),
    }
    return {name: value for name, value in told.items() if value}


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
        "broader": list(concept.broader),
        "related": list(concept.related),
        "crisis": [line.id for line in thesaurus.crisis_lines(id)] if id in thesaurus.crisis else [],
    }
    return {name: value for name, value in told.items() if value}
