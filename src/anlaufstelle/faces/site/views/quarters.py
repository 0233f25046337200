"""Quarters and what is done there: one page each for a quarter, a project, a Stadtteilkonferenz."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read.quarters import Gathered
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_calendar import Asked
from anlaufstelle.faces import town_area
from anlaufstelle.record.model import Conference, Project

from .. import action, card, network, provenance, quarters
from ..lotse import Option
from ..page import Leave, page, town
from ..slug import address
from .board import slip
from .entry import gone, load, moved

PER_PAGE = 20
WEEKS = 31


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    edition = town(request)
    sizes = read.quarters.sizes(edition.areas, (*quarters.KINDS, "event"))
    names = quarters.known(edition)
    context = {"quarters": [(one, quarters.page_of(one), sizes.get(one, 0)) for one in names]}
    title = _("Stadtteile")
    return page(request, "site/quarters.html", context, Leave(title=title, canonical=reverse("site:quarters")))


@require_safe
def quarter(request: HttpRequest, name: str) -> HttpResponse:
    edition, at = town(request), timezone.now()
    found = quarters.named(edition, name)
    if not found:
        raise Http404
    gathered = read.quarters.quarter(found, edition.areas, quarters.KINDS, quarters.MOST, read.mark())
    ahead, past = read.quarters.conferences(found, edition.areas, timezone.localdate(at), 4)
    context = {
        "name": found,
        "about": quarters.about(edition, found),
        "phone": action.phone(quarters.about(edition, found).phone),
        "sections": _sections(request, found, gathered),
        **_pinned(edition, found, timezone.localdate(at)),
        "ahead": [quarters.meeting(one) for one in ahead],
        "past": [quarters.meeting(one) for one in past],
        "contact": next(iter(action.of_town(edition)), None),
    }
    return page(request, "site/quarter.html", context, Leave(title=found, canonical=quarters.page_of(found)))


def _pinned(edition: EditionView, name: str, today: date) -> dict[str, Any]:
    """The pinboard's part of a quarter's page."""
    hanging = read.board.hanging(today, town_area.asked(edition, around=False)["areas"], name)
    board = f"{reverse('site:board')}?{urlencode({'stadtteil': name})}"
    more = _("Alle %s zeigen") % len(hanging) if len(hanging) > quarters.MOST else ""
    return {"slips": [slip(one, edition) for one in hanging[: quarters.MOST]], "board": board, "more_slips": more}


def _sections(request: HttpRequest, name: str, gathered: dict[str, Gathered]) -> list[quarters.Section]:
    edition, at = town(request), timezone.now()
    told = []
    titles = {"service": _("Angebote"), "event": _("Termine"), "opportunity": _("Mitmachen"), "project": _("Projekte")}
    more = {"service": quarters.search(name), "project": reverse("site:projects"),
            "opportunity": reverse("site:opportunities"),
            "event": f"{reverse('site:events')}?{urlencode({'stadtteil': name})}"}  # fmt: skip
    today = timezone.localdate(at)
    days = read.calendar.days(Asked(areas=edition.areas, district=name), today, None, quarters.MOST)
    entries = {kind: list(one.entries) for kind, one in gathered.items()}
    entries["event"] = read.entries(dict.fromkeys(day.entry_id for day in days[: quarters.MOST]))
    for kind, title in titles.items():
        if cards := [card.card(one, edition, at) for one in entries.get(kind, ())]:
            total = gathered[kind].total if kind in gathered else 0
            words = _("Alle %s zeigen") % total if total > len(cards) else ""
            words = _("Alle Termine") if kind == "event" and len(days) > quarters.MOST else words
            told.append(quarters.Section(title, cards, more.get(kind, "") if words else "", words))
    return told


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    edition, at = town(request), timezone.now()
    stated = request.GET.get("seite", "")
    number = max(1, int(stated)) if stated.isascii() and stated.isdigit() and len(stated) < 4 else 1
    found = read.quarters.listed("project", edition.areas, PER_PAGE, (number - 1) * PER_PAGE)
    last = max(1, -(-found.total // PER_PAGE))
    here = reverse("site:projects")
    context = {
        "cards": [card.card(one, edition, at) for one in found.entries],
        "quarters": [Option(quarters.page_of(one), one) for one in quarters.known(edition)],
        "before": f"{here}?seite={number - 1}" if number > 1 else "",
        "after": f"{here}?seite={number + 1}" if number < last else "",
        "networks": network.of_town(request, read.networks.of_town(edition.areas, timezone.localdate(at))),
        "pages": _("Seite %(page)s von %(last)s") % {"page": number, "last": last} if last > 1 else "",
    }
    return page(request, "site/projects.html", context, Leave(title=_("Projekte"), canonical=here))


@require_safe
def project(request: HttpRequest, id: str, slug: str = "") -> HttpResponse:
    found = load(id)
    if found.state == "gone":
        return gone(request)
    if not isinstance(found.record, Project):
        raise Http404
    if elsewhere := moved(request, found):
        return elsewhere
    edition, at = town(request), timezone.now()
    record, ways = found.record, action.ways(found, edition)
    context = {
        "entry": found,
        "card": card.card(found, edition, at),
        "record": record,
        "first": ways[0] if ways else None,
        "term": quarters.term(record),
        "over": quarters.over(record, timezone.localdate(at).isoformat()),
        "partners": quarters.partners(record),
        "pictures": quarters.pictures(record),
        "quarter": quarters.page_of(record.district) if record.district in quarters.known(edition) else "",
        "proofs": provenance.proofs(found),
        "confirmations": provenance.confirmations(found, timezone.localdate(at)),
    }
    leave = Leave(title=found.name, canonical=address(found), thing=found)
    return page(request, "site/project.html", context, leave)


@require_safe
def conference(request: HttpRequest, id: str, slug: str = "") -> HttpResponse:
    found = load(id)
    if found.state == "gone":
        return gone(request)
    if not isinstance(found.record, Conference):
        raise Http404
    if elsewhere := moved(request, found):
        return elsewhere
    edition, district = town(request), found.record.district or ""
    context = {
        "entry": found,
        "record": found.record,
        "meeting": quarters.meeting(found),
        "quarter": quarters.page_of(district) if district in quarters.known(edition) else "",
        "checked": provenance.checked(found),
        "proofs": provenance.proofs(found),
    }
    leave = Leave(title=found.name, canonical=address(found))
    return page(request, "site/conference.html", context, leave)
