"""What providers are written: plain text, three links, nothing that tells us whether it was opened."""

from collections.abc import Sequence

from msgspec import Struct

REMINDER = """Guten Tag,

{name} steht mit {offers} in der Anlaufstelle. Menschen, die Hilfe suchen, verlassen sich darauf.
Bitte sehen Sie kurz nach. Es dauert weniger als eine Minute, ohne Konto und ohne Passwort.

Es stimmt noch:
{links.right}

Etwas hat sich geändert:
{links.change}

Etwas gibt es nicht mehr:
{links.gone}

Diese Links gehören nur {name}. Sie gelten 60 Tage. Wer sie hat, kann in Ihrem Namen antworten:
Bitte geben Sie die Nachricht nur an Kolleginnen und Kollegen weiter.

Vielen Dank!
"""
SEVERAL = """Guten Tag,

unter dieser Adresse stehen {count} Einrichtungen in der Anlaufstelle. Menschen, die Hilfe suchen, verlassen sich
darauf.
Bitte sehen Sie kurz nach. Es dauert jeweils weniger als eine Minute, ohne Konto und ohne Passwort.
{parts}
Die Links gelten 60 Tage. Wer sie hat, kann im Namen der Einrichtung antworten:
Bitte geben Sie die Nachricht nur an Kolleginnen und Kollegen weiter.

Vielen Dank!
"""
PART = """
{name}, mit {offers}

Es stimmt noch:
{links.right}

Etwas hat sich geändert:
{links.change}

Etwas gibt es nicht mehr:
{links.gone}
"""
TONGUES = """
Die Seiten hinter den Links gibt es auch in: {names}
"""
STOP = """
Keine Erinnerungen mehr an diese Adresse:
{stop}
"""


class Links(Struct, frozen=True):
    right: str
    change: str
    gone: str


class Words(Struct, frozen=True):
    subject: str
    body: str
    links: Links


class Asked(Struct, frozen=True):
    """An organisation, how many of its offers are asked about, and the links to answer by."""

    name: str
    number: int
    links: Links


def reminder(asked: Sequence[Asked], stop: str, tongues: Sequence[str] = ()) -> Words:
    """One mail for a person, however many organisations they answer for. A name is a source's word: it may not open a
    header of its own."""
    told = [{"name": " ".join(one.name.split()), "offers": _offers(one.number), "links": one.links} for one in asked]
    if len(told) == 1:
        body, about = REMINDER.format(**told[0]), told[0]["name"]
    else:
        body = SEVERAL.format(count=len(told), parts="".join(PART.format(**one) for one in told))
        about = f"{len(told)} Einrichtungen"
    ending = TONGUES.format(names=", ".join(tongues)) if tongues else ""
    ending += STOP.format(stop=stop) if stop else ""
    return Words(f"Stimmt das noch? Ihre Angaben in der Anlaufstelle: {about}"[:200], body + ending, asked[0].links)


def _offers(number: int) -> str:
    return "einem Angebot" if number == 1 else f"{number} Angeboten"
