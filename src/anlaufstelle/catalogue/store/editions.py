"""Writing a town's view. What an editor released or wrote stays so when the town's file is read again."""

from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from anlaufstelle.errors import NotFound

from ..models import Edition
from ..shapes import EditionView

WRITTEN = "written"


def keep_edition(view: EditionView) -> None:
    body: dict[str, Any] = msgspec.to_builtins(view)
    for column in ("slug", "host", "state"):
        body.pop(column, None)
    body[WRITTEN] = Edition.objects.filter(pk=view.slug).values_list(f"body__{WRITTEN}", flat=True).first() or {}
    Edition.objects.update_or_create(pk=view.slug, defaults={"host": view.host, "body": body})


def release_edition(slug: str, *, who: str) -> None:
    """From preview to released; no way back but a new decision of the town."""
    if not Edition.objects.filter(pk=slug).update(state="released", released_by=who, released_at=timezone.now()):
        raise NotFound(f"There is no edition “{slug}”.")


def write_text(slug: str, name: str, text: str) -> None:
    """A page of the town's own (imprint, privacy, about …), above what its file says."""
    with transaction.atomic():
        row = Edition.objects.select_for_update().filter(pk=slug).first()
        if row is None:
            raise NotFound(f"There is no edition “{slug}”.")
        row.body[WRITTEN] = {**row.body.get(WRITTEN, {}), name: text}
        row.save(update_fields=["body"])
