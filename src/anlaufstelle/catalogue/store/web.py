"""What was found of web addresses."""

from collections.abc import Iterable
from datetime import date

from ..models import WebLink
from ..read.web import WebLinkView, key_of

SLICE = 200


def keep(view: WebLinkView) -> None:
    values = {
        "url": view.url, "state": view.state, "checked_on": view.checked_on, "failed_on": view.failed_on,
        "why": view.why[:500],
    }  # fmt: skip
    WebLink.objects.update_or_create(pk=key_of(view.url), defaults=values)


def forget(before: date, shown: Iterable[str]) -> int:
    """Addresses that no entry shows any more and nobody asked since that day."""
    kept = {key_of(url) for url in shown}
    old = [pk for pk in WebLink.objects.filter(checked_on__lt=before).values_list("pk", flat=True) if pk not in kept]
    for start in range(0, len(old), SLICE):
        WebLink.objects.filter(pk__in=old[start : start + SLICE]).delete()
    return len(old)
