from datetime import date, datetime, timedelta
from random import Random

import pytest

from anlaufstelle.resolve import asking, freshness
from anlaufstelle.resolve.asking import Subject

TODAY = date(2026, 3, 2)


def subject(entry: str = "a", days: int | None = 0, **fields: object) -> Subject:
    confirmed = None if days is None else TODAY - timedelta(days)
    told = {"organization": "org", "since": TODAY - timedelta(1000), "confidence": 0.5, **fields}
    return Subject(entry=entry, confirmed=confirmed, **told)  # type: ignore[arg-type]


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(one) for one in days]


@pytest.mark.parametrize(
    ("days", "crisis", "due"),
    [(89, True, False), (90, True, True), (179, False, False), (180, False, True), (None, False, True)],
)
def test_the_ladder(days, crisis, due):
    assert subject(days=days, crisis=crisis).due(TODAY) == due


@pytest.mark.parametrize(
    ("written", "asked"),
    [((), True), ((13,), False), ((14,), True), ((28, 14), False), ((194, 180), True), ((400,), True)],
)
def test_nobody_is_written_to_twice_in_two_weeks_and_after_two_letters_mail_rests(written, asked):
    told = asking.to_write([subject(days=None)], {"org": ago(*written)}, TODAY, most=50)
    assert told == ({"org": ["a"]} if asked else {})


def test_a_confirmation_begins_the_ladder_anew():
    assert asking.to_write([subject(days=180)], {"org": ago(210, 195)}, TODAY, most=50) == {"org": ["a"]}


def test_an_organisation_gets_one_letter_for_all_that_is_due_or_soon_will_be():
    mine = [subject("due", 180), subject("soon", 155), subject("fresh", 100), subject("other", 200, organization="b")]
    assert asking.to_write(mine, {}, TODAY, most=50) == {"b": ["other"], "org": ["due", "soon"]}
    assert asking.to_write(mine, {}, TODAY, most=1) == {"b": ["other"]}
    assert asking.to_write([subject("soon", 155)], {}, TODAY, most=50) == {}
    assert asking.to_write([subject(days=None, mail=False)], {}, TODAY, most=50) == {}


def test_the_telephone_is_for_crises_for_doubts_and_for_whom_mail_does_not_reach():
    mine = [
        subject("crisis", 90, crisis=True, confidence=0.25),
        subject("doubted", 10, doubted=True),
        subject("no mail", 300, mail=False, confidence=0.3),
        subject("older", 400, mail=False, confidence=0.3),
        subject("unheard", 200, organization="silent", confidence=0.4),
        subject("asked lately", 200, confidence=0.1),
        subject("promised", 300, mail=False),
        subject("fresh", 1),
    ]
    written = {"org": ago(3), "silent": ago(28, 14)}
    found = asking.to_call(mine, written, {"promised": TODAY + timedelta(1)}, TODAY)
    assert [one.entry for one in found] == ["crisis", "doubted", "older", "no mail", "unheard"]


@pytest.mark.parametrize(
    ("at", "civil"),
    [
        ("2026-03-02T09:00+01:00", True),  # a Monday
        ("2026-03-02T08:59+01:00", False),
        ("2026-03-02T17:00+01:00", False),
        ("2026-03-07T10:00+01:00", False),
        ("2026-06-04T10:00+02:00", False),  # Fronleichnam, in NRW but not everywhere
    ],
)
def test_civil_hours(at, civil):
    assert asking.civil(datetime.fromisoformat(at), "NW") == civil
    assert asking.civil(datetime.fromisoformat("2026-06-04T10:00+02:00"), "BE")


def test_a_promised_day_is_a_working_day():
    assert asking.next_workday(date(2026, 4, 2), 1, "NW") == date(2026, 4, 7)  # Karfreitag to Ostermontag


class Town:
    """1,000 entries of 300 organisations for a year: what decays, who answers, and what three hours a week can do.

    One answer in five says that something changed, and what visitors doubt is an item, too: both wait in the inbox, and
    the editor looks there before anybody is called.
    """

    MINUTES, A_CALL, AN_ITEM = 180, 3, 2

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.start = date(2026, 1, 1)
        self.confirmed: dict[str, date | None] = {
            f"{number:04}": self.start - timedelta(self.random.randrange(180)) if number % 5 else None
            for number in range(1000)
        }
        self.crisis = {id for id in self.confirmed if int(id) % 25 == 0}
        self.doubted: set[str] = set()
        self.written: dict[str, list[date]] = {}
        self.again: dict[str, date] = {}
        self.queue: list[int] = []
        self.inbox: dict[str, None] = {}
        self.waiting: list[int] = []

    def subjects(self, today: date) -> list[Subject]:
        return [
            Subject(
                entry=id,
                organization=f"org{int(id) % 300}",
                crisis=id in self.crisis,
                confirmed=day,
                since=self.start,
                doubted=id in self.doubted,
                confidence=freshness.of_field("hours", self._events(id, day), today).confidence,
                mail=int(id) % 300 >= 60,  # a fifth has no address
            )
            for id, day in self.confirmed.items()
        ]

    def _events(self, id: str, day: date | None) -> list[freshness.Event]:
        said = [freshness.Event(day, "call")] if day else []
        return said + [freshness.Event(day or self.start, "visitor-no")] * (id in self.doubted)

    def settle(self, id: str, today: date) -> None:
        self.confirmed[id] = today
        self.doubted.discard(id)

    def day(self, today: date) -> None:
        for _ in range(self.random.random() < 0.4):  # real decay: three things a week go wrong and are noticed
            id = self.random.choice(sorted(self.confirmed))
            self.doubted.add(id)
            self.inbox[id] = None
        if today.weekday() in (0, 2, 4):
            for organization in asking.to_write(self.subjects(today), self.written, today, most=50):
                self.written.setdefault(organization, []).append(today)
                if self.random.random() < 1 / 3:
                    for id in self.confirmed:
                        if f"org{int(id) % 300}" == organization:
                            self.answer(id, today)
        if today.weekday() == 2:
            self.calls(today)

    def answer(self, id: str, today: date) -> None:
        """Right, and confirmed with it; or changed, and then it is the editor's word that counts."""
        if self.random.random() < 0.2:
            self.inbox[id] = None
        else:
            self.settle(id, today)

    def desk(self, today: date) -> int:
        """Oldest items first; returns the minutes that are left for the telephone."""
        self.waiting.append(len(self.inbox))
        done = list(self.inbox)[: self.MINUTES // self.AN_ITEM]
        for id in done:
            del self.inbox[id]
            self.settle(id, today)
        return self.MINUTES - len(done) * self.AN_ITEM

    def calls(self, today: date) -> None:
        left = self.desk(today) // self.A_CALL
        queue = asking.to_call(self.subjects(today), self.written, self.again, today)
        self.queue.append(len(queue))
        for one in queue[:left]:
            if self.random.random() < 0.7:
                self.answer(one.entry, today)
            else:
                self.again[one.entry] = asking.next_workday(today, 2, "NW")


def test_a_year_with_three_hours_a_week_and_one_answer_in_three():
    town = Town(seed=1)
    days = [town.start + timedelta(number) for number in range(365)]
    unmarked = late = 0
    for today in days:
        town.day(today)
        for id in town.crisis:
            day = town.confirmed[id]
            old = day is None or (today - day).days >= 90
            unmarked += old and not freshness.marked(day, today, crisis=True)
            late += today > days[60] and (day is None or (today - day).days > 104)
    assert unmarked == 0
    assert late <= 0.01 * len(town.crisis) * 305  # hardly any stays marked for longer than two weeks of calls
    first, last = town.queue[8:20], town.queue[-12:]
    assert sum(last) <= sum(first)
    assert max(last) <= 2 * town.MINUTES / town.A_CALL
    assert sum(town.waiting[-12:]) <= sum(town.waiting[8:20])
    assert max(town.waiting[20:]) * town.AN_ITEM <= town.MINUTES  # cleared within the week
    assert all(len(set(on)) == len(on) for on in town.written.values())
