"""Questions about the towns' views."""

from functools import lru_cache
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection
from django.db.models import Q
from msgspec.structs import replace

from anlaufstelle.errors import NotFound

from ..models import Edition
from ..shapes import EditionView, TownContact
from .entries import entries, resolve_id

ALL = f"SELECT slug, host, state, CAST(body AS text) FROM {Edition._meta.db_table} ORDER BY slug"
"""Asked before every page: written out, since putting it together takes longer than answering it."""


def _view(slug: str, host: str | None, state: str, body: dict[str, Any]) -> EditionView:
    """What an editor wrote stands above what the town's file says."""
    written = body.get("written", {})
    told = {**body, "slug": slug, "host": host, "state": state}
    return msgspec.convert({**told, "texts": {**body.get("texts", {}), **written}}, EditionView)


@lru_cache(maxsize=8)
def _views(rows: tuple[tuple[str, str | None, str, str], ...]) -> tuple[EditionView, ...]:
    return tuple(_view(slug, host, state, msgspec.json.decode(body)) for slug, host, state, body in rows)


def edition(slug_or_host: str) -> EditionView:
    """By slug or by host name (without a port), its contact filled in from the entry it names."""
    row = Edition.objects.filter(Q(slug=slug_or_host) | Q(host=slug_or_host.lower())).order_by("slug").first()
    if row is None:
        raise NotFound(f"There is no edition “{slug_or_host}”.")
    view = _view(row.slug, row.host, row.state, row.body)
    return replace(view, contact=_contact(view.contact))


def editions() -> list[EditionView]:
    """By slug. Contacts are as the editions state them, not filled in from entries."""
    with connection.cursor() as cursor:
        cursor.execute(ALL)
        return list(_views(tuple(cursor.fetchall())))


def home_edition() -> EditionView:
    """The edition that is served at the root; without any, one that knows no place."""
    try:
        return edition(settings.ANLAUFSTELLE_EDITION)
    except NotFound:
        return EditionView(slug=settings.ANLAUFSTELLE_EDITION, name="")


def _contact(stated: TownContact) -> TownContact:
    """What the edition states itself comes first."""
    id = resolve_id(stated.entry_id) if stated.entry_id else None
    found = entries([id]) if id else []
    if not found:
        return replace(stated, entry_id=None)
    record, provider = found[0].record, found[0].provider
    phones = [*record.phones, *(provider.phones if provider else ())]
    return TownContact(
        name=stated.name or record.name,
        phone=stated.phone or (phones[0].number if phones else None),
        email=stated.email or getattr(record, "email", None) or (provider.email if provider else None),
        website=stated.website or getattr(record, "url", None) or (provider.website if provider else None),
        entry_id=id,
    )
