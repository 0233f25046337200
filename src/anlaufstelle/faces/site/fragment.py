"""Cards as finished HTML. An entry's card is drawn once and kept until the entry or the town changes.

The words that tell until when it is open stand in a hole and are filled in each time.

What somebody looked for never enters here: a fragment knows an entry, a town and a language.
"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import get_template
from django.urls import get_script_prefix, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from anlaufstelle.catalogue.shapes import EditionView, OpenState, TownContact
from anlaufstelle.record.entry import Entry, Point

from . import card, openness

MOST = 3_000
"""Fragments of some 3 kB that one process keeps: a town's entries in its languages."""

HOLE = "\ue000offen\ue001"
"""Stands for the opening words, in letters of private use: no source's text has them."""


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
    state = words.state if words else None
    kept = _drawn(_Same(entry), edition.name, edition.contact, state, distance_m, where)
    return kept._replace(html=mark_safe(kept.html.replace(HOLE, escape(words.words)))) if words else kept


@lru_cache(maxsize=MOST)
def _drawn(
    same: _Same,
    town: str,
    contact: TownContact,
    state: str | None,
    distance_m: int | None,
    where: tuple[str | None, str, str, str],
) -> Drawn:
    edition = EditionView(slug="", name=town, contact=contact)
    told = card.told(same.entry, edition, openness.OpenWords(state, HOLE) if state else None, distance_m)
    context = {"card": told, "level": where[-1], "frame": {"saved": reverse("site:saved")}}
    return Drawn(told.name, told.point, get_template("design/parts/card.html").render(context))
