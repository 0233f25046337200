"""What readers of a network's newsletter are written: plain German text, nothing that tells whether it was opened."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

MOST = 20
"""Lines of one kind in a mail."""
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
QUESTION = """Guten Tag,

jemand hat diese Adresse für den Rundbrief von {network} eingetragen. Er kommt einmal im Monat.

Waren Sie das? Dann stimmen Sie bitte hier zu:
{link}

Waren Sie es nicht? Dann brauchen Sie nichts zu tun. Nach {days} Tagen löschen wir die Adresse.
"""
LETTER = """Guten Tag,

das ist der Rundbrief von {network}.
{parts}
Alles Weitere:
{page}

Keinen Rundbrief mehr? Hier melden Sie sich ab, dann löschen wir Ihre Adresse:
{stop}
"""


class Line(Struct, frozen=True):
    """`day` is that of an event; not `sure` when nobody has confirmed the series for long."""

    name: str
    address: str
    day: date | None = None
    sure: bool = True


class Told(Struct, frozen=True, kw_only=True):
    network: str
    month: date
    page: str
    events: Sequence[Line] = ()
    documents: Sequence[Line] = ()
    projects: Sequence[Line] = ()


def question(network: str, link: str, days: int) -> tuple[str, str]:
    """Subject and body."""
    name = " ".join(network.split())
    return f"Rundbrief von {name}: bitte zustimmen", QUESTION.format(network=name, link=link, days=days)


def newsletter(told: Told, stop: str) -> tuple[str, str]:
    name = " ".join(told.network.split())
    parts = (
        _part("Die nächsten Termine", told.events),
        _part("Neu in der Bibliothek", told.documents),
        _part("Neue Projekte der Mitgliedsstädte", told.projects),
    )
    body = LETTER.format(network=name, parts="".join(parts), page=told.page, stop=stop)
    return f"{name}: Rundbrief {MONTHS[told.month.month - 1]} {told.month.year}", body


def _part(title: str, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    more = "\nund weitere\n" if len(lines) > MOST else ""
    return f"\n{title}\n{'-' * len(title)}\n" + "".join(_said(one) for one in lines[:MOST]) + more


def _said(line: Line) -> str:
    day = f"{DAYS[line.day.weekday()]}, {line.day:%d.%m.%Y}: " if line.day else ""
    return f"\n{day}{line.name}{'' if line.sure else ' (bitte vorher nachfragen)'}\n{line.address}\n"
