"""Handing something on without an account and without e-mail: as a text message, as a picture to scan, as a link."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.utils.safestring import SafeString, mark_safe

from .card import Card
from .facts import shorten

LONGEST_SCANNED = 700
"""Letters of an address; a picture of more is too fine for an old camera."""
MOST_LINES = 10


@dataclass(frozen=True)
class Share:
    """`text` is the message without the address; `picture` is "" where the address is too long to be scanned."""

    address: str
    text: str
    picture: SafeString

    @property
    def sms(self) -> str:
        """iPhones expect `&`, all others `?`; both understand this."""
        words = "\n".join(part for part in (self.text, self.address) if part)
        return f"sms:?&body={quote(words)}"


def line(card: Card) -> str:
    """ "Mustertafel: 02366 0001"."""
    name = shorten(card.name, 60)
    return f"{name}: {card.action.caption}" if card.action else name


def share(address: str, cards: Iterable[Card]) -> Share:
    return Share(address, "\n".join([line(card) for card in cards][:MOST_LINES]), picture(address))


def picture(address: str) -> SafeString:
    if len(address) > LONGEST_SCANNED:
        return mark_safe("")
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(
        drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    )
