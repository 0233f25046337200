"""Cards as finished HTML. An entry's card is drawn once and kept until the entry, the town or its opening words change.

What somebody looked for never enters here: a fragment knows an entry, a town and a language.
"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import get_template
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from anlaufstelle.catalogue.shapes import EditionView, OpenState, TownContact
from anlaufstelle.record.entry import Entry, Point

from . import card, openness

MOST = 3_000
"""Fragments of some 3 kB that one process keeps: a town's entries in its languages."""


class Drawn(NamedTuple):
    """What a page and its map need of a card."""

    name: str
    point: Point | None
    html: SafeString


class _Same:
    """An entry that equals itself only: `read.entries` gives the same one as long as nothing changed in it."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def __hash__(self) -> int:
        return hash(self.entry.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.entry is self.entry


def drawn(
    entry: Entry,
    edition: EditionView,
    at: datetime,
    opening: OpenState | None = None,
    distance_m: int | None = None,
    *,
    level: str = "h2",
) -> Drawn:
    words = openness.words(opening, at, confirmed=bool(entry.checked_on))
    where = (get_language(), edition.address_form, get_script_prefix(), level)
    return _drawn(_Same(entry), edition.name, edition.contact, words, distance_m, where)


@lru_cache(maxsize=MOST)
def _drawn(
    same: _Same,
    town: str,
    contact: TownContact,
    words: openness.OpenWords | None,
    distance_m: int | None,
    where: tuple[str | None, str, str, str],
) -> Drawn:
    edition = EditionView(slug="", name=town, contact=contact)
    told = card.told(same.entry, edition, words, distance_m)
    context = {"card": told, "level": where[-1], "frame": {"saved": reverse("site:saved")}}
    return Drawn(told.name, told.point, get_template("design/parts/card.html").render(context))
