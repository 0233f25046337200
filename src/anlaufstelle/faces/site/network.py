"""A network of towns in a reader's words: its members, its bodies, its working aids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record import project
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Body, Document, Membership

from ..edition import front
from . import action
from .page import TextLink
from .provenance import date_words
from .slug import address

ORDER = ("board", "advisory-board", "committee", "working-group")


@dataclass(frozen=True)
class Member:
    """A town that belongs to it; `pages` is its own edition, where there is one here."""

    id: str
    name: str
    since: str
    terms: str
    pages: str = ""
    contact: action.Action | None = None


@dataclass(frozen=True)
class Seat:
    name: str
    role: str


@dataclass(frozen=True)
class Group:
    url: str
    name: str
    about: str
    seats: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    title: str
    groups: list[Group]


def members(
    request: HttpRequest, edition: EditionView, found: Iterable[Entry], known: Sequence[EditionView]
) -> list[Member]:
    fronts = {code: f"{where}/" for one in known if (where := front(request, one)) is not None for code in one.areas}
    told = []
    for one in found:
        record = one.record
        assert isinstance(record, Membership)
        since = _("seit %s") % date_words(record.since) if record.since else ""
        way = next((way for way in action.ways(one, edition) if way.whose != "town"), None)
        told.append(Member(one.id, one.name, since, record.terms or "", fronts.get(record.ags or "", ""), way))
    return told


def seats(record: Body) -> list[Seat]:
    told = (project.split(line) if project.split(line)[1] else (line.strip(), "") for line in record.members)
    return [Seat(*one) for one in told]


def group(entry: Entry) -> Group:
    record = entry.record
    assert isinstance(record, Body)
    about = record.description or next(iter(record.aims), "")
    return Group(address(entry), entry.name, about, seats(record))


def titles() -> dict[str, str]:
    return {
        "board": _("Vorstand"),
        "advisory-board": _("Beiräte"),
        "committee": _("Ausschüsse"),
        "working-group": _("Arbeitsgruppen"),
    }


def kinds(entries: Iterable[Entry]) -> list[Kind]:
    """Boards first; what does not say its kind stands with the working groups."""
    found: dict[str, list[Group]] = {name: [] for name in ORDER}
    for one in entries:
        found[getattr(one.record, "body_type", None) or "working-group"].append(group(one))
    return [Kind(titles()[name], groups) for name, groups in found.items() if groups]


def version(record: Document) -> str:
    """ "Fassung 2, 14. Mai 2025"."""
    told = [_("Fassung %s") % record.version if record.version else "", date_words(record.issued or "")]
    return _(", ").join(one for one in told if one)


@dataclass(frozen=True)
class Version:
    url: str
    words: str
    here: bool


def versions(found: Iterable[Entry], id: str) -> list[Version]:
    """A version without number and date is called by its name."""
    return [
        Version(address(one), version(one.record) or one.name, one.id == id)
        for one in found
        if isinstance(one.record, Document)
    ]


def of_town(request: HttpRequest, networks: Iterable[EditionView]) -> list[TextLink]:
    """The networks a town belongs to, as links to their own page."""
    return [
        TextLink(f"{where}/{one.languages[0] if one.languages else 'de'}/netz", one.name)
        for one in networks
        if (where := front(request, one)) is not None
    ]
