"""Links by which somebody answers without an account. A token names its purpose by its signature, and only its hash is
kept: who reads the tables can open nothing, and who guesses is turned away before the tables are asked."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Literal

from django.conf import settings
from django.utils import timezone

from anlaufstelle.catalogue.read.asking import TicketView, ticket
from anlaufstelle.catalogue.store.asking import NewTicket

Purpose = Literal["answer", "stop", "join", "leave"]
SECRET, SIGNED = 32, 22
DAYS: dict[Purpose, int] = {"answer": 60, "stop": 400, "join": 7, "leave": 400}
"""A link to answer by dies before the next reminder but one; who wants no more mail may say so much later."""


def make(purpose: Purpose, organization: str) -> tuple[str, NewTicket]:
    """The token for the person, and what is kept of it; nothing opens until that is stored."""
    secret = secrets.token_urlsafe(24)
    token = secret + _signature(secret, purpose)
    until = timezone.now() + timedelta(days=DAYS[purpose])
    return token, NewTicket(_hash(token), purpose, organization, until)


def opened(token: str, purpose: Purpose) -> TicketView | None:
    """None for a token that was guessed, shortened, revoked, has expired, or was made for something else."""
    secret, signature = token[:SECRET], token[SECRET:]
    if not hmac.compare_digest(signature.encode(), _signature(secret, purpose).encode()):
        return None
    found = ticket(_hash(token))
    return found if found and found.purpose == purpose else None


def address_hash(address: str) -> str:
    return hashlib.sha256(address.strip().casefold().encode()).hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _signature(secret: str, purpose: str) -> str:
    made = hmac.new(settings.SECRET_KEY.encode(), f"ticket:{purpose}:{secret}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode()[:SIGNED]
