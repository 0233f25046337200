"""Needs read out of an entry's own words: its name and its first clauses.

Sources file an entry under one or two words only: «Jobcenter Kreis Recklinghausen» is filed under "Sozialleistungen";
that it pays Bürgergeld stands in its text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import needs

IN_NAME, IN_TEXT = 0.85, 0.7
SPOKEN_OF = 0.7
AND = re.compile(r"[^\S\n]\s*(?:und|sowie|oder)\s+")
SIGNS = re.compile(r"[.;:,()\n–•|][.;:,()\n–•|]*")
"""Both begin with a class of letters: the engine then leaps to them, which takes a third of the time."""
CLAUSES_WITHIN, MOST_CLAUSES = 400, 8

Said = Sequence[tuple[str, float]]


def implied_needs(entry: Entry) -> dict[str, float]:
    """In all languages, as a query would be understood: a town can afford it."""
    lang = entry.record.language
    return _joined(entry, [(share, _spoken_of(text, lang)) for text, share in _texts(entry)])


def briefly(entries: Sequence[Entry]) -> list[dict[str, float]]:
    """The same for many entries in a hundredth of the time: each in its own language only."""
    texts = [list(_texts(entry)) for entry in entries]
    asked: dict[str, dict[tuple[str, tuple[str, ...]], Said]] = {}
    for entry, listed in zip(entries, texts, strict=True):
        asked.setdefault(entry.record.language, {}).update(((text, entry.needs), ()) for text, _ in listed)
    for lang, of in asked.items():
        of.update(zip(of, needs.surely(list(of), lang, SPOKEN_OF), strict=True))
    return [
        _joined(entry, [(share, asked[entry.record.language][text, entry.needs]) for text, share in listed])
        for entry, listed in zip(entries, texts, strict=True)
    ]


def _texts(entry: Entry) -> Iterator[tuple[str, float]]:
    yield entry.name, IN_NAME
    parts = AND.split((entry.record.description or "")[:CLAUSES_WITHIN])
    clauses = [clause for part in parts for clause in SIGNS.split(part)]
    for clause in clauses[:MOST_CLAUSES]:
        text = clause.strip()
        if 3 < len(text) < 120:
            yield text, IN_TEXT


def _joined(entry: Entry, told: list[tuple[float, Said]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for share, said in told:
        for need, sure in said:
            if need not in entry.needs:
                found[need] = max(found.get(need, 0.0), round(share * sure, 2))
    return found


@lru_cache(maxsize=50_000)
def _spoken_of(text: str, lang: str) -> Said:
    return [(match.id, match.score) for match in needs.match(text, lang, 3) if match.score >= SPOKEN_OF]
