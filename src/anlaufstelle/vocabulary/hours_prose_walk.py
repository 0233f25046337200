"""From tokens to clauses: which days, which times, in which part of the year. Days come before their times.

Whatever does not fit that order, or stands where it could change the meaning, is written down as a problem; a walk
with a problem is for a person.
"""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from .hours_prose_words import DAY, WEEK, Token, month, through, weekday

_PLACE = re.compile(
    r"(?i)(?:im|in|beim|auf|der|dem|siehe|link|euroschlüssel|eingang|raum|zimmer|gebäude|kostenlos|kostenfrei|anonym"
    r"|barrierefrei|[^\W\d_]+-[\w-]+|\w*(?:stra(?:ß|ss)e|str\.?|platz|haus|kirche|weg|zentrum|treff|saal|heim))$|\d"
)
Dayset = tuple[tuple[str, int], ...]
"""Pairs of a day ("Mo", "PH") and which of the month it is (0: each, -1: the last)."""
_NTH = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "letzte": -1}
_NUMBERS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_DATE = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.")
_NAMED = re.compile(r"(?:(\d{1,2})\.\s*)?([^\W\d]+)")


class Clause(Struct):
    """`spans` in minutes of the day, (840, None) has an open end; no spans: closed. `season` as OSM writes it."""

    days: Dayset
    spans: list[tuple[int, int | None]] = field(default_factory=list)
    season: str = ""
    school_off: bool = False


class Walk(Struct):
    """What has been understood so far. `pending` are days that wait for their times, `fresh` says that they do; `new`:
    the next times begin a clause; `loose`: words came since the last sign; `own`: the last days have an own line."""

    clauses: list[Clause] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    pending: list[tuple[str, int]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    fresh: bool = False
    new: bool = False
    season: str = ""
    weeks: str = ""
    kind: str = "opening"
    appointment: bool = False
    school_off: bool = False
    holidays_off: bool = False
    biweekly: bool = False
    monthly: bool = False
    workdays: bool = False
    without: bool = False
    inside: bool = False
    joined: bool = True
    loose: bool = False
    own: bool = False
    cut: bool = False
    happens: bool = False
    last: str = ""

    def problem(self, what: str) -> None:
        self.problems.append(what)

    # --- days -----------------------------------------------------------------------------------------------------

    def days(self, found: Iterable[str]) -> None:
        names = list(found)
        if self.inside:
            self.problem("days in brackets")
        if self.without:
            self.pending = [one for one in self.pending if one[0] not in names]
            self.holidays_off = self.holidays_off or "PH" in names
            return
        if self.fresh and not self.joined:
            self.problem("days without times")
        if self.loose and self.clauses:
            self.problem("words between the hours")
        if not self.fresh:
            self.pending = []
        if not self.clauses and self.last in ("word", "mark") and not self.happens:
            self.problem("in the middle of a sentence")
        if not self.fresh:
            self.own = self.cut or not self.clauses
        if self.numbers and len(names) > 1:
            self.problem("which of the month")
        self.pending += [(name, number) for name in names for number in self.numbers or [0]]
        self.numbers, self.fresh, self.new = [], True, True

    def day(self, token: Token) -> None:
        self.days([weekday(token.text)])

    def range(self, token: Token) -> None:
        first, last = re.findall(DAY, token.text, re.I)
        self.days(through(weekday(first), weekday(last)))

    def all(self, token: Token) -> None:
        self.days(WEEK)

    def workday(self, token: Token) -> None:
        self.workdays = True
        self.days(WEEK[:5])

    def weekend(self, token: Token) -> None:
        self.days(("Sa", "Su"))

    def days_ph(self, token: Token) -> None:
        self.days(("Su", "PH"))

    def ph(self, token: Token) -> None:
        self.days(("PH",))

    def nth(self, token: Token) -> None:
        word = token.text.lower()
        found = int(word[0]) if word[0].isdigit() else next(n for name, n in _NTH.items() if word.startswith(name))
        self.numbers.append(found)

    def no(self, token: Token) -> None:
        if not self.fresh:
            self.problem("except what")
        self.without = True

    # --- times ----------------------------------------------------------------------------------------------------

    def span(self, token: Token) -> None:
        found = [(int(hour), int(minute or 0)) for hour, minute in _NUMBERS.findall(token.text)]
        bare = ":" not in token.text and "." not in token.text and "uhr" not in token.text.lower()
        if bare and self.last in ("word", "mark"):
            self.problem("numbers that may be no times")
        if any(minute > 59 or hour * 60 + minute > 1440 for hour, minute in found):
            self.problem("no such time")
        start, end = (hour * 60 + minute for hour, minute in found)
        if start == end or (end < start and (start - end < 240 or (bare and start < 720))):
            self.problem("no such time")
        if start < 300 and end != 1440 and end > start:
            self.problem("at night, or in the afternoon")
        self.add(start, end + 1440 if end < start else end)

    def open(self, token: Token) -> None:
        hour, minute = _NUMBERS.findall(token.text)[0]
        start = int(hour) * 60 + int(minute or 0)
        if start >= 1440:
            self.problem("no such time")
        self.add(start, None)

    def always(self, token: Token) -> None:
        if not self.clauses and self.last in ("word", "mark"):
            self.problem("in the middle of a sentence")
        if not self.fresh:
            if self.clauses or self.inside:
                self.problem("hours beside round the clock")
            self.pending, self.new = [(day, 0) for day in WEEK], True
        self.add(0, 1440)

    def add(self, start: int, end: int | None) -> None:
        if self.inside:
            self.problem("times in brackets")
            return
        if self.loose and self.clauses:
            self.problem("words between the hours")
        if self.last == "appointment":
            self.problem("times that need an appointment")
        if not self.pending:
            self.problem("times without days")
            return
        if self.new:
            self.clauses.append(Clause(tuple(self.pending), season=self.season))
        self.clauses[-1].spans.append((start, end))
        self.fresh = self.new = self.loose = self.without = self.cut = False

    def closed(self, token: Token) -> None:
        if not self.fresh:
            self.problem("closed when")
            return
        if self.pending == [("PH", 0)]:
            self.holidays_off = True
        else:
            self.clauses.append(Clause(tuple(self.pending), season=self.season))
        self.fresh = self.new = self.cut = False
        self.pending = []

    def of_the_last(self) -> None:
        """What stands in brackets is said of the last days only where these have a line of their own."""
        if len(self.clauses) > 1 and not self.own:
            self.problem("what the bracket is said of")

    # --- the year ---------------------------------------------------------------------------------------------------

    def in_season(self, token: Token) -> None:
        text = re.sub(r"(?i)^nur\s+", "", token.text)
        dates = _DATE.findall(text)
        if dates:
            (day, mon), (last_day, last_mon) = dates
            found = f"{_monthday(int(mon), day)}-{_monthday(int(last_mon), last_day)}"
        else:
            found = "-".join(_named(*one) for one in _NAMED.findall(re.sub(r"(?i)\bbis\b", "-", text)))
        if not self.inside:
            self.season, self.new = found, True
            return
        if self.clauses:
            self.clauses[-1].season = found
            self.of_the_last()
            self.own = True  # what follows without days of its own has the same days
        else:
            self.problem("part of the year of what")
        self.new = True

    def in_weeks(self, token: Token) -> None:
        if self.weeks:
            self.problem("which weeks")
        self.weeks = "week 01-53/2" if "ungerade" in token.text.lower() else "week 02-52/2"

    def not_in_school_holidays(self, token: Token) -> None:
        """In brackets it is said of what stands before them."""
        if self.inside and self.clauses and not self.fresh:
            self.clauses[-1].school_off = True
            self.of_the_last()
        else:
            self.school_off = True
            if len(self.clauses) > 1:
                self.problem("which of them not in school holidays")

    # --- words --------------------------------------------------------------------------------------------------------

    def by_appointment(self, token: Token) -> None:
        """Beside hours it says that more is possible; after days it stands for their hours."""
        apart = re.match(r"(?i)und|oder|sowie|u\.|[&+]|termin\s", token.text) or self.last == "join"
        if self.fresh:
            self.pending, self.fresh, self.new = [], False, False
        elif not self.clauses or self.inside or not apart:
            self.problem("what needs an appointment")
        self.appointment = True

    def only_by_appointment(self, token: Token) -> None:
        """In brackets it is said of the times before them: of the afternoon, or of the only ones."""
        last = self.clauses[-1] if self.clauses and not self.fresh else None
        if self.inside and last:
            left = [one for one in last.spans if token.text.lower().startswith("nachm") and one[0] < 720]
            if not left and len(last.spans) > 1:
                self.problem("what needs an appointment")
            self.of_the_last()
            last.spans = left
            if not left:
                self.clauses.pop()
            self.appointment = True
            return
        if not self.fresh:
            self.problem("what needs an appointment")
        self.by_appointment(token)

    def without_appointment(self, token: Token) -> None:
        self.appointment = self.appointment or token.text.lower().startswith("mit")

    def word(self, token: Token) -> None:
        self.rest.append(token.text)
        if self.fresh or self.inside:
            self.problem("words where times were expected")
        elif self.clauses and not self.loose and not _place(token):
            self.problem("words after the times")
        self.loose = True

    def title(self, token: Token) -> None:
        if self.clauses or self.fresh:
            self.problem("a second kind of hours")
        self.rest.append(token.text)


def _monthday(number: int, day: str) -> str:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{names[number - 1]} {int(day):02d}"


def _named(day: str, name: str) -> str:
    return month(name) + (f" {int(day):02d}" if day else "")


def _place(token: Token) -> bool:
    """What may follow hours without touching them: where it is, and what the door needs."""
    return bool(_PLACE.match(token.text))
