"""Questions about the towns' views."""

import msgspec
from django.db.models import Q

from anlaufstelle.errors import NotFound

from ..models import Edition
from ..shapes import EditionView


def _view(row: Edition) -> EditionView:
    return msgspec.convert({**row.body, "slug": row.slug, "host": row.host, "state": row.state}, EditionView)


def edition(slug_or_host: str) -> EditionView:
    """By slug or by host name (without a port)."""
    row = Edition.objects.filter(Q(slug=slug_or_host) | Q(host=slug_or_host.lower())).order_by("slug").first()
    if row is None:
        raise NotFound(f"There is no edition “{slug_or_host}”.")
    return _view(row)


def editions() -> list[EditionView]:
    return [_view(row) for row in Edition.objects.order_by("slug")]
