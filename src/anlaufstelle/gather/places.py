"""Which municipality a row's words mean. Only an unambiguous answer counts: a wrong town is worse than none."""

from collections.abc import Mapping
from functools import lru_cache

from ..vocabulary import area
from ..vocabulary.area import Place as Town

__all__ = ["Town", "of_words", "town"]

NEAREST = (5, 2)
"""Of two towns with one name (Marl in the Kreis Recklinghausen, Marl in the Kreis Diepholz) the one in the source's
own Kreis is meant, else the one in its own Land."""


@lru_cache(maxsize=16384)
def town(words: str, postal_code: str | None, near: tuple[str, ...]) -> Town | None:
    """`near`: AGS of the area the source is about; they, then the postcode, decide between towns of one name."""
    found = _named(words)
    if len(found) > 1 and postal_code:
        by_code = {place.ags for place in area.by_postal_code(postal_code)}
        found = [place for place in found if place.ags in by_code] or found
    for length in NEAREST:
        if len(found) > 1:
            around = {ags[:length] for ags in near if len(ags) >= length}
            found = [place for place in found if place.ags[:length] in around] or found
    return found[0] if len(found) == 1 else None


def _named(words: str) -> list[Town]:
    """The places that bear exactly this name; a municipality goes before the Kreis of the same name."""
    found = [place for place in area.find(words) if place.kind in ("municipality", "district")]
    exact = [place for place in found if words.casefold() in (place.name.casefold(), place.caption.casefold())]
    found = exact or found[:1]
    return [place for place in found if place.kind == "municipality"] or found


@lru_cache(maxsize=4096)
def _of_word(word: str, near: tuple[str, ...]) -> Town | None:
    """A town of the source's own Land that bears exactly this name."""
    lands = {ags[:2] for ags in near}
    found = town(word, None, near)
    if found is None or found.name.casefold() != word.casefold() or (lands and found.ags[:2] not in lands):
        return None
    return found


def of_words(words: str, near: tuple[str, ...], districts: Mapping[str, str]) -> tuple[str | None, Town | None]:
    """(district, town) in words such as "Gemeindehaus, Musterstraße 1, Herten-Süd": the last part that names one."""
    for part in map(str.strip, reversed(words.split(","))):
        for last in (part, part.rpartition(" ")[2]):
            if last in districts:
                return last, area.get(districts[last])
            head, _, tail = last.partition("-")
            if found := _of_word(last, near):
                return None, found
            if tail and (found := _of_word(head, near)):
                return tail if districts.get(tail) == found.ags else None, found
    return None, None
