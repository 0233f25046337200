"""What a card says about time: a state without language, and its words through any gettext.

`words` takes the translating function as a parameter called `gettext`, so that message extraction finds the phrases
here while this floor stays free of the web framework. The phrases themselves are German.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from msgspec import Struct

from .hours import BERLIN, Hours, State

Gettext = Callable[[str], str]


class OpenState(Struct, frozen=True, kw_only=True):
    """`until`: when the present opening ends, `opens`: when the next begins; both German time, None if not in sight.

    Open with `until` None is open round the clock.
    """

    state: State
    until: datetime | None = None
    opens: datetime | None = None


def open_state(hours: Hours, at: datetime) -> OpenState:
    """More careful than `hours.state`: on a public holiday that the rule does not mention, nothing is promised."""
    state = hours.state(at)
    if state == "open" and hours.doubtful(at.astimezone(BERLIN).date()):
        return OpenState(state="unknown")
    change = hours.next_change(at)
    if state == "open":
        return OpenState(state=state, until=change)
    return OpenState(state=state, opens=_next_opening(hours, change))


def words(state: OpenState, now: datetime, gettext: Gettext = str) -> str:
    """'heute bis 16 Uhr', 'bis morgen 6 Uhr', 'ab morgen 9 Uhr', 'öffnet Montag 9 Uhr', 'geschlossen'."""
    if state.state == "open":
        return _until(state.until, now, gettext) if state.until else gettext("rund um die Uhr geöffnet")
    if state.state == "unknown":
        return gettext("Zeiten nicht sicher, bitte vorher anrufen")
    return _from(state.opens, now, gettext) if state.opens else gettext("geschlossen")


def clock_words(at: datetime, gettext: Gettext = str) -> str:
    """'9 Uhr', '16:30 Uhr'."""
    local = _local(at)
    stated = f"{local.hour}:{local.minute:02}" if local.minute else f"{local.hour}"
    return gettext("%(clock)s Uhr") % {"clock": stated}


def weekday_words(day: date, gettext: Gettext = str) -> str:
    names = (
        gettext("Montag"), gettext("Dienstag"), gettext("Mittwoch"), gettext("Donnerstag"), gettext("Freitag"),
        gettext("Samstag"), gettext("Sonntag"),
    )  # fmt: skip
    return names[day.weekday()]


def date_words(day: date, gettext: Gettext = str) -> str:
    months = (
        gettext("Januar"), gettext("Februar"), gettext("März"), gettext("April"), gettext("Mai"), gettext("Juni"),
        gettext("Juli"), gettext("August"), gettext("September"), gettext("Oktober"), gettext("November"),
        gettext("Dezember"),
    )  # fmt: skip
    return gettext("%(day)s. %(month)s") % {"day": day.day, "month": months[day.month - 1]}


def _from(opens: datetime, now: datetime, gettext: Gettext) -> str:
    clock, day = clock_words(opens, gettext), _local(opens).date()
    ahead = (day - _local(now).date()).days
    if ahead == 0:
        return gettext("ab heute %(time)s") % {"time": clock}
    if ahead == 1:
        return gettext("ab morgen %(time)s") % {"time": clock}
    if ahead < 7:
        return gettext("öffnet %(weekday)s %(time)s") % {"weekday": weekday_words(day, gettext), "time": clock}
    return gettext("öffnet am %(date)s %(time)s") % {"date": date_words(day, gettext), "time": clock}


def _until(until: datetime, now: datetime, gettext: Gettext) -> str:
    local, today = _local(until), _local(now).date()
    if local == datetime(local.year, local.month, local.day, tzinfo=BERLIN) and local.date() == today + timedelta(
        days=1
    ):
        return gettext("heute bis 24 Uhr")
    clock = clock_words(until, gettext)
    ahead = (local.date() - today).days
    if ahead == 0:
        return gettext("heute bis %(time)s") % {"time": clock}
    if ahead == 1:
        return gettext("bis morgen %(time)s") % {"time": clock}
    if ahead < 7:
        return gettext("bis %(weekday)s %(time)s") % {"weekday": weekday_words(local.date(), gettext), "time": clock}
    return gettext("bis %(date)s %(time)s") % {"date": date_words(local.date(), gettext), "time": clock}


def _next_opening(hours: Hours, change: datetime | None) -> datetime | None:
    """Passes over stretches that are unknown, and over openings on a doubtful holiday."""
    for _ in range(40):
        if change is None:
            return None
        if hours.state(change) == "open" and not hours.doubtful(change.astimezone(BERLIN).date()):
            return change
        change = hours.next_change(change)
    return None


def _local(at: datetime) -> datetime:
    return at.astimezone(BERLIN)
