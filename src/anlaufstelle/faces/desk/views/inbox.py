"""The inbox: what needs a person, most harmful first; each item with what one has to know to decide."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.shapes_desk import Done, Item
from anlaufstelle.errors import BadValue, OutOfDate
from anlaufstelle.pipeline import desk

from .. import differing, side, words
from ..gate import page


@dataclass(frozen=True)
class Shown:
    """`rows` of a pair: label, left, right."""

    item: Item
    kind: str
    accept: str
    reject: str
    pieces: list[differing.Piece] = field(default_factory=list)
    rows: list[side.Row] = field(default_factory=list)
    reason: str = ""
    text: str = ""


def start(request: HttpRequest) -> HttpResponse:
    """Where everybody's work begins."""
    person = request.person  # type: ignore[attr-defined]
    if rules.may_open_inbox(person):
        return redirect("desk:inbox-listed")
    return redirect("desk:entry-find" if rules.may_look_up(person) else "desk:account-mine")


def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    kind = request.GET.get("art", "")
    found = read.inbox.page(person, kind=kind, after=request.GET.get("ab", ""))
    pairs = read.inbox.pairs(found.items)
    told = [(code, label, found.kinds.get(code, 0)) for code, label in words.KINDS.items() if found.kinds.get(code)]
    context = {
        "items": [_shown(one, side.rows(*pairs[one.key]) if one.key in pairs else []) for one in found.items],
        "kinds": told,
        "kind": kind,
        "total": sum(found.kinds.values()),
        "next": urlencode({"art": kind, "ab": found.after}) if found.after else "",
        "lately": read.inbox.lately(person.who),
        "against": [one for one in found.items if one.data.get("against") == person.who],
        "wrong": wrong,
        "back": request.get_full_path(),
    }
    return page(request, "desk/inbox.html", context, status)


def _shown(item: Item, rows: list[side.Row]) -> Shown:
    accept, reject = words.ACTS[item.kind]
    pieces = differing.words(item.data.get("before", ""), item.data.get("after", ""))
    first, _, rest = item.words.partition("\n")
    tapped = words.REASONS.get(first, "") if item.kind == "visitor" else ""
    return Shown(
        item, words.KINDS[item.kind], accept, reject, pieces, rows, reason=tapped, text=rest if tapped else item.words
    )


def handle(request: HttpRequest) -> HttpResponse:
    """Without a word of one's own the reason is what the button says."""
    accept = request.POST.get("tun") == "annehmen"
    kind = request.POST.get("key", "").partition(":")[0]
    plain = words.ACTS[kind][0 if accept else 1] if kind in words.ACTS else ""
    try:
        done = desk.handle(
            person=request.person,  # type: ignore[attr-defined]
            key=request.POST.get("key", ""),
            mark=request.POST.get("mark", ""),
            accept=accept,
            why=request.POST.get("grund", "").strip()[:1000] or plain,
            until=until(request),
        )
    except OutOfDate as error:
        return _page(request, wrong=str(error), status=409)
    return redirect(_back(request, done))


def take_back(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("zeile", "")
    try:
        desk.take_back(
            person=request.person,  # type: ignore[attr-defined]
            line=int(number) if number.isdigit() else 0,
            why=request.POST.get("grund", "").strip()[:1000] or "Zurückgenommen",
        )
    except OutOfDate as error:
        return _page(request, wrong=str(error), status=409)
    return redirect(_back(request, None))


def until(request: HttpRequest) -> date | None:
    """An end date, if one was given; a day that is over is none."""
    given = request.POST.get("bis", "").strip()
    if not given:
        return None
    try:
        found = date.fromisoformat(given)
    except ValueError as error:
        raise BadValue(f"„{given}“ ist kein Datum. Erwartet wird zum Beispiel 2027-05-31.") from error
    if found < localdate():
        raise BadValue("Der letzte Tag liegt schon zurück.")
    return found


def _back(request: HttpRequest, done: Done | None) -> str:
    """To the page one was on; never to another site."""
    given = request.POST.get("zurueck", "")
    own = reverse("desk:inbox-listed")
    return given if given == own or given.startswith(f"{own}?") else own
