"""Writing a town's view. What an editor released stays released when the town's file is read again."""

from typing import Any

import msgspec
from django.utils import timezone

from anlaufstelle.errors import NotFound

from ..models import Edition
from ..shapes import EditionView


def keep_edition(view: EditionView) -> None:
    body: dict[str, Any] = msgspec.to_builtins(view)
    for column in ("slug", "host", "state"):
        body.pop(column, None)
    Edition.objects.update_or_create(pk=view.slug, defaults={"host": view.host, "body": body})


def release_edition(slug: str, *, who: str) -> None:
    """From preview to released; no way back but a new decision of the town."""
    if not Edition.objects.filter(pk=slug).update(state="released", released_by=who, released_at=timezone.now()):
        raise NotFound(f"There is no edition “{slug}”.")
