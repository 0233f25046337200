"""The inbox: what needs a person, most harmful first; each item with what one has to know to decide."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from msgspec.structs import replace

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.shapes_desk import Group, Item
from anlaufstelle.errors import BadValue, OutOfDate
from anlaufstelle.pipeline import desk
from anlaufstelle.record.received import Received

from .. import differing, reading, side, words
from ..gate import page


@dataclass(frozen=True)
class Shown:
    """`rows` of a pair: label, left, right. `changes` and `readings` of what a source brought."""

    item: Item
    kind: str
    accept: str
    reject: str
    pieces: list[differing.Piece] = field(default_factory=list)
    rows: list[side.Row] = field(default_factory=list)
    changes: list[reading.Change] = field(default_factory=list)
    readings: list[reading.Reading] = field(default_factory=list)
    link: str = ""
    reason: str = ""
    text: str = ""
    other: str = ""
    score: int | None = None
    """Of a pair, in percent."""


@dataclass(frozen=True)
class Matter:
    """Many items that are one matter."""

    group: Group
    kind: str
    accept: str
    reject: str
    text: str
    href: str


def start(request: HttpRequest) -> HttpResponse:
    """Where everybody's work begins."""
    person = request.person  # type: ignore[attr-defined]
    if rules.may_open_inbox(person):
        return redirect("desk:inbox-listed")
    if rules.may_advise(person):
        return redirect("desk:advice-listed")
    if rules.may_translate(person):
        return redirect("desk:translations-listed")
    if rules.may_read_inside(person):
        return redirect("desk:network-home")
    return redirect("desk:entry-find" if rules.may_look_up(person) else "desk:account-mine")


def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    kind, bundle = request.GET.get("art", ""), request.GET.get("gruppe", "")
    found = read.inbox.page(person, kind=kind, bundle=bundle, after=request.GET.get("ab", ""))
    pairs, versions = read.inbox.pairs(found.items), read.inbox.versions(found.items)
    told = [(code, label, found.kinds.get(code, 0)) for code, label in words.KINDS.items() if found.kinds.get(code)]
    own = {"art": kind, "gruppe": bundle}
    context = {
        "rows": [
            _matter(one) if isinstance(one, Group) else _shown(one, pairs.get(one.key), versions.get(one.key))
            for one in found.rows
        ],
        "kinds": told,
        "kind": kind,
        "bundle": bundle,
        "matter": _shown(found.items[0], None, None) if bundle and found.items else None,
        "total": sum(found.kinds.values()),
        "next": urlencode({**own, "ab": found.after}) if found.after else "",
        "lately": read.inbox.lately(person.who),
        "against": [one for one in found.items if one.data.get("against") == person.who],
        "stroke": request.GET.get("erledigt", ""),
        "wrong": wrong,
        "back": request.get_full_path() if request.method == "GET" else reverse("desk:inbox-listed"),
    }
    return page(request, "desk/inbox.html", context, status)


def _matter(group: Group) -> Matter:
    accept, reject = words.ACTS[group.kind]
    text = group.first.words.partition("\n")[0] if group.kind in ("finding", "dead-link") else ""
    told = words.MATTERS.get(group.kind, text) or text
    source = group.first.data.get("title", "")
    href = f"{reverse('desk:inbox-listed')}?{urlencode({'gruppe': group.bundle})}"
    return Matter(group, words.KINDS[group.kind], accept, reject, f"{told} {source}".strip(), href)


def _shown(
    item: Item, pair: tuple[Received, Received] | None, versions: tuple[Received | None, Received] | None
) -> Shown:  # fmt: skip
    accept, reject = words.ACTS[item.kind]
    item = item if item.title else replace(item, title="Ohne Namen")
    pieces = differing.words(item.data.get("before", ""), item.data.get("after", "")) if versions is None else []
    first, _, rest = item.words.partition("\n")
    tapped = words.REASONS.get(first, "") if item.kind == "visitor" else ""
    return Shown(
        item, words.KINDS[item.kind], accept, reject, pieces,
        rows=side.rows(*pair) if pair else [],
        changes=reading.changes(*versions) if versions and item.kind != "gone" else [],
        readings=reading.readings(versions[1].record) if versions and item.kind != "gone" else [],
        link=(versions[1].source_url or "") if versions else "",
        reason=tapped, text=rest if tapped else item.words, other=_other(item),
        score=round(100 * item.data["score"]) if "score" in item.data else None,
    )  # fmt: skip


def _other(item: Item) -> str:
    """What the editors of the other area hold of a pair."""
    if not (area := item.data.get("other")):
        return ""
    said = item.data.get("other_said")
    if not said:
        return f"Das andere betreut die Redaktion {area}. Zusammengelegt wird, wenn beide zustimmen."
    told = "dasselbe" if said["act"] == "accept" else "nicht dasselbe"
    return f"{said['who']} (Redaktion {area}) meint: {told}. Entschieden ist es, wenn Sie dasselbe meinen."


def handle(request: HttpRequest) -> HttpResponse:
    """Without a word of one's own the reason is what the button says."""
    accept = request.POST.get("tun") == "annehmen"
    kind = request.POST.get("key", "").partition(":")[0]
    plain = words.ACTS[kind][0 if accept else 1] if kind in words.ACTS else ""
    try:
        desk.handle(
            person=request.person,  # type: ignore[attr-defined]
            key=request.POST.get("key", ""),
            mark=request.POST.get("mark", ""),
            accept=accept,
            why=request.POST.get("grund", "").strip()[:1000] or plain,
            until=until(request),
        )
    except OutOfDate as error:
        return _page(request, wrong=str(error), status=409)
    return redirect(back(request))


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
    return redirect(back(request))


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


def back(request: HttpRequest) -> str:
    """To the page one was on; never to another site."""
    given = request.POST.get("zurueck", "")
    own = reverse("desk:inbox-listed")
    return given if given == own or given.startswith(f"{own}?") else own
