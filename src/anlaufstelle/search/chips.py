"""Conditions that people say in passing: "in Westerholt", "jetzt offen", "auf Arabisch", "ohne Termin", "(82)".

Each becomes a chip; its words then no longer count as words to be found.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from anlaufstelle.vocabulary import area, words

from .answer import Chip

_LANGUAGES = {
    "ar": "arabisch arabic arabe arapça arapca арабською арабском арабский العربية بالعربية عربي",
    "tr": "türkisch turkish turc türkçe turkce турецькою турецком التركية بالتركية",
    "uk": "ukrainisch ukrainian ukrainien ukraynaca українською украинском الأوكرانية بالأوكرانية",
    "ru": "russisch russian russe rusça rusca російською русском الروسية بالروسية",
    "en": "englisch english anglais ingilizce англійською английском الإنجليزية بالإنجليزية",
    "fr": "französisch french français fransızca французькою французском الفرنسية بالفرنسية",
    "pl": "polnisch polish polonais lehçe польською польском البولندية",
    "fa": "persisch farsi dari persian perse farsça перською персидском الفارسية",
    "ro": "rumänisch romanian roumain romence румунською румынском",
    "ku": "kurdisch kurmandschi kurdish kurde kürtçe курдською курдском الكردية بالكردية",
    "es": "spanisch spanish espagnol ispanyolca іспанською испанском",
    "it": "italienisch italian italien italyanca італійською итальянском",
    "bg": "bulgarisch bulgarian bulgare bulgarca болгарською болгарском",
    "dgs": "gebärdensprache sign-language",
}
LANGUAGE_OF = {words.fold(word): code for code, listed in _LANGUAGES.items() for word in listed.split()}
_BEFORE_LANGUAGE = r"(?:auf|in|en|на|spricht|sprechen|speaking|speaks)\s+|(?:بال)?"

_SAID: tuple[tuple[str, str, str], ...] = (
    (
        "time",
        "now",
        r"(?:jetzt|gerade|aktuell)\s+(?:offen|geöffnet|auf)|open\s+now|şu an açık|şimdi açık|зараз відкрит\w*"
        r"|сейчас открыт\w*|ouvert\s+maintenant|مفتوح\s+الآن",
    ),
    ("time", "today", r"\bheute\b|\btoday\b|\bbugün\b|\bсьогодні\b|\bсегодня\b|\baujourd['’]hui\b|اليوم"),
    ("time", "tomorrow", r"\bmorgen\b(?!\s*s\b)|\btomorrow\b|\byarın\b|\bзавтра\b|\bdemain\b"),
    ("time", "evening", r"\babends?\b|\bin the evening\b|\bakşam(?:ları)?\b|\bувечері\b|\bвечером\b|\ble soir\b|مساءً?"),
    (
        "time",
        "weekend",
        r"\b(?:am\s+)?wochenende\b|\bweekends?\b|\bhafta sonu\b|\b(?:у|на)\s+вихідн\w+\b|\bвыходны\w+\b",
    ),
    (
        "cost",
        "free",
        r"\b(?:kostenlos\w*|gratis|umsonst|kostenfrei\w*|ohne\s+kosten|free\s+of\s+charge|for\s+free|ücretsiz"
        r"|безкоштовн\w*|бесплатн\w*|gratuit\w*)\b|مجان\w*",
    ),
    (
        "appointment",
        "none",
        r"\b(?:ohne\s+(?:termin|anmeldung|voranmeldung|terminvereinbarung)|without\s+(?:an\s+)?appointment"
        r"|walk[- ]?in|randevusuz|без\s+запису|без\s+записи|sans\s+rendez[- ]vous)\b|بدون\s+موعد",
    ),
    (
        "access",
        "wheelchair",
        r"\b(?:mit\s+(?:dem\s+)?rollstuhl|rollstuhlgerecht\w*|barrierefrei\w*|stufenlos\w*"
        r"|wheelchair(?:[- ]accessible)?|tekerlekli sandalye\w*)\b",
    ),
    ("anonymous", "anonymous", r"\banonym\w*\b|\banonim\b|\bанонімно\b|\bанонимно\b"),
)
_PATTERNS = tuple((kind, value, re.compile(pattern, re.IGNORECASE)) for kind, value, pattern in _SAID)
_LANGUAGE = re.compile(rf"(?<!\w)(?:{_BEFORE_LANGUAGE})([^\W\d_]{{4,}})", re.IGNORECASE)
_AGE = re.compile(
    r"\((\d{1,2})\)|(\d{1,2})[\s-]*(?:jahre?n?\s+alt\w*|jährig\w*|years?[- ]old|yaşında\w*|років|рік|роки|лет\b"
    r"|ans\b|سنة|سنوات)"
    r"|\bist\s+(\d{1,2})\b(?!\s*(?:uhr|€|euro))",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|im|bei|um|nahe|near|around|at|à|dans|у|в|біля|около|aus)\s+(?:der\s+nähe\s+von\s+|stadt\s+|the\s+)?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]+")
LONGEST_NAME = 4


def read(text: str, lang: str, districts: Mapping[str, str], without: Collection[str] = ()) -> tuple[Chip, ...]:
    """Chips in the order they stand; of overlapping ones the first stays. `districts`: a part's name -> its town."""
    found: list[Chip] = []
    for chip in _all(text, lang, districts):
        overlaps = any(chip.span[0] < other.span[1] and other.span[0] < chip.span[1] for other in found)
        again = any(other.key == chip.key for other in found)
        if chip.key not in without and not overlaps and not again:
            found.append(chip)
    return tuple(sorted(found, key=lambda chip: chip.span))


def _all(text: str, lang: str, districts: Mapping[str, str]) -> Iterator[Chip]:
    yield from _places(text, districts)
    for kind, value, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield _chip(kind, value, match.group(), match.span())
    for match in _LANGUAGE.finditer(text):
        if code := LANGUAGE_OF.get(words.fold(match.group(1))):
            yield _chip("language", code, match.group(), match.span())
    for match in _AGE.finditer(text):
        yield _chip("age", next(filter(None, match.groups())), match.group(), match.span())


def _places(text: str, districts: Mapping[str, str]) -> Iterator[Chip]:
    for match in area.POSTAL_SAID.finditer(text):
        if places := area.by_postal_code(match.group()):
            yield _chip("place", places[0].ags, match.group(), match.span())
    names = [(match.start(), match.end()) for match in _NAME.finditer(text)][:40]
    known = {words.fold(name): f"{ags}:{name}" for name, ags in districts.items()}
    for first in range(len(names)):
        before = _PLACE_BEFORE.search(text[: names[first][0]])
        for last in range(min(first + LONGEST_NAME, len(names)) - 1, first - 1, -1):
            start, end = names[first][0], names[last][1]
            said = text[start:end]
            code = known.get(words.fold(said)) or (_town(said) if before else None)
            if code:
                yield _chip(
                    "place",
                    code,
                    text[before.start() if before else start : end],
                    (before.start() if before else start, end),
                )
                break


def _town(said: str) -> str | None:
    """Only a town's or Kreis's exact name, in capitals where the script has them: "in Essen", but not "beim essen"."""
    if said[:1].isascii() and not said[:1].isupper():
        return None
    places = area.find(said)
    if not places or words.fold(said) not in (words.fold(places[0].name), words.fold(places[0].caption)):
        return None
    return places[0].ags if places[0].kind in ("municipality", "district") else None


def _chip(kind: str, value: str, said: str, span: tuple[int, int]) -> Chip:
    return Chip(key=f"{kind}:{value}", kind=kind, value=value, words=said.strip(), span=span)
