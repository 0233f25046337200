"""Which town's view a request is for, and in which language.

An edition is found by its host, else by the first part of the path (`/{edition}/de/…`), else it is the default one at
the root. With a path, that part becomes the script prefix, so every address a page writes stays below it. The language
stands in the path only: no cookie, and no guess from the browser.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView

from .address_form import speaking

Respond = Callable[[HttpRequest], HttpResponse]
TOWNLESS = ("/healthz", "/readyz", "/assets/", "/static/", "/betrieb", "/desk/")
"""Addresses that answer without a town; most of them without the database, too."""


def pick(editions: Iterable[EditionView], host: str, path: str, default: str) -> tuple[EditionView | None, str]:
    """The edition and the prefix that was in the path ("" at the root)."""
    by_slug = {edition.slug: edition for edition in editions}
    name = split_domain_port(host)[0].lower()
    for edition in by_slug.values():
        if edition.host and edition.host.lower() == name:
            return edition, ""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    if first in by_slug:
        return by_slug[first], f"/{first}"
    return by_slug.get(default), ""


def language(path: str, spoken: Iterable[str]) -> str:
    """The language in the path if this town offers it, else the first one it offers."""
    offered = tuple(spoken) or (settings.LANGUAGE_CODE,)
    asked = translation.get_language_from_path(path)
    return asked if asked in offered else offered[0]


def of_request(request: HttpRequest) -> tuple[EditionView | None, str]:
    """The edition with its contact filled in from the entry it names, and the prefix."""
    found, prefix = pick(read.editions(), request.get_host(), request.path_info, settings.ANLAUFSTELLE_EDITION)
    return (_with_contact(found) if found and found.contact.entry_id else found), prefix


def _with_contact(found: EditionView) -> EditionView:
    """Asked for again only when the catalogue has changed, which the follower's file tells without a question."""
    try:
        stamp = (Path(settings.ANLAUFSTELLE_HOME) / "index" / "followed").stat()
    except FileNotFoundError:
        return read.edition(found.slug)
    return _contact_at(found.slug, msgspec.json.encode(found), stamp.st_mtime_ns, stamp.st_ino)


@lru_cache(maxsize=64)
def _contact_at(slug: str, stated: bytes, changed: int, file: int) -> EditionView:
    return read.edition(slug)


def front(request: HttpRequest, edition: EditionView) -> str | None:
    """What another edition's addresses begin with, as seen from here; None where none leads there: a host of one
    edition's own shows no other."""
    if edition.host:
        return f"{request.scheme}://{edition.host}"
    here = split_domain_port(request.get_host())[0].lower()
    if any(one.host and one.host.lower() == here for one in read.editions()):
        return None
    return "" if edition.slug == settings.ANLAUFSTELLE_EDITION else f"/{edition.slug}"


class EditionMiddleware:
    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(TOWNLESS):
            return self.respond(request)
        try:
            edition, prefix = of_request(request)
        except DatabaseError:
            edition, prefix = None, ""
        return self._below(request, edition, prefix) if edition else not_ready(request)

    def _below(self, request: HttpRequest, edition: EditionView, prefix: str) -> HttpResponse:
        outer = get_script_prefix()
        request.edition = edition  # type: ignore[attr-defined]
        request.path_info = request.path_info[len(prefix) :] or "/"
        if prefix:
            set_script_prefix(f"{outer.rstrip('/')}{prefix}/")
        try:
            with speaking(language(request.path_info, edition.languages), edition.address_form):
                response = self.respond(request)
                response.headers.setdefault("Content-Language", translation.get_language() or "de")
                return response
        finally:
            set_script_prefix(outer)


def not_ready(request: HttpRequest) -> HttpResponse:
    """Before the first `anlaufstelle demo` or `night`, or while the database is away."""
    return render(request, "design/not_ready.html", status=503)
