"""Named value readers: one cell in, one value of the model out.

A reader never raises on a bad value and never drops it: it signals, keeps the raw words, and returns None. Its name
may stand as `read:` in a fact sheet; `fields` says which reader a target has by itself.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date as Day
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from dateutil.rrule import rrulestr

from ..errors import BadValue
from ..record.model import Language, Phone, ServiceArea, Url
from ..vocabulary import area, hours, hours_prose, values
from . import happen, html_text, week
from .context import Context
from .readers_numbers import address, degrees, integer, number, point, postal_code

Reader = Callable[[Context, Any], Any]

CACHE = 1 << 16
"""Values repeat within a source (a website, a date); reading each once makes a harvest several times faster."""
_web = lru_cache(CACHE)(values.web)
_date = lru_cache(CACHE)(values.date)
_money = lru_cache(CACHE)(values.money)
_ages = lru_cache(CACHE)(values.age_range)

DAMAGED = re.compile("\ufffd|[ÃÂ][\u0080-\u00bf\u2018-\u203a\u0152-\u017e€†‡‰™–—„…]|â€")
"""What UTF-8 looks like after somebody read it as Windows-1252: `Ã¼` for `ü`; � for what was lost for good."""
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UNTIL_UTC = re.compile(r"(UNTIL=\d{8}T\d{6})Z")
SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
FIRST_DAY = Day(1899, 12, 30)
"""From which spreadsheets count their days."""
GERMAN_HOURS = re.compile(
    r"(?i:uhr|tag|woch|täglich|bis|und|sowie|geschlossen|vereinbar|ferien)|\b(?:Di|Mi|Do|So)\b|\n"
)
"""Prose is never given to the reader of OSM hours: "Di-Fr 9-12 Uhr; Do 14-17 Uhr" would lose Thursday's morning."""
YES = frozenset({"true", "ja", "yes", "1", "x", "wahr"})
NO = frozenset({"false", "nein", "no", "0", "falsch"})
ALSO = {
    "aramäisch": "arc", "assyrisch": "aii", "dari": "prs", "deutsche gebärdensprache": "gsg", "dgs": "gsg",
    "farsi": "fa", "kurdisch": "ku", "kurmandschi": "kmr", "paschto": "ps", "punjabi": "pa", "romanes": "rom",
    "serbokroatisch": "sh", "sorani": "ckb", "tamazight": "zgh", "tamilisch": "ta",
}  # fmt: skip
"""Names of languages as counselling centres write them, where CLDR calls them otherwise."""


@cache
def _language_codes() -> dict[str, str]:
    return {name.casefold(): code.replace("_", "-") for code, name in Locale("de").languages.items()} | ALSO


def _unread(context: Context, value: Any, error: Exception | str, code: str) -> None:
    remedy = f"Correct it at the source, or add a lookup with a note for `{context.column}`."
    context.signal(code, f"{error}", remedy, value=value)
    context.keep(value)


def each(value: Any) -> Iterable[Any]:
    """The items of a list, or of a text with `;`, `|` or line ends between them."""
    if isinstance(value, list):
        return value
    return (part.strip() for part in re.split(r"[;|\n]", str(value))) if isinstance(value, str) else (value,)


def text(context: Context, value: Any) -> str | None:
    """Any value in words. Damaged characters are a finding; a file full of them is refused when the run ends."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        if any(isinstance(one, dict | list) for one in value):
            _unread(context, value, "A list of objects is no text.", "nested-value")
            return None
        value = "\n".join(str(one) for one in value)
    words = str(value).strip()
    if not words.isascii() and DAMAGED.search(words):
        remedy = "Export the source again as UTF-8; somewhere it was read in the wrong encoding."
        context.signal("damaged-characters", "Letters were destroyed by a wrong encoding.", remedy, value=words)
    return words or None


def html(context: Context, value: Any) -> str | None:
    """Text with tags or character references, as plain text."""
    return text(context, html_text.plain(str(value)))


def words(context: Context, value: Any) -> tuple[str, ...]:
    """A list, or words between `;` `|` or line ends; a comma may be part of one word."""
    found = (text(context, one) for one in each(value))
    return tuple(dict.fromkeys(one for one in found if one))


def phones(context: Context, value: Any) -> tuple[Phone, ...]:
    try:
        found = [number for one in each(value) if one for number in values.phones(_dialled(one))]
    except BadValue as error:
        _unread(context, value, error, "bad-phone")
        return ()
    if not found:
        _unread(context, value, "No telephone number can be found here.", "bad-phone")
    return tuple(
        Phone(
            id=context.part(f"phones/{context.column}" + (f"/{place}" if place else "")),
            number=one.number,
            stated=one.stated,
            description=one.description,
            extension=one.extension,
        )
        for place, one in enumerate(found)
    )


def _dialled(value: Any) -> str:
    """A spreadsheet's number has lost its first zero: 2366180712 is 02366 180712, 492366180712 has its country."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or value < 10_000_000:
        return str(value)
    return f"+{value}" if str(value).startswith("49") and value > 10**10 else f"0{value}"


def phones_without_zero(context: Context, value: Any) -> tuple[Phone, ...]:
    """Numbers of a column whose first zeros a spreadsheet has eaten before it was saved as text."""
    bare = re.compile(r"[1-9][\d /-]{6,}")
    return phones(context, [f"0{one}" if bare.fullmatch(str(one)) else one for one in each(value)])


def email(context: Context, value: Any) -> str | None:
    try:
        return values.email(str(value))
    except BadValue as error:
        _unread(context, value, error, "bad-email")
        return None


def web(context: Context, value: Any) -> str | None:
    try:
        return _web(str(value))
    except BadValue as error:
        _unread(context, value, error, "bad-web-address")
        return None


def webs(context: Context, value: Any) -> tuple[Url, ...]:
    found = [web(context, one) for one in each(value) if one]
    return tuple(Url(id=context.part(f"urls/{context.column}/{at}"), url=one) for at, one in enumerate(found) if one)


def date(context: Context, value: Any) -> str | None:
    """As precise as stated: 2018, 2025-10 or 2025-05-14; a spreadsheet's bare 45123 is the day 45123 of its count."""
    if SERIAL.fullmatch(str(value)):
        return (FIRST_DAY + timedelta(days=int(float(value)))).isoformat()
    try:
        return _date(str(value))
    except BadValue as error:
        _unread(context, value, error, "bad-date")
        return None


def start(context: Context, value: Any) -> str | None:
    """A date-time where a time is stated, else a date; a month alone is fine and never keeps an event back."""
    words = str(value)
    if SERIAL.fullmatch(words):
        return date(context, value)
    try:
        if "T" not in words:
            return _date(words)
        datetime.fromisoformat(words)
    except (BadValue, ValueError) as error:
        _unread(context, value, error, "bad-date")
        return None
    return words


def rrule(context: Context, value: Any) -> str | None:
    """RFC 5545; expanded once here, so that no later step meets a rule that cannot be."""
    words = str(value).removeprefix("RRULE:")
    try:
        rrulestr(UNTIL_UTC.sub(r"\1", words), dtstart=datetime(2026, 1, 1))  # noqa: DTZ001 - the rule is tried, not kept
    except ValueError as error:
        _unread(context, value, f"No recurrence rule ({error}).", "bad-rrule")
        return None
    return words


def opening_hours(context: Context, value: Any) -> str | None:
    """OSM syntax, or German prose where it is certain; its words stay beside it. What cannot be read stays as words
    alone, with a proposal in the finding; "nach Vereinbarung" is an appointment."""
    words = str(value)
    if hours.is_appointment_only(words):
        context.draft.setdefault("appointment", "required")
        context.draft.setdefault("schedules.description", words)
        return None
    land = area.land(context.home or "05")
    prose = GERMAN_HOURS.search(words) and '"' not in words  # OSM hours hold German only in quoted comments
    if prose and (reading := hours_prose.read(words, land)):
        return _prose(context, reading)
    try:
        hours.Hours.parse(words, land)
    except BadValue as error:
        if not prose and (reading := hours_prose.read(words, land)):  # "Mo-Fr 9-12" is prose, too
            return _prose(context, reading)
        context.draft.setdefault("schedules.description", words)
        _unread(context, value, error, "bad-hours")
        return None
    return words


def _prose(context: Context, reading: hours_prose.Reading) -> str | None:
    context.draft.setdefault("schedules.description", reading.text)
    if not reading.accepted or reading.kind != "opening":
        why = "; ".join(reading.doubts) or f"hours of another kind ({reading.kind})"
        told = f"Perhaps `{reading.osm}`, but a person has to say so: {why}."
        _unread(context, reading.text, told, "bad-hours")
        return None
    if reading.appointment:
        context.draft.setdefault("appointment", "possible")
    return reading.osm


def free(context: Context, value: Any) -> bool | None:
    """Whether words about money say that it costs nothing; None where they leave it open."""
    try:
        return _money(text(context, value) or "").free
    except BadValue:
        return None


def ages(context: Context, value: Any) -> values.AgeRange | None:
    try:
        found = _ages(str(value))
    except BadValue:
        return None
    return found if found.minimum is not None or found.maximum is not None else None


def served(context: Context, value: Any) -> tuple[ServiceArea, ...]:
    """Who is served: the words, and the areas they mean. `record.check` tells of those not understood."""
    words = text(context, value) or ""
    part = context.part(f"service_areas/{context.column}")
    return (ServiceArea(id=part, name=words, areas=context.served(words)),)


def languages(context: Context, value: Any) -> tuple[Language, ...]:
    """Codes (BCP 47) or German names of languages."""
    found = []
    for one in each(str(value).replace(",", ";") if isinstance(value, str) else value):
        code = _language_codes().get(str(one).casefold(), str(one))
        part = context.part(f"languages/{one}")
        if TAG.fullmatch(code):
            found.append(Language(id=part, code=code))
        elif one:
            context.signal("unknown-language", "No such language.", "Use a code such as `uk`, or a lookup.", value=one)
            found.append(Language(id=part, name=str(one)))
    return tuple(found)


def language(context: Context, value: Any) -> str | None:
    code = _language_codes().get(str(value).casefold(), str(value))
    if TAG.fullmatch(code):
        return code
    _unread(context, value, "No language code (BCP 47).", "unknown-language")
    return None


def yes_no(context: Context, value: Any) -> bool | None:
    word = str(value).casefold()
    if word in YES or word in NO:
        return word in YES
    _unread(context, value, "Neither yes nor no.", "unknown-choice")
    return None


def wheelchair(context: Context, value: Any) -> str | None:
    word = str(value).casefold()
    if word in YES or word in NO:
        return "yes" if word in YES else "no"
    if word in ("limited", "teilweise", "eingeschränkt"):
        return "limited"
    _unread(context, value, "Neither yes, limited nor no.", "unknown-choice")
    return None


def organization(context: Context, value: Any) -> str | None:
    """A provider's name; the reference it leads to is resolved when the row is done."""
    return text(context, value)


def key(context: Context, value: Any) -> str:
    """Raw, since ids come from it: not cleaned, only a spreadsheet's number loses its `.0`."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def keys(context: Context, value: Any) -> tuple[str, ...]:
    return tuple(key(context, one) for one in each(value) if one)


READERS: dict[str, Reader] = {
    one.__name__: one
    for one in (
        text, words, phones, email, web, webs, date, start, rrule, free, ages, served, languages, language, postal_code,
        number, integer, yes_no, wheelchair, organization, key, keys, html, address, degrees, point,
        phones_without_zero,
    )
} | {
    "hours": opening_hours, "phone": phones, "money": free, "age": ages, "day": week.day, "times": happen.times,
}  # fmt: skip
