"""What suits somebody who wants to help: five questions whose answers stand in the address, and reasons for each place.

A place that contradicts an answer is left out. One that is silent about it stays, below those that fit, and says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Opportunity
from anlaufstelle.vocabulary import helping

from . import facts, lotse, topics

STEPS = ("tun", "wen", "zeit", "wo", "wichtig")
PLACES = ("hier", "umgebung", "zuhause")
SWITCHES = ("ohnekurs", "versichert", "gruppe")
PER_PAGE = 20
ICONS = {"listen": "speech", "hands": "work", "teach": "book", "shape": "people", "give": "heart", "advised": "info"}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody answered; "" where they did not. `place` is one of PLACES, `page` counts from 1."""

    doing: str = ""
    people: str = ""
    time: str = ""
    place: str = ""
    language: str = ""
    switches: tuple[str, ...] = ()
    page: int = 1

    @property
    def empty(self) -> bool:
        return not (self.doing or self.people or self.time or self.place or self.language or self.switches)

    def pairs(self) -> list[tuple[str, str]]:
        given = [("tun", self.doing), ("wen", self.people), ("zeit", self.time), ("wo", self.place)]
        told = [(name, value) for name, value in [*given, ("sprache", self.language)] if value]
        told += [(name, "1") for name in self.switches]
        return told + ([("seite", str(self.page))] if self.page > 1 else [])

    def address(self, name: str = "opportunities", **parts: str) -> str:
        told = self.pairs()
        return reverse(f"site:{name}", kwargs=parts) + (f"?{urlencode(told)}" if told else "")

    def but(self, **changes: object) -> str:
        return replace(self, **{"page": 1, **changes}).address()  # type: ignore[arg-type]


def read(query: QueryDict) -> Wish:
    """Never fails: what nobody knows is passed over."""

    def one_of(name: str, known: Iterable[str]) -> str:
        given = query.get(name, "")
        return given if given in known else ""

    page = query.get("seite", "")
    return Wish(
        doing=one_of("tun", helping.DOING),
        people=one_of("wen", helping.PEOPLE),
        time=one_of("zeit", helping.TIMES),
        place=one_of("wo", PLACES),
        language=one_of("sprache", lotse.SPOKEN),
        switches=tuple(name for name in SWITCHES if query.get(name) == "1"),
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 4 else 1,
    )


def doings() -> dict[str, str]:
    return {
        "listen": _("Zuhören und begleiten"),
        "hands": _("Anpacken und mithelfen"),
        "teach": _("Etwas erklären oder beibringen"),
        "shape": _("Mitgestalten und mitreden"),
        "give": _("Geld oder Sachen spenden"),
        "advised": _("Mich zuerst beraten lassen"),
    }


def peoples() -> dict[str, str]:
    own = {"ill": _("Kranke und Sterbende"), "animals": _("Tiere")}
    return {one: own.get(one) or topics.caption(one) for one in helping.PEOPLE}


def times() -> dict[str, str]:
    return {"once": _("Einen Tag"), "sometimes": _("Ab und zu"), "regular": _("Jede Woche oder jeden Monat")}


def places(edition: EditionView) -> dict[str, str]:
    return {"hier": edition.name, "umgebung": _("Auch in der Umgebung"), "zuhause": _("Von zu Hause aus")}


def switches() -> dict[str, str]:
    return {
        "ohnekurs": _("Ohne Kurs vorher"),
        "versichert": _("Mit Versicherung"),
        "gruppe": _("Als Gruppe oder Betrieb"),
    }


@dataclass(frozen=True)
class Fit:
    """One place beside one wish: what fits, and what the place does not say, in the reader's words."""

    entry: Entry
    yes: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    contradicted: bool = False


def traits(record: Opportunity) -> helping.Traits:
    parts = (record.name, record.description, record.time_needed, record.requirements, *record.categories)
    found = helping.traits(". ".join(part for part in (*parts, *record.audiences) if part))
    stated = "once" if record.day else record.commitment
    return found if stated is None else helping.Traits(
        doing=found.doing, people=found.people, time=stated, training=found.training, home=found.home
    )  # fmt: skip


def over(record: Opportunity, today: date) -> bool:
    """A task for one day that is past."""
    return bool(record.day) and str(record.day) < today.isoformat()[: len(str(record.day))]


def fit(wish: Wish, entry: Entry, edition: EditionView) -> Fit:
    record = entry.record
    assert isinstance(record, Opportunity)
    read = traits(record)
    spoken = {one.split("-")[0] for one in entry.languages}
    asked: list[tuple[str, str, bool | None]] = [
        (doings().get(wish.doing, ""), wish.doing, _among(wish.doing, read.doing)),
        (peoples().get(wish.people, ""), wish.people, _among(wish.people, read.people)),
        (times().get(wish.time, ""), wish.time, wish.time == read.time if read.time else None),
        (places(edition).get(wish.place, ""), wish.place, _placed(wish.place, entry, read, edition)),
        (facts.spoken(wish.language) if wish.language else "", wish.language, _among(wish.language, spoken)),
    ]
    told = {
        "ohnekurs": None if read.training is None else not read.training,
        "versichert": record.insured,
        "gruppe": record.groups,
    }
    asked += [(switches()[name], name, told[name]) for name in wish.switches]
    answered = [(label, verdict) for label, given, verdict in asked if given]
    return Fit(
        entry,
        [label for label, verdict in answered if verdict],
        [label for label, verdict in answered if verdict is None],
        any(verdict is False for _label, verdict in answered),
    )


def _among(asked: str, stated: Iterable[str]) -> bool | None:
    found = set(stated)
    return asked in found if found else None


def _placed(asked: str, entry: Entry, read: helping.Traits, edition: EditionView) -> bool | None:
    if asked == "zuhause":
        return read.home
    if asked == "umgebung":
        return True if entry.ags else None
    return entry.ags in edition.areas if entry.ags else None


def fitting(wish: Wish, entries: Iterable[Entry], edition: EditionView, today: date) -> list[Fit]:
    """Those that fit in all first, then by how much does; of those alike the town's own, then by name."""
    found = [
        fit(wish, one, edition)
        for one in entries
        if isinstance(one.record, Opportunity) and not over(one.record, today)
    ]  # fmt: skip
    kept = [one for one in found if not one.contradicted]
    return sorted(kept, key=lambda one: (len(one.silent), _far(one.entry, edition), one.entry.name.casefold()))


def _far(entry: Entry, edition: EditionView) -> bool:
    return entry.ags not in edition.areas


def number(stated: str) -> int:
    return int(stated) if stated in {"1", "2", "3", "4", "5"} else 1


def at(wish: Wish, step: int) -> str:
    """Of a step with these answers; after the last one, of what fits."""
    if step > len(STEPS):
        return wish.address()
    return reverse("site:helping-guide") + "?" + urlencode([*wish.pairs(), ("schritt", str(step))])


def tiles(wish: Wish) -> list[lotse.Option]:
    """The first question, whose answers lead on to the second."""
    return [
        lotse.Option(at(replace(wish, doing=one), 2), label, ICONS[one], wish.doing == one)
        for one, label in doings().items()
    ]


def step(wish: Wish, number: int, edition: EditionView) -> lotse.Step:
    title, hint = _words(number)
    told = lotse.Step(
        number=number,
        name=STEPS[number - 1],
        question=title,
        hint=hint,
        skip=at(_without(wish, number), number + 1),
        back=at(wish, number - 1) if number > 1 else reverse("site:opportunities"),
        results=wish.address(),
        action=reverse("site:opportunities"),
    )
    if number == len(STEPS):
        boxes = [lotse.Choice(name, "1", label, name in wish.switches) for name, label in switches().items()]
        kept = [(name, value) for name, value in wish.pairs() if name not in (*SWITCHES, "sprache")]
        return replace(told, choices=boxes, spoken=lotse.spoken(wish.language), hidden=kept)
    options: list[Callable[[], list[lotse.Option]]] = [
        lambda: tiles(wish),
        lambda: _options(wish, "people", peoples(), 3),
        lambda: _options(wish, "time", times(), 4),
        lambda: _options(wish, "place", places(edition), 5),
    ]
    return replace(told, options=options[number - 1]())


def _options(wish: Wish, name: str, labels: dict[str, str], onward: int) -> list[lotse.Option]:
    return [
        lotse.Option(at(replace(wish, **{name: one}), onward), label, on=getattr(wish, name) == one)  # type: ignore[arg-type]
        for one, label in labels.items()
    ]


def _words(number: int) -> tuple[str, str]:
    return {
        "tun": (_("Was möchten Sie gern tun?"), _("Wählen Sie, was am besten passt.")),
        "wen": (_("Wem möchten Sie helfen?"), _("Wenn Sie nicht sicher sind: überspringen.")),
        "zeit": (_("Wie viel Zeit haben Sie?"), _("Sie können das später noch ändern.")),
        "wo": (_("Wo möchten Sie helfen?"), _("Wenn Sie nicht sicher sind: überspringen.")),
        "wichtig": (_("Was ist Ihnen noch wichtig?"), _("Was eine Stelle dazu nicht sagt, zeigen wir extra.")),
    }[STEPS[number - 1]]


def _without(wish: Wish, number: int) -> Wish:
    cleared: dict[str, object] = {
        "tun": {"doing": ""}, "wen": {"people": ""}, "zeit": {"time": ""}, "wo": {"place": ""},
        "wichtig": {"switches": (), "language": ""},
    }[STEPS[number - 1]]  # fmt: skip
    return replace(wish, **cleared)  # type: ignore[arg-type]


def chips(wish: Wish, edition: EditionView) -> list[lotse.Option]:
    """What was answered, to be taken back; then what is asked for most."""
    told = [
        lotse.Option(wish.but(**{name: ""}), labels[getattr(wish, name)], on=True)
        for name, labels in (("doing", doings()), ("people", peoples()), ("time", times()), ("place", places(edition)))
        if getattr(wish, name)
    ]
    if wish.language:
        told.append(lotse.Option(wish.but(language=""), facts.spoken(wish.language), on=True))
    for name, label in switches().items():
        kept = tuple(one for one in wish.switches if one != name)
        on = name in wish.switches
        told.append(lotse.Option(wish.but(switches=kept if on else (*kept, name)), label, on=on))
    if not wish.time:
        told.append(lotse.Option(wish.but(time="once"), times()["once"]))
    return sorted(told, key=lambda one: not one.on)


def count_words(found: list[Fit]) -> str:
    sure = sum(1 for one in found if not one.silent)
    return lotse.count_words(sure, len(found) - sure)
