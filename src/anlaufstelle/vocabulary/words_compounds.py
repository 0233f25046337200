"""German compounds taken apart: HanTa's morphology first, then a list of heads that this field is full of.

What the morphology said of a word is remembered; who builds an index can take it along for the next time.
"""

import threading
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version

from .words_morphology import Morphology

_LINKS = frozenset({"s", "es", "n", "en", "er", "e", "ns"})
_HEADS = (
    "ambulanz anlaufstelle antrag ausweis beratung beratungsstelle betreuung dienst fonds förderung geld gruppe haus "
    "heim hilfe hilfen kammer karte kasse kosten kurs küche passe plan platz schein schule schulden stätte stelle "
    "stützpunkt telefon treff treffpunkt unterkunft verein werkstatt wohnung zentrum zuschuss"
)
# HanTa sees a hidden suffix in these ("Termin" as term + in).
_WHOLE = frozenset({"termin", "termine", "terminen", "medizin", "praxis", "familie", "information", "internet"})
_SHORTEST = 8
_LOCK = threading.Lock()
_MOST = 500_000
_RULES = "1"
"""Raise when `_by_morphology` would tell of a word what it did not tell before."""

_apart: dict[str, tuple[str, ...]] = {}
_new: dict[str, tuple[str, ...]] = {}


@lru_cache(maxsize=100_000)
def compound_parts(token: str) -> tuple[str, ...]:
    """Parts in lower case, with umlauts as given; () when there are not at least two of three letters and more."""
    word = token.casefold() if token.isupper() else token
    if len(word) < _SHORTEST or not word.isalpha() or word.casefold() in _WHOLE:
        return ()
    if not all(char.isascii() or char in "äöüßÄÖÜ" for char in word):
        return ()
    found = _by_morphology(word)
    if len(found) < 2:
        found = tuple(piece for part in _by_head(word.lower()) for piece in (compound_parts(part) or (part,)))
    return found if len(found) > 1 else ()


def morphology_version() -> str:
    """Two processes with the same one say the same of every word."""
    return f"{version('HanTa')}-{_RULES}"


def remember(known: Mapping[str, tuple[str, ...]]) -> None:
    """What `newly_apart` gave to another process, so that it need not be found out again."""
    _apart.update(known)


def newly_apart() -> dict[str, tuple[str, ...]]:
    """What the morphology was asked since the last call; it loads only for a word nobody remembers."""
    found = dict(_new)
    _new.clear()
    return found


def _by_morphology(word: str) -> tuple[str, ...]:
    written = word[:1].upper() + word[1:].lower()
    found = _apart.get(written)
    if found is None:
        if len(_apart) >= _MOST:
            _apart.clear()
            _new.clear()
        found = _apart[written] = _new[written] = _morphemes(written)
    return found


def _morphemes(written: str) -> tuple[str, ...]:
    with _LOCK:
        morphemes = _morphology().morphemes(written)
    stems = [str(form).lower() for form, kind in morphemes if kind[:2] in ("NN", "NE", "AD", "VV")]
    return tuple(stem for stem in stems if len(stem) > 2 and stem not in _LINKS)


def _by_head(word: str) -> tuple[str, ...]:
    for head in _BY_LENGTH:
        rest = word.removesuffix(head)
        if rest != word and len(rest) >= 4:
            for link in ("ungs", "s", "en", "n"):
                if rest.endswith(link) and len(rest) - len(link) >= 4:
                    return (rest.removesuffix("s") if link in ("ungs", "s") else rest, head)
            return (rest, head)
    return ()


_BY_LENGTH = sorted(_HEADS.split(), key=len, reverse=True)


@lru_cache(maxsize=1)
def _morphology() -> Morphology:
    return Morphology()
