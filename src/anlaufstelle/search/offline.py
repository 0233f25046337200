"""Everything a search on the device needs, as plain JSON: the entries' stems, the words that are known, the thesaurus.

The script in `design/static/design/offline/` ranks with it as `rank` does without meaning (an encoder of 33 MB does not
travel). Whoever changes the ranking here changes it there; a test compares the two over the lay set.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import area, needs, words
from anlaufstelle.vocabulary.needs_words import grammars

from . import rank
from .answer import age_in_days
from .document import Document, document
from .labels import labels_of

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
Shown = Callable[[Entry], dict[str, Any]]


def pack(entries: Iterable[Entry], *, ags: str | None, shown: Shown, today: date) -> dict[str, Any]:
    """`shown` makes what a card says of an entry; places are no answers. `ags`: whose reach counts."""
    made = [(entry, document(entry, _labels(entry))) for entry in entries if entry.kind != "location"]
    stems = sorted({stem for _, one in made for stem in one.card.tokens})
    number = {stem: place for place, stem in enumerate(stems)}
    return {
        "weights": WEIGHTS,
        "stems": " ".join(stems),
        "entries": [{**shown(entry), **_ranked(one, number, ags, today)} for entry, one in made],
        "lexicon": _lexicon(one for _, one in made),
        "odd": words.german_odd(),
        "stop": " ".join(sorted(words.stop_words(LANGUAGE))),
        "grammar": {"stop": " ".join(sorted(grammars()[LANGUAGE].stop)), "not": sorted(grammars()[LANGUAGE].negations)},
        "needs": [_need(concept.id) for concept in needs.load()],
        "lines": {line.id: [line.number, line.caption(LANGUAGE)] for line in needs.load().lines},
    }


def _labels(entry: Entry) -> list[tuple[str, str]]:
    return [label for label in labels_of(entry) if label[0] == LANGUAGE]


def _ranked(one: Document, number: dict[str, int], ags: str | None, today: date) -> dict[str, Any]:
    """Stems as pairs (number, weight in thousandths), one after the other."""
    card = one.card
    old = age_in_days(card.checked_on or card.source_date, today)
    stale = max(rank.STALE_MOST, rank.STALE_YEAR * old / 365) if old is not None and old > 365 else 0.0
    reach = (area.serves(card.areas, ags) if ags else card.reach) or "elsewhere"
    told = {
        "tokens": [part for stem, weight in card.tokens.items() for part in (number[stem], round(weight * 1000))],
        "named": [number[stem] for stem in card.name_stems if stem in number],
        "needs": list(card.needs),
        "situations": list(card.situations),
        "reach": reach,
        "language": card.language if card.language != LANGUAGE else None,
        "stale": round(stale, 4),
    }
    return {name: value for name, value in told.items() if value}


def _lexicon(documents: Iterable[Document]) -> dict[str, str]:
    """Every word of the entries, folded, with the stems of its parts where it is a compound."""
    found: dict[str, str] = {}
    for one in documents:
        for form, _written, parts in one.words:
            found.setdefault(form, " ".join(parts))
    return dict(sorted(found.items()))


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
