"""What is known of web addresses."""

from datetime import date
from hashlib import sha256

from msgspec import Struct

from ..models import WebLink


class WebLinkView(Struct, frozen=True):
    url: str
    state: str
    checked_on: date
    failed_on: date | None = None
    why: str = ""


def key_of(url: str) -> str:
    return sha256(url.encode()).hexdigest()


def all_known() -> dict[str, WebLinkView]:
    """By address."""
    rows = WebLink.objects.values_list("url", "state", "checked_on", "failed_on", "why").iterator()
    return {row[0]: WebLinkView(*row) for row in rows}
