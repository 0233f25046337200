"""A guided way to the results: at most five questions, each to be skipped, all answers in the address."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from babel import Locale
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.vocabulary import needs, words

from . import topics
from .openness import locale
from .question import Question

STEPS = ("wer", "was", "wo", "wann", "kosten")
SPOKEN = ("ar", "bg", "en", "fa", "fr", "it", "ku", "pl", "ro", "ru", "sq", "tr", "uk")
"""Languages asked for: those most spoken in Germany beside German. What an offer says about itself decides."""


@dataclass(frozen=True)
class Option:
    href: str
    label: str
    icon: str = ""
    on: bool = False


@dataclass(frozen=True)
class Choice:
    """A box to tick, or one line of a list to choose from."""

    name: str
    value: str
    label: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class Step:
    """One question. `options` are links that answer it; a form with `hidden` answers takes what cannot be a link."""

    number: int
    name: str
    question: str
    hint: str
    skip: str
    back: str
    results: str
    action: str = ""
    place: str = ""
    options: list[Option] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    spoken: list[Choice] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)

    @property
    def last(self) -> bool:
        return self.number == len(STEPS)


def number(stated: str) -> int:
    """0 for the first page, which asks nothing yet."""
    return int(stated) if stated in {"1", "2", "3", "4", "5"} else 0


def address(question: Question, step: int) -> str:
    """Of a step with these answers; after the last one, of the results."""
    if step > len(STEPS):
        return question.address()
    given = [*question.pairs(), *([("schritt", str(step))] if step else [])]
    return reverse("site:lotse") + (f"?{urlencode(given)}" if given else "")


def tiles() -> list[Option]:
    """The first page: what it is about, before anything is asked."""
    return [
        Option(address(Question(topic=one.id), 1), topics.caption(one.id), one.icon or "info") for one in needs.topics()
    ]


def step(question: Question, at: int, edition: EditionView, offered: Collection[str]) -> Step:
    """`offered` are the concepts there is help for here; nothing else is asked about closely."""
    below = _below(question.topic, offered)
    title, hint = _words(at, close=bool(below))
    told = Step(
        number=at,
        name=STEPS[at - 1],
        question=title,
        hint=hint,
        skip=address(_without(question, at), at + 1),
        back=address(question, at - 1),
        results=question.address(),
        action=reverse("site:results") if at == len(STEPS) else reverse("site:lotse"),
    )
    match STEPS[at - 1]:
        case "wer":
            return replace(told, options=_who(question))
        case "was":
            return replace(told, options=_what(question, below))
        case "wo":
            places = [Option(address(replace(question, place=one), at + 1), one) for one in edition.districts]
            return replace(
                told, options=places, place=question.place or edition.name, hidden=_hidden(question, at, "ort")
            )
        case "wann":
            return replace(
                told,
                choices=_switches(question, {"offen": _("Nur was jetzt geöffnet ist")}),
                spoken=spoken(question.language),
                hidden=_hidden(question, at, "offen", "sprache"),
            )
    boxes = {"kostenlos": _("Kostenlos"), "ohnetermin": _("Ohne Termin"), "rollstuhl": _("Mit Rollstuhl zugänglich")}
    return replace(told, choices=_switches(question, boxes), hidden=_hidden(question, at, *boxes))


def _words(at: int, *, close: bool) -> tuple[str, str]:
    """The question and what helps to answer it."""
    if STEPS[at - 1] == "was" and close:
        return _("Was genau suchen Sie?"), _("Wenn Sie nicht sicher sind: überspringen.")
    return {
        "wer": (_("Für wen suchen Sie Hilfe?"), _("Für Sie selbst oder für jemand anderen.")),
        "was": (_("Worum geht es?"), _("Wählen Sie, was am besten passt.")),
        "wo": (_("Wo soll die Hilfe sein?"), _("Ein Ort, ein Ortsteil oder eine Postleitzahl.")),
        "wann": (_("Wann und in welcher Sprache?"), _("Sie können beides leer lassen.")),
        "kosten": (_("Was ist Ihnen noch wichtig?"), _("Was eine Stelle dazu nicht sagt, zeigen wir extra.")),
    }[STEPS[at - 1]]


def _without(question: Question, at: int) -> Question:
    """Skipped means not answered. A topic chosen on the first page stays: only its closer look is skipped."""
    match STEPS[at - 1]:
        case "wer":
            return replace(question, who="")
        case "was":
            return replace(question, topic=_top(question.topic))
        case "wo":
            return replace(question, place="")
        case "wann":
            return replace(question, switches=_kept(question, {"offen"}), language="")
    return replace(question, switches=_kept(question, {"kostenlos", "ohnetermin", "rollstuhl"}))


def _kept(question: Question, dropped: set[str]) -> tuple[str, ...]:
    return tuple(one for one in question.switches if one not in dropped)


def _top(topic: str) -> str:
    return (needs.load().topic_of(topic) or topic) if topic else ""


def _who(question: Question) -> list[Option]:
    found = [one.id for one in needs.load() if topics.is_situation(one.id) and not one.broader and one.audiences]
    told = [
        Option(address(replace(question, who=one), 2), topics.caption(one), on=one == question.who)
        for one in found
        if one != topics.EVERYONE
    ]
    return sorted(told, key=_by_label)


def _below(topic: str, offered: Collection[str]) -> list[str]:
    top = _top(topic)
    return [one.id for one in needs.load() if top in one.broader and one.id in offered]


def _what(question: Question, below: Collection[str]) -> list[Option]:
    if not below:
        return [replace(one, href=address(replace(question, topic=id), 3)) for id, one in _top_tiles()]
    told = [
        Option(address(replace(question, topic=one), 3), topics.caption(one), on=one == question.topic) for one in below
    ]
    return sorted(told, key=_by_label)


def _top_tiles() -> list[tuple[str, Option]]:
    return [(one.id, Option("", topics.caption(one.id), one.icon or "info")) for one in needs.topics()]


def _by_label(option: Option) -> str:
    return words.fold(option.label)


def _switches(question: Question, boxes: dict[str, str]) -> list[Choice]:
    return [Choice(name, "1", label, name in question.switches) for name, label in boxes.items()]


def spoken(chosen: str) -> list[Choice]:
    """The languages asked for; the first line asks for none."""
    named = ((code, Locale.parse(locale()).languages.get(code, code)) for code in SPOKEN)
    told = [Choice("sprache", code, str(name), code == chosen) for code, name in named]
    return [
        Choice("sprache", "", _("Deutsch oder egal"), not chosen),
        *sorted(told, key=lambda choice: words.fold(choice.label)),
    ]


def _hidden(question: Question, at: int, *asked: str) -> list[tuple[str, str]]:
    """All other answers, so that a form keeps them."""
    onward = [("schritt", str(at + 1))] if at < len(STEPS) else []
    return [*((name, value) for name, value in question.pairs() if name not in asked), *onward]


def count_words(total: int, unknown: int) -> str:
    told = _("Bisher passt noch nichts sicher.")
    if total:
        told = ngettext("%s Angebot passt bisher.", "%s Angebote passen bisher.", total) % total
    if not unknown:
        return told
    more = ngettext(
        "%s weiteres sagt nicht alles, was Sie wissen wollen.",
        "%s weitere sagen nicht alles, was Sie wissen wollen.",
        unknown,
    )
    return f"{told} {more % unknown}"
