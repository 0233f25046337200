"""The readable end of an address. It may change with the name: the id before it decides."""

import base64
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from django.urls import get_script_prefix, reverse
from django.utils import translation

from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import needs

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST = 60
QUIET = "eintrag"
NOBODY = "00000000-0000-0000-0000-000000000000"


def slug(name: str) -> str:
    """Never empty, never longer than 60, cut at a word: "Straßensozialarbeit Nord" -> "strassensozialarbeit-nord"."""
    plain = unicodedata.normalize("NFC", name).lower().translate(GERMAN)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    told = ""
    for word in words:
        longer = f"{told}-{word}" if told else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        told = longer
    return told or QUIET


def address(entry: Entry) -> str:
    """A place has no page of its own. Where the topic is sensitive the address says nothing: it stays in histories."""
    quiet = not needs.load().sensitive.isdisjoint(entry.needs)
    return reverse(f"site:{entry.kind}", kwargs={"id": entry.id, "slug": QUIET if quiet else slug(entry.name)})


class Named(Protocol):
    """As much of an entry as its address tells."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def needs(self) -> Sequence[str]: ...


def addresses(language: str | None = None) -> Callable[[Named], str]:
    """`address` as it is while the request is answered, for many at once and for what is still written when that is
    over (streams)."""
    prefix, spoken = get_script_prefix(), language or translation.get_language()
    around: dict[str, list[str]] = {}

    def told(entry: Named) -> str:
        if entry.kind not in around:
            with translation.override(spoken):
                made = reverse(f"site:{entry.kind}", kwargs={"id": NOBODY, "slug": QUIET})
            around[entry.kind] = (prefix + made.removeprefix(get_script_prefix())).split(f"{NOBODY}/{QUIET}")
        quiet = not needs.load().sensitive.isdisjoint(entry.needs)
        return f"{entry.id}/{QUIET if quiet else slug(entry.name)}".join(around[entry.kind])

    return told


def code(id: str) -> str:
    """An id in 22 letters instead of 36, so that a list of five still fits into one text message."""
    return base64.urlsafe_b64encode(UUID(id).bytes).decode().rstrip("=")


def provider_address(id: str, name: str) -> str:
    return reverse("site:organization", kwargs={"id": id, "slug": slug(name)})
