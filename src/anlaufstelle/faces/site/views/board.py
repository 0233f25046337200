"""The pinboard: short notes of carriers and editors, and the same on paper for the real board."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces import town_area
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Notice
from anlaufstelle.vocabulary import needs

from .. import action, openness, reduced_date, share, topics
from ..page import Leave, page, town
from ..slug import address

MOST = 60


@dataclass(frozen=True, kw_only=True)
class Slip:
    url: str
    name: str
    text: str
    by: str
    until: str
    where: str
    ways: list[action.Action]


def slip(entry: Entry, edition: EditionView) -> Slip:
    record = entry.record
    assert isinstance(record, Notice)
    until = reduced_date.parse(record.until or "")
    return Slip(
        url=address(entry),
        name=entry.name,
        text=record.description or "",
        by=record.organization_name or "",
        until=format_date(until[0], "long", locale=openness.locale()) if until else "",
        where=record.district or record.place_text or "",
        ways=[one for one in action.ways(entry, edition) if one.whose == "service"],
    )


def _shown(request: HttpRequest) -> dict[str, Any]:
    edition, today = town(request), timezone.localdate()
    topic = request.GET.get("thema", "")[:100]
    topic = topic if topic in needs.load() else ""
    district = request.GET.get("stadtteil", "").replace("\0", "")[:100]
    areas = town_area.asked(edition, around=False)["areas"]
    everything = read.board.hanging(today, areas)
    wanted = {topic, *needs.load().descendants(topic)} if topic else set()
    records = [(one, one.record) for one in everything]
    kept = [one for one, record in records
            if (not district or getattr(record, "district", None) == district)
            and (not wanted or not wanted.isdisjoint(one.needs))]  # fmt: skip
    used = dict.fromkeys(need for one in everything for need in one.needs)
    chosen = {name: value for name, value in (("thema", topic), ("stadtteil", district)) if value}
    return {
        "slips": [slip(one, edition) for one in kept[:MOST]],
        "more": len(kept) > MOST,
        "topic": topic,
        "district": district,
        "topics": sorted(((one, topics.caption(one)) for one in used), key=lambda pair: pair[1]),
        "districts": sorted({name for _one, record in records if (name := getattr(record, "district", None))}),
        "query": f"?{urlencode(chosen)}" if chosen else "",
    }


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    shown = _shown(request)
    context = {**shown, "sheet": reverse("site:board-sheet") + shown["query"], "all": reverse("site:board")}
    leave = Leave(title=_("Pinnwand"), canonical=reverse("site:board"), index=not shown["query"])
    return page(request, "site/board.html", context, leave)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    shown = _shown(request)
    back = reverse("site:board") + shown["query"]
    listed = request.build_absolute_uri(back)
    where = shown["district"] or town(request).name
    context = {**shown, "where": where, "back": back, "address": listed, "picture": share.picture(listed)}
    return page(request, "site/board_sheet.html", context, Leave(title=_("Pinnwand"), index=False))
