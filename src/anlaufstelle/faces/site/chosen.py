"""Of one kind of thing, what a word and a topic leave: the library of a network, the projects of its towns."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlaufstelle.catalogue import read
from anlaufstelle.record.entry import Entry
from anlaufstelle.search import find as searching
from anlaufstelle.search.answer import AskedPlace, Filters

from . import topics
from .question import LONGEST

PER_PAGE = 20


@dataclass(frozen=True)
class Wish:
    """What somebody asked for, as it stands in the address; `page` counts from 1."""

    text: str = ""
    topic: str = ""
    page: int = 1

    @property
    def offset(self) -> int:
        return (self.page - 1) * PER_PAGE

    def at(self, here: str, page: int) -> str:
        told = {"q": self.text, "thema": self.topic, "seite": page if page > 1 else ""}
        asked = urlencode({name: value for name, value in told.items() if value})
        return f"{here}?{asked}" if asked else here


@dataclass(frozen=True)
class Chosen:
    """`topics` are (value, words) of what one can choose."""

    entries: list[Entry]
    total: int
    topics: list[tuple[str, str]]


def wish(request: HttpRequest) -> Wish:
    text = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
    topic, stated = request.GET.get("thema", ""), request.GET.get("seite", "")
    page = max(1, int(stated)) if stated.isascii() and stated.isdigit() and len(stated) < 4 else 1
    return Wish(text, topic if topics.known(topic) else "", page)


def of(kind: str, areas: Collection[str], asked: Wish, *, place: AskedPlace | None, but: Collection[str]) -> Chosen:
    """Without a word everything by name, but for `but`; with one whatever the search finds, best first."""
    listed = read.networks.chosen(kind, areas, asked.topic, PER_PAGE, asked.offset, but)
    choices = [(one, topics.caption(one)) for one in listed.topics if topics.known(one)]
    if not asked.text:
        return Chosen(list(listed.entries), listed.total, choices)
    wanted = Filters(kinds=(kind,), within=tuple(areas), needs=(asked.topic,) if asked.topic else ())
    answer = searching.find(
        asked.text,
        home=settings.ANLAUFSTELLE_HOME,
        place=place,
        lang=(get_language() or "de").partition("-")[0],
        limit=PER_PAGE,
        offset=asked.offset,
        filters=wanted,
    )
    return Chosen(read.entries(one.id for one in answer.results), answer.total, choices)


def pages(asked: Wish, total: int, here: str) -> dict[str, str]:
    """What `site/pages.html` shows."""
    last = max(1, -(-total // PER_PAGE))
    return {
        "before": asked.at(here, asked.page - 1) if asked.page > 1 else "",
        "after": asked.at(here, asked.page + 1) if asked.page < last else "",
        "pages": _("Seite %(page)s von %(last)s") % {"page": asked.page, "last": last} if last > 1 else "",
    }
