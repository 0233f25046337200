"""What is kept about one person, and how it is forgotten. Every table is looked through, also one that is new."""

import re
from collections.abc import Iterator
from datetime import timedelta
from secrets import token_hex
from typing import Any

import msgspec
from django.conf import settings
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue.read import asking, whole
from anlaufstelle.catalogue.store import person as store
from anlaufstelle.errors import BadValue

from . import inbox, newsletter, tickets

SECRET = {"password", "secret", "token_hash", "body_hash"}
"""Never told to anybody."""
LETTERS = timedelta(days=400)
"""As long as a link to stop mail is good."""
SHORTEST = 4


class Found(Struct, frozen=True):
    """A row that names the person; `row` without what is secret."""

    table: str
    row: dict[str, Any]


class Forgotten(Struct, frozen=True):
    """`changed` rows by table; `left` are rows that name the person still: sources would bring them again."""

    changed: dict[str, int]
    left: tuple[Found, ...]


def about(said: str) -> list[Found]:
    """`said` is a name, an address or a number, as it is written; it is looked for whole, in any case."""
    wanted = _wanted(said)
    found = [
        Found(name, row)
        for name, table in whole.tables().items()
        for row in _rows(table)
        if wanted.search(msgspec.json.encode(row).decode())
    ]
    if asking.silenced([tickets.address_hash(said)]):
        found.append(Found("Silence", {"address": said, "told": "wants no mail; only a hash of the address is kept"}))
    return found


def forget(said: str) -> Forgotten:
    """The account, the name beside every act, addresses of letters and newsletters, and what visitors' messages say of
    it."""
    _wanted(said)
    readers = newsletter.forget_address(said)
    changed = store.forget(said, f"jemand-{token_hex(3)}") | ({"Reader": readers} if readers else {})
    inbox.refresh()
    return Forgotten(changed, tuple(about(said)))


def tidy() -> None:
    """What is kept for a time only: where visitors are to be answered, and to whom letters went."""
    now = timezone.now()
    store.forget_replies(now - timedelta(days=settings.ANLAUFSTELLE_KEEP_REPLIES))
    store.forget_addresses(now - LETTERS)


def _wanted(said: str) -> "re.Pattern[str]":
    if len(said.strip()) < SHORTEST:
        raise BadValue(f"“{said}” is too short to look for. Give the whole name, address or number.")
    return re.compile(rf"(?<!\w){re.escape(said.strip())}(?!\w)", re.IGNORECASE)


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    names = whole.columns(table)
    for row in whole.rows(table):
        told = dict(zip(names, row, strict=True))
        yield {
            name: value.decode(errors="replace") if isinstance(value, bytes) else value
            for name, value in told.items()
            if name not in SECRET
        }
