"""How much two records look like one thing: a sum of plain reasons, each of which an editor can read and check.

A reason against (another town, another sort of thing, another day) weighs more than any single reason for, and no
pair with such a reason is ever merged automatically. Weights were set by hand on one half of `evaluation/pairs.jsonl`
and checked on the other; each carries the pair that decided it.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz

from . import names
from .names import Name
from .traits import Street, Traits

Verdict = Literal["same", "ask", "apart"]

SAME = 0.65
"""From here on two records of two sources are one without a person, unless something speaks against it."""
ASK = 0.35
"""From here on a person is asked."""
AGAINST = -0.25
"""A single reason as heavy as this keeps a pair from being merged automatically."""


class Reason(Struct, frozen=True):
    """`why` is a key of `CAPTIONS`; `value` is what is shared, or what differs."""

    why: str
    value: str
    weight: float

    @property
    def words(self) -> str:
        """For an editor: "gleiche Telefonnummer (+492366…) +0,25"."""
        shown = f" ({self.value})" if self.value else ""
        return f"{CAPTIONS[self.why]}{shown} " + f"{self.weight:+.2f}".replace(".", ",")


CAPTIONS = {
    "name": "gleicher Name",
    "name-inside": "ein Name enthält den anderen",
    "name-part": "ein Name kommt im anderen vor",
    "name-shared": "gleicher Name, den viele tragen",
    "name-close": "fast gleicher Name",
    "name-other": "anderer Name",
    "name-new": "anderer Name, aber dieselbe Art von Haus",
    "name-rare": "Name kommt in beiden Quellen nur einmal vor",
    "sort": "gleiche Art von Einrichtung",
    "sort-other": "andere Art von Einrichtung",
    "part": "nur eine Seite nennt einen Teil oder ein Nebengebäude",
    "phone": "gleiche Telefonnummer",
    "mail": "gleiche E-Mail-Adresse",
    "web": "gleiche Internetseite",
    "contact-other": "anderes Telefon und andere E-Mail-Adresse",
    "address": "gleiche Anschrift",
    "house-other": "gleiche Straße, andere Hausnummer",
    "street-other": "andere Straße",
    "town": "gleicher Ort",
    "town-other": "anderer Ort",
    "provider": "gleicher Träger",
    "provider-other": "anderer Träger",
    "text": "gleiche Beschreibung",
    "day": "gleicher Tag",
    "hour": "gleiche Uhrzeit",
    "rhythm": "gleiche Wiederholung",
    "day-other": "anderer Tag",
}

WEIGHTS = {
    "name": 0.45,
    "name-inside": 0.35,
    "name-part": 0.15,
    "name-close": 0.35,
    "name-shared": 0.25,
    "name-other": -0.25,
    "name-new": 0.0,
    "name-rare": 0.20,
    "sort": 0.10,
    "sort-other": -0.75,
    "part": -0.40,
    "phone": 0.25,
    "mail": 0.20,
    "web": 0.20,
    "contact-other": -0.25,
    "address": 0.20,
    "house-other": -0.20,
    "street-other": -0.30,
    "town": 0.10,
    "town-other": -0.60,
    "provider": 0.10,
    "provider-other": -0.25,
    "text": 0.15,
    "day": 0.35,
    "hour": 0.10,
    "rhythm": 0.05,
    "day-other": -0.60,
}
PLACE = 0.70
"""Two places without names are their addresses."""
SERIES = 0.80
"""Told from different days on: of two carriers such series are asked."""
HALF = 0.50
"""Number 17, and 17/19: one house, or a part of it."""


class Weighed(Struct, frozen=True):
    score: float
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        if self.score < ASK:
            return "apart"
        against = any(one.weight <= AGAINST for one in self.reasons)
        return "same" if self.score >= SAME and not against else "ask"


class Rarity(Struct, frozen=True):
    """What many share tells little: `crowded` values count a fifth; `rare` are names borne once in each source."""

    crowded: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


def weigh(left: Traits, right: Traits, rarity: Rarity) -> Weighed:
    """Symmetric. Two kinds are never one thing, and cost nothing to tell apart."""
    if left.kind != right.kind:
        return Weighed(0.0, ())
    reasons = (*_name(left, right, rarity), *_contact(left, right, rarity), *_where(left, right), *_rest(left, right))
    return Weighed(round(min(1.0, max(0.0, sum(one.weight for one in reasons))), 3), reasons)


def _reason(why: str, value: str = "", share: float = 1.0) -> Reason:
    return Reason(why, value, round(WEIGHTS[why] * share, 3))


def _name(left: Traits, right: Traits, rarity: Rarity) -> Iterator[Reason]:
    if not left.name.words or not right.name.words:
        return
    how = compare(left, right)
    if how == "name" and left.kind not in ("event", "organization") and rarity.common & {left.name.key, right.name.key}:
        how = "name-shared"
    if how == "name-other" and names.same_house(left.name.sorts, right.name.sorts):
        how = "name-new"
    yield _reason(how, min(left.name.text, right.name.text) if how in ("name", "name-shared") else "")
    if how == "name" and left.kind != "event" and left.name.telling and left.name.key not in rarity.common:
        yield _reason("name-rare")
    yield from _sorts(left.name, right.name, how)
    if left.name.parts != right.name.parts:
        yield _reason("part", ", ".join(sorted(left.name.parts ^ right.name.parts)))


def _sorts(left: Name, right: Name, how: str) -> Iterator[Reason]:
    """An equal name tells its sort already; a sort that only the longer of two names tells is half a reason against."""
    agreed = names.agree(left.sorts, right.sorts)
    if agreed is False:
        yield _reason("sort-other")
    elif agreed and how not in ("name", "name-shared", "name-new"):
        yield _reason("sort")
    elif agreed is None and left.sorts != right.sorts and how in ("name-inside", "name-part"):
        yield _reason("sort-other", share=0.5)


def compare(left: Traits, right: Traits) -> str:
    """Which of the reasons about names holds."""
    one, other = set(left.name.words), set(right.name.words)
    around = left.around | right.around
    if one == other or "".join(left.name.words) == "".join(right.name.words):
        return "name"
    here, there = one - other, other - one
    here, there = _unlike(here, there), _unlike(there, here)
    if not here and not there:
        return "name-close"
    if not (here - around) and not (there - around) and one & other:
        return "name" if not (here and there) else "name-other"
    if one & other and (not here or not there):
        shared, longer = "".join(one & other), max("".join(one), "".join(other), key=len)
        whole = len(one & other) >= 2 and len(shared) >= len(longer) / 2 and left.kind == "organization"
        return "name-inside" if whole else "name-part"
    return "name-other"


def _unlike(words: set[str], others: set[str]) -> set[str]:
    """Words without one on the other side that is the same but for a letter or an ending."""
    return {word for word in words if not any(fuzz.ratio(word, other) >= 86 for other in others)}


def _contact(left: Traits, right: Traits, rarity: Rarity) -> Iterator[Reason]:
    for phone in sorted(left.phones & right.phones)[:1]:
        yield _reason("phone", phone, 0.2 if phone in rarity.crowded else 1.0)
    if left.mail and left.mail == right.mail:
        yield _reason("mail", left.mail, 0.2 if left.mail in rarity.crowded else 1.0)
    if left.web and left.web == right.web:
        yield _reason("web", left.web, 0.2 if left.web in rarity.crowded else 1.0)
    if _both_differ(left, right):
        yield _reason("contact-other")
    if len(left.text) >= 60 and left.text == right.text:
        yield _reason("text")


def _both_differ(left: Traits, right: Traits) -> bool:
    """An office and its exhibition have one name and address, and each its own telephone and mail."""
    phones = bool(left.phones and right.phones) and not left.phones & right.phones
    return phones and bool(left.mail and right.mail) and left.mail != right.mail


def _where(left: Traits, right: Traits) -> Iterator[Reason]:
    if not left.streets or not right.streets:
        return
    best = max((_near(one, other) for one in left.streets for other in right.streets), key=lambda one: one[0])
    weight, why, value = best
    if why == "address" and left.kind == "location" and not (left.name.words and right.name.words):
        whole = any(one.houses and one.houses == other.houses for one in left.streets for other in right.streets)
        yield Reason("address", value, PLACE if whole else HALF)
    elif why:
        yield Reason(why, value, weight)


def _near(one: Street, other: Street) -> tuple[float, str, str]:
    if _elsewhere(one, other):
        return WEIGHTS["town-other"], "town-other", f"{one.town} / {other.town}"
    if not one.street or not other.street:
        return (WEIGHTS["town"], "town", one.town) if one.town and one.town == other.town else (0.0, "", "")
    if one.street != other.street and fuzz.ratio(one.street, other.street) < 90:
        return WEIGHTS["street-other"], "street-other", f"{one.street} / {other.street}"
    if one.houses == other.houses or one.houses & other.houses:
        return (WEIGHTS["address"], "address", one.key) if one.houses else (0.05, "address", one.street)
    return WEIGHTS["house-other"], "house-other", f"{one.key} / {other.key}"


def _elsewhere(one: Street, other: Street) -> bool:
    """Two towns. Of one name they are two where their postcodes begin differently (47800 and 47799 Krefeld are one)."""
    if one.code and one.code == other.code:
        return False
    if one.town and other.town:
        named = one.town == other.town or one.town.startswith(f"{other.town} ") or other.town.startswith(f"{one.town} ")
        return not named or bool(one.code and other.code and one.code[:2] != other.code[:2])
    return bool(one.code and other.code and one.code[:3] != other.code[:3])


def _rest(left: Traits, right: Traits) -> Iterator[Reason]:
    if left.provider and right.provider:
        shared = set(left.provider.words) & set(right.provider.words)
        if left.provider.key == right.provider.key:
            yield _reason("provider", left.provider.text)
        elif not shared:
            yield _reason("provider-other", f"{left.provider.text} / {right.provider.text}")
    if left.starts and right.starts:
        day = left.starts[:10] == right.starts[:10]
        series = bool(left.series) and left.series == right.series
        same = day or series
        told = max(left.starts, right.starts)[:10] if same else f"{left.starts} / {right.starts}"
        yield _reason("day" if same else "day-other", told, SERIES if series and not day else 1.0)
        if same and "T" in left.starts and left.starts[10:] == right.starts[10:]:
            yield _reason("hour")
        if series or (same and left.rhythm and left.rhythm == right.rhythm):
            yield _reason("rhythm")
