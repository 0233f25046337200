"""What columns are called in the spreadsheets of German town halls and associations, and what is meant."""

import re
from pathlib import Path
from typing import Final

import yaml

from ...record.model import Kind

CALLED: Final[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("columns.yml").read_text(encoding="utf-8"))
MEANT = {word: target for target, words in CALLED.items() for word in words.split()}
EVENT = ("happening.dtstart", "happening.last_day", "happening.times")
ELSEWHERE: Final[dict[Kind, dict[str, str]]] = {
    "event": {"application_process": "registration", "hours": "happening.times"},
    "organization": {"url": "website"},
    "service": {},
    "location": {},
    "opportunity": {},
    "notice": {},
    "project": {},
    "conference": {},
    "slot": {},
    "membership": {},
    "body": {},
    "document": {},
}
"""The same thing under another name."""


def meant(column: str) -> str | None:
    """What a column's name says, by its last part; `Öffnungszeiten (Büro)` and `tel_1` as the plain word."""
    if column in MEANT:
        return MEANT[column]
    last = re.split(r"\.|\[\]", column)[-1] or column
    folded = last.casefold().strip(" _*:#").replace("e-mail", "email")
    for words in (re.sub(r"[^\wäöüß]|_", "", folded), re.split(r"[\s(/_-]|\d+$", folded)[0].strip("_-: ")):
        if found := MEANT.get(words) or MEANT.get(words.rstrip("0123456789")):
            return found
    return None
