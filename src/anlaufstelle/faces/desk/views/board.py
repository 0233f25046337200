"""The editors' side of the pinboard: what hangs, a new note, taking one down before its last day."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from anlaufstelle.catalogue import read, rules
from anlaufstelle.errors import NotAllowed, NotFound
from anlaufstelle.pipeline import board
from anlaufstelle.record.notice import LONGEST
from anlaufstelle.vocabulary import needs

from ..gate import page


def listed(request: HttpRequest) -> HttpResponse:
    areas = sorted(request.person.areas("editor"))  # type: ignore[attr-defined]
    if request.method != "POST":
        return _page(request, board.Draft(), {})
    told = board.draft(request.POST.dict())
    wrong = board.wrong(told, timezone.localdate())
    steward = request.POST.get("steward", areas[0])
    if steward not in areas:
        raise NotAllowed("Für dieses Gebiet hängt jemand anderes aus.")
    if wrong:
        return _page(request, told, wrong, 422)
    board.pin(actor=rules.actor(request.person), steward=steward, told=told)  # type: ignore[attr-defined]
    return redirect("desk:board-listed")


def _page(request: HttpRequest, told: board.Draft, wrong: dict[str, str], status: int = 200) -> HttpResponse:
    areas = sorted(request.person.areas("editor"))  # type: ignore[attr-defined]
    today = timezone.localdate()
    hanging = read.board.hanging(today)
    context = {
        "hanging": [one for one in hanging if any(ref.source in _boards(areas) for ref in one.sources)],
        "told": told,
        "wrong": wrong,
        "areas": [(code, read.networks.name(code)) for code in areas],
        "topics": sorted(((one.id, needs.load().caption(one.id, "de")) for one in needs.topics()), key=_second),
        "districts": request.edition.districts if hasattr(request, "edition") else (),
        "longest": LONGEST,
        "today": today.isoformat(),
    }
    return page(request, "desk/board.html", context, status)


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def _boards(areas: list[str]) -> set[str]:
    return {board.source_of(one) for one in areas}


def take_down(request: HttpRequest, id: UUID) -> HttpResponse:
    areas = sorted(request.person.areas("editor"))  # type: ignore[attr-defined]
    current = read.resolve_id(str(id))
    found = read.entry(current) if current else None
    ref = next((one for one in found.sources if one.source in _boards(areas)), None) if found else None
    if ref is None:
        raise NotFound("Diesen Aushang gibt es hier nicht (mehr).")
    board.take_down(actor=rules.actor(request.person), source=ref.source, key=ref.key)  # type: ignore[attr-defined]
    return redirect("desk:board-listed")
