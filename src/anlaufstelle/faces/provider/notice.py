"""A carrier's note for the pinboard: it waits until an editor says yes, whoever sends it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from anlaufstelle.pipeline import board
from anlaufstelle.record.notice import LONGEST
from anlaufstelle.vocabulary import needs

from . import told
from .opened import Opened, opening, page


@opening("answer")
def new(request: HttpRequest, opened: Opened) -> HttpResponse:
    today = timezone.localdate()
    draft = board.draft(request.POST.dict())
    wrong = board.wrong(draft, today) if request.method == "POST" else {}
    if request.method == "POST" and not wrong:
        organization = opened.held.organization
        board.offer(actor=opened.voice(), steward=opened.steward(), told=draft, organization=organization)
        return page(request, "done", {"opened": opened, "what": "notice", "name": draft.title})
    spoken = (translation.get_language() or "de").partition("-")[0]
    context = {
        "opened": opened,
        "told": draft,
        "wrong": told.wrong_on_the_board(wrong),
        "topics": sorted(((one.id, needs.load().caption(one.id, spoken)) for one in needs.topics()), key=_second),
        "districts": request.edition.districts,  # type: ignore[attr-defined]
        "longest": LONGEST,
        "today": today.isoformat(),
    }
    return page(request, "notice", context, 422 if wrong else 200)


def _second(pair: tuple[str, str]) -> str:
    return pair[1]
