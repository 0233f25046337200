"""Who is served: from a list's words ("Herten und Umgebung", "Witten-Annen") to codes, and from codes to an answer.

A code is a place's, or "05562020:Westerholt" for a part of a town. What is not understood gives nothing, never a guess
at the whole town; among namesakes the one nearest to `home` (the town of the address, or of the list) is meant.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from . import area_names
from .area_data import COUNTRY, Place, places
from .area_find import NETWORK, by_name, current, find, has_district_title
from .area_geo import metres, neighbours

Reach = Literal["local", "regional", "national"]
NATIONAL = re.compile(r"\b(bundesweit|deutschlandweit|in ganz deutschland|ganz deutschland|national)\b", re.IGNORECASE)
WITH_AROUND = re.compile(
    r"^(?:(?P<before>.+?)\s*(?:und|sowie|u\.|&|\+)\s*(?:die |der |nähere[rn]? |direkte |umliegende[rn]? )*"
    r"(?:Umgebung|Umland|Umkreis|Nachbarstädte|Nachbarorte|Nachbargemeinden|Städte|Gemeinden|Orte)"
    r"|(?:Groß)?Raum\s+(?P<room>.+))$",
    re.IGNORECASE,
)
EXCEPTION = re.compile(r"\b(außer|ausser|ausgenommen|nicht|ohne)\b", re.IGNORECASE)
SEPARATOR = re.compile(r"\s*[,;/\n•]\s*|\s+(?:und|sowie|u\.|&|\+|bzw\.)\s+")
PREAMBLE = re.compile(
    r"^(?:(?:(?:Menschen|Personen|Familien|Bürger|Einwohner|Bewohner)(?:[*:]?innen)?\s+)?"
    r"(?:für|in|im|aus|von|nur|gesamte[rsn]?|das|die|der|den|des|ganz|Einzugsgebiet:?|Stadtgebiet|Kreisgebiet)\s+)+",
    re.IGNORECASE,
)
PART = re.compile(r"^(?:Stadtteile?|Ortsteile?|Stadtbezirke?|Bezirk|Quartier|Viertel)\s+", re.IGNORECASE)
OWN = {"landesweit": 2, "kreisweit": 5, "kreisgebiet": 5, "stadtweit": 8, "stadtgebiet": 8, "gemeindegebiet": 8}
NOT_A_PLACE = frozenset(
    "alle andere bürger eltern erwachsene familien frauen interessierte jugendliche kinder männer menschen online"
    " region senioren studierende telefon telefonisch umgebung unbekannt verschieden international".split()
)
SMALL_AND_FAR = (20_000, 60)  # inhabitants, km: "Westerholt" in a list from Herten is no village in East Frisia
# Regions without a code, in words `served` reads: the members of the Regionalverband Ruhr; towns of one Kreis
REGIONS = {
    "ruhrgebiet": "Stadt Bochum, Stadt Bottrop, Stadt Dortmund, Stadt Duisburg, Stadt Essen, Stadt Gelsenkirchen,"
    " Stadt Hagen, Stadt Hamm, Stadt Herne, Stadt Mülheim an der Ruhr, Stadt Oberhausen, Ennepe-Ruhr-Kreis,"
    " Kreis Recklinghausen, Kreis Unna, Kreis Wesel",
    "vest recklinghausen": "Kreis Recklinghausen",
    "ostvest": "Stadt Datteln, Stadt Oer-Erkenschwick, Stadt Waltrop",
}


def served(text: str, home: str | None = None, districts: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Codes in the order named. `districts` are the edition's: name of a town's part -> the town's code."""
    text = " ".join(text.replace("\n", ", ").split()).strip(" .")
    if not text or EXCEPTION.search(text):
        return ()
    if NATIONAL.search(text):
        return (COUNTRY,)
    reading = _Reading(home, districts or {})
    if around := WITH_AROUND.match(text):
        return _unique(code for base in reading.all(around["before"] or around["room"]) for code in _around(base))
    return reading.all(text)


class _Reading:
    """One text being read: what its first sure words settle helps with the rest ("Witten, Wetter, Herdecke")."""

    def __init__(self, home: str | None, districts: Mapping[str, str]) -> None:
        self.home = home
        self.anchor = home
        self.districts = {area_names.key(name): (name, ags) for name, ags in districts.items()}

    def all(self, text: str) -> tuple[str, ...]:
        if whole := self.sure(text):
            return whole
        pieces = [piece for piece in SEPARATOR.split(text) if piece]
        if self.anchor is None:
            self.anchor = next((found[0].ags for p in pieces if len(found := find(p)) == 1), None)
        codes = [self.one(piece) for piece in pieces]
        return _unique(code for found in codes for code in found)

    def sure(self, piece: str) -> tuple[str, ...]:
        """Read without regard to how far away it would be."""
        piece = PREAMBLE.sub("", piece)
        key = area_names.key(piece)
        if key in self.districts:
            name, ags = self.districts[key]
            return (f"{ags}:{name}",)
        if key in REGIONS:
            return _Reading(None, {}).all(REGIONS[key])
        if key in OWN:
            return (self.home[: OWN[key]],) if self.home else ()
        place = self.nearest(by_name(piece))
        return (place.ags,) if place and not self.is_stray(place, piece) else ()

    def one(self, piece: str) -> tuple[str, ...]:
        piece = PREAMBLE.sub("", piece)
        return self.sure(piece) or self.postal(piece) or self.part_of_named_town(piece) or self.part_of_home(piece)

    def postal(self, piece: str) -> tuple[str, ...]:
        return tuple(place.ags for place in find(piece)) if piece[:5].isdigit() else ()

    def part_of_named_town(self, piece: str) -> tuple[str, ...]:
        """ "Witten-Annen", "Recklinghausen nördlich der A2" """
        for gap in reversed(list(re.finditer(r"[-\s]", piece))):
            town = self.nearest(place for place in by_name(piece[: gap.start()]) if place.kind == "municipality")
            if town and not self.is_stray(town, piece[: gap.start()]):
                return (f"{town.ags}:{piece}",)
        return ()

    def part_of_home(self, piece: str) -> tuple[str, ...]:
        """A proper name that is no place of its own: a part of the town the words stand for."""
        name = PART.sub("", piece)
        proper = re.fullmatch(r"[A-ZÄÖÜ][\wäöüß.]{2,}(?:[- ][A-ZÄÖÜ][\wäöüß.]+){0,2}", name)
        if self.home is None or len(self.home) != 8 or not proper or name.casefold() in NOT_A_PLACE:
            return ()
        return (f"{self.home}:{name}",)

    def nearest(self, candidates: Iterable[Place]) -> Place | None:
        """The same town, then the same Kreis, the same Land, then as `find` orders them."""
        anchor = self.anchor or ""

        def far(place: Place) -> int:
            return next((n for n, length in enumerate((8, 5, 2)) if place.ags[:length] == anchor[:length]), 3)

        found = _lands_first(list(candidates), anchor)
        return min((place for place in found if place.kind == found[0].kind), key=far, default=None)

    def is_stray(self, place: Place, words: str) -> bool:
        """A small namesake far from home, named without "Stadt" or "Gemeinde"."""
        inhabitants, limit = SMALL_AND_FAR
        home = places().get(self.home or "")
        if home is None or place.kind != "municipality" or (place.population or 0) > inhabitants:
            return False
        if area_names.key(words) not in (area_names.key(place.name), area_names.key(place.caption)):
            return False
        points = (home.latitude, home.longitude, place.latitude, place.longitude)
        a, b, c, d = (value if value is not None else 0.0 for value in points)
        return metres(a, b, c, d) / 1000 > limit


def _lands_first(found: list[Place], home: str) -> list[Place]:
    """ "Sachsen" is the Land and not Sachsen bei Ansbach, unless said there; Bremen, Hamburg and Berlin are towns."""
    names = [area_names.key(one.name) for one in found if one.kind == "land"]
    towns = [one for one in found if one.kind == "municipality"]
    if any(one.ags == home or area_names.key(one.name) in names for one in towns):
        return found
    return [one for one in found if one.kind == "land"] or found


def _around(code: str) -> tuple[str, ...]:
    """A town and its Kreis; a Kreis or a kreisfreie Stadt and the Kreise it borders on."""
    own = code.partition(":")[0]
    if len(own) < 5 or own == COUNTRY:
        return (code,)
    district = places().get(own[:5])
    if len(own) == 8 and district is not None and has_district_title(district):
        return (code, district.ags)
    return (code, *neighbours(own[:5]))


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def serves(areas: Iterable[str], ags: str, district: str | None = None) -> Reach | None:
    """Does somebody in `ags` (or in that part of it) get this, and as the help of town, region or country?

    With `ags` a Kreis, whatever serves one of its towns is local. A part of the town other than `district` is None.
    """
    ags = current(ags)
    found = {_reach(area, ags, district) for area in areas}
    best: tuple[Reach, ...] = ("local", "regional", "national")
    return next((reach for reach in best if reach in found), None)


def _reach(area: str, ags: str, district: str | None) -> Reach | None:
    if area.startswith(NETWORK) or ags.startswith(NETWORK):
        return "local" if area == ags else None
    code, _, part = area.partition(":")
    code = current(code)
    if code == COUNTRY:
        return "national"
    if code.startswith(ags) or ags == COUNTRY:
        return "local" if not part or district is None or _same_part(part, district, code) else None
    return "regional" if ags.startswith(code) and not part else None


def _same_part(one: str, other: str, ags: str) -> bool:
    """ "Dorsten-Hervest" and "Hervest" are one part of Dorsten."""
    town = area_names.key(places()[ags].name) + " " if ags in places() else ""
    return area_names.key(one).removeprefix(town) == area_names.key(other).removeprefix(town)
