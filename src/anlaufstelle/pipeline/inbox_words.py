"""How heavy an item of the inbox is, when it counts as another one, and its values in an editor's words."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec

from anlaufstelle.record import diff, paths
from anlaufstelle.record.diff_words import FIELDS, caption
from anlaufstelle.vocabulary import needs

HARM = {
    "visitor": 70,
    "blocking": 65,
    "source": 60,
    "review": 55,
    "proposal": 50,
    "bounce": 45,
    "dead-link": 42,
    "notice": 45,
    "error": 40,
    "gone": 38,
    "changed": 35,
    "link": 30,
    "new": 25,
    "warning": 20,
}
LONGEST_LANGUAGE = 9
"""Of what stands in brackets, longer ones are ids of parts, which say nothing to a person."""
CRISIS = 100
"""Whatever is wrong with help in a crisis comes before everything else."""


def mark_of(*said: Any) -> str:
    return sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()


@cache
def _crises() -> frozenset[str]:
    thesaurus = needs.load()
    return frozenset(
        one.id for one in thesaurus if not thesaurus.crisis.isdisjoint((one.id, *thesaurus.ancestors(one.id)))
    )


def harm_of(kind: str, concepts: Iterable[str]) -> int:
    return HARM[kind] + (0 if _crises().isdisjoint(concepts) else CRISIS)


def bundle_of(kind: str, matter: str, harm: int) -> str:
    """What is wrong with help in a crisis is a matter of its own."""
    return f"{kind}:{matter}{'!' if harm >= CRISIS else ''}"[:160]


def told(value: Any, path: str) -> str:
    """A value as an editor would write it; "" for what is not stated."""
    if value is None:
        return ""
    if value is paths.KNOWN_NONE:
        return "gibt es ausdrücklich nicht"
    name = paths.parse(path)[-1].name
    if isinstance(value, dict) and "text" in value:  # a translation with what it is worth
        return str(value["text"])
    parts = value if isinstance(value, tuple) else (value,)
    if any(isinstance(one, msgspec.Struct) for one in parts):
        return "; ".join(diff.summary(one) for one in parts)
    return caption(value, name)


def label(path: str) -> str:
    """German words for an address: "Telefon, Nummer", "Beschreibung (uk)"."""
    return ", ".join(_step(step) for step in paths.parse(path)) if path else ""


def _step(step: paths.Step) -> str:
    words = FIELDS.get(step.name, step.name)
    return f"{words} ({step.key})" if step.key is not None and len(step.key) <= LONGEST_LANGUAGE else words
