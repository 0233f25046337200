"""Who has to be told that a source keeps failing. Until mail is sent, the letter waits in the data folder's `outbox`.

One letter for each row of failing nights; the file's name carries the day it began, so that nobody is told twice.
"""

import re
from pathlib import Path

from django.conf import settings

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import SourceTrend, Streak

NIGHTS = 5
"""Failing nights in a row until somebody is told: a server that is away for a weekend comes back by itself."""
LETTER = """An: {contact}
Betreff: Ihre Quelle „{title}“ lässt sich seit {nights} Nächten nicht lesen

Guten Tag,

die Quelle „{title}“ ({id}) ließ sich seit dem {since} in {nights} Nächten hintereinander nicht lesen.
Gezeigt wird weiterhin der letzte gute Stand; er wird mit jedem Tag älter.

Der Grund der letzten Nacht:
{why}

Bitte sehen Sie nach, ob die Datei oder die Adresse der Quelle noch stimmt.
"""


def failing() -> list[str]:
    """Writes the letters that are due; returns one line for each source that fails and how long."""
    contacts = {one.id: one.contact for one in read.sources()}
    lines = []
    for trend in read.trends():
        streak = trend.failing
        if streak is None or streak.nights < NIGHTS:
            continue
        contact = contacts.get(trend.id) or "Betrieb"
        lines.append(f"{trend.id}: fails for {streak.nights} nights, since {streak.since}; to be told: {contact}")
        if streak.nights < 2 * NIGHTS:  # later the first day moves out of sight and would look like another row
            _write(trend, streak, contact)
    return lines


def _write(trend: SourceTrend, streak: Streak, contact: str) -> None:
    folder = Path(settings.ANLAUFSTELLE_HOME) / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{streak.since}-{re.sub(r'[^A-Za-z0-9_-]+', '-', trend.id)}.txt"
    if not path.exists():
        words = {"id": trend.id, "title": trend.title, "contact": contact, "why": streak.why}
        path.write_text(
            LETTER.format(**words, nights=streak.nights, since=f"{streak.since:%d.%m.%Y}"), encoding="utf-8"
        )
