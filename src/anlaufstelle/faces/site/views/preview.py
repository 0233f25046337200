"""An entry as it would look, for those who write it: the real page, with the real card above it."""

from django.http import HttpRequest, HttpResponse

from anlaufstelle.faces.address_form import speaking
from anlaufstelle.faces.edition import not_ready, of_request
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Location

from ..page import Leave, page
from .entry import context_of


def preview(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Nothing of it is kept or found by search engines. A place has no page of its own."""
    edition, _ = of_request(request)
    if edition is None:
        return not_ready(request)
    request.edition = edition  # type: ignore[attr-defined]
    with speaking("de", edition.address_form):
        context = context_of(request, entry) | {"place": isinstance(entry.record, Location)}
        leave = Leave(title="Vorschau", sensitive=True, index=False)
        return page(request, "site/preview.html", context, leave)
