"""A town's quarters by their names, and what a page about one of them shows."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_town import Quarter
from anlaufstelle.record import project
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Conference, Project

from .card import Card
from .provenance import date_words
from .slug import address, slug

KINDS = ("service", "opportunity", "project")
MOST = 4
"""Cards of one kind on the page of a quarter; the rest is a link away."""


@dataclass(frozen=True)
class Section:
    title: str
    cards: list[Card]
    more: str = ""
    more_words: str = ""


@dataclass(frozen=True)
class Decision:
    """`state` is a word of `record.project.STATES`, `label` the reader's for it."""

    state: str
    label: str
    words: str


@dataclass(frozen=True)
class Meeting:
    url: str
    day: str
    time: str
    place: str
    decisions: list[Decision] = field(default_factory=list)


def known(edition: EditionView) -> list[str]:
    return list(dict.fromkeys([*edition.districts, *(one.name for one in edition.quarters)]))


def named(edition: EditionView, told: str) -> str:
    """The quarter whose name becomes this address; "" where none does."""
    return next((one for one in known(edition) if slug(one) == told), "")


def about(edition: EditionView, name: str) -> Quarter:
    return next((one for one in edition.quarters if one.name == name), Quarter(name=name))


def page_of(name: str) -> str:
    return reverse("site:quarter", kwargs={"name": slug(name)})


def search(name: str) -> str:
    return reverse("site:results") + "?" + urlencode({"ort": name})


def states() -> dict[str, str]:
    return {"offen": _("Offen"), "erledigt": _("Erledigt"), "abgelehnt": _("Abgelehnt")}


def meeting(entry: Entry) -> Meeting:
    record = entry.record
    assert isinstance(record, Conference)
    decided = [Decision(state, states()[state], words) for state, words in map(project.state, record.decisions)]
    return Meeting(
        address(entry), date_words(record.day or ""), record.time_text or "", record.place_text or "", decided
    )


@dataclass(frozen=True)
class Partner:
    name: str
    brings: str
    business: bool = False


@dataclass(frozen=True)
class Picture:
    path: str
    words: str


def partners(record: Project) -> list[Partner]:
    told = [Partner(*project.split(line)) if project.split(line)[1] else Partner(line, "") for line in record.partners]
    firms = [project.split(line) if project.split(line)[1] else (line, "") for line in record.businesses]
    return [*told, *(Partner(name, brings, True) for name, brings in firms)]


def pictures(record: Project) -> list[Picture]:
    """Only those on our own server whose content is told in words."""
    told = [Picture(*project.split(line)) for line in record.pictures]
    return [one for one in told if one.words and one.path.startswith("/") and not one.path.startswith("//")]


def term(record: Project) -> str:
    """ "Mai 2025 bis 2027"; "" where nothing is stated."""
    first, last = (date_words(one) if one else "" for one in (record.starts, record.ends))
    if first and last:
        return _("%(first)s bis %(last)s") % {"first": first, "last": last}
    return _("seit %s") % first if first else _("bis %s") % last if last else ""


def over(record: Project, today: str) -> bool:
    return bool(record.ends) and str(record.ends) < today[: len(str(record.ends))]
