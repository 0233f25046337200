"""Contact details and hours out of the prose of a provider's page, each with the words they were read from.

A reading is only ever a proposal. A rule that would take something else for an address or hours is not worth a find:
where it is not clear, nothing is said.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from ..errors import BadValue
from ..vocabulary import area, hours_prose, values

MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I)
WAY = r"stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|markt|wall|hof|berg|steig|pfad|chaussee|promenade"
BEFORE = r"(?:(?:Am|An der|An den|Im|In der|Auf dem|Zum|Zur|Alte[rn]?|Neue[rn]?|Große[rn]?|Kleine[rn]?) )?"
NAME = rf"(?:[A-ZÄÖÜ][\wäöüßé-]*(?:{WAY})|[A-ZÄÖÜ][\wäöüßé-]+er (?:Markt|Stra(?:ß|ss)e|Str\.|Platz|Weg|Allee))"
HYPHENED = r"(?:[A-ZÄÖÜ][\wäöüß]+-)+(?:Stra(?:ß|ss)e|Str\.|Platz|Weg|Ring|Allee|Wall|Damm)"
NUMBER = r"\d{1,4}(?:\s?[a-h])?\b(?:\s*(?:[-–/+]|bis)\s*\d{1,4}(?:\s?[a-h])?\b)?"
STREET = re.compile(
    rf"\b(?P<street>{BEFORE}(?:{HYPHENED}|{NAME}))\s+(?P<number>{NUMBER})(?!\s*(?:Uhr|€|Euro|Prozent)|:\d)"
)
RANGE = re.compile(r"\s*(?:–|-|bis)\s*")
PLACE = re.compile(
    r"(?<!\d )(?<!\d)\b(?:D\s?-\s?)?(?P<code>\d{5})\s+(?P<city>[A-ZÄÖÜ][\wäöüß-]+(?:[ -][A-ZÄÖÜ(][\wäöüß.)-]+)*)"
)
DAYS = "montag dienstag mittwoch donnerstag freitag samstag sonntag"
DAY = re.compile(rf"\b(?:mo|di|mi|do|fr|sa|so|(?:{DAYS.replace(' ', '|')})s?)\b", re.I)
CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d{2})?\s*Uhr\b|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s*(?:-|–|bis)\s*\d{1,2}\b", re.I)
CLOSED = re.compile(r"\bgeschlossen\b", re.I)
BEFORE_DAY = re.compile(
    r"(?:\b(?:jede[nrs]?|immer)\s+)?(?:(?:erste|zweite|dritte|vierte|letzte)[nrs]?\s+|\d\.\s+)?$", re.I
)
VERBS = re.compile(
    r"\s(?:(?:hat|ist|sind|haben) (?:die|das|der) [A-ZÄÖÜ][\wäöüß]+"
    r"|geöffnet,?|öffnen|können [^,;]{0,60}? im Wechsel)(?=\s|$)"
)
"""What a sentence says between its days and its times."""


class Found(Struct, frozen=True):
    """`words` is the line, or the lines, it was read from."""

    field: str
    value: str
    words: str


def read(text: str, land: str) -> list[Found]:
    lines = [" ".join(line.replace("|", " ").split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    return [*_lines(lines), *_hours(lines, land)]


def _lines(lines: list[str]) -> Iterator[Found]:
    seen: set[tuple[str, str]] = set()
    for line in lines:
        for field, value in _of(line):
            if (field, value) not in seen:
                seen.add((field, value))
                yield Found(field, value, line)


def _of(line: str) -> Iterator[tuple[str, str]]:
    for number in values.phones(line):
        yield "phone", number.number
    for match in MAIL.finditer(line):
        try:
            yield "email", values.email(match[0].replace(" ", ""))
        except BadValue:
            continue  # what only looks like an address is none
    for match in STREET.finditer(line):
        yield "street", f"{match['street']} {RANGE.sub('-', match['number'])}"
    for match in PLACE.finditer(line):
        try:
            code = values.postal_code(match["code"])
        except BadValue:
            continue  # five digits that are no postcode
        if area.by_postal_code(code):
            yield "place", f"{code} {match['city']}"


def _hours(lines: list[str], land: str) -> Iterator[Found]:
    """Lines that name days belong together while they follow each other; of a sentence, its part about days."""
    block: list[str] = []
    for line in [*lines, ""]:
        if DAY.search(line) and (CLOCK.search(line) or CLOSED.search(line)):
            block.append(line)
        elif block:
            yield from _read(block, land)
            block = []


def _read(block: list[str], land: str) -> Iterator[Found]:
    for words in ("\n".join(block), "; ".join(part for line in block for part in _parts(line))):
        reading = hours_prose.read(words, land) if words else None
        if reading and reading.accepted and reading.kind == "opening":
            yield Found("hours", reading.osm, "\n".join(block))
            return
    yield Found("hours words", "\n".join(block), "\n".join(block))


def _parts(line: str) -> Iterator[str]:
    """From the first day to the last time of each sentence, without what stands between that is about neither."""
    for sentence in re.split(r"(?<=[a-zß)])[.!?]\s+(?=[A-ZÄÖÜ\[])", line):
        day = DAY.search(sentence)
        times = [match.end() for match in CLOCK.finditer(sentence)]
        if day and times and times[-1] > day.start():
            before = BEFORE_DAY.search(sentence[: day.start()])
            yield VERBS.sub(" ", sentence[before.start() if before else day.start() : times[-1]])
