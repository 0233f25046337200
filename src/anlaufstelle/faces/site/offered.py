"""What there is help for in a town at all: a guide must not lead to an empty page."""

from functools import lru_cache
from pathlib import Path

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.vocabulary import area, needs

HOUR = 3600


def concepts(edition: EditionView, home: Path, at: float) -> frozenset[str]:
    """Concepts with an offer that serves the town, and all broader ones. Up to an hour old."""
    code = next((one.partition(":")[0] for one in edition.areas if one[:1].isdigit()), area.COUNTRY)
    return _concepts(str(home), code, int(at // HOUR))


@lru_cache(maxsize=16)
def _concepts(home: str, code: str, hour: int) -> frozenset[str]:
    thesaurus = needs.load()
    found: set[str] = set()
    for entry in read.stream(kind="service"):
        if code == area.COUNTRY or area.serves(entry.areas, code):
            found.update(need for need in entry.needs if need in thesaurus)
    return frozenset(found.union(*(thesaurus.ancestors(one) for one in found)))
