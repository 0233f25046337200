"""The words German opening hours are written in, cut from a text as tokens: what kind, and what it says.

Every letter of the text belongs to some token. What has no meaning here is a `word`, what could change the meaning of
its neighbours a `doubt`: nothing is skipped in silence.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_LONG = (
    r"(?:mon|diens|donners?|donner|frei|sams|sonn)tag(?:e?s)?|mitt?woch(?:s)?|sonnabend(?:s)?",
    r"(?-i:\b(?:Mo|Di|Mi|Do|Fr|Sa|So)(?![A-Za-zäöüß])\.?)",
)
DAY = rf"(?:\b(?:{_LONG[0]})(?=bis|[^a-zäöüß]|$)|{_LONG[1]})"
_MONTH = r"\b(?:jan(?:uar|\.)?|feb(?:ruar|\.)?|m(?:ä|ae)rz|apr(?:il|\.)?|mai|jun[i.]|jul[i.]|aug(?:ust|\.)?|sept?(?:ember|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dez(?:ember|\.)?)(?![a-zäöü])"  # fmt: skip # noqa: E501
_TO = r"(?:-|bis(?:\s+zum)?)"
_CLOCK = r"(?<![\d.])(?<!\d:)\d{1,2}(?:[:.]\d{2})?(?![\d]|[.:]\d|\.\s*(?:und|\+|/|&)\s*\d\.)"
_UHR = r"(?:\s*(?:Uhr|h\b))?"
_DATE = r"\d{1,2}\.\s*(?:1[0-2]|0?[1-9])\."
_NAMED = rf"(?:\d{{1,2}}\.\s*)?{_MONTH}"
_APPOINTMENT = r"(?:vereinbarung|absprache|terminvereinbarung|terminabsprache|voranmeldung|terminvergabe|anmeldung)"
_FERIEN = r"(?:\w+ischen\s+)?(?:schul)?ferien\b"

KINDS = (
    ("note", r"\((?=[^()]*\b(?:19|20)\d\d\s*\))(?![^()]*(?:\bab\b|\bbis\b|seit|uhr|telefon|zusätzlich))[^():]*\)"),
    ("year", rf"{_DATE}\s*(?:20)?\d\d\b|{_NAMED}\s*20\d\d|\b(?:19|20)\d\d\b"),
    ("season", rf"{_DATE}\s*{_TO}\s*{_DATE}|(?:nur\s+)?{_NAMED}\s*{_TO}\s*{_NAMED}"),
    ("doubt", rf"{_NAMED}(?!-[a-zäöü])"),
    ("daily", r"365\s+Tagen?(?:\s+im\s+Jahr)?|(?:7|sieben)\s+Tagen?\s+(?:die|in der|pro)\s+Woche"),
    ("also_ph", r"auch\s+an\s+(?:sonn-\s+und\s+)?feiertagen|auch\s+feiertags"),
    ("no_school", rf"(?:in|während)\s+(?:den|der|allen)?\s*{_FERIEN}\s+(?:geschlossen|keine\s+\w+)"),
    ("no_school", rf"(?:außer|ausser|nicht|ausgenommen|außerhalb)\s+(?:in|während|an)?\s*(?:der|den)?\s*{_FERIEN}"),
    ("no_ph", r"(?:außer|ausser|nicht|ausgenommen)\s+(?:an\s+)?feiertag(?:en|s|e)?"),
    ("always", r"\b(?:rund\s+um\s+die\s+Uhr|24/7|24\s+Stunden\s+täglich)\b"),
    ("days_ph", r"sonn-?\s*(?:und|u\.|&|/)\s*feiertag(?:s|e|en)?"),
    ("range", rf"{DAY}\s*{_TO}\s*{DAY}"),
    ("day", DAY),
    ("ph", r"\b(?:gesetzliche[nr]?\s+)?feiertag(?:s|e|en)?\b"),
    ("weekend", r"\bwochenenden?\b"),
    ("all", r"\btäglich\b"),
    ("workday", r"\b(?:werk|wochen)tags?\b|\ban\s+(?:werk|wochen)tagen\b"),
    ("biweekly", r"\b(?:14|vierzehn)-?\s?tägig\b|\balle\s+(?:zwei|2)\s+Wochen\b"),
    ("biweekly", r"\bzweiwöchentlich\b|\bjede\s+zweite\s+Woche\b"),
    ("weeks", r"(?:in\s+)?\b(?:un)?geraden?r?\s+(?:kalender)?(?:wochen?|KW)\b"),
    ("monthly", r"\b(?:im|des|eines|jeden|pro)\s+monat(?:e?s)?\b"),
    ("floor", r"\b\d\.\s*(?:ober|unter)?(?:geschoss|geschoß|OG\b|etage|stock(?:werk)?\b)"),
    ("floor", r"\b(?:raum|zimmer)\s*\d+[a-z]?\b"),
    ("nth", r"(?<![\d.])[1-5]\.(?=\s*(?:und|\+|/|&|,|u\.)|\s*(?:[1-5]\.|mon|die|mit|don|fre|sam|son|Mo|Di|Mi|Do|Fr|Sa|So))|\b(?:erste|zweite|dritte|vierte|fünfte|letzte)[nrsm]?\b"),  # noqa: E501
    ("span", rf"(?:\b(?:jeweils\s+)?von\s+)?{_CLOCK}{_UHR}\s*{_TO}\s*{_CLOCK}{_UHR}|\bzwischen\s+{_CLOCK}{_UHR}\s*(?:und|-|bis)\s*{_CLOCK}{_UHR}"),  # noqa: E501
    ("open", rf"\bab\s*{_CLOCK}(?:\s*Uhr|(?<=\d\d))"),
    ("doubt", rf"\b(?:bis|um|gegen)\s+{_CLOCK}{_UHR}|\d[\d.,:/]*{_UHR}"),
    ("closed", r"\b(?:geschlossen|keine\s+sprech(?:zeiten?|stunden?)|ruhetag|kein\s+publikumsverkehr)\b"),
    ("except", r"\b(?:außer|ausser)\b"),
    ("free", rf"\b(?:mit\s+und\s+)?ohne\s+(?:vorherige\s+)?(?:termin\b|{_APPOINTMENT})"),
    ("only", rf"\b(?:nachm\.\s+|nachmittags\s+)?(?:nur\s+(?:nach|mit)|mit)\s+(?:\w+er\s+)?(?:termin\b|{_APPOINTMENT})"),
    ("appointment", rf"(?:\b(?:und|oder|sowie|u\.)\s+|\bund/oder\s+|&\s*|\+\s*)?\b(?:nach|auf)\s+(?:(?:\w+er|tel\.)\s+)?(?:{_APPOINTMENT}|anfrage)|\btermin\s+vereinbaren\b|(?:\b(?:und|oder|sowie)\s+|&\s*)?\bterminvereinbarung\b"),  # noqa: E501
    ("phone", r"\b(?:telefon|tel\.|fernmündlich|hotline|rufnummer)[\w-]*(?:\s+(?:erreichbar(?:keit)?|besetzt))?"),
    ("online", r"\b(?:online|chat|video)[\w-]*"),
    ("title", r"\b(?:öffnungszeit(?:en)?|offen(?:e|er)?|sprechzeit(?:en)?|sprechstunden?|bürozeit(?:en)?|servicezeit(?:en)?|beratung|zeiten|geschäftszeiten|kontaktzeiten)\b"),  # noqa: E501
    ("filler", r"\b(?:geöffnet|von|jede[nrsm]?|jeweils|immer|am|an|zusätzlich|und\s+zwar|durchgehend|durchgängig|statt|stets|findet|finden|Uhr)\b"),  # noqa: E501
    ("join", r"\b(?:und|sowie|u\.)(?![a-zäöü])|[,/&+]"),
    ("cut", r"[;\n]"),
    ("colon", r":"),
    ("left", r"\("),
    ("right", r"\)"),
    ("stop", r"\.(?=\s|$)"),
    ("doubt", r"\b(?:nicht|nur|kein\w*|\w*ferien|während|bei|ca\b\.?|etwa|circa|meist\w*|regel|manchmal|teilweise|aktuell|derzeit|zur\s?zeit|vorübergehend|gültig|oder|bzw\b\.?|\w*wöchentlich\w*|\w*monatlich\w*|wechsel|abwechselnd|gruppe|winter\w*|sommer\w*|\w*vormittag\w*|\w*nachmittag\w*|\w*abends?|\w*mittags|\w*nachts|nachm|vorm|unterschiedlich\w*|anmeld\w*|erreichbar\w*|termine?|terminvergabe|\w*annahme|schließ\w*|\w*pause\w*|ruhezeit\w*|sperr\w*|urlaub\w*|entfäll\w*|entfallen|ausfall\w*|quartal\w*|wochen?|abweichend|variier\w*|brückentag\w*|bitte|zugleich|auch|ab|bis|zwischen|wenn|falls|je|nach)\b"),  # noqa: E501
    ("word", r"\b(?:St|Str|Nr|Dr|ev|kath|e\.\s?V)\."),
    ("word", r"[^\W\d_][\w'’´.-]*[\w-]|\w"),
    ("mark", r"\S"),
)  # fmt: skip
_ALL = re.compile("|".join(f"(?P<{kind}_{number}>{form})" for number, (kind, form) in enumerate(KINDS)), re.I)
_BEGINS = ("jan", "feb", "m", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_GLUED = re.compile(r"(?<=[a-zäöüß])(?=(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag))")
_EACH = re.compile(r"\bjeden?(?=(?:erste|zweite|dritte|letzte))", re.I)


class Token(Struct, frozen=True):
    kind: str
    text: str


def tokens(text: str) -> Iterator[Token]:
    """In the order of the text."""
    for found in _ALL.finditer(tidied(text)):
        kind = (found.lastgroup or "mark").rpartition("_")[0]
        yield Token(kind, found[0])


def tidied(text: str) -> str:
    """One kind of dash, one kind of blank; table bars and bullets are gone, glued words parted."""
    text = re.sub(r"[‐‑‒–—−]", "-", text.replace("\r", "\n"))
    bullets = "•*·-" if len(re.findall(r"(?m)^[ \t]*- ", text)) > 1 else "•*·"  # one dash may go on with "Mo. - Do."
    text = re.sub(rf"(?m)^[ \t]*[{bullets}][ \t]*", "", text)
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"[|\u200b]", " ", text))
    text = _EACH.sub(lambda each: each[0] + " ", _GLUED.sub(" ", text))
    return re.sub(r" ?\n[\s]*", "\n", text).strip(" \n")


def weekday(word: str) -> str:
    """'donnerstags', 'Do.' → 'Th'."""
    begins = ("mo", "di", "mi", "do", "fr", "sa", "so")
    return WEEK[begins.index(word.strip()[:2].lower())]


def through(first: str, last: str) -> tuple[str, ...]:
    """Also over the week's end: 'We', 'Mo' → We, Th, Fr, Sa, Su, Mo."""
    start, end = WEEK.index(first), WEEK.index(last)
    return tuple(WEEK[(start + step) % 7] for step in range((end - start) % 7 + 1))


def month(word: str) -> str:
    """'März', 'Okt.' → 'Mar', 'Oct'."""
    name = word.strip().lower()
    return "May" if name == "mai" else MONTHS[_BEGINS.index(name[:1] if name[0] == "m" else name[:3])]
