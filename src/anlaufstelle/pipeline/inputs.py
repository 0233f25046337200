"""What an entry was made from, as one hash: equal hashes mean that assembling again would change nothing.

This is what makes the night restartable without a queue that could be lost: work to do is what does not match.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec

from anlaufstelle.catalogue.ledger import Version
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.resolve.lines import Line, standing
from anlaufstelle.vocabulary import needs

ASSEMBLY = 7
"""Raise this when `resolve` or `record.hsds` writes something else for the same ledgers: all entries are remade."""


def digest(value: Any) -> str:
    return sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()


@cache
def _vocabulary() -> str:
    return digest([(one.id, one.facet, one.labels, one.categories, one.audiences) for one in needs.load().concepts])


def of_cluster(
    versions: Iterable[Version],
    lines: Mapping[str, list[Line]],
    facts: Mapping[str, SourceFacts],
    today: date,
) -> str:
    records = sorted(versions, key=lambda one: one.holding.order)
    said = [line for one in records for line in lines.get(one.holding.id, ())]
    sources = sorted({one.holding.source for one in records})
    return digest(
        [
            ASSEMBLY,
            _vocabulary(),
            [(one.holding.id, one.hash, one.gone, one.holding.order) for one in records],
            [line.number for line in standing(said, today)],
            [facts.get(source) for source in sources],
        ]
    )
