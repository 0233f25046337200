"""The words around the list of results: where fitting help was found, what was corrected, which conditions hold."""

from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import topics
from .facts import shorten
from .question import PER_PAGE, Question


@dataclass(frozen=True)
class Chip:
    """A condition as a link: tapping a chip that is on takes the condition away."""

    href: str
    label: str
    on: bool


@dataclass(frozen=True)
class Pages:
    words: str
    before: str
    after: str


def subject(question: Question) -> str:
    """What was asked, in quotes; a topic by its caption."""
    if question.text:
        return _("„%s“") % shorten(question.text, 40)
    return _("„%s“") % topics.caption(question.topic)


def heading(question: Question, fit: str, total: int, place: str) -> str:
    told = {"total": total, "subject": subject(question), "place": place}
    if fit == "local":
        return (
            ngettext(
                "%(total)s Angebot für %(subject)s in %(place)s",
                "%(total)s Angebote für %(subject)s in %(place)s",
                total,
            )
            % told
        )
    if fit == "regional":
        return (
            ngettext(
                "%(total)s Angebot für %(subject)s im Umkreis von %(place)s",
                "%(total)s Angebote für %(subject)s im Umkreis von %(place)s",
                total,
            )
            % told
        )
    if fit == "national":
        return (
            ngettext(
                "%(total)s bundesweites Angebot für %(subject)s",
                "%(total)s bundesweite Angebote für %(subject)s",
                total,
            )
            % told
        )
    return _("Nichts Passendes für %(subject)s gefunden") % told


def beneath(fit: str, place: str) -> str:
    """One sentence where help is not in the place itself."""
    if fit == "regional":
        return _("Direkt in %s haben wir dazu nichts gefunden. Diese Stellen sind auch für Sie da.") % place
    if fit == "national":
        return _("In %s haben wir dazu nichts gefunden. Diese Stellen helfen in ganz Deutschland.") % place
    return ""


def chips(question: Question, place: str, home: str) -> list[Chip]:
    """What holds first; then what could be added. The town itself is no condition, so it has no chip."""
    names = {
        "offen": _("Jetzt geöffnet"),
        "kostenlos": _("Kostenlos"),
        "ohnetermin": _("Ohne Termin"),
        "rollstuhl": _("Mit Rollstuhl"),
    }
    held = [Chip(question.but(place=""), _("Ort: %s") % place, True)] if place and place != home else []
    if question.topic and question.text:
        held.append(Chip(question.but(topic=""), topics.caption(question.topic), True))
    switches = [Chip(question.flipped(name), label, name in question.switches) for name, label in names.items()]
    return [*held, *sorted(switches, key=lambda chip: not chip.on)]


def pages(question: Question, total: int) -> Pages | None:
    last = ceil(total / PER_PAGE)
    if last < 2:
        return None
    before = question.but(page=question.page - 1) if question.page > 1 else ""
    after = question.but(page=question.page + 1) if question.page < last else ""
    return Pages(_("Seite %(page)s von %(last)s") % {"page": question.page, "last": last}, before, after)
