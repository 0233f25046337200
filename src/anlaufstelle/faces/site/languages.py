"""The languages a town offers: the same page in each of them, and how far each can be trusted.

The language stands in the address only. What the browser asks for is an offer in one line, never a redirect: the phone
may be borrowed, and a page that changes its language by itself helps nobody who shows it to somebody else.
"""

import gettext as catalogues
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces.address_form import speaking
from anlaufstelle.faces.tongues import SOURCE, Tongue, name, offered

FIRST_STRONG, END = "\u2068", "\u2069"


def current() -> str:
    return translation.get_language() or SOURCE


def german() -> bool:
    """Whether a reader of this page reads German texts without a mark."""
    return current().partition("-")[0] == SOURCE


def onward(request: HttpRequest) -> str:
    """What follows the language in this page's address; "" where it has none (the bare address, a page not there)."""
    if not translation.get_language_from_path(request.path_info):
        return ""
    query = request.META.get("QUERY_STRING", "") if request.method in ("GET", "HEAD") else ""
    return request.path_info.split("/", 2)[2] + (f"?{query}" if query else "")


def _start(code: str) -> str:
    return f"{get_script_prefix()}{code}/"


def menu(request: HttpRequest, edition: EditionView) -> list[Tongue]:
    """Empty where there is nothing to choose."""
    codes = offered(edition)
    if len(codes) < 2:
        return []
    here, rest = current(), onward(request)
    return [Tongue(code=one, name=name(one), start=_start(one), onward=rest, current=one == here) for one in codes]


def offer(request: HttpRequest, edition: EditionView) -> Tongue | None:
    """The first language the browser asks for that the town offers.

    Only on pages in the town's first language: whoever reads another one has chosen it.
    """
    codes = offered(edition)
    if current() != codes[0]:
        return None
    asked = (code for code, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")) if weight)
    wanted = next((code for one in asked if (code := _closest(one, codes))), None)
    if wanted is None or wanted.partition("-")[0] == codes[0].partition("-")[0]:
        return None
    with speaking(wanted):
        return Tongue(
            code=wanted,
            name=name(wanted),
            start=_start(wanted),
            onward=onward(request),
            words=_("Diese Seite auf Deutsch"),
        )


def _closest(asked: str, codes: tuple[str, ...]) -> str | None:
    return asked if asked in codes else next((one for one in codes if one == asked.partition("-")[0]), None)


@cache
def reviewer(code: str) -> str:
    """Who read the catalogue as a native speaker, from its header `X-Reviewed: <name> (<date>)`; "" for nobody yet."""
    for folder in settings.LOCALE_PATHS:
        path = Path(folder) / translation.to_locale(code) / "LC_MESSAGES" / "django.mo"
        if path.exists():
            with path.open("rb") as file:
                told = catalogues.GNUTranslations(file).info().get("x-reviewed", "no")
            return "" if told.strip().lower() == "no" else told.strip()
    return ""


def beside_german() -> bool:
    """Whether words that a life may hang on stand beside the German: in every language nobody has reviewed."""
    return not german() and not reviewer(current())


def isolate(words: str) -> str:
    """A name inside a sentence of another direction keeps its own."""
    return f"{FIRST_STRONG}{words}{END}" if translation.get_language_bidi() else words
