"""From what a person or a list writes to places: names, codes, PLZ, in German or in another script.

Among namesakes the larger place comes first; whoever knows where the asker is sorts anew (`area_served` does).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from unicodedata import decimal

from rapidfuzz import fuzz, process

from anlaufstelle.errors import UnknownPlace

from . import area_names
from .area_data import COUNTRY, Place, other_names, places, postal_codes, successors

LANDS = dict(
    zip(
        (f"{number:02}" for number in range(1, 17)),
        "SH HH NI HB NW HE RP BW BY SL BE BB MV SN ST TH".split(),
        strict=True,
    )
)
_ALSO = {
    "nrw": "05",
    "ba wue": "08",
    "bawue": "08",
    "meck pomm": "13",
    "mv": "13",
    "rlp": "07",
    "bundesgebiet": COUNTRY,
}
_ALSO |= {"bundesrepublik": COUNTRY, "bundesrepublik deutschland": COUNTRY, "brd": COUNTRY, "germany": COUNTRY}
_CODE = re.compile(r"\d{2}|\d{3}|\d{5}|\d{8}|\d{12}")
_POSTAL = re.compile(r"(?:D-?)?(\d{5})\b[\s,]*(.*)", re.DOTALL)
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_MARKS = re.compile(f"[{_DIRECTION}]")
POSTAL_SAID = re.compile(rf"(?<!\d)\d(?:[{_DIRECTION}]*\d){{4}}(?![{_DIRECTION}]*\d)")
"""A PLZ within a text, in digits of any script and with marks of its direction."""
_CITY = re.compile(
    r"^(?:stadt|gemeinde|markt|flecken|landeshauptstadt|hansestadt|universitätsstadt|kreisstadt|ort|samtgemeinde"
    r"|kreisfreie stadt|مدينة|місто|город|г\.|м\.)\s+",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"^(?:land)?kreis\s+|^lkr?s?\.?\s+|^kr\.\s+", re.IGNORECASE)
_REGION = re.compile(r"^(?:regierungsbezirk|reg\.-bez\.|bezirk)\s+", re.IGNORECASE)
_LAND = re.compile(r"^(?:bundesland|land|freistaat)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)$")
_LIMITS = {"municipality": _CITY, "district": _DISTRICT, "region": _REGION, "land": _LAND}
_ORDER = {"municipality": 0, "land": 1, "district": 2, "region": 3, "country": 4}
GUESS_FROM = 5  # letters; below, everything resembles something
GUESS_SCORE = 88  # "Reklinghausen" 96, "Schweln" 86 is not guessed


def has_district_title(place: Place) -> bool:
    """Kreisfreie Städte stand in the list of Kreise too; nobody means that line when naming the town."""
    return place.title not in ("Kreisfreie Stadt", "Stadtkreis")


@cache
def _by_key() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place in places().values():
        if place.kind == "district" and not has_district_title(place):
            continue
        found[area_names.key(place.name)].append(place.ags)
        if place.caption != place.name:
            found[area_names.key(place.caption)].append(place.ags)
        for name in area_names.shortened(place.name):
            found[area_names.key(name)].append(place.ags)
        if place.kind == "district":
            found[area_names.key(_DISTRICT.sub("", place.name))].append(place.ags)
    for name, code in _ALSO.items():
        found[name].append(code)
    return {key: tuple(dict.fromkeys(codes)) for key, codes in found.items()}


@cache
def _by_loose_key() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, codes in _by_key().items():
        found[area_names.loose(key)].extend(codes)
    return {key: tuple(dict.fromkeys(codes)) for key, codes in found.items()}


@cache
def _by_other_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, ags in other_names():  # stored as keys already
        code = current(ags)
        if code in places():
            found[name].append(code)
    return {key: tuple(dict.fromkeys(codes)) for key, codes in found.items()}


NETWORK = "net:"
"""What the code of a network of towns begins with ("net:musternetz"): it has members, but no ground."""


def whole(code: str) -> str:
    """Of "05562020:Westerholt" the town; a network has no parts."""
    return code if code.startswith(NETWORK) else code.partition(":")[0]


def current(code: str) -> str:
    """The code that counts now, for one that a merger or a new Kreis has ended."""
    return successors().get(code, code)


def get(ags: str) -> Place:
    """The place of a code, also of one that a merger has ended where the tables know its successor."""
    place = places().get(current(ags))
    if place is None:
        raise UnknownPlace(f"No place has the code {ags!r}: 8 digits for a municipality, 5 for a Kreis, 2 for a Land.")
    return place


def best_first(codes: tuple[str, ...] | list[str]) -> list[Place]:
    found = [places()[code] for code in dict.fromkeys(codes) if code in places()]
    return sorted(found, key=lambda place: (_ORDER[place.kind], -(place.population or 0)))


def by_code(text: str) -> list[Place]:
    code = text[:5] + text[9:] if len(text) == 12 else text
    return [places()[current(code)]] if current(code) in places() else []


def by_postal_code(code: str) -> tuple[Place, ...]:
    """The likeliest first. Post boxes have PLZ no list knows: each is read as the next with the same four digits."""
    code = _latin_digits(code)
    codes = postal_codes().get(code) or _next_above(code)
    return tuple(places()[current(ags)] for ags in dict.fromkeys(codes) if current(ags) in places())


def _latin_digits(text: str) -> str:
    """With 0-9 for the digits of any script, and without the marks that turn a line's direction."""
    if text.isascii():
        return text
    return "".join(str(decimal(one)) if one.isdecimal() else one for one in _MARKS.sub("", text))


@cache
def _postal_order() -> tuple[str, ...]:
    return tuple(sorted(postal_codes()))


def _next_above(code: str) -> tuple[str, ...]:
    if not re.fullmatch(r"\d{5}", code):
        return ()
    known = _postal_order()
    above = known[min(bisect_left(known, code), len(known) - 1)]
    codes = postal_codes()[above]
    return codes if above[:4] == code[:4] and len(codes) == 1 else ()


def by_name(text: str) -> list[Place]:
    """All places of that name; "Stadt X", "Kreis X", "Land X" leave only the kind they say."""
    for look in (_exactly, _loosely, _elsewhere):
        for name in dict.fromkeys((text, area_names.untitled(text), _BRACKETS.sub("", text))):
            if found := _of_kind(name, look):
                return found
    return []


def _of_kind(name: str, look: Callable[[str], tuple[str, ...]]) -> list[Place]:
    for kind, pattern in _LIMITS.items():
        rest = pattern.sub("", name, count=1)
        if rest != name and (asked := [place for place in best_first(look(rest)) if place.kind == kind]):
            return asked
    return best_first(look(name))


def _exactly(name: str) -> tuple[str, ...]:
    return _by_key().get(area_names.key(name), ())


def _loosely(name: str) -> tuple[str, ...]:
    return _by_loose_key().get(area_names.loose(area_names.key(name)), ())


def _elsewhere(name: str) -> tuple[str, ...]:
    return _by_other_name().get(area_names.loose(area_names.key(name)), ())


def _guesses(text: str) -> list[Place]:
    key = area_names.loose(area_names.key(text))
    if len(key) < GUESS_FROM:
        return []
    begun = [code for known, codes in _by_loose_key().items() if known.startswith(key) for code in codes]
    alike = process.extract(key, _by_loose_key().keys(), scorer=fuzz.ratio, score_cutoff=GUESS_SCORE, limit=5)
    return best_first(begun)[:10] or [place for known, _, _ in alike for place in best_first(_by_loose_key()[known])]


def find(text: str, *, guess: bool = False) -> list[Place]:
    """Places that the whole text names, best first; with `guess` also those it begins or almost spells."""
    text = " ".join(_latin_digits(text).split())
    if postal := _POSTAL.fullmatch(text):
        return _by_postal_line(postal[1], postal[2].strip(" ,"))
    if _CODE.fullmatch(text):
        return by_code(text)
    return by_name(text) or (_guesses(text) if guess else [])


def _by_postal_line(code: str, name: str) -> list[Place]:
    """ "45699 Herten": the PLZ decides among namesakes, and the name among a PLZ's municipalities."""
    here = list(by_postal_code(code))
    if not name:
        return here or by_code(code)
    named = by_name(name)
    return [place for place in named if place in here] or here or named


def forget() -> None:
    for table in (_by_key, _by_loose_key, _by_other_name, _postal_order):
        table.cache_clear()
