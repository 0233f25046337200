"""What providers are written: plain text, three links, nothing that tells us whether it was opened."""

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


def reminder(name: str, number: int, links: Links, stop: str) -> Words:
    """A name is a source's word: it may not open a header of its own."""
    told = " ".join(name.split())
    offers = "einem Angebot" if number == 1 else f"{number} Angeboten"
    body = REMINDER.format(name=told, offers=offers, links=links) + (STOP.format(stop=stop) if stop else "")
    return Words(f"Stimmt das noch? Ihre Angaben in der Anlaufstelle: {told}"[:200], body, links)
