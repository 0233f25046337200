"""What a visitor asks of the calendar. All of it stands in the address: a page can be kept, sent and scanned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_calendar import Asked
from anlaufstelle.faces import town_area
from anlaufstelle.vocabulary import needs

VIEWS = ("liste", "tag", "woche", "monat", "karte")
AHEAD = timedelta(days=396)
"""How far the days of series are known."""
LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class Question:
    """`start` is the first day of what is shown: of a week its Monday, of a month its first."""

    today: date
    view: str = "liste"
    start: date
    topic: str = ""
    district: str = ""
    carrier: str = ""
    free: bool = False
    online: bool = False
    around: bool = False
    page: int = 1

    @property
    def narrowed(self) -> bool:
        return bool(self.topic or self.district or self.carrier or self.free or self.online or self.around)

    @property
    def last(self) -> date | None:
        """The last day shown; a list has none."""
        if self.view == "tag":
            return self.start
        if self.view in ("woche", "karte"):
            return self.start + timedelta(days=6)
        return month_after(self.start) - timedelta(days=1) if self.view == "monat" else None

    def but(self, **changes: object) -> str:
        """The address of the same question with something else; a change begins at the first page."""
        changed = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        return address(reverse("site:events"), changed)

    def moved(self, view: str) -> "Question":
        """The same day in another view."""
        return replace(self, view=view, start=first_day(view, max(self.start, self.today)), page=1)

    def asked(self, edition: EditionView) -> Asked:
        return Asked(
            **town_area.asked(edition, around=self.around),
            district=self.district,
            topics=(self.topic, *needs.load().descendants(self.topic)) if self.topic else (),
            organization=self.carrier,
            free=self.free,
            online=self.online,
        )


def read(query: Mapping[str, str], today: date) -> Question:
    """Whatever is no answer to a question is taken as not said: an address may be old or mistyped."""
    view = query.get("ansicht", "")
    view = view if view in VIEWS else "liste"
    topic = query.get("thema", "")[:LONGEST]
    number = query.get("seite", "")
    return Question(
        today=today,
        view=view,
        start=first_day(view, _day(query.get("ab", ""), today)),
        topic=topic if topic in needs.load() else "",
        district=query.get("stadtteil", "").replace("\0", "")[:LONGEST],
        carrier=query.get("traeger", "").replace("\0", "")[:36].lower(),
        free=query.get("kostenlos") == "1",
        online=query.get("online") == "1",
        around=query.get("umkreis") == "1",
        page=int(number) if number.isdecimal() and 1 <= len(number) <= 4 and int(number) > 0 else 1,
    )


def first_day(view: str, day: date) -> date:
    if view in ("woche", "karte"):
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if view == "monat" else day


def month_after(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _day(stated: str, today: date) -> date:
    """Within what is known: from this month on, a little more than a year."""
    try:
        asked = date.fromisoformat(stated[:10])
    except ValueError:
        return today
    return min(max(asked, today.replace(day=1)), today + AHEAD)


def filters(question: Question) -> dict[str, str]:
    """The conditions by the names they have in an address; what is not chosen is left out."""
    told = {
        "thema": question.topic,
        "stadtteil": question.district,
        "traeger": question.carrier,
        "kostenlos": "1" if question.free else "",
        "online": "1" if question.online else "",
        "umkreis": "1" if question.around else "",
    }
    return {name: value for name, value in told.items() if value}


def address(path: str, question: Question) -> str:
    told: dict[str, str] = {}
    if question.view != "liste":
        told["ansicht"] = question.view
    if question.start != first_day(question.view, question.today):
        told["ab"] = question.start.isoformat()
    told |= filters(question)
    if question.page > 1:
        told["seite"] = str(question.page)
    return f"{path}?{urlencode(told)}" if told else path


FEED = {"thema": "topic", "traeger": "organization", "stadtteil": "district", "kostenlos": "free", "umkreis": "around"}


def feed(question: Question) -> str:
    """The calendar somebody subscribes to: the same conditions under the names of the open interface."""
    told = {FEED.get(name, name): value for name, value in filters(question).items()}
    path = reverse("feeds-calendar")
    return f"{path}?{urlencode(told)}" if told else path
