"""The answer while the caller waits: search, list and entry side by side. The whole state stands in the address, and
nothing of a question is counted or written down."""

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from anlaufstelle.catalogue import read, rules
from anlaufstelle.errors import AnlaufstelleError, IndexUnavailable
from anlaufstelle.faces import slug
from anlaufstelle.pipeline import hints
from anlaufstelle.record.entry import Entry
from anlaufstelle.search import find as finder
from anlaufstelle.search.answer import Answer, Filters, Result

from .. import quick, town
from ..gate import page
from .entry import load

MOST, MOST_KEPT = 30, 20
FITS = {"local": "In dieser Stadt", "regional": "Nachbarn und Region", "national": "In ganz Deutschland"}
SILENT = "Sagt zur Auswahl nichts"
SWITCHES = {"offen": ("open", "Jetzt offen"), "kostenlos": ("free", "Kostenlos"),
            "ohnetermin": ("no_appointment", "Ohne Termin"), "rollstuhl": ("wheelchair", "Mit Rollstuhl")}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """`kept` are the entries in the basket; `entry` is the one beside the list, "" for the first."""

    text: str = ""
    place: str = ""
    language: str = "de"
    entry: str = ""
    kept: tuple[str, ...] = ()
    switches: frozenset[str] = frozenset()

    def href(self, **changes: object) -> str:
        one = replace(self, **changes)  # type: ignore[arg-type]
        told = {"q": one.text, "ort": one.place, "eintrag": one.entry, "korb": ",".join(one.kept)}
        told |= {"sprache": one.language if one.language != "de" else "", **dict.fromkeys(sorted(one.switches), "1")}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{reverse('desk:advice-listed')}?{query}"

    def filters(self) -> Filters:
        return Filters(**{field: True for name, (field, _) in SWITCHES.items() if name in self.switches})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Hit:
    quick: quick.Quick
    href: str
    current: bool


def asked_in(given: QueryDict) -> Asked:
    kept = [one for one in given.get("korb", "").split(",") if len(one) == 36]
    language = given.get("sprache", "de")
    return Asked(
        text=given.get("q", "").strip()[:500],
        place=given.get("ort", "").strip()[:100],
        language=language if language in dict(settings.LANGUAGES) else "de",
        entry=given.get("eintrag", "")[:36],
        kept=tuple(dict.fromkeys(kept))[:MOST_KEPT],
        switches=frozenset(one for one in SWITCHES if given.get(one)),
    )


def listed(request: HttpRequest) -> HttpResponse:
    return _page(request, asked_in(request.GET))


def _page(request: HttpRequest, asked: Asked, *, wrong: str = "", status: int = 200) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    here, at = town.of(request, person), timezone.now()
    try:
        told = _found(asked, here)
    except IndexUnavailable:
        told, wrong, status = None, "Es gibt noch keinen Suchindex. „anlaufstelle night“ legt ihn an.", 503
    first = next((one.id for one in told.results), "") if told else ""
    shown = _entry(asked.entry or first)
    kept = read.entries(asked.kept)
    tongues = here.languages()
    spoken = asked.language if asked.language in dict(tongues) else "de"
    printed = ",".join(slug.code(one.id) for one in kept or ([shown] if shown else []))
    opening = read.open_now([shown.id], at) if shown else {}
    context = {
        "asked": asked,
        "told": told,
        "groups": _groups(asked, told, here, shown),
        "shown": quick.quick(shown, opening.get(shown.id), at) if shown else None,
        "chosen": bool(asked.entry),
        "public": f"{here.prefix}{slug.address(shown)}" if shown and shown.kind != "location" else "",
        "hints": read.hints.about(shown.id, rules.advising_in(person)) if shown else [],
        "writes": rules.may_hint(person),
        "kept": [(one, asked.href(kept=tuple(id for id in asked.kept if id != one.id))) for one in kept],
        "keep": _keep(asked, shown),
        "switches": [(name, label, name in asked.switches) for name, (_, label) in SWITCHES.items()],
        "elsewhere": [(one.caption, asked.href(place=one.caption, entry="")) for one in told.suggestions
                      if one.kind == "elsewhere"] if told else [],
        "tongues": tongues,
        "spoken": spoken,
        "paper": here.paper(spoken, whole=True, codes=printed) if printed else "",
        "cards": here.paper(spoken, whole=False, codes=printed) if printed else "",
        "back": asked.href(),
        "home": here.edition.name,
        "wrong": wrong,
    }  # fmt: skip
    return page(request, "desk/advice.html", context, status)


def _found(asked: Asked, here: town.Town) -> Answer | None:
    if not asked.text and not asked.switches:
        return None
    return finder.find(
        asked.text, home=Path(settings.ANLAUFSTELLE_HOME), place=asked.place or None, lang=asked.language, limit=MOST,
        edition=here.edition, filters=asked.filters(),
    )  # fmt: skip


def _entry(id: str) -> Entry | None:
    """Only what residents see, too: an adviser passes it on."""
    current = read.resolve_id(id) if id else None
    return next(iter(read.entries([current])), None) if current else None


def _groups(asked: Asked, told: Answer | None, here: town.Town, shown: Entry | None) -> list[tuple[str, list[Hit]]]:
    """What is in town or for it alone, the neighbours', what serves everybody, each in the order found; the kind of the
    best hit comes first. Two questions, however many hits."""
    if told is None:
        return []
    results = [*told.results, *told.maybe]
    entries = {one.id: one for one in read.entries(one.id for one in results)}
    opening = read.open_now(entries, timezone.now())
    found: dict[str, list[Hit]] = {}
    for place, one in enumerate(one for one in results if one.id in entries):
        entry = entries[one.id]
        label = _label(one, entry, here) if place < len(told.results) else SILENT
        made = quick.quick(entry, opening.get(one.id), timezone.now())
        found.setdefault(label, []).append(
            Hit(made, asked.href(entry=one.id), shown is not None and one.id == shown.id)
        )
    return list(found.items())


def _label(one: Result, entry: Entry, here: town.Town) -> str:
    """A house in town that serves the whole Kreis is no neighbour."""
    in_town = bool(entry.ags) and any(code.partition(":")[0] == entry.ags for code in here.edition.areas)
    return FITS["local" if in_town else one.fit]


def _keep(asked: Asked, shown: Entry | None) -> tuple[str, bool] | None:
    """Where the key that keeps leads, and whether it is in the basket already."""
    if shown is None:
        return None
    inside = shown.id in asked.kept
    kept = tuple(id for id in asked.kept if id != shown.id) if inside else (*asked.kept, shown.id)
    return asked.href(kept=kept, entry=shown.id), inside


def hint(request: HttpRequest) -> HttpResponse:
    asked = asked_in(QueryDict(request.POST.get("zurueck", "").partition("?")[2]))
    entry = load(request.POST.get("eintrag", ""))
    try:
        hints.leave(
            person=request.person,  # type: ignore[attr-defined]
            entry=entry,
            text=request.POST.get("hinweis", ""),
            phone=request.POST.get("nummer", ""),
        )
    except AnlaufstelleError as error:
        return _page(request, replace(asked, entry=entry.id), wrong=str(error), status=422)
    return redirect(asked.href(entry=entry.id))


def unhint(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("zeile", "")
    asked = asked_in(QueryDict(request.POST.get("zurueck", "").partition("?")[2]))
    entry = hints.take_away(person=request.person, hint=int(number) if number.isdigit() else 0)  # type: ignore[attr-defined]
    return redirect(asked.href(entry=entry))
