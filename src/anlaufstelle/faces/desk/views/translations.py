"""Texts in other languages: the list of work, one text beside its source, and PO files out and in."""

from collections import Counter
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from anlaufstelle.catalogue import rules
from anlaufstelle.errors import AnlaufstelleError, BadValue
from anlaufstelle.pipeline import po, translating, translator
from anlaufstelle.pipeline.inbox_words import label
from anlaufstelle.record.model import TextOrigin
from anlaufstelle.vocabulary.text import fingerprint

from .. import town
from ..gate import page
from .entry import load

PAGE = 50
STATES = {"outdated": "veraltet", "missing": "fehlt", "machine": "von einer Maschine", "done": "fertig"}
CONTENT_TYPE = "text/x-gettext-translation; charset=utf-8"


def listed(request: HttpRequest) -> HttpResponse:
    """What a person's own areas need; `alle` shows what others are stewards of, too."""
    person = request.person  # type: ignore[attr-defined]
    tongues, language = _tongues(request)
    areas = None if request.GET.get("alle") else _areas(person)
    work = translating.work(language, areas)
    state = request.GET.get("art", "")
    wanted = [one for one in work if (one.state == state if state in STATES else one.state != "done")]
    number = request.GET.get("seite", "")
    at = max(int(number) if number.isdigit() else 1, 1)
    context = {
        "tongues": tongues,
        "language": language,
        "counts": [(code, words, count) for code, words in STATES.items() if (count := _counts(work)[code])],
        "state": state,
        "pieces": [(one, label(one.path), STATES[one.state]) for one in wanted[(at - 1) * PAGE : at * PAGE]],
        "total": len(wanted),
        "everywhere": areas is None,
        "next": _query(language, state, areas is None, at + 1) if len(wanted) > at * PAGE else "",
        "query": _query(language, state, areas is None),
    }
    return page(request, "desk/translations.html", context)


def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """The text beside its source; sent with "vorschlag" the town's own service is asked and nothing is kept."""
    _, language = _tongues(request)
    piece = translating.piece(load(str(id)), _given(request, "feld"), language)
    if request.method != "POST":
        return _form(request, piece)
    try:
        if request.POST.get("tun") == "vorschlag":
            text = translating.suggest(piece)
            return _form(request, piece, given=text, machine=fingerprint(text))
        outcome = translating.decide(
            person=request.person,  # type: ignore[attr-defined]
            piece=piece,
            text=request.POST.get("text", ""),
            mark=request.POST.get("stand", "")[:16] or piece.mark,
            seen=msgspec.json.decode(request.POST.get("gesehen") or '""'),
            origin=_origin(request),
        )
    except AnlaufstelleError as error:
        return _form(request, piece, given=request.POST.get("text", ""), wrong=str(error), status=422)
    told = "anders" if outcome.meanwhile else "vorschlag" if outcome.proposal else "gut"
    return redirect(f"{_next(request, piece)}&getan={told}")


def _origin(request: HttpRequest) -> TextOrigin:
    """A service's text stays a machine's until somebody has read it: by changing it, or by saying so."""
    suggested = request.POST.get("dienst", "")
    if not suggested:
        return "human"
    same = suggested == fingerprint(request.POST.get("text", ""))
    return "machine" if same and not request.POST.get("geprueft") else "machine-checked"


def _next(request: HttpRequest, piece: translating.Piece) -> str:
    """The next text of the list somebody works through, else the list."""
    areas = None if _given(request, "alle") else _areas(request.person)  # type: ignore[attr-defined]
    for other in translating.work(piece.language, areas):
        if other.state != "done" and (other.entry, other.path) != (piece.entry, piece.path):
            query = urlencode({"feld": other.path, "sprache": piece.language, "alle": _given(request, "alle")})
            return f"{reverse('desk:translations-one', args=[other.entry])}?{query}"
    return f"{reverse('desk:translations-listed')}?{urlencode({'sprache': piece.language})}"


DONE = {
    "gut": "Gespeichert, und schon auf der Website zu sehen.",
    "vorschlag": "Gespeichert. Die zuständige Redaktion sieht es als Vorschlag.",
    "anders": "Jemand hat diesen Text zugleich geändert. Ihrer liegt als Vorschlag im Eingang der Redaktion.",
}


def _form(
    request: HttpRequest, piece: translating.Piece, *, given: str | None = None, machine: str = "", wrong: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "piece": piece,
        "label": label(piece.path),
        "state": STATES[piece.state],
        "tongue": dict(settings.LANGUAGES)[piece.language],
        "spoken": piece.language.partition("-")[0],
        "direction": "rtl" if translation.get_language_info(piece.language)["bidi"] else "ltr",
        "text": piece.text if given is None else given,
        "seen": msgspec.json.encode(piece.text).decode(),
        "machine": machine or request.POST.get("dienst", ""),
        "service": translator.there() and not piece.crisis,
        "everywhere": _given(request, "alle"),
        "done": DONE.get(request.GET.get("getan", ""), ""),
        "wrong": wrong,
        "list": f"{reverse('desk:translations-listed')}?{urlencode({'sprache': piece.language})}",
    }
    return page(request, "desk/translation.html", context, status)


def export(request: HttpRequest) -> HttpResponse:
    """All texts that wait; with `alle` also what is done and what others are stewards of."""
    _, language = _tongues(request)
    everything = bool(request.GET.get("alle"))
    work = translating.work(language, None if everything else _areas(request.person))  # type: ignore[attr-defined]
    data = po.write(language, [one for one in work if everything or one.state != "done"])
    told = {"Content-Disposition": f'attachment; filename="anlaufstelle-{language}.po"'}
    return HttpResponse(data, content_type=CONTENT_TYPE, headers=told)


def bring(request: HttpRequest) -> HttpResponse:
    _, language = _tongues(request)
    file = request.FILES.get("datei")
    if file is None:
        raise BadValue("Bitte eine PO-Datei auswählen.")
    if (file.size or 0) > po.MOST_BYTES:
        raise BadValue(f"Die Datei ist größer als {po.MOST_BYTES // 1_000_000} MB. Bitte in Teilen einlesen.")
    told = po.bring(person=request.person, language=language, data=file.read())  # type: ignore[attr-defined]
    context = {"told": told, "language": language, "tongue": dict(settings.LANGUAGES)[language]}
    return page(request, "desk/translated.html", context)


def _tongues(request: HttpRequest) -> tuple[list[tuple[str, str]], str]:
    """The town's languages beside German, else all there are; and the one asked for."""
    here = [one for one in town.of(request, request.person).languages() if one[0] != "de"]  # type: ignore[attr-defined]
    tongues = here or [one for one in settings.LANGUAGES if one[0] != "de"]
    asked = _given(request, "sprache")
    known = [code for code, _ in settings.LANGUAGES if code != "de"]
    return tongues, asked if asked in known else tongues[0][0]


def _given(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def _areas(person: rules.Person) -> frozenset[str]:
    return person.areas("editor") | person.areas("translator")


def _counts(work: list[translating.Piece]) -> Counter[str]:
    return Counter(one.state for one in work)


def _query(language: str, state: str, everywhere: bool, at: int = 1) -> str:
    told = {"sprache": language, "art": state, "alle": "1" if everywhere else "", "seite": str(at) if at > 1 else ""}
    return urlencode({name: value for name, value in told.items() if value})
