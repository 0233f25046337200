"""Phone numbers in German prose.

The library's own parser turns letters into digits and swallows what follows a slash, so numbers are cut out of the
text here, and the library only judges each of them. Nothing of the text is lost: what is no number is the description.
"""

import re
from itertools import pairwise

import phonenumbers
from msgspec import Struct

from anlaufstelle.errors import BadValue

SHORT = re.compile(r"110|112|115|116\d{3}")

_NUMBER = re.compile(r"(?<!\w)(?<!\d[.,:])\(?\+?\d(?:(?:\(0\)|[ \u00a0\u202f)/‐‑–—-])*\d|\.\d)*")
_TIMES = re.compile(
    r"\b\d{1,2}([.:]\d{2})?\s*(-|–|bis)\s*\d{1,2}([.:]\d{2})?\s*(Uhr|h)\b|\b\d{1,2}([.:]\d{2})?\s*(Uhr|h)\b"
    r"|\b\d{1,2}:\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.\s?(\d{4}|\d{2})\b"
)
_EXTENSION = re.compile(
    r"[\s,]*\(?\s*(?:App(?:arat|\.)?|Durchwahl|DW|Nebenstelle|Nst\.?|ext\.?)\s*:?\s*-?(\d{1,5})\b\)?", re.I
)
_UNIT_AFTER = re.compile(r"\s*(?:€|%|m²|(?:Euro|EUR|Plätze|Personen|Jahre|Kinder|km)\b)", re.I)
_HOUSE_BEFORE = re.compile(r"(?:str(?:aße|asse)?\.?|weg|platz|allee|Nr\.?|Haus|Zimmer|Raum|Artikel|Art\.|§)\s*$", re.I)
_FAX_BEFORE = re.compile(r"(?<!/)(?<!/ )\b(?:Tele)?fax(?:nummer|-Nr\.?|nr\.?)?\s*[.:]?\s*$", re.I)
_LABELS = re.compile(r"\b(?:Tele(?:fon|fax)(?:nummer)?|Tel|Fon|Phone|Fax|Rufnummer)\b\.?\s*:?", re.I)
_JOINING = re.compile(r"(?:^|\s)(?:oder|und|sowie|u\.|bzw\.)\s*$")
_EDGES = " \t\r\n\u00a0,;:/|–—-"


class PhoneNumber(Struct, frozen=True, kw_only=True):
    """`number` is E.164, or a short number as it is dialled; `description` keeps the words around the number."""

    number: str
    stated: str
    description: str | None = None
    extension: int | None = None


class _Found(Struct, frozen=True, kw_only=True):
    numbers: tuple[str, ...]
    stated: str
    extension: int | None
    fax: bool
    start: int
    end: int


def phones(text: str, region: str = "DE") -> list[PhoneNumber]:
    """Numbers one can call, in the order of the text; a fax is not among them. Empty if none can be read."""
    return _read(text, region, fax=False)


def faxes(text: str, region: str = "DE") -> list[PhoneNumber]:
    return _read(text, region, fax=True)


def phone(text: str, region: str = "DE") -> PhoneNumber:
    found = phones(text, region)
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(one.number for one in found)
        raise BadValue(f"'{text}' holds {len(found)} phone numbers ({numbers}); give each its own field")
    raise BadValue(f"'{text}' is not a phone number; write it with its area code, such as 02366 1234")


def phone_caption(number: str, region: str = "DE") -> str:
    """As people of the region write it: `02366 180712`, `116 117`; from elsewhere with the country code."""
    if not number.startswith("+"):
        return f"{number[:3]} {number[3:]}".strip()
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException as problem:
        raise BadValue(f"'{number}' is not an E.164 number: {problem}") from problem
    home = phonenumbers.country_code_for_region(region) == parsed.country_code
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, style))


def phone_href(number: str) -> str:
    return f"tel:{number}"


def _read(text: str, region: str, *, fax: bool) -> list[PhoneNumber]:
    found = _scan(text, region)
    return [
        PhoneNumber(number=number, stated=one.stated, description=words, extension=one.extension)
        for one, words in zip(found, _descriptions(text, found), strict=True)
        if one.fax is fax
        for number in one.numbers
    ]


def _scan(text: str, region: str) -> list[_Found]:
    readable = _TIMES.sub(lambda time: "x" * len(time[0]), text)
    found = []
    for match in _NUMBER.finditer(readable):
        start, end = match.span()
        if match[0].startswith("(") and ")" not in match[0]:
            start += 1
        numbers = _numbers(text[start:end], region)
        if not numbers or _is_something_else(text[:start], text[end:], numbers[0]):
            continue
        extension = _EXTENSION.match(text, end)
        found.append(
            _Found(
                numbers=tuple(numbers),
                stated=text[start:end],
                extension=int(extension[1]) if extension else None,
                fax=bool(_FAX_BEFORE.search(text[:start])),
                start=start,
                end=extension.end() if extension else end,
            )
        )
    return found


def _is_something_else(before: str, after: str, number: str) -> bool:
    """'Hauptstraße 112' and '110 Plätze' are no emergency calls."""
    return not number.startswith("+") and bool(_UNIT_AFTER.match(after) or _HOUSE_BEFORE.search(before))


def _numbers(stated: str, region: str) -> list[str]:
    """One number, or several where a slash adds further endings: '0201-12 34 56 / 57' is …56 and …57."""
    parts = stated.split("/")
    if all(SHORT.fullmatch(_digits(part)) for part in parts):
        return [_digits(part) for part in parts]
    heads = 2 if len(parts) > 1 and len(_digits(parts[0])) <= 6 else 1
    head = "".join(parts[:heads])
    first = _one(head, region)
    if first is None:
        return _glued(stated, region)
    result = [first]
    for part in parts[heads:]:
        ending = _digits(part)
        whole = _one(part, region) if ending.startswith("0") and len(ending) > 6 else None
        other = whole or _one(_plus(head) + _digits(head)[: -len(ending)] + ending, region)
        if other is None:
            return []
        result.append(other)
    return list(dict.fromkeys(result))


def _glued(stated: str, region: str) -> list[str]:
    """'02366 303-0 02366 303-1' is too long for one number, and both halves are numbers of their own."""
    for gap in re.finditer(r"[\s/]+(?=\(?0)", stated):
        left, right = _one(stated[: gap.start()], region), _one(stated[gap.end() :], region)
        if left and right:
            return list(dict.fromkeys((left, right)))
    return []


def _one(stated: str, region: str) -> str | None:
    digits = _plus(stated) + _digits(stated)
    if SHORT.fullmatch(digits):
        return digits
    if digits[0] not in "0+":
        return None
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _plus(text: str) -> str:
    return "+" if text.lstrip("( ").startswith("+") else ""


def _descriptions(text: str, found: list[_Found]) -> list[str | None]:
    """Words between two numbers belong to the first up to the last comma, line or bracket, the rest to the second."""
    if not found:
        return []
    before, after = [text[: found[0].start]], []
    for one, following in pairwise(found):
        between = text[one.end : following.start]
        opened = between.rfind("(") if between.rfind("(") > between.rfind(")") else -1
        cut = max(opened, *(between.rfind(mark) for mark in ",;\n|")) + 1 or len(between)
        after.append(_JOINING.sub("", between[:cut]))
        before.append(between[cut:])
    after.append(text[found[-1].end :])
    return [" ".join(filter(None, map(_tidy, around))) or None for around in zip(before, after, strict=True)]


def _tidy(words: str) -> str:
    words = re.sub(r"\s+", " ", _LABELS.sub(" ", words)).strip(_EDGES)
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1].strip()
    if words.count("(") != words.count(")"):
        words = words.strip("() ")
    return words if re.search(r"\w", words) else ""
