"""The saved list. The page holds nothing; the browser reads the list from its own address and asks for the cards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import saved, share
from ..page import Leave, page, town


@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    context = {"source": reverse("site:saved_cards")}
    return page(request, "site/saved.html", context, Leave(title=_("Merkliste"), index=False, sensitive=True))


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """A part of a page, for `list.js`. Nothing of the question is counted or written down."""
    return page(request, "site/saved_cards.html", _shown(request), Leave(index=False, sensitive=True))


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as a whole page, for paper and without a script: an adviser hands it over."""
    return page(
        request, "site/saved_sheet.html", _shown(request), Leave(title=_("Merkliste"), index=False, sensitive=True)
    )


def _shown(request: HttpRequest) -> dict[str, Any]:
    asked = saved.asked(request.GET.get("ids", ""))
    found = saved.entries(asked)
    shown = saved.cards(found, town(request), timezone.now())
    address = request.build_absolute_uri(reverse("site:saved")) + "#" + ",".join(card.keep for card in shown)
    return {
        "cards": shown,
        "lost": len(asked) - len(shown),
        "share": share.share(address, shown) if shown else None,
        "today": timezone.localdate(),
    }
