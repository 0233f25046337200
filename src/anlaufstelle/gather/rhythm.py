"""How often a source is read again: the fact sheet's `rhythm`, as a question about two days.

Words or an RRULE (RFC 5545); what is neither is read every night, because reading too often loses nothing.
"""

import re
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

STEPS = {
    "daily": relativedelta(days=1),
    "weekly": relativedelta(weeks=1),
    "monthly": relativedelta(months=1),
    "yearly": relativedelta(years=1),
    "once": None,
}
GERMAN = {
    "täglich": "daily",
    "wöchentlich": "weekly",
    "monatlich": "monthly",
    "jährlich": "yearly",
    "einmalig": "once",
}
RULE = re.compile(r"(?:RRULE:)?(FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[\w,+-]+)*)", re.IGNORECASE)
"""Nothing more often than a day: a night happens once a day."""


def understood(rhythm: str | None) -> bool:
    return rhythm is None or _word(rhythm) in STEPS or _rule(rhythm) is not None


def due(rhythm: str | None, last: date, today: date) -> bool:
    """Whether a source read on `last` is to be read on `today` again. A second night of one day reads nothing twice,
    except where the sheet names no rhythm."""
    if rhythm is None:
        return True
    word = _word(rhythm)
    if word in STEPS:
        step = STEPS[word]
        return step is not None and last + step <= today
    rule = _rule(rhythm)
    if rule is None:
        return True
    start = datetime.combine(last, time())
    following = rrulestr(rule, dtstart=start).after(start)
    return following is not None and following.date() <= today


def _word(rhythm: str) -> str:
    word = rhythm.strip().casefold()
    return GERMAN.get(word, word)


def _rule(rhythm: str) -> str | None:
    """The rule itself, if it is one that can be carried out."""
    found = RULE.fullmatch(rhythm.strip())
    if found is None:
        return None
    try:
        rrulestr(found[1], dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 - days without a zone are compared
    except ValueError:
        return None
    return found[1]
