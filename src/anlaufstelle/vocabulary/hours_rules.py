"""Opening hours as text: from the OSM syntax to checked rules. German prose is read by `hours_prose` alone.

Every rule is `selector times state "comment"`. What the standard reads as something else than people mean is refused
here with a reason, since a wrong "open" is worse than none: bare comments, `||`, days without times, sunrise.
"""

import re
from typing import Literal

import msgspec
from msgspec import Struct

from anlaufstelle.errors import BadValue

State = Literal["open", "off", "unknown"]

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_LOOSE = re.compile(r"\d\.\d|[A-Za-z]\.|\n")
"""Marks of prose. In prose a semicolon adds hours, in OSM syntax it takes those before away, so prose is refused."""
_TOKEN = re.compile(r'"[^"]*"|\|\||24/7|\d{2}:\d{2}\+?|[A-Za-z]+|\d+|\s+|.', re.S)
_SPAN = r"\d{2}:\d{2}(?:\s*-\s*\d{2}:\d{2})?\+?"
_RULE = re.compile(
    rf"(?P<selector>.*?)\s*(?P<times>24/7|{_SPAN}(?:\s*,\s*{_SPAN})*)?\s*(?P<state>\b(?:open|off|closed|unknown))?"
)
_APPOINTMENT = re.compile(
    r"\b(?:nach|auf|nur mit|mit|bei|gegen)\s+(?:\w+\s+){0,2}?(?:termin\w*|vereinbarung|absprache|anfrage|anmeldung|"
    r"verabredung|rücksprache)|\btermine?\b.*\b(?:vereinbar\w+|absprache|nötig|erforderlich)|\bby appointment\b"
    r"|\bterminvereinbarung\b|\bn\.\s?v\b\.?",
    re.I,
)
_WHEN = re.compile(
    r"\d{1,2}(?::|\.)\d{2}|\d\s*(?:-|–|bis)\s*\d|\d\s*uhr|rund um die uhr|24/7"
    r"|\b(?:mon|diens|donners|frei|sams|sonn)tags?\b|\bmittwochs?\b|\btäglich\b",
    re.I,
)


_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY_WORD = re.compile(rf"\b{_DAY}\b")
_DAYS = re.compile(rf"{_DAY}(?:-{_DAY})?(?:\[[^\]]*\])?(?:\s*[+-]\s?\d+ days?)?")
_SELECTED_DAYS = re.compile(rf"\b({'|'.join(_WEEK)})(?:-({'|'.join(_WEEK)}))?\b")


class Rule(Struct, frozen=True, kw_only=True):
    """`adds`: it joins the rules before it (comma) instead of overriding their days (semicolon)."""

    adds: bool
    selector: str
    times: tuple[str, ...]
    state: State
    comment: str | None = None

    @property
    def holds_on_sundays(self) -> bool:
        """True for '24/7', 'Mo-Su', 'Fr-Mo', '08:00-22:00': who opens on Sundays does not close for a holiday."""
        spans = _SELECTED_DAYS.findall(self.selector)
        return self.state == "open" and (not spans or any(_reaches_sunday(*span) for span in spans))

    def __str__(self) -> str:
        state = "" if self.state == "open" and not (self.comment or not self.times) else self.state
        comment = f'"{self.comment}"' if self.comment else ""
        return " ".join(filter(None, (self.selector, ",".join(self.times), state, comment)))


def is_appointment_only(text: str) -> bool:
    """'nach Vereinbarung' and its kin, as long as no day or time stands beside it: then there are hours too."""
    return bool(_APPOINTMENT.search(text)) and not _WHEN.search(text)


def read(osm: str) -> tuple[Rule, ...]:
    """Refuses what has no sure meaning, prose first of all."""
    text = _tidied(osm)
    if not text:
        raise BadValue("empty opening hours; leave the field out instead")
    return tuple(rule for adds, body in _pieces(text, osm) for rule in _unmixed(_rule(adds, body, osm)))


def written(rules: tuple[Rule, ...]) -> str:
    return "".join((", " if rule.adds else "; ") + str(rule) for rule in rules)[2:]


def _reaches_sunday(first: str, last: str) -> bool:
    return "Su" in (first, last) or (last != "" and _WEEK.index(last) < _WEEK.index(first))


def _tidied(osm: str) -> str:
    """Quotation marks, dashes, spaces and leading zeros are all that is mended."""
    text = re.sub("[„“”]", '"', re.sub(r"[‐‑‒–—−]", "-", osm)).strip().strip(";,").strip()
    parts = re.split(r'("[^"]*")', text)
    if any(_LOOSE.search(part) for part in parts[::2]):
        raise BadValue(f"'{osm}' is no OSM syntax; write for example Mo-Fr 08:00-12:00")
    return "".join(part if part.startswith('"') else _tidied_words(part) for part in parts)


def _tidied_words(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([-,;])\s*", lambda mark: mark[1] if mark[1] == "-" else mark[1] + " ", text)
    text = re.sub(r"(?<=[A-Za-z\]])-(\d+ days?)", r" -\1", text)
    return re.sub(r"(?<![\d:])\d:\d{2}", lambda time: "0" + time[0], text)


def _pieces(text: str, osm: str) -> list[tuple[bool, str]]:
    """Cut at ';' and at those commas that begin a further rule: after times, a state or a comment, before a word."""
    pieces, adds, body, last = [], False, "", ""
    tokens = [token[0] for token in _TOKEN.finditer(text)]
    for place, token in enumerate(tokens):
        following = next((one for one in tokens[place + 1 :] if not one.isspace()), "")
        if token == "||":
            raise BadValue(f"'{osm}': '||' is not understood; put 'by appointment' into its own field")
        if token == ";" or (token == "," and _ends_rule(last) and not re.match(r"\d{2}:", following)):
            pieces.append((adds, body.strip()))
            adds, body, last = token == ",", "", ""
            continue
        body += token
        last = last if token.isspace() else token
    return [(adds, body) for adds, body in [*pieces, (adds, body.strip())] if body]


def _ends_rule(token: str) -> bool:
    return bool(re.fullmatch(r'\d{2}:\d{2}\+?|24/7|".*"|open|off|closed|unknown', token, re.S))


def _rule(adds: bool, body: str, osm: str) -> Rule:
    comment = " ".join(one[1:-1].strip() for one in re.findall(r'"[^"]*"', body)) or None
    bare = re.sub(r"\s*,\s*", ",", re.sub(r'\s*"[^"]*"', "", body)).strip()
    match = _RULE.fullmatch(bare)
    assert match is not None  # every part of the pattern is optional
    selector, stated = match["selector"].strip(), match["state"]
    times = tuple((match["times"] or "").split(",")) if match["times"] else ()
    _refuse(selector, times, stated, comment, osm)
    if times == ("24/7",) and selector:
        times = ("00:00-24:00",)
    return Rule(adds=adds, selector=selector, times=times, state=_state(stated, comment), comment=comment)


def _unmixed(rule: Rule) -> list[Rule]:
    """'PH,Dec 24,Dec 31 off' says what everybody means, but the standard wants a rule for days and one for dates."""
    items = rule.selector.split(",")
    days = [item for item in items if _DAYS.fullmatch(item)]
    dates = [item for item in items if not _DAY_WORD.search(item)]
    if not (days and dates) or len(days) + len(dates) < len(items):
        return [rule]
    return [msgspec.structs.replace(rule, selector=",".join(part)) for part in (days, dates)]


def _refuse(selector: str, times: tuple[str, ...], stated: str | None, comment: str | None, osm: str) -> None:
    if not (selector or times or stated):
        raise BadValue(f"'{osm}': a comment alone says nothing about time; put 'by appointment' into its own field")
    if is_appointment_only(selector) or re.search(r"vereinbarung|absprache", selector, re.I):
        raise BadValue(f"'{osm}': 'by appointment' is no opening time; put it into its own field")
    if re.search(r"sunrise|sunset|dawn|dusk", selector):
        raise BadValue(f"'{osm}': write clock times instead of sunrise and sunset")
    if ":" in selector or "/" in re.sub(r"/\d+\b", "", selector):
        raise BadValue(f"'{osm}': '{selector}' is not understood; write days first, then times such as 08:00-12:00")
    if not (times or stated):
        raise BadValue(f"'{osm}': '{selector}' has no times; a whole day is 00:00-24:00, a closed one off")
    for span in times:
        start, _, end = span.rstrip("+").partition("-")
        if start == end.strip() or not (end or span.endswith("+") or span == "24/7"):
            raise BadValue(f"'{osm}': '{span}' needs a beginning and a later end")


def _state(stated: str | None, comment: str | None) -> State:
    """A comment without a state makes a time unsure (as the standard says), and 'by appointment' is never open."""
    if stated in ("off", "closed"):
        return "off"
    if stated == "unknown" or (comment and (not stated or _APPOINTMENT.search(comment))):
        return "unknown"
    return "open"
