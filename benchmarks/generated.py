"""Invented services for measuring, visibly so (example.org), spread over real municipalities. Same seed, same file."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from anlaufstelle.vocabulary import area_data, needs, words

WHAT = (
    "Schuldnerberatung Suchtberatung Familienberatung Pflegeberatung Migrationsberatung Schwangerschaftsberatung "
    "Kleiderkammer Tafel Mittagstisch Sprachkurs Hausaufgabenhilfe Jugendzentrum Seniorentreff Frauenhaus "
    "Notunterkunft Wohnungslosenhilfe Sozialkaufhaus Erziehungsberatung Kindertagesbetreuung Lernförderung "
    "Hospizdienst Trauercafé Selbsthilfegruppe Rechtsberatung Energieberatung Mietberatung Behindertenhilfe Tagespflege"
).split()
WHO = (
    "Familien Kinder Jugendliche Frauen Männer Geflüchtete Zugewanderte Wohnungslose Angehörige Arbeitsuchende".split()
)
HOW = (
    "kostenlos vertraulich anonym mehrsprachig barrierefrei telefonisch persönlich online regelmäßig ehrenamtlich "
    "gemeinsam unabhängig offen begleitet ambulant mobil wöchentlich täglich abends vormittags"
).split()
CARRIER = "Verein Stiftung Kirchengemeinde Verband Genossenschaft Nachbarschaft Initiative Werkstatt Zentrum".split()


def places() -> list[tuple[str, str, str, float, float]]:
    """(name, ags, postcode, latitude, longitude) of municipalities that have all of them."""
    codes: dict[str, str] = {}
    for code, holders in area_data.postal_codes().items():
        for ags in holders[:1]:
            codes.setdefault(ags, code)
    return [
        (place.name, ags, codes[ags], place.latitude, place.longitude)
        for ags, place in area_data.places().items()
        if ags in codes and place.latitude is not None and place.longitude is not None
    ]


def services(count: int, seed: int = 7) -> Iterator[dict[str, object]]:
    dice = random.Random(seed)
    towns, said = places(), _words()
    weights = [1 / (rank + 20) for rank in range(len(towns))]
    dice.shuffle(towns)
    for number, town in enumerate(dice.choices(towns, weights, k=count)):
        what, other = dice.sample(WHAT, 2)
        yield {
            "id": f"generated-{number}",
            "title": f"{what} {dice.choice(CARRIER)} {dice.choice(WHO)} {town[0]} {number}",
            "text": _text(what, other, said, dice),
            "categories": [what],
            "city": town[0],
            "plz": town[2],
            "latitude": round(town[3] + dice.gauss(0, 0.02), 5),
            "longitude": round(town[4] + dice.gauss(0, 0.03), 5),
            "email": f"post{number}@example.org",
        }


def _text(what: str, other: str, said: list[str], dice: random.Random) -> str:
    """Two sentences; half of the words are those in which needs are told, so that hardly two texts are alike."""
    first = f"{what} und {other} für {' und '.join(dice.sample(WHO, 2))}: {' '.join(dice.sample(HOW, 5))}."
    return f"{first} {' '.join(dice.choices(said, k=9)).capitalize()}."


def _words() -> list[str]:
    labels = (label for concept in needs.load() for label in concept.said("de"))
    return sorted({word for label in labels for word in words.surfaces(label) if len(word) > 3})


def queries(count: int, seed: int = 11) -> list[dict[str, object]]:
    """1 to 4 words, every second one with a postcode."""
    dice = random.Random(seed)
    towns = places()
    found: list[dict[str, object]] = []
    for number in range(count):
        words = [dice.choice(WHAT), *dice.sample([*WHO, *HOW], dice.randrange(4))]
        town = dice.choice(towns[:3000])
        found.append(
            {
                "text": " ".join(words),
                "plz": town[2] if number % 2 else None,
                "ags": town[1] if number % 2 else None,
            }
        )
    return found


SHEET = """\
id: generated
title: Generated services
publisher: example.org
licence: CC0-1.0
file: {file}
format: jsonl
kind: service
language: de
fields:
  id: key
  title: name
  text: description
  categories: categories
  city: location.city
  plz: location.postal_code
  latitude: location.latitude
  longitude: location.longitude
  email: email
expect: {{min: {least}, max: {most}}}
"""


def write(folder: Path, count: int) -> Path:
    """Writes the file and its fact sheet; answers with the sheet's path."""
    data = folder / "generated.jsonl"
    with data.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in services(count))
    sheet = folder / "generated.yml"
    sheet.write_text(SHEET.format(file=data.name, least=count, most=count), encoding="utf-8")
    return sheet
