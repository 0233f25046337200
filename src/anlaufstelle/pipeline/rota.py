"""“Zehn Anrufe, dreißig Minuten”: whom to call, what to ask, and what came of it in one tap.

What a caller hears goes through the door like everybody's word: a confirmation in the caller's name with the call as
evidence, a change as a proposal for the steward's editors.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import asking as known
from anlaufstelle.catalogue.rules_asked import Asked
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.errors import NotFound
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Phone
from anlaufstelle.resolve import asking
from anlaufstelle.vocabulary import values

from . import offers, reminders, visitor

CALLS = 10
HELD = timedelta(minutes=45)
"""For so long nobody else is given what stands on somebody's list."""
FURTHEST = 60
"""Days within which somebody may be asked to be called again."""
AGAIN = (1, 3, 7)
"""Working days until the next try, after the first, second and every further time that nobody answered."""
EDITORS = 14
"""Days the editors have for what was heard before somebody is sent to ask again."""
TRIES = timedelta(days=60)
Result = Literal["right", "changed", "nobody", "gone"]
GREETING = (
    "Guten Tag, ich rufe für die Anlaufstelle an. Wir zeigen Menschen, wo sie Hilfe finden. Haben Sie zwei Minuten?"
)


class Callee(Struct, frozen=True, kw_only=True):
    """An entry to call about. `script` in the order of asking; `tried` how often nobody answered lately."""

    entry: Entry
    phone: str
    href: str
    script: tuple[str, ...]
    tried: int


class Thanks(Struct, frozen=True):
    """What the calls since a day were good for; `offers` stand confirmed because of them."""

    calls: int
    offers: int
    changed: int
    callers: int

    def words(self) -> str:
        if not self.calls:
            return "Noch kein Anruf. Jeder einzelne hilft jemandem, der sonst vor einer geschlossenen Tür steht."
        calls = "Ein Anruf" if self.calls == 1 else f"{self.calls} Anrufe"
        people = "einem Menschen" if self.callers == 1 else f"{self.callers} Menschen"
        offers = "ein Angebot" if self.offers == 1 else f"{self.offers} Angebote"
        return f"{calls} von {people}: {offers} bestätigt, {self.changed} berichtigt. Danke!"


def hand_out(who: str, areas: frozenset[str]) -> list[Callee]:
    """A caller's list: what others have on theirs is left out, and they do not get what stands on this one."""
    found = calls(areas=areas, without=known.others_turns(who))
    store.take_turns([one.entry.id for one in found], who=who, until=timezone.now() + HELD)
    taken = known.others_turns(who)  # somebody may have asked at the very same moment
    return [one for one in found if one.entry.id not in taken]


def calls(
    today: date | None = None,
    most: int = CALLS,
    areas: frozenset[str] | None = None,
    without: Collection[str] = (),
) -> list[Callee]:
    """Those in need first, of these stewards' areas if any are named; who has no number is left to the editors."""
    day = today or timezone.localdate()
    asked = reminders.subjects(day)
    needed = asking.to_call(asked.by_person(), asked.written(), known.not_before(), day)
    needed = [one for one in needed if one.entry not in without]
    tries, stewards = _tries(), _stewards()
    found: list[Callee] = []
    for start in range(0, len(needed), 100):
        for entry in read.entries(one.entry for one in needed[start : start + 100]):
            callee = _callee(entry, tries.get(entry.id, 0))
            if callee and (areas is None or stewards.get(entry.sources[0].source) in areas):
                found.append(callee)
        if len(found) >= most:
            break
    return found[:most]


def _stewards() -> dict[str, str]:
    return {one.id: one.steward for one in read.sources()}


def steward(entry_id: str) -> str:
    """Whose area an entry is in."""
    return _stewards().get(read.entry(entry_id).sources[0].source, "")


def record(
    entry_id: str,
    outcome: Result,
    *,
    who: str,
    note: str = "",
    changes: tuple[offers.Change, ...] = (),
    land: str = "NW",
    promised: date | None = None,
) -> date | None:
    """Keeps the call and what follows from it; returns the day from which somebody may be sent again, if any.
    `promised` is the day somebody asked to be called again."""
    entry = read.entry(entry_id)
    voice = _voice(entry, who)
    why = f"Anruf von {who}" + (f": {note}" if note else "")
    again = None
    if outcome == "right":
        offers.confirm(voice, [entry], list(read.entries(one.id for one in entry.locations)), why)
    elif outcome == "gone":
        offers.gone(voice, entry, why)
    elif outcome == "nobody":
        tried = _tries().get(entry_id, 0)
        pause = AGAIN[min(tried, len(AGAIN) - 1)]
        again = promised or asking.next_workday(timezone.localdate(), pause, land)
    elif changes:
        offers.change(voice, entry, changes, why)
    elif note:
        visitor.tell(f"other\n{why}", about=entry)
    if outcome in ("changed", "gone"):
        again = asking.next_workday(timezone.localdate(), EDITORS, land)
    store.add_call(entry_id, who=who, outcome=outcome, note=note, again_on=again)
    return again


def thanks(since: datetime) -> Thanks:
    made = known.calls(since)
    return Thanks(
        calls=len(made),
        offers=len({one.entry_id for one in made if one.outcome == "right"}),
        changed=len({one.entry_id for one in made if one.outcome in ("changed", "gone")}),
        callers=len({one.who for one in made}),
    )


def _voice(entry: Entry, who: str) -> Asked:
    """A caller speaks for the entry that was asked about, its places included, and changes nothing alone."""
    try:
        places = [read.entry(one.id) for one in entry.locations]
    except NotFound:
        places = []
    refs = [one for shown in (entry, *places) for one in shown.sources]
    return Asked(who=f"Anruf: {who}", addresses=frozenset((one.source, one.key) for one in refs))


def _tries() -> dict[str, int]:
    """How often in a row nobody answered, by entry."""
    found: dict[str, int] = {}
    for one in known.calls(timezone.now() - TRIES):
        found[one.entry_id] = found.get(one.entry_id, 0) + 1 if one.outcome == "nobody" else 0
    return found


def _callee(entry: Entry, tried: int) -> Callee | None:
    phones: tuple[Phone, ...] = getattr(entry.record, "phones", ()) or (entry.provider.phones if entry.provider else ())
    if not phones:
        return None
    number = phones[0].number
    return Callee(
        entry=entry,
        phone=values.phone_caption(number),
        href=values.phone_href(number),
        script=script(entry),
        tried=tried,
    )


def script(entry: Entry) -> tuple[str, ...]:
    """What to ask, in one breath each; only about what we show."""
    record = entry.record
    asked = [GREETING, f"Es geht um „{entry.name}“. Gibt es das noch?"]
    schedules = getattr(record, "schedules", ())
    asked += [f"Wir zeigen diese Zeiten: {one.description or one.opening_hours}. Stimmt das?" for one in schedules[:2]]
    if not schedules:
        asked.append("Wann erreicht man Sie am besten?")
    if mail := getattr(record, "email", None):
        asked.append(f"Ist {mail} die richtige Adresse für Mail?")
    if cost := getattr(record, "fees_description", None):
        asked.append(f"Zu den Kosten steht da: {cost}. Stimmt das?")
    return (*asked, "Vielen Dank, das hilft sehr. Auf Wiederhören!")
