"""Every address and verb of the providers' pages, with every state of its link: a new page without one fails."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from anlaufstelle.catalogue.models import DecisionLine, Signal, Silence, SourceRecord, Ticket
from anlaufstelle.faces.provider import urls

from ..conftest import id_of

PURPOSES = {"right": "answer", "change": "answer", "gone": "answer", "offer": "answer", "new": "answer",
            "notice": "answer", "stop": "stop"}  # fmt: skip
"""By address: what a link must have been made for."""
DEAD = ("guessed", "shortened", "expired", "revoked", "for another purpose")
KEPT = (DecisionLine, SourceRecord, Silence, Signal)


def address(name: str, token: str) -> str:
    parts = next(one for one in urls.urlpatterns if one.name == name).pattern.converters
    return reverse(f"provider:{name}", kwargs={"token": token, **({"id": id_of("debts")} if "id" in parts else {})})


def token_of(links, name: str, state: str) -> str:
    fits = PURPOSES[name]
    other = "stop" if fits == "answer" else "answer"
    whole = getattr(links, other if state == "for another purpose" else fits)
    return {"guessed": "x" * len(whole), "shortened": whole[:-1]}.get(state, whole)


def end(state: str) -> None:
    if state == "expired":
        Ticket.objects.update(until=timezone.now() - timedelta(seconds=1))
    if state == "revoked":
        Ticket.objects.update(revoked_at=timezone.now())


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


def test_the_table_names_every_address_with_its_purpose() -> None:
    assert {one.name: one.callback.purpose for one in urls.urlpatterns} == PURPOSES
    assert {part for one in urls.urlpatterns for part in one.pattern.converters} == {"token", "id"}


@pytest.mark.parametrize("state", [*DEAD, "alive"])
def test_every_address_verb_and_state(links, state) -> None:
    end(state)
    before, told = counts(), {}
    for name in PURPOSES:
        for verb in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", *(["POST"] if state != "alive" else [])):
            answer = links.browser.generic(verb, address(name, token_of(links, name, state)))
            told[name, verb] = answer.status_code
    due = {
        (name, verb): 405 if verb not in ("GET", "HEAD", "POST") else 404 if state in DEAD else 200
        for name, verb in told
    }
    assert (told, counts()) == (due, before)
