"""Whom to ask when, and in which order people's hours are spent: plain functions of what is known today.

A ladder by risk: a provider is written to when a person's word is 90 days old in a crisis, else 180; again after two
weeks; then it is a person's turn to call. What is marked as old (`freshness.marked`) stays shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from anlaufstelle.vocabulary.hours_holidays import public

ASK, ASK_CRISIS = 180, 90
AHEAD = 30
"""Days: what falls due so soon goes into the same mail, so that an organisation is asked once and not twice."""
PAUSE, LETTERS = 14, 2
REST = 180
"""Days after the second unanswered letter until mail is tried again; meanwhile it is for the telephone."""
FIRST_HOUR, LAST_HOUR = 9, 17


class Subject(Struct, frozen=True, kw_only=True):
    """An entry somebody may be asked about. `since` is when it came to us, `confidence` that of its weakest field that
    matters, `organization` an entry id; `mail` says whether anybody can be written to."""

    entry: str
    organization: str = ""
    crisis: bool = False
    confirmed: date | None = None
    since: date
    confidence: float = 0.0
    doubted: bool = False
    mail: bool = True

    def age(self, today: date) -> int:
        return (today - (self.confirmed or self.since)).days

    def due(self, today: date, ahead: int = 0) -> bool:
        """What nobody ever confirmed is due from the first day."""
        return self.confirmed is None or self.age(today) + ahead >= (ASK_CRISIS if self.crisis else ASK)


def to_write(
    subjects: Iterable[Subject], written: Mapping[str, Sequence[date]], today: date, most: int
) -> dict[str, list[str]]:
    """Entries by organisation, at most so many organisations a day, those in need first."""
    asked: dict[str, list[Subject]] = {}
    for one in sorted(subjects, key=lambda one: urgency(one, today)):
        if one.organization and one.mail and one.due(today, AHEAD):
            asked.setdefault(one.organization, []).append(one)
    due = {
        id: group
        for id, group in asked.items()
        if any(one.due(today) and _turn(one, written.get(id, ()), today) for one in group)
    }
    return {id: [one.entry for one in group] for id, group in list(due.items())[:most]}


def to_call(
    subjects: Iterable[Subject], written: Mapping[str, Sequence[date]], not_before: Mapping[str, date], today: date
) -> list[Subject]:
    """Who needs a person, most needed first: in a crisis as soon as it is due, when somebody doubted it, and where
    mail did not help. `not_before`: days promised to those who were not reached."""
    waiting = (one for one in subjects if not_before.get(one.entry, today) <= today and (one.doubted or one.due(today)))
    needed = [
        one for one in waiting if one.crisis or one.doubted or _unheard(one, written.get(one.organization, ()), today)
    ]
    return sorted(needed, key=lambda one: urgency(one, today))


def urgency(one: Subject, today: date) -> tuple[bool, bool, float, int, str]:
    """Lowest first: crisis, doubted, least sure, oldest."""
    return (not one.crisis, not one.doubted, round(one.confidence, 2), -one.age(today), one.entry)


def _turn(one: Subject, written: Sequence[date], today: date) -> bool:
    asked = _since_confirmed(one, written)
    if not asked:
        return not written or (today - written[-1]).days >= PAUSE
    pause = PAUSE if len(asked) % LETTERS else REST
    return (today - asked[-1]).days >= pause


def _unheard(one: Subject, written: Sequence[date], today: date) -> bool:
    if not one.mail or not one.organization:
        return True
    asked = _since_confirmed(one, written)
    return len(asked) >= LETTERS and (today - asked[-1]).days >= PAUSE


def _since_confirmed(one: Subject, written: Sequence[date]) -> list[date]:
    return [day for day in written if one.confirmed is None or day > one.confirmed]


def civil(at: datetime, land: str) -> bool:
    """Whether people are at work there: Monday to Friday, nine to five on the local clock, no public holiday."""
    if at.weekday() > 4 or not FIRST_HOUR <= at.hour < LAST_HOUR:
        return False
    return at.date() not in public(land, at.year)


def next_workday(after: date, days: int, land: str) -> date:
    """The first working day at least so many days later."""
    day = after + timedelta(days=days)
    while day.weekday() > 4 or day in public(land, day.year):
        day += timedelta(days=1)
    return day
