"""Invented entries for measuring the index alone, at any size and without ledgers. Same seed, same entries.

Words follow real ones in kind and number: the needs' own labels, drawn by Zipf's law, in real municipalities; names of
carriers and streets are invented.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from uuid import UUID

from generated import CARRIER, HOW, WHO, places

from anlaufstelle.record.entry import Entry, Point, SourceRef
from anlaufstelle.record.model import Schedule, Service
from anlaufstelle.vocabulary import needs, words

SYLLABLES = "bar dor fel gan hil kam lor men nor pel rin sol tam ul ven wal zor".split()
HOURS = ("Mo-Fr 09:00-12:00", "Mo,We 14:00-17:00", "Tu-Th 10:00-16:00; Fr 10:00-12:00", "Mo-Su 08:00-20:00")
LANGUAGES = (("de",), ("de", "en"), ("de", "tr"), ("de", "ar", "uk"))


class Words:
    """What is said: concepts with their German labels, and the labels' single words by Zipf."""

    def __init__(self, dice: random.Random) -> None:
        listed = [concept for concept in needs.load() if concept.facet == "help" and "de" in concept.labels]
        dice.shuffle(listed)
        self.concepts = [(concept.id, concept.said("de")) for concept in listed]
        self.concept_weights = list(accumulate(1 / (rank + 8) for rank in range(len(listed))))
        single = {word.surface for _, said in self.concepts for label in said for word in words.words(label)}
        self.single = sorted(word for word in single if len(word) > 3) + HOW
        dice.shuffle(self.single)
        self.weights = list(accumulate(1 / (rank + 15) for rank in range(len(self.single))))
        self.names = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 3))).capitalize() for _ in range(20_000)]


def entries(count: int, seed: int = 7) -> Iterator[Entry]:
    dice = random.Random(seed)
    towns = places()
    said = Words(dice)
    dice.shuffle(towns)
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(towns))))
    for number in range(count):
        (town,) = dice.choices(towns, cum_weights=weights)
        yield _entry(number, town, said, dice)


def _entry(number: int, town: tuple[str, str, str, float, float], said: Words, dice: random.Random) -> Entry:
    ((need, labels),) = dice.choices(said.concepts, cum_weights=said.concept_weights)
    body = dice.choices(said.single, cum_weights=said.weights, k=18)
    name = f"{dice.choice(labels[:4])} {dice.choice(said.names)}"
    carrier = f"{dice.choice(CARRIER)} {dice.choice(said.names)} {town[0]}"
    id = str(UUID(int=(5 << 124) | number * 0x9E3779B97F4A7C15 % (1 << 64) << 32 | 8 << 60))
    text = f"{' '.join(body[:7])} für {dice.choice(WHO)}. {' '.join(body[7:13])}, {' '.join(body[13:])}."
    return Entry(
        id=id,
        record=Service(
            id=id,
            name=name,
            description=text,
            language="de",
            organization_name=carrier,
            categories=(labels[0],),
            email=f"post{number}@example.org",
            schedules=(Schedule(id=f"{id}-1", opening_hours=dice.choice(HOURS)),) if number % 3 else (),
            free=True if number % 4 == 0 else None,
        ),
        needs=(need,),
        areas=(town[1],),
        reach="local",
        ags=town[1],
        point=Point(round(town[3] + dice.gauss(0, 0.02), 5), round(town[4] + dice.gauss(0, 0.03), 5), "address"),
        languages=LANGUAGES[number % len(LANGUAGES)],
        source_date="2026-01-01",
        sources=(SourceRef(source="generated", key=str(number), record_id=id),),
    )


def questions(count: int, seed: int = 11) -> list[tuple[str, str | None, str | None, tuple[float, float] | None]]:
    """(words, PLZ, its town's code, point): 1 to 4 words, a quarter with a PLZ, a quarter around a point."""
    dice = random.Random(seed)
    said, towns = Words(random.Random(7)), places()
    found = []
    for number in range(count):
        asked = dice.choices(said.single, cum_weights=said.weights, k=1 + number % 4)
        town = dice.choice(towns[:3000])
        where = (None, "plz", None, "point")[number // 4 % 4]
        found.append(
            (
                " ".join(dict.fromkeys(asked)),
                town[2] if where else None,
                town[1] if where else None,
                (town[3], town[4]) if where == "point" else None,
            )
        )
    return found
