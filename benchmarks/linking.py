"""Linking measured on `evaluation/pairs.jsonl`: precision and recall of what is merged and of what is asked."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import linking_sources
from msgspec import Struct

from anlaufstelle.resolve import link, probable, weigh
from anlaufstelle.resolve.traits import Traits, traits

PAIRS = Path(__file__).resolve().parents[1] / "evaluation" / "pairs.jsonl"
Verdicts = Callable[[str, str], weigh.Verdict]


class Pair(Struct, frozen=True):
    left: str
    right: str
    label: str
    reason: str

    @property
    def held(self) -> bool:
        """Of the half that nothing was tuned or trained on."""
        return hashlib.sha256(f"{self.left} {self.right}".encode()).digest()[0] % 2 == 1


class Figures(Struct):
    """`wrong`: merged although different, or although a reader could not tell. `asked_recall` counts what is merged or
    put before a person, `asked_precision` how much of that is the same."""

    pairs: int
    same: int
    wrong: int
    merged_recall: float
    asked_recall: float
    asked_precision: float


def pairs() -> list[Pair]:
    return [Pair(**json.loads(line)) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def records() -> dict[str, Traits]:
    """By `source:key`; empty where the texts are not on this machine."""
    received = linking_sources.load()
    by_id = {one.id: one.record for one in received.values()}
    return {name: traits(one, by_id.get) for name, one in received.items()}


def by_rules(found: Mapping[str, Traits]) -> Verdicts:
    rare = link.rarity(found.values())
    return lambda left, right: weigh.weigh(found[left], found[right], rare).verdict


def by_model(found: Mapping[str, Traits]) -> Verdicts:
    rare = link.rarity(found.values())
    scored = probable.score(list(found.values()), across=False)
    chance = {frozenset((left, right)): probability for left, right, probability in scored}

    def verdict(left: str, right: str) -> weigh.Verdict:
        by_rule = weigh.weigh(found[left], found[right], rare)
        return probable.judged(by_rule, chance.get(frozenset((found[left].id, found[right].id)), 0.0)).verdict

    return verdict


def measure(labelled: Iterable[Pair], verdict: Verdicts) -> Figures:
    told = Counter((pair.label, verdict(pair.left, pair.right)) for pair in labelled)
    same = sum(count for (label, _), count in told.items() if label == "same")
    shown = told["same", "same"] + told["same", "ask"]
    others = told["different", "same"] + told["different", "ask"]
    return Figures(
        pairs=sum(told.values()),
        same=same,
        wrong=told["different", "same"] + told["unsure", "same"],
        merged_recall=told["same", "same"] / same,
        asked_recall=shown / same,
        asked_precision=shown / (shown + others),
    )


def table() -> str | None:
    """Markdown for the docs, or None where the texts are not on this machine."""
    found = records()
    if not found:
        return None
    ways = {"rules": by_rules(found)} | ({"Splink": by_model(found)} if probable.installed() else {})
    lines = [
        "| by | half | pairs | same | wrongly merged | merged: recall | merged or asked: recall | precision |",
        "|---" * 8 + "|",
    ]
    for way, verdict in ways.items():
        for half, held in (("learned from", False), ("held out", True), ("all", None)):
            one = measure((pair for pair in pairs() if held is None or pair.held is held), verdict)
            lines.append(
                f"| {way} | {half} | {one.pairs} | {one.same} | {one.wrong} | {one.merged_recall:.3f} | "
                f"{one.asked_recall:.3f} | {one.asked_precision:.3f} |"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table() or "../shared is not on this machine")
