"""The words around the list of results: where fitting help was found, what was corrected, which conditions hold."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from anlaufstelle.search.answer import Chip as SaidCondition
from anlaufstelle.search.answer import Count, Suggestion

from . import facts, topics
from .facts import shorten
from .question import PER_PAGE, Question

LONGEST_SUBJECT = 32
"""Letters of the question in the heading: more would push the first card below the fold of a small phone."""


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
        return _("„%s“") % shorten(question.text, LONGEST_SUBJECT)
    return _("„%s“") % topics.caption(question.topic or question.who)


def heading(question: Question, fit: str, total: int, place: str, *, maybe: bool = False) -> str:
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
    if maybe:
        return _("Für %(subject)s passt kein Angebot sicher") % told
    return _("Nichts Passendes für %(subject)s gefunden") % told


def beneath(fit: str, place: str, *, chosen: bool) -> str:
    """One sentence where help is not in the place itself. `chosen`: conditions hold, so that more may be there."""
    if fit == "national" and chosen:
        return _("In %s passt zu dieser Auswahl nichts sicher. Diese Stellen helfen in ganz Deutschland.") % place
    if fit == "regional":
        return _("Direkt in %s haben wir dazu nichts gefunden. Diese Stellen sind auch für Sie da.") % place
    if fit == "national":
        return _("In %s haben wir dazu nichts gefunden. Diese Stellen helfen in ganz Deutschland.") % place
    return ""


SWITCHES = {
    "offen": ("open", _lazy("Jetzt geöffnet")),
    "kostenlos": ("free", _lazy("Kostenlos")),
    "ohnetermin": ("no_appointment", _lazy("Ohne Termin")),
    "rollstuhl": ("wheelchair", _lazy("Mit Rollstuhl")),
}
"""Name in the address -> (field of the search's filters, caption)."""

SAID = {
    "time:now": "offen",
    "cost:free": "kostenlos",
    "appointment:none": "ohnetermin",
    "access:wheelchair": "rollstuhl",
}
"""Conditions read out of the words that are a switch's: what somebody typed is not offered again beside it."""

KINDS = {
    "service": _lazy("Angebote"),
    "event": _lazy("Termine"),
    "opportunity": _lazy("Mitmachen"),
    "notice": _lazy("Pinnwand"),
    "project": _lazy("Projekte"),
}
"""Kinds somebody may want alone."""


def chips(question: Question, read: Iterable[SaidCondition], home: str, mixed: Collection[str] = ()) -> list[Chip]:
    """What holds first, then what could be added. The town itself is no condition, so it has no chip. `mixed` are the
    kinds of the results: where they are several, each can be had alone."""
    held = []
    if question.place and question.place.casefold() != home.casefold():
        held.append(Chip(question.but(place=""), _("Ort: %s") % question.place, True))
    if question.topic and question.text:
        held.append(Chip(question.but(topic=""), topics.caption(question.topic), True))
    if question.who and (question.text or question.topic):
        held.append(Chip(question.but(who=""), topics.caption(question.who), True))
    if question.language:
        held.append(Chip(question.but(language=""), _("Sprache: %s") % facts.spoken(question.language), True))
    said = list(read)
    held += [Chip(question.dropping(one.key), one.words, True) for one in said]
    typed = {SAID.get(one.key) for one in said}
    if question.kind in KINDS:
        held.append(Chip(question.but(kind=""), str(KINDS[question.kind]), True))
    several = [kind for kind in KINDS if kind in mixed and not question.kind]
    kinds = [Chip(question.but(kind=kind), str(KINDS[kind]), False) for kind in several if len(several) > 1]
    switches = [
        Chip(question.flipped(name), str(label), name in question.switches)
        for name, (_field, label) in SWITCHES.items()
        if name in question.switches or name not in typed
    ]
    return [*held, *kinds, *sorted(switches, key=lambda chip: not chip.on)]


def rings(question: Question, counted: Mapping[int, Count]) -> list[Chip]:
    """How far one would go: the rings that hold more than the one before, and the chosen one."""
    told, held = [], 0
    for km, count in counted.items():
        on = km == question.ring
        if on or count.fits > held:
            told.append(Chip(question.but(ring=0 if on else km), _("bis %s km") % km + f" ({count.fits})", on))
        held = count.fits
    return told


def ways_on(question: Question, suggestions: Iterable[Suggestion], read: Iterable[SaidCondition]) -> list[Chip]:
    """What to try when little or nothing fits, each with how much it would bring. Topics are tiles of their own."""
    said = (*question.without, *(one.key for one in read if one.kind == "place"))
    switch_of = {name: (switch, label) for switch, (name, label) in SWITCHES.items()}
    told = []
    for one in suggestions:
        count = f" ({one.count})" if one.count else ""
        if one.kind == "lift" and one.value in switch_of:
            switch, label = switch_of[one.value]
            told.append(Chip(question.flipped(switch), _("ohne „%s“") % label + count, False))
        elif one.kind == "lift" and one.value == "kinds":
            told.append(Chip(question.but(kind=""), _("ohne „%s“") % KINDS[question.kind] + count, False))
        elif one.kind == "lift" and one.value == "proximity":
            told.append(Chip(question.but(ring=0), _("ohne „%s“") % (_("bis %s km") % question.ring) + count, False))
        elif one.kind == "elsewhere":
            told.append(Chip(question.but(place=one.caption, without=said), one.caption + count, False))
    return told


def pages(question: Question, total: int) -> Pages | None:
    last = ceil(total / PER_PAGE)
    if last < 2:
        return None
    before = question.but(page=question.page - 1) if question.page > 1 else ""
    after = question.but(page=question.page + 1) if question.page < last else ""
    return Pages(_("Seite %(page)s von %(last)s") % {"page": question.page, "last": last}, before, after)
