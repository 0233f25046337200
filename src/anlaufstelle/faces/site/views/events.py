"""Events: as a list, by day, week and month, on a map; what lies behind us; a sheet for the noticeboard."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record.entry import Entry

from .. import calendar_question, calendar_shown, event_page, map_svg, openness, share, topics
from ..answer import Chip
from ..calendar_question import Question
from ..page import Leave, TextLink, page, town

ON_A_PAGE = 30
ON_A_DAY = 100
"""Dates of one day, one week or one map at a time; a town of a hundred thousand has fewer."""
ON_A_SHEET = 60


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    edition, today = town(request), timezone.localdate()
    question = calendar_question.read(request.GET.dict(), today)
    shown = _month(question, edition) if question.view == "monat" else _days(question, edition)
    choices = read.calendar.choices(question.asked(edition), read.mark())
    context = {
        "question": question,
        "views": _views(question),
        "quick": _quick(question),
        "held": _held(question, choices.organizations),
        "districts": choices.districts,
        "topics": sorted(((one, topics.caption(one)) for one in choices.topics if topics.known(one)), key=_second),
        "carriers": choices.organizations,
        "steps": _steps(question),
        "feed": calendar_question.feed(question),
        "webcal": event_page.webcal(request, calendar_question.feed(question)),
        "sheet": f"{reverse('site:events-sheet')}?{urlencode(_sheet_of(question))}",
        "archive": reverse("site:events-archive"),
        "nothing_chosen": question.but(**_NOTHING),
        **shown,
    }
    plain = not question.narrowed and question.view == "liste" and question.page == 1
    leave = Leave(title=_("Termine"), canonical=reverse("site:events"), index=plain and question.start == today)
    return page(request, "site/events.html", context, leave)


_NOTHING = {"topic": "", "district": "", "carrier": "", "free": False, "online": False, "around": False}


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def _by_id(ids: Sequence[str]) -> dict[str, Entry]:
    return {one.id: one for one in read.entries(list(dict.fromkeys(ids)))}


def _days(question: Question, edition: EditionView) -> dict[str, Any]:
    """Two questions to the tables and one for the entries, however many."""
    asked = question.asked(edition)
    most = ON_A_PAGE if question.view == "liste" else ON_A_DAY
    offset = (question.page - 1) * most
    spans = read.calendar.days(asked, question.start, question.last, most, offset)
    more, spans = len(spans) > most, spans[:most]
    first_list = question.view == "liste" and question.page == 1
    undated = read.calendar.undated(asked, question.today, ON_A_PAGE) if first_list else []
    entries = _by_id([*(one.entry_id for one in spans), *undated])
    days = calendar_shown.days(spans, entries, question.today)
    lines = [one for day in days for one in day.lines]
    return {
        "days": days,
        "undated": [calendar_shown.line(entries[id], question.today) for id in undated[:ON_A_PAGE] if id in entries],
        "total": len(lines),
        "map": map_svg.of_cards(edition.areas, lines) if question.view == "karte" else None,
        "title": _title(question),
        "before": question.but(page=question.page - 1, start=question.start) if question.page > 1 else "",
        "after": question.but(page=question.page + 1) if more else "",
    }


def _month(question: Question, edition: EditionView) -> dict[str, Any]:
    """One question for the days, unless it was asked before, and one for the names."""
    last = calendar_question.month_after(question.start) - timedelta(days=1)
    asked = question.asked(edition)
    counted = read.calendar.month(asked, question.start, last, calendar_shown.IN_A_CELL, read.mark())
    names = read.calendar.names({one.entry_id for day in counted for one in day.first})
    ags = next((code for code in edition.areas if code[:1].isdigit()), "")
    told = urlencode({"ansicht": "tag", **calendar_question.filters(question)})
    href = f"{reverse('site:events')}?{told}&ab="
    month = calendar_shown.month(question.start, question.today, counted, names, ags, href)
    return {"month": month, "title": month.caption, "total": sum(one.total for one in counted)}


def _title(question: Question) -> str:
    if question.view == "tag":
        return calendar_shown.day_title(question.start, question.today)
    if question.last is None:
        return ""
    return week_title(question.start)


def week_title(monday: date) -> str:
    last = format_date(monday + timedelta(days=6), "long", locale=openness.locale())
    return _("%(first)s bis %(last)s") % {"first": calendar_shown.short_day(monday), "last": last}


def _views(question: Question) -> list[tuple[TextLink, bool]]:
    labels = {"liste": _("Liste"), "tag": _("Tag"), "woche": _("Woche"), "monat": _("Monat"), "karte": _("Karte")}
    return [
        (
            TextLink(calendar_question.address(reverse("site:events"), question.moved(view)), label),
            view == question.view,
        )
        for view, label in labels.items()
    ]


def _quick(question: Question) -> list[TextLink]:
    """What most people come for, one tap each."""
    clean = replace(question, start=question.today, page=1, **_NOTHING)  # type: ignore[arg-type]
    week = clean.moved("woche")
    return [
        TextLink(clean.moved("tag").but(), _("Heute")),
        TextLink(week.but(), _("Diese Woche")),
        TextLink(week.but(free=True), _("Diese Woche kostenlos")),
        TextLink(clean.but(online=True), _("Online")),
    ]


def _held(question: Question, carriers: Sequence[tuple[str, str]]) -> list[Chip]:
    """What is chosen, each with the way to undo it."""
    told = [
        ("topic", topics.caption(question.topic) if question.topic else "", ""),
        ("district", question.district, ""),
        ("carrier", dict(carriers).get(question.carrier, _("Ein Veranstalter")) if question.carrier else "", ""),
        ("free", _("Kostenlos") if question.free else "", False),
        ("online", _("Online") if question.online else "", False),
        ("around", _("Auch in der Nähe") if question.around else "", False),
    ]
    return [Chip(question.but(**{name: nothing}), label, True) for name, label, nothing in told if label]


def _steps(question: Question) -> dict[str, str]:
    """The same view before and after; nothing before what is known."""
    if question.view == "liste":
        return {}
    last = question.last or question.start
    after = last + timedelta(days=1)
    before = calendar_question.first_day(question.view, question.start - timedelta(days=1))
    earliest = calendar_question.first_day(question.view, question.today.replace(day=1))
    told = {"after": question.but(start=after)} if after <= question.today + calendar_question.AHEAD else {}
    return told | ({"before": question.but(start=before)} if before >= earliest else {})


def _sheet_of(question: Question) -> dict[str, str]:
    monday = calendar_question.first_day("woche", max(question.start, question.today))
    return {"ab": monday.isoformat(), **({"stadtteil": question.district} if question.district else {})}


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """What is over, latest first; every event keeps its address."""
    edition, today = town(request), timezone.localdate()
    question = calendar_question.read(request.GET.dict(), today)
    asked = question.asked(edition)
    ids = read.calendar.over(asked, today, ON_A_PAGE, (question.page - 1) * ON_A_PAGE)
    more, ids = len(ids) > ON_A_PAGE, ids[:ON_A_PAGE]
    here = reverse("site:events-archive")
    context: Mapping[str, Any] = {
        "lines": [calendar_shown.line(one, today) for one in read.entries(ids)],
        "before": f"{here}?seite={question.page - 1}" if question.page > 1 else "",
        "after": f"{here}?seite={question.page + 1}" if more else "",
        "events": reverse("site:events"),
    }
    return page(request, "site/events_archive.html", context, Leave(title=_("Vergangene Termine"), index=False))


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """One week of the town or of a quarter on A4, for a board of wood."""
    edition, today = town(request), timezone.localdate()
    question = calendar_question.read({**request.GET.dict(), "ansicht": "woche"}, today)
    spans = read.calendar.days(question.asked(edition), question.start, question.last, ON_A_SHEET)
    more, spans = len(spans) > ON_A_SHEET, spans[:ON_A_SHEET]
    entries = _by_id([one.entry_id for one in spans])
    listed = request.build_absolute_uri(question.but())
    context = {
        "days": calendar_shown.days(spans, entries, today),
        "where": question.district or edition.name,
        "title": week_title(question.start),
        "more": more,
        "address": listed,
        "picture": share.picture(listed),
        "districts": edition.districts,
        "district": question.district,
        "start": question.start.isoformat(),
        "steps": {name: f"?{urlencode({**_sheet_of(replace(question, start=day, today=day))})}"
                  for name, day in (("before", question.start - timedelta(days=7)),
                                    ("after", question.start + timedelta(days=7)))
                  if day >= today.replace(day=1) - timedelta(days=7)},
        "back": question.but(),
    }  # fmt: skip
    return page(request, "site/events_sheet.html", context, Leave(title=_("Aushang"), index=False))
