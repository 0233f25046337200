"""How every page leaves the house: its frame, and what a browser may keep of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record import schema_org
from anlaufstelle.record.entry import Entry

from . import fixed, languages

ACCENTS = ("ocean", "forest", "plum", "brick", "slate")
"""Palettes of the style sheet beside the standard one; each is checked for contrast."""


@dataclass(frozen=True)
class TextLink:
    href: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What `design/base.html` shows around a page. `title` stays neutral on sensitive pages: it enters histories."""

    title: str
    town: str
    home: str
    urgent: str
    accent: str = ""
    preview: bool = False
    noindex: bool = False
    canonical: str = ""
    about: str = ""
    links: list[TextLink] = field(default_factory=list)
    exit: str = ""
    saved: str = ""
    guarded: bool = False
    """The way out stays in sight: the page is about something a person may have to hide."""
    tongues: list[languages.Tongue] = field(default_factory=list)
    offered: tuple[str, ...] = ()
    onward: str = ""
    """What follows the language in this page's address."""
    about_tongues: str = ""
    offer: languages.Tongue | None = None
    alternates: list[tuple[str, str]] = field(default_factory=list)
    data: str = ""


@dataclass(frozen=True, kw_only=True)
class Leave:
    """What a page tells browsers and search engines. `sensitive`: nothing of it may be kept on the device.

    `guarded`: the quick exit stays in sight; elsewhere it is quiet, since it frightens those who need none.
    """

    title: str = ""
    about: str = ""
    index: bool = True
    sensitive: bool = False
    guarded: bool = False
    status: int = 200
    canonical: str = ""
    thing: Entry | None = None
    """What the page is about, told to machines in schema.org's words unless the page is sensitive."""


def town(request: HttpRequest) -> EditionView:
    return request.edition  # type: ignore[attr-defined,no-any-return]


def links(edition: EditionView) -> list[TextLink]:
    kind = "network" if edition.network else "housed" if edition.houses else ""
    return _links(get_language(), edition.address_form, get_script_prefix(), kind)


@lru_cache(maxsize=64)
def _links(language: str | None, form: str, prefix: str, kind: str) -> list[TextLink]:
    """What it tells depends on nothing else, and it stands under every page."""
    network = [
        TextLink(reverse("site:network"), _("Netzwerk")),
        TextLink(reverse("site:events"), _("Termine")),
    ]
    town_ = [
        TextLink(reverse("site:events"), _("Termine")),
        TextLink(reverse("site:board"), _("Pinnwand")),
        TextLink(reverse("site:opportunities"), _("Mitmachen")),
        TextLink(reverse("site:quarters"), _("Stadtteile")),
        *([TextLink(reverse("site:houses"), _("Heute im Haus"))] if kind == "housed" else []),
    ]
    return [
        *(network if kind == "network" else town_),
        TextLink(reverse("site:saved"), _("Merkliste")),
        TextLink(reverse("site:traces"), _("Spuren vermeiden")),
        TextLink(reverse("site:about"), _("Über diese Seite")),
        *([] if kind == "network" else [TextLink(reverse("site:offline"), _("Diese Stadt mitnehmen"))]),
        TextLink(reverse("site:feedback"), _("Rückmeldung")),
        TextLink(reverse("site:accessibility"), _("Barrierefreiheit")),
        TextLink(reverse("site:imprint"), _("Impressum")),
        TextLink(reverse("site:privacy"), _("Datenschutz")),
    ]


def _alternates(request: HttpRequest, edition: EditionView) -> list[tuple[str, str]]:
    """The same page in each language for search engines; the town's first one for everybody else."""
    told = [(one.code, request.build_absolute_uri(one.href)) for one in languages.menu(request, edition)]
    return [*told, ("x-default", told[0][1])] if told else []


def _data(request: HttpRequest, leave: Leave, name: str) -> str:
    """JSON-LD that no text of a source can break out of."""
    if leave.sensitive or leave.status != 200:
        return ""
    if leave.thing is not None:
        told = schema_org.json_ld(leave.thing, request.build_absolute_uri(leave.canonical))
    else:
        results, home = (request.build_absolute_uri(reverse(one)) for one in ("site:results", "site:start"))
        told = schema_org.site(name, home, f"{results}?q={{search_term_string}}")
    written = msgspec.json.encode(told).decode()
    return mark_safe(written.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026"))


def page(request: HttpRequest, template: str, context: Mapping[str, Any], leave: Leave) -> HttpResponse:
    edition = town(request)
    noindex = not leave.index or edition.state == "preview"
    name = f"{_('Anlaufstelle')} {edition.name}"
    frame = Frame(
        title=f"{leave.title} – {name}" if leave.title else name,
        town=edition.name,
        home=fixed.address("start"),
        urgent=fixed.address("urgent"),
        accent=edition.accent if edition.accent in ACCENTS else "",
        preview=edition.state == "preview",
        noindex=noindex,
        canonical="" if noindex or not leave.canonical else request.build_absolute_uri(leave.canonical),
        about=leave.about,
        data=_data(request, leave, name),
        links=links(edition),
        exit=fixed.address("calendar"),
        saved=fixed.address("saved"),
        guarded=leave.guarded,
        tongues=languages.menu(request, edition),
        offered=languages.offered(edition),
        onward=languages.onward(request),
        about_tongues=fixed.address("languages"),
        offer=languages.offer(request, edition) if leave.index else None,
        alternates=[] if noindex or not leave.canonical else _alternates(request, edition),
    )
    response = render(request, template, {**context, "frame": frame, "town": edition}, status=leave.status)
    response["Cache-Control"] = "no-store" if leave.sensitive else "private, no-cache"
    if noindex:
        response["X-Robots-Tag"] = "noindex"
    return response
