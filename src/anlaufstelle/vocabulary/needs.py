"""The thesaurus of needs: what people look for and what they live in, in their own words, in seven languages.

Data are YAML files in `needs/`; a town adds a folder of its own with `load(extra=[folder])`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from anlaufstelle.errors import BadVocabulary
from anlaufstelle.vocabulary import needs_check, needs_files
from anlaufstelle.vocabulary.needs_concept import LANGUAGES, Concept, CrisisLine, Thesaurus
from anlaufstelle.vocabulary.needs_match import SURE, Matcher, NeedMatch

__all__ = [
    "LANGUAGES",
    "SURE",
    "Concept",
    "CrisisLine",
    "NeedMatch",
    "Thesaurus",
    "load",
    "match",
    "matcher",
    "surely",
    "topics",
]


def load(extra: Iterable[Path] = ()) -> Thesaurus:
    """Raises BadVocabulary with every contradiction at once; the result is cached per set of folders."""
    return _load(tuple(Path(folder) for folder in extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Thesaurus:
    thesaurus = needs_files.read((needs_files.FOLDER, *extra))
    if broken := needs_check.contradictions(thesaurus):
        raise BadVocabulary("\n".join(broken))
    return thesaurus


@lru_cache(maxsize=4)
def matcher(thesaurus: Thesaurus | None = None) -> Matcher:
    """The first call per thesaurus compiles all labels (about a tenth of a second)."""
    return Matcher(thesaurus or load())


def match(text: str, lang: str | None = None, limit: int = 5) -> list[NeedMatch]:
    """Needs named in a text, surest first; [] for nonsense. `lang` is a hint, other languages are understood too."""
    return matcher().match(text, lang, limit)


def surely(texts: Sequence[tuple[str, tuple[str, ...]]], lang: str, least: float) -> list[list[tuple[str, float]]]:
    """Per text at most three (need, score) that it names with at least this score in its own language; each comes with
    the needs it is filed under: one that can only name these is not read to the end and may come back without them."""
    return matcher().surely(texts, lang, least)


def topics() -> tuple[Concept, ...]:
    """The concepts of the start page, in their order, each with an `icon`."""
    return load().topics()
