"""What it costs and how old one must be, read from a source's words.

A wrong 'kostenlos' sends people to a bill, so only a text that says it of the whole offer counts: 'Erstberatung
kostenlos' is not free, and 'Beratung kostenlos' neither (in Herten's data it is said by a nursing service).
"""

import re

from msgspec import Struct

_FREE = r"(?:kosten(?:los|frei)e?s?|gebührenfrei|unentgeltlich|gratis|umsonst|free(?: of charge)?)"
_NO_COST = (
    r"(?:ohne kosten|keine kosten|kein entgelt|keine gebühr(?:en)?|kosten: keine"
    r"|eintritt frei|freier eintritt|kein eintritt)"
)
_WHOLE = r"(?:(?:(?:das|die|der) )?(?:angebot|teilnahme|eintritt|nutzung|anruf)\s*(?:ist|sind|:)?\s*)?"
_HARMLESS = (
    r"(?:(?:und |auf wunsch )?(?:auch )?(?:anonym|vertraulich|unverbindlich|ohne anmeldung|ohne termin|rund um die uhr)"
    r"|(?:eine )?spenden? (?:ist |sind )?(?:möglich|erwünscht|willkommen)"
    r"|für alle(?: interessierten)?|aus deutschland|bundesweit)"
)
_FREE_TEXT = re.compile(
    rf"(?:{_HARMLESS}[\s,;]*(?:und\s+)?)*{_WHOLE}(?:(?:aus deutschland )?{_FREE}|{_NO_COST})"
    rf"(?:[\s,;.(]*(?:und\s+)?(?:{_HARMLESS}|{_FREE}))*[\s.!)]*"
)
_COSTS = re.compile(
    r"kostenpflichtig|nicht kosten(?:los|frei)|selbstkosten|kleiner betrag|gebühr|entgelt|selbstzahler"
    r"|(?:kosten|eltern|mitglieds|eigen|teilnahme|teilnehmer)beitrag|(?:eintritts|selbstkosten|kauf)preis"
    r"|\d\s*(?:%|prozent)"
)
_AMOUNT = re.compile(
    r"(?:(?P<before>€|EUR|Euro|CHF|\$|£)\s*)?(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d+(?:[.,]\d{1,2})?)(?:,-|,–|\.-)?"
    r"\s*(?P<after>€|EUR\b|Euro\b|Cent\b|CHF\b|\$|£)?",
    re.I,
)
_VAGUE = re.compile(r"\b(?:ab|bis|zwischen|ca|circa|etwa|rund|ungefähr|maximal|höchstens|mindestens|von)\b", re.I)
_CURRENCIES = {"chf": "CHF", "$": "USD", "£": "GBP"}


class Money(Struct, frozen=True, kw_only=True):
    """`amount` only where exactly one price is stated; `free` None: it depends, or is not said."""

    amount: float | None
    currency: str
    free: bool | None
    text: str


class AgeRange(Struct, frozen=True, kw_only=True):
    """Years, both ends included; months as parts of a year. Nothing found: both None.

    'über 65' gives 65, not 66: where words are loose, nobody is turned away.
    """

    minimum: float | None
    maximum: float | None
    text: str


def money(text: str) -> Money:
    words = re.sub(r"\s+", " ", text.strip().lower())
    prices = [
        (_number(match), _currency(match)) for match in _AMOUNT.finditer(text) if match["before"] or match["after"]
    ]
    currency = prices[0][1] if prices else "EUR"
    free = _is_free(words, [price for price, _ in prices])
    exact = len(prices) == 1 and not _VAGUE.search(text) and "%" not in text
    amount = prices[0][0] if exact else 0.0 if free else None
    return Money(amount=amount, currency=currency, free=free, text=text)


def _is_free(words: str, prices: list[float]) -> bool | None:
    if any(price > 0 for price in prices) or re.search(r"kostenpflichtig|nicht kosten(?:los|frei)", words):
        return False
    if prices or _FREE_TEXT.fullmatch(words):
        return True
    if re.search(rf"{_FREE}|{_NO_COST}", words):
        return None
    return False if _COSTS.search(words) else None


def _number(match: re.Match[str]) -> float:
    stated = match["number"]
    plain = stated.replace(".", "") if re.search(r"\.\d{3}", stated) else stated
    value = float(plain.replace(",", "."))
    return value / 100 if (match["after"] or "").lower() == "cent" else value


def _currency(match: re.Match[str]) -> str:
    return _CURRENCIES.get((match["before"] or match["after"] or "").lower(), "EUR")


_WORD_NUMBERS = dict(
    zip(
        "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn zwanzig".split(),
        range(21),
        strict=True,
    )
)
_N = rf"(?P<{{name}}>\d{{{{1,3}}}}|{'|'.join(sorted(_WORD_NUMBERS, key=len, reverse=True))})(?:n|m)?"
_UNIT = r"(?:[\s-]*(?P<unit>jahren?|j\.|jährigen?|lebensjahr|monaten?|wochen))"
_END = r"(?=\s*(?:$|[,;)]|\.(?!\d)|und\b|sowie\b|oder\b))"  # not 'über 100.000 Euro'
_A, _B = _N.format(name="a"), _N.format(name="b")
_RANGE = re.compile(
    rf"\b{_A}(?:\s*(?P<unit_a>jahren?|monaten?|wochen))?\s*(?:-|–|bis(?: zu(?:m)?)?|und)\s*{_B}\.?{_UNIT}", re.I
)
_BOUND = re.compile(
    rf"\b(?P<word>ab|über|unter|bis(?: zu(?:m)?| einschließlich)?|mindestens|höchstens|maximal)\s*(?P<birth>dem |zum )?"
    rf"(?P<full>vollendeten )?{_A}\.?(?:{_UNIT}|{_END})",
    re.I,
)
_MARK = re.compile(r"(?<!\w)(?:(?P<word>[uü])\s?(?P<a>\d{2})|(?P<plus>\d{2})\s?\+)(?!\w)", re.I)


def age_range(text: str) -> AgeRange:
    """Only an age everybody must have; an age named as one of several ways in ('… oder über 65') is none."""
    ranges = list(_ages(text))
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    if not ranges or re.search(r"\boder\s+(?:\w+\s+)?(?:ab|über|unter|bis)\s+\d", text, re.I):
        return AgeRange(minimum=None, maximum=None, text=text)
    known_lows, known_highs = [low for low in lows if low is not None], [high for high in highs if high is not None]
    return AgeRange(
        minimum=min(known_lows) if len(known_lows) == len(lows) else None,
        maximum=max(known_highs) if len(known_highs) == len(highs) else None,
        text=text,
    )


def _ages(text: str) -> list[tuple[float | None, float | None]]:
    found: list[tuple[float | None, float | None]] = []
    rest = text
    for match in _RANGE.finditer(text):
        found.append((_age(match["a"], match["unit_a"] or match["unit"]), _age(match["b"], match["unit"])))
        rest = rest.replace(match[0], "·")
    bounds = [_bound(match) for match in _BOUND.finditer(rest)] + [_marked(match) for match in _MARK.finditer(rest)]
    lower, upper = [low for low, _ in bounds if low is not None], [high for _, high in bounds if high is not None]
    if len(lower) == len(upper) == 1:
        return [*found, (lower[0], upper[0])]
    return found + bounds


def _bound(match: re.Match[str]) -> tuple[float | None, float | None]:
    age = _age(match["a"], match["unit"])
    if (match["unit"] or "").lower() == "lebensjahr" and not match["full"]:
        age -= 1
    word = match["word"].lower()
    if word == "unter":
        return None, age - 1 if age >= 1 else age
    return (age, None) if word in ("ab", "über", "mindestens") else (None, age)


def _marked(match: re.Match[str]) -> tuple[float | None, float | None]:
    if match["plus"]:
        return float(match["plus"]), None
    return (None, float(match["a"]) - 1) if match["word"].lower() == "u" else (float(match["a"]), None)


def _age(stated: str, unit: str | None) -> float:
    number = float(_WORD_NUMBERS[stated.lower()] if stated.lower() in _WORD_NUMBERS else int(stated))
    months = {"monat": 12.0, "woche": 52.0}.get((unit or "").lower()[:5], 1.0)
    return round(number / months, 2)
